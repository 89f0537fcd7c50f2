import type { Command } from "commander";
import { configMissingKey } from "../../config/findings.js";
import type { Config, ContentBlocks, MovableInk } from "../../config/model/config.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { generatedBodies } from "../../generate/artifacts.js";
import type { Host } from "../../host.js";
import { pushConflict } from "../../live/findings.js";
import { type Planned, planPush } from "../../live/plan-push.js";
import { type Pushed, pushOne } from "../../live/push.js";
import { askingBraze, type BrazeOptions, brazeOptions, requireBraze } from "../shared/braze.js";
import { confirm } from "../shared/confirm.js";
import type { Console } from "../shared/console.js";
import type { CommandContext } from "../shared/context.js";
import { knownSlugs, requireProof } from "../shared/generated.js";
import { requireWebhooks } from "../shared/load.js";
import { type ConfigOptions, examples, projectOptions } from "../shared/options.js";
import { requireSizes } from "./sizes.js";
import { planText } from "./text.js";

interface PushOptions extends ConfigOptions, BrazeOptions {
  readonly only?: readonly string[];
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly force?: boolean;
}

export function configure(command: Command, context: CommandContext): void {
  brazeOptions(projectOptions(command))
    .option("--only <slug...>", "only these campaigns")
    .option("--dry-run", "show what would be pushed, and write nothing")
    .option("-y, --yes", "push without asking")
    .option("--force", "overwrite blocks that somebody changed in Braze")
    .addHelpText(
      "after",
      examples(
        ["mi-braze push --dry-run", "mi-braze push --yes    (in CI)"],
        `Permissions of the key: content_blocks.list, content_blocks.info, content_blocks.create, content_blocks.update;
with --dry-run the first two.

Exit codes: 0 pushed or nothing to do, 1 not all is pushed, 2 wrong command line, 3 Braze not reached.`,
      ),
    )
    .action((options: PushOptions) =>
      context.run(options, (console) => push(context.host, options, console)),
    );
}

async function push(host: Host, options: PushOptions, console: Console): Promise<number> {
  const config = await requireWebhooks(host, options, console);
  const { braze, client } = requireBraze(host, config, options, console);
  const settings = requireBlocks(config);
  const only = options.only && knownSlugs(options.only, config);
  const bodies = generatedBodies(config).filter(({ slug }) => only?.has(slug) ?? true);
  requireSizes(config, bodies);
  requireProof(host, config, "so nothing is pushed", settings);

  const plan = await askingBraze(host, () => planPush(client, settings, bodies, options));
  for (const { live } of plan) if (live) host.secrets.learn(live.content);
  console.data(planText(plan, console.out));
  const conflicts = plan.filter(({ kind }) => kind === "conflict");
  console.diagnostics(conflicts.map(conflictOf));
  const toDo = plan.filter(({ kind }) => kind === "create" || kind === "update");
  const exitCode = conflicts.length > 0 ? 1 : 0;
  if (toDo.length === 0) {
    if (exitCode === 0) console.talk("Nothing to push: Braze has what the config means.");
    return exitCode;
  }
  if (options.dryRun) {
    console.talk("Nothing was pushed: this is a dry run.");
    return exitCode;
  }
  const question = `Push ${toDo.length} Content Block${toDo.length === 1 ? "" : "s"} to ${braze.restEndpoint}? Messages that print them change at once.`;
  if (!options.yes && !(await confirm(host, question))) {
    console.talk("Nothing was pushed.");
    return 1;
  }

  const done: string[] = [];
  const notDone = () => toDo.map(({ name }) => name).filter((name) => !done.includes(name));
  const isWhole = await askingBraze(
    host,
    async () => {
      let whole = true;
      for (const planned of toDo) {
        const body = bodies.find(({ slug }) => slug === planned.slug)!;
        const pushed = await pushOne(client, settings, planned, body, {
          force: options.force === true,
          sleep: host.sleep,
          waiting: (seconds, why) => console.talk(`Waiting ${seconds} s: ${why}.`),
        });
        done.push(planned.name);
        console.talk(`${planned.name}: ${words[pushed]}`);
        if (pushed === "changed" || pushed === "hidden") whole = false;
      }
      return whole;
    },
    () => [
      done.length === 0 ? "Nothing was pushed before that." : `Pushed before that: ${done.join(", ")}.`,
      `Not pushed, or not known: ${notDone().join(", ")}. Run mi-braze push again: what is done is not done again.`,
    ],
  );
  if (isWhole)
    console.talk(
      `Next: npx mi-braze diff${options.env === undefined ? "" : ` --env ${options.env}`}, in five minutes: Braze shows changes late.`,
    );
  return isWhole ? exitCode : 1;
}

const words: Readonly<Record<Pushed, string>> = {
  created: "created.",
  updated: "updated.",
  there: "there already.",
  changed: "changed in Braze in the meantime, so it was left as it is. Run mi-braze push again to see how.",
  hidden:
    "Braze says that the name is taken, and lists no such block. Run mi-braze push again in five minutes; if it stays so, look for the name among the archived blocks.",
};

function requireBlocks(config: Config & { readonly movableInk: MovableInk }): ContentBlocks {
  const blocks = config.braze?.contentBlocks;
  if (blocks) return blocks;
  throw new UserError(
    [
      configMissingKey.report("the config does not say that bodies are in Content Blocks", {
        span: config.spanOf(["braze"]),
        notes: [
          "Write content_blocks: {prefix: mi_} in braze, and generate again: the hand-off then has the line that a campaign prints its block with.",
        ],
      }),
    ],
    1,
  );
}

const conflictOf = ({ name }: Planned) =>
  pushConflict.report(
    `the Content Block ${name} was changed in Braze by somebody else, so it is not pushed`,
    {
      notes: [
        "What was meant by the change belongs in the config; then push --force overwrites the block.",
        "If it was never yours, choose another braze.content_blocks.prefix.",
      ],
    },
  );
