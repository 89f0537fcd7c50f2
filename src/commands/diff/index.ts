import type { Command } from "commander";
import { readSources } from "../../braze/read-source.js";
import { bodySource, webhookCampaigns } from "../../generate/artifacts.js";
import { liveBody } from "../../generate/live-body.js";
import type { Host } from "../../host.js";
import { mostBytes } from "../../source/most-bytes.js";
import type { Console } from "../shared/console.js";
import type { CommandContext } from "../shared/context.js";
import { readStdin, requireWebhooks } from "../shared/load.js";
import {
  type ConfigOptions,
  commonOptions,
  configOption,
  envOption,
  formatOption,
  formatsOf,
} from "../shared/options.js";
import { type Compared, reports } from "./reports.js";

interface DiffOptions extends ConfigOptions {
  readonly body: readonly string[];
  readonly format: keyof typeof reports;
}

export function configure(command: Command, context: CommandContext): void {
  commonOptions(envOption(configOption(command)))
    .requiredOption("--body <file...>", "bodies copied from Braze's composer; - for stdin")
    .addHelpText(
      "after",
      "\nExamples:\n  mi-braze diff --body live.liquid\n  pbpaste | mi-braze diff --body -\n\nExit codes: 0 as generated, 1 something differs, 3 a file cannot be read.",
    )
    .action((options: DiffOptions) =>
      context.run(options, (console) => diff(context.host, options, console)),
    );
  formatOption(command, formatsOf(reports));
}

async function diff(host: Host, options: DiffOptions, console: Console): Promise<number> {
  const config = await requireWebhooks(host, options, console);
  const bodies = webhookCampaigns(config).map((campaign) => ({
    slug: campaign.slug,
    text: bodySource(config, campaign).text,
  }));
  const { sources, diagnostics } = await readSources(
    host,
    options.body.filter((file) => file !== "-"),
  );
  const stdin = options.body.includes("-") ? [await readStdin(host, mostBytes.template)] : [];
  const compared = [...stdin, ...sources].map(({ name, text }): Compared => {
    return { file: name, text, ...liveBody(text, bodies) };
  });
  console.diagnostics(diagnostics);
  if (compared.length > 0) console.data(reports[options.format](compared, console.out));
  if (diagnostics.length > 0) return 3;
  return compared.every(({ state }) => state === "same") ? 0 : 1;
}
