import { dirname, relative, resolve } from "node:path";
import { type ReadFixture, readable, readFixtures } from "../../braze/fixture/read.js";
import { readSources, shownPath } from "../../braze/read-source.js";
import { readWebhookFiles, requireContentBlocks } from "../../braze/webhook-files.js";
import type { Settings } from "../../config/model/config.js";
import { usualFixtures } from "../../config/model/usual-fixtures.js";
import { webhookCampaigns } from "../../config/model/webhook-campaigns.js";
import type { ConfigLoad } from "../../config/read/load.js";
import { withoutCampaigns } from "../../config/read/without-campaigns.js";
import { hasErrors, UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import { bodySource } from "../../generate/artifacts.js";
import type { Host } from "../../host.js";
import { count } from "../../report/diagnostic-text.js";
import { verifyReports } from "../../report/verify-report.js";
import { quoted } from "../../source/json-text.js";
import { makeEngines } from "../../verify/engines.js";
import { configuredPatterns, type FixturePattern, findFixtures } from "../../verify/fixture-files.js";
import { verifyFixtures } from "../../verify/verify.js";
import type { CaseResult } from "../../verify/verify-case.js";
import { type Written, writtenFor as writtenByName } from "../../verify/written.js";
import type { Console } from "../shared/console.js";
import { forFile } from "../shared/for-file.js";
import { loadConfig, requireConfig, requireWebhooks } from "../shared/load.js";
import { type AssumeOptions, type ConfigOptions, requireAssumptions } from "../shared/options.js";
import { watchingProject } from "../shared/watch.js";
import { update } from "./update.js";

export interface VerifyOptions extends ConfigOptions, AssumeOptions {
  readonly template?: string;
  readonly update?: boolean;
  readonly yes?: boolean;
  readonly watch?: boolean;
  readonly format: keyof typeof verifyReports;
  readonly maxWarnings?: number;
}

/** Verifies the fixtures, once or again and again. */
export function verify(
  host: Host,
  given: readonly string[],
  options: VerifyOptions,
  console: Console,
): Promise<number> {
  const work = () => once(host, given, options, console);
  return options.watch ? watchingProject(host, options, console, work) : work();
}

async function once(
  host: Host,
  given: readonly string[],
  options: VerifyOptions,
  console: Console,
): Promise<number> {
  const load = await loadConfig(host, options);
  const { settings } = load;
  if (!settings && load.file !== undefined) await requireConfig(host, options, console);
  const folder = load.file === undefined ? host.cwd : dirname(load.file);
  const found = await findFixtures(host.files, ...patternsOf(host, given, settings));
  const { sources: read, diagnostics: unread } = await readSources(host, found.paths);
  const { template } = options;
  const all = readFixtures(read);
  const { fixtures, writtenFor } =
    template === undefined
      ? { fixtures: all, writtenFor: await writtenByName(host, folder, readable(all)) }
      : await heldTo(host, template, folder, all, given.length > 0);
  const isWritten = template !== undefined || all.some(({ fixture }) => fixture?.template);
  if (!isWritten && !load.config) throw nothingToRender(load);
  // A config without webhooks will do where every fixture names the body that it is for.
  const config = isWritten ? load.config : await requireWebhooks(host, options, console);
  if (isWritten) console.diagnostics(settings ? load.diagnostics : []);
  const assume = requireAssumptions(options, settings?.assume);
  const verification = verifyFixtures(
    fixtures,
    {
      campaigns: config ? webhookCampaigns(config) : [],
      bodyOf: (campaign) => bodySource(config!, campaign),
      engines: makeEngines(assume),
      assume,
      writtenFor,
      options: {
        clock: host.now,
        assume,
        contentBlocks: config && (await requireContentBlocks(host, config.file)),
      },
      profile: config?.wire,
      data: settings?.data,
    },
    ({ source }, verifyOne) => guarded(host, source.name, verifyOne),
  );
  const result = options.update ? await update(host, fixtures, verification, options, console) : verification;
  const aside = [...found.diagnostics, ...unread];
  const diagnostics = [...aside, ...result.cases.flatMap((one) => one.diagnostics)];
  const { print, holds } = verifyReports[options.format];
  console.data(print(result, diagnostics, console.out));
  console.diagnostics({ all: [], cases: aside, none: diagnostics }[holds]);
  const { warnings } = count(diagnostics);
  if (diagnostics.some(({ kind }) => kind.exitCode === 3)) return 3;
  const failed = result.summary.failed + result.summary.errored > 0 || hasErrors(found.diagnostics);
  return failed || warnings > (options.maxWarnings ?? Number.POSITIVE_INFINITY) ? 1 : 0;
}

/** What comes of one fixture; where the work itself goes wrong, that is its result. */
function guarded(host: Host, fixture: string, verifyOne: () => CaseResult): CaseResult {
  try {
    return forFile(host, fixture, verifyOne);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { fixture, campaign: null, outcome: "errored", diagnostics: error.diagnostics };
  }
}

function patternsOf(
  host: Host,
  given: readonly string[],
  settings: Settings | undefined,
): [folder: string, patterns: readonly FixturePattern[]] {
  const written = given.length > 0 ? given : usualFixtures;
  if (given.length > 0 || !settings) return [host.cwd, written.map((text) => ({ text }))];
  const { folder, patterns } = configuredPatterns(settings);
  return [folder, patterns];
}

/** The fixtures that a body is held to: those given, or else those that name it. */
async function heldTo(
  host: Host,
  template: string,
  folder: string,
  read: readonly ReadFixture[],
  areGiven: boolean,
): Promise<{ fixtures: readonly ReadFixture[]; writtenFor: () => Written }> {
  const file = resolve(host.cwd, template);
  const webhook = await readWebhookFiles(host, file);
  const written = { template: shownPath(host, file), webhook, diagnostics: [] };
  const names = ({ fixture }: ReadFixture) =>
    fixture?.template !== undefined && resolve(folder, fixture.template.path) === file;
  const fixtures = areGiven ? read : read.filter(names);
  if (fixtures.length > 0 || areGiven) return { fixtures, writtenFor: () => written };
  throw new UserError(
    [
      wrongUsage.report(`no fixture names the template "${template}"`, {
        notes: [
          `Name the fixtures that it is held to: mi-braze verify --template ${template} fixtures/order.json`,
          `Or let them name it: "template": ${quoted(relative(folder, file))}.`,
        ],
      }),
    ],
    2,
  );
}

/** There is no campaign, and no fixture names a body. */
function nothingToRender({ settings, diagnostics }: ConfigLoad): UserError {
  const found = settings ? [...diagnostics, withoutCampaigns(settings)] : diagnostics;
  const byHand =
    'To verify a body that you wrote, name it in its fixtures ("template": "hooks/order.liquid"), or with --template.';
  return new UserError(
    found.map((one) => ({ ...one, notes: [...one.notes, { message: byHand }] })),
    settings ? 1 : 3,
  );
}
