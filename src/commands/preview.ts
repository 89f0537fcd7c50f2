import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import type { Fixture } from "../braze/fixture/fixture.js";
import { scopeOf } from "../braze/fixture/scope-of.js";
import { readWebhookFiles, requireContentBlocks } from "../braze/webhook-files.js";
import { UserError } from "../diagnostics/diagnostic.js";
import type { Host } from "../host.js";
import type { Step } from "../model/expected-payload.js";
import { diagnosticsJson } from "../report/diagnostic-json.js";
import { previewText, whyText } from "../report/preview-text.js";
import { jsonText } from "../source/json-text.js";
import { requireCampaign } from "../verify/campaign-for.js";
import { departureFindings } from "../verify/departing.js";
import { type Preview, previewOf } from "../verify/preview.js";
import { previewCampaign } from "../verify/preview-campaign.js";
import { renderRequest } from "../verify/request.js";
import { writtenFor } from "../verify/written.js";
import type { Console } from "./shared/console.js";
import type { CommandContext } from "./shared/context.js";
import { requireFixture, requireNow } from "./shared/fixture.js";
import { loadConfig, requireWebhooks } from "./shared/load.js";
import {
  type AssumeOptions,
  assumeOption,
  type ConfigOptions,
  campaignOption,
  examples,
  formatOption,
  formatsOf,
  projectOptions,
  requireAssumptions,
} from "./shared/options.js";

interface PreviewOptions extends ConfigOptions, AssumeOptions {
  readonly user: string;
  readonly campaign?: string;
  readonly template?: string;
  readonly now?: string;
  readonly format: keyof typeof prints;
  readonly why?: boolean;
}

export function configure(command: Command, context: CommandContext): void {
  assumeOption(projectOptions(command))
    .requiredOption("-u, --user <file>", "a fixture: a user and an event, or a whole /users/track body")
    .addOption(campaignOption())
    .option("--template <file>", "any Liquid file instead of a campaign; needs no config")
    .option("--now <time>", "the clock, such as 2023-12-06T19:20:45Z")
    .option("--why", "for each member: its source, the value seen, and why it is there or not")
    .addHelpText(
      "after",
      examples([
        "mi-braze preview --user fixtures/viewed.json --why",
        "mi-braze preview --user user.json --template any.liquid --format body",
      ]),
    )
    .action((options: PreviewOptions) =>
      context.run(options, (console) => preview(context.host, options, console)),
    );
  formatOption(command, formatsOf(prints));
}

async function preview(host: Host, options: PreviewOptions, console: Console): Promise<number> {
  const now = requireNow(options.now);
  const read = await requireFixture(host, options.user);
  const seen =
    options.template !== undefined
      ? await previewTemplate(host, options, now, read, options.template)
      : read.fixture.template && options.campaign === undefined
        ? await previewTemplate(host, options, now, read, await templateOf(host, options, read.fixture))
        : await previewOfCampaign(host, options, now, read, console);
  prints[options.format](seen, { host, options, console });
  return seen.shown.outcome === "failed" ? 1 : 0;
}

interface Seen {
  readonly shown: Preview;
  /** How each member came about, of a campaign. */
  readonly steps: readonly Step[] | undefined;
}

interface Setting {
  readonly host: Host;
  readonly options: PreviewOptions;
  readonly console: Console;
}

/** The ways in which a preview is printed. */
const prints = {
  text: ({ shown, steps }, { options, console }) => {
    console.diagnostics(shown.diagnostics);
    console.data(previewText(shown, console.out));
    if (options.why)
      console.data(
        steps
          ? whyText(steps, console.out)
          : "--why explains campaigns; a template has no config to explain it by.",
      );
  },
  json: ({ shown }, { console }) =>
    console.data(jsonText({ ...shown, diagnostics: diagnosticsJson(shown.diagnostics) }, 2)),
  body: ({ shown }, { host, console }) => {
    console.diagnostics(shown.diagnostics);
    if (shown.outcome === "aborted") console.talk(`aborted: ${shown.abort}`);
    host.stdout.write(shown.request.body ?? "");
  },
} satisfies Readonly<Record<string, (seen: Seen, setting: Setting) => void>>;

type FixtureRead = Awaited<ReturnType<typeof requireFixture>>;

/** The file that a fixture names; its path counts from the config's folder. */
async function templateOf(host: Host, options: PreviewOptions, fixture: Fixture): Promise<string> {
  const { file } = await loadConfig(host, options);
  const folder = file === undefined ? host.cwd : dirname(file);
  const found = (await writtenFor(host, folder, [fixture]))(fixture)!;
  if (!found.webhook) throw new UserError(found.diagnostics, 1);
  return resolve(folder, found.template);
}

async function previewTemplate(
  host: Host,
  options: PreviewOptions,
  now: ReturnType<typeof requireNow>,
  { fixture, diagnostics }: FixtureRead,
  template: string,
): Promise<Seen> {
  const assume = requireAssumptions(options);
  const { contentBlocks, ...webhook } = await readWebhookFiles(host, template);
  const { body } = webhook;
  const scope = scopeOf(fixture, { now, clock: host.now, assume, contentBlocks });
  const { rendering, url, headers } = renderRequest(webhook, scope, assume);
  const shown = previewOf(null, body, rendering, { method: "POST", url, headers });
  // A template may have no config: it is tried by itself then.
  const { settings } = await loadConfig(host, options);
  const departing = settings ? departureFindings(fixture, undefined, body, settings.data) : [];
  return {
    shown: { ...shown, diagnostics: [...diagnostics, ...departing, ...shown.diagnostics] },
    steps: undefined,
  };
}

async function previewOfCampaign(
  host: Host,
  options: PreviewOptions,
  now: ReturnType<typeof requireNow>,
  { fixture, diagnostics }: FixtureRead,
  console: Console,
): Promise<Seen> {
  const config = await requireWebhooks(host, options, console);
  const choice = requireCampaign(config, fixture, options.campaign);
  const assume = requireAssumptions(options, config.assume);
  const contentBlocks = await requireContentBlocks(host, config.file);
  const given = { now, clock: host.now, assume, contentBlocks };
  const { shown, steps } = previewCampaign(config, fixture, choice, given);
  return { shown: { ...shown, diagnostics: [...diagnostics, ...shown.diagnostics] }, steps };
}
