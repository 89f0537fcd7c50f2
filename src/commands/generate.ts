import type { Command } from "commander";
import { shownPath } from "../braze/read-source.js";
import type { Config } from "../config/model/config.js";
import { webhookCampaigns } from "../config/model/webhook-campaigns.js";
import { pageFile } from "../handoff/files.js";
import type { Host } from "../host.js";
import { changeLine, refuseForeign, reportCheck } from "./shared/change-report.js";
import type { Console } from "./shared/console.js";
import type { CommandContext } from "./shared/context.js";
import { knownSlugs, requireProof } from "./shared/generated.js";
import { requireWebhooks } from "./shared/load.js";
import { type ConfigOptions, examples, projectOptions } from "./shared/options.js";
import { applyChanges } from "./shared/output/apply.js";
import { type Change, changesOf, wantedFiles } from "./shared/output/changes.js";
import { inBraze } from "./shared/output/in-braze.js";
import { lockedWhile, unlocked } from "./shared/output/lock.js";
import { outputFolder } from "./shared/output/output-folder.js";
import { leftStages } from "./shared/output/temporary.js";
import { writingTo } from "./shared/output/writing.js";
import { watchingProject } from "./shared/watch.js";

interface GenerateOptions extends ConfigOptions {
  readonly out?: string;
  readonly only?: readonly string[];
  readonly check?: boolean;
  readonly force?: boolean;
  readonly watch?: boolean;
}

export function configure(command: Command, context: CommandContext): void {
  projectOptions(command)
    .option(
      "-o, --out <folder>",
      "where to write; meant to be committed (default: webhooks beside the config, with --env webhooks-NAME)",
    )
    .option("--only <slug...>", "only these campaigns")
    .option("--check", "write nothing; exit 1 when the folder is not what the config means")
    .option("--force", "overwrite files that generate did not make")
    .option("--watch", "generate again whenever a file changes, until Ctrl-C")
    .addHelpText("after", examples(["mi-braze generate", "mi-braze generate --check     (in CI)"]))
    .action((options: GenerateOptions) =>
      context.run(options, (console) => {
        const { host } = context;
        const work = () => generate(host, options, console);
        return options.watch ? watchingProject(host, options, console, work) : work();
      }),
    );
}

async function generate(host: Host, options: GenerateOptions, console: Console): Promise<number> {
  const config = await requireWebhooks(host, options, console);
  const out = outputFolder(host, config, options);
  const only = options.only && knownSlugs(options.only, config);
  requireProof(host, config, "so nothing is written");
  const wanted = wantedFiles(config);
  const talk = (line: string) => console.talk(line);
  return await writingTo(shownPath(host, out), async () => {
    const isClear = await unlocked(host, out, talk);
    const look = () => changesOf(host, out, config, only, wanted);
    const found = await look();
    if (options.check) return reportCheck(found, shownPath(host, out), "generate", console);
    // Whoever watches the folder is not told of a lock where there is nothing to do.
    const isSettled = isClear && found.every(({ kind }) => kind === "unchanged");
    if (isSettled && (await leftStages(host, out)).length === 0) {
      report(found, config, shownPath(host, out), console);
      return 0;
    }
    return lockedWhile(host, out, talk, async () => {
      const changes = await look();
      if (!options.force) refuseForeign(changes, shownPath(host, out), "generate");
      await applyChanges(host, out, changes);
      report(changes, config, shownPath(host, out), console);
      return 0;
    });
  });
}

function report(changes: readonly Change[], config: Config, out: string, console: Console): void {
  const touched = changes.filter((change) => change.kind !== "unchanged");
  for (const change of touched) console.data(changeLine(change, out, console));
  const slugs = webhookCampaigns(config).map((campaign) => campaign.slug);
  const total = `${slugs.length} campaign${slugs.length === 1 ? "" : "s"} in ${out}/`;
  if (touched.length === 0) {
    console.talk(
      `${console.err.marks.ok} Nothing changed: ${total} ${slugs.length === 1 ? "is" : "are"} up to date.`,
    );
    return;
  }
  console.talk(`${console.err.marks.ok} ${total}: ${counts(changes)}.`);
  const todo = inBraze(changes, config.braze?.contentBlocks !== undefined);
  if (todo.length > 0) console.talk(["In Braze:", ...todo].join("\n  "));
  console.talk(
    `Next: npx mi-braze verify, then open ${out}/${pageFile} in a browser: it leads through Braze, campaign by campaign.`,
  );
}

function counts(changes: readonly Change[]): string {
  const kinds = ["added", "changed", "removed", "kept", "unchanged"] as const;
  return kinds
    .map((kind) => [changes.filter((change) => change.kind === kind).length, kind] as const)
    .filter(([number]) => number > 0)
    .map(([number, kind]) => `${number} ${kind}`)
    .join(", ");
}
