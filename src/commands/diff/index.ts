import type { Command } from "commander";
import { readSources } from "../../braze/read-source.js";
import { configMissingKey } from "../../config/findings.js";
import { webhookCampaigns } from "../../config/model/webhook-campaigns.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import { generatedBodies } from "../../generate/artifacts.js";
import { liveBody } from "../../generate/live-body.js";
import type { Host } from "../../host.js";
import { mostBytes } from "../../source/most-bytes.js";
import { askingBraze, type BrazeOptions, brazeOptions, requireBraze } from "../shared/braze.js";
import type { Console } from "../shared/console.js";
import type { CommandContext } from "../shared/context.js";
import { readStdin, requireWebhooks } from "../shared/load.js";
import { type ConfigOptions, examples, formatOption, formatsOf, projectOptions } from "../shared/options.js";
import { diffLive } from "./live.js";
import { liveReports } from "./live-reports.js";
import { type Compared, isInOrder, reports } from "./reports.js";

interface DiffOptions extends ConfigOptions, BrazeOptions {
  readonly body?: readonly string[];
  readonly format: keyof typeof reports;
}

export function configure(command: Command, context: CommandContext): void {
  brazeOptions(projectOptions(command))
    .option("--body <file...>", "bodies copied from Braze's composer, and nothing is asked; - for stdin")
    .addHelpText(
      "after",
      examples(
        [
          "mi-braze diff                       (asks Braze)",
          "mi-braze diff --format github       (in a nightly job)",
          "mi-braze diff --body live.liquid    (asks nobody)",
          "pbpaste | mi-braze diff --body -",
        ],
        `Permissions of the key: content_blocks.list and content_blocks.info with braze.content_blocks; campaigns.details
or canvas.details with campaign_id.

Exit codes: 0 as generated, 1 something differs, 2 wrong command line, 3 a file cannot be read, or Braze not reached.`,
      ),
    )
    .action((options: DiffOptions) =>
      context.run(options, (console) =>
        options.body === undefined
          ? diffWithBraze(context.host, options, console)
          : diff(context.host, { ...options, body: options.body }, console),
      ),
    );
  formatOption(command, formatsOf(reports));
}

async function diffWithBraze(host: Host, options: DiffOptions, console: Console): Promise<number> {
  const config = await requireWebhooks(host, options, console);
  if (!config.braze)
    throw new UserError(
      [
        wrongUsage.report(
          "what is to be compared? Name bodies with --body, or let the config name a workspace",
          {
            notes: [
              "--body FILE compares a body that was copied from Braze's composer.",
              "With braze: {rest_endpoint: https://rest.iad-01.braze.com, api_key: env:BRAZE_API_KEY} in the config, Braze is asked.",
            ],
          },
        ),
      ],
      2,
    );
  const { braze, client } = requireBraze(host, config, options, console);
  if (!braze.contentBlocks && webhookCampaigns(config).every(({ campaignId }) => campaignId === undefined))
    throw new UserError(
      [
        configMissingKey.report("there is nothing to look for in Braze", {
          span: config.spanOf(["braze"]),
          notes: [
            "Give campaigns a campaign_id, in an environment by campaign_ids, or write content_blocks: {prefix: mi_} in braze and run mi-braze push.",
          ],
        }),
      ],
      1,
    );
  const found = await askingBraze(host, () => diffLive(host, config, braze, client));
  console.data(liveReports[options.format](found, config, console.out), {
    commands: options.format === "github",
  });
  return found.campaigns.every(({ drifts }) => drifts.length === 0) ? 0 : 1;
}

async function diff(
  host: Host,
  options: DiffOptions & { readonly body: readonly string[] },
  console: Console,
): Promise<number> {
  const config = await requireWebhooks(host, options, console);
  const bodies = generatedBodies(config);
  const { sources, diagnostics } = await readSources(
    host,
    options.body.filter((file) => file !== "-"),
  );
  const stdin = options.body.includes("-") ? [await readStdin(host, mostBytes.template)] : [];
  const compared = [...stdin, ...sources].map(({ name, text }): Compared => {
    return { file: name, text, ...liveBody(text, bodies) };
  });
  console.diagnostics(diagnostics);
  if (compared.length > 0)
    console.data(reports[options.format](compared, console.out), { commands: options.format === "github" });
  if (diagnostics.length > 0) return 3;
  return compared.every(isInOrder) ? 0 : 1;
}
