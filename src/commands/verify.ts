import { dirname, relative, resolve } from "node:path";
import type { Command } from "commander";
import { readableFixtures } from "../braze/fixture/read.js";
import { readSources, shownPath } from "../braze/read-source.js";
import { readWebhookFiles, requireContentBlocks } from "../braze/webhook-files.js";
import type { Settings } from "../config/model/config.js";
import { usualFixtures } from "../config/model/usual-fixtures.js";
import type { ConfigLoad } from "../config/read/load.js";
import { withoutCampaigns } from "../config/read/without-campaigns.js";
import { hasErrors, UserError } from "../diagnostics/diagnostic.js";
import { wrongUsage } from "../diagnostics/findings.js";
import { bodySource, webhookCampaigns } from "../generate/artifacts.js";
import type { Host } from "../host.js";
import { count } from "../report/diagnostic-text.js";
import { caseText, verifyReports } from "../report/verify-report.js";
import { memberOf, parseJsonFile } from "../source/json.js";
import { quoted } from "../source/json-text.js";
import type { Source } from "../source/source.js";
import { makeEngines } from "../verify/engines.js";
import { configuredPatterns, type FixturePattern, findFixtures } from "../verify/fixture-files.js";
import { withExpectation } from "../verify/update.js";
import { type Verification, verifyFixtures, withSummary } from "../verify/verify.js";
import type { CaseResult } from "../verify/verify-case.js";
import { type Written, writtenFor as writtenByName } from "../verify/written.js";
import { confirm } from "./shared/confirm.js";
import type { Console } from "./shared/console.js";
import type { CommandContext } from "./shared/context.js";
import { forFile } from "./shared/for-file.js";
import { loadConfig, requireConfig, requireWebhooks } from "./shared/load.js";
import {
  type AssumeOptions,
  assumeOption,
  type ConfigOptions,
  commonOptions,
  configOption,
  formatOption,
  formatsOf,
  requireAssumptions,
  wholeNumber,
} from "./shared/options.js";
import { replaceFile } from "./shared/output/replace-file.js";
import { watchingProject } from "./shared/watch.js";

interface VerifyOptions extends ConfigOptions, AssumeOptions {
  readonly template?: string;
  readonly update?: boolean;
  readonly yes?: boolean;
  readonly watch?: boolean;
  readonly format: keyof typeof verifyReports;
  readonly maxWarnings?: number;
}

export function configure(command: Command, context: CommandContext): void {
  assumeOption(commonOptions(configOption(command)))
    .argument("[fixtures...]", "files or globs (default: the config's fixtures)")
    .option("--template <file>", "a body that you wrote, instead of the campaigns; needs no config")
    .option("--update", "write what is rendered into the fixtures as what they expect")
    .option("-y, --yes", "with --update: write over what was expected until now without asking")
    .option("--watch", "verify again whenever a file changes, until Ctrl-C")
    .option("--max-warnings <n>", "exit 1 when there are more warnings", wholeNumber)
    .addHelpText(
      "after",
      "\nExamples:\n  mi-braze verify\n  mi-braze verify 'fixtures/*.json' --format junit\n  mi-braze verify --template hooks/order.liquid 'fixtures/order-*.json'",
    )
    .action((fixtures: string[], options: VerifyOptions) =>
      context.run(options, (console) => {
        const { host } = context;
        const work = () => verify(host, fixtures, options, console);
        return options.watch ? watchingProject(host, options, console, work) : work();
      }),
    );
  formatOption(command, formatsOf(verifyReports));
}

async function verify(
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
  const fixtures = template === undefined ? readableFixtures(read) : [];
  const { sources, writtenFor } =
    template === undefined
      ? { sources: read, writtenFor: await writtenByName(host, folder, fixtures) }
      : await heldTo(host, template, folder, read, given.length > 0);
  const isWritten = template !== undefined || fixtures.some((fixture) => fixture.template);
  if (!isWritten && !load.config) throw nothingToRender(load);
  // A config without webhooks will do where every fixture names the body that it is for.
  const config = isWritten ? load.config : await requireWebhooks(host, options, console);
  if (isWritten) console.diagnostics(settings ? load.diagnostics : []);
  const assume = requireAssumptions(options, settings?.assume);
  const verification = verifyFixtures(
    sources,
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
    ({ name }, verifyOne) => guarded(host, name, verifyOne),
  );
  const result = options.update ? await update(host, sources, verification, options, console) : verification;
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
  read: readonly Source[],
  areGiven: boolean,
): Promise<{ sources: readonly Source[]; writtenFor: () => Written }> {
  const file = resolve(host.cwd, template);
  const webhook = await readWebhookFiles(host, file);
  const written = { template: shownPath(host, file), webhook, diagnostics: [] };
  const names = (source: Source) =>
    readableFixtures([source]).some((one) => one.template && resolve(folder, one.template.path) === file);
  const sources = areGiven ? read : read.filter(names);
  if (sources.length > 0 || areGiven) return { sources, writtenFor: () => written };
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

/**
 * Writes each outcome that can be expected; what could not be rendered stays a failure. What was expected until now is
 * written over only when somebody who has seen the difference says so.
 */
async function update(
  host: Host,
  sources: readonly Source[],
  verification: Verification,
  { yes = false }: Pick<VerifyOptions, "yes">,
  console: Console,
): Promise<Verification> {
  const cases: CaseResult[] = [];
  const isOver = ({ outcome, actual }: CaseResult, index: number) =>
    outcome !== "passed" &&
    actual !== undefined &&
    actual.kind !== "failed" &&
    expectsSomething(sources[index]!);
  const over = verification.cases.filter(isOver);
  const mayWriteOver = yes || over.length === 0 || (await agreed(host, over, console));
  for (const [index, one] of verification.cases.entries()) {
    const source = sources[index]!;
    const actual = one.actual;
    const isKept = !mayWriteOver && isOver(one, index);
    if (one.outcome === "passed" || !actual || actual.kind === "failed" || isKept) {
      cases.push(one);
      continue;
    }
    const expectation = actual.kind === "payload" ? { payload: actual.payload } : { abort: actual.reason };
    await replaceFile(host, resolve(host.cwd, source.name), withExpectation(source, expectation));
    console.talk(`wrote what ${shownPath(host, resolve(host.cwd, source.name))} expects`);
    const { fixture, campaign, template } = one;
    cases.push({
      fixture,
      campaign,
      ...(template === undefined ? {} : { template }),
      outcome: "passed",
      diagnostics: [],
    });
  }
  return withSummary(cases);
}

/** Whether a fixture says already what it expects; `{}` is a place to be filled. */
function expectsSomething(source: Source): boolean {
  const expect = memberOf(parseJsonFile(source).root, "expect");
  const payload = memberOf(expect, "payload");
  if (payload?.kind === "object") return (payload.members ?? []).length > 0;
  return payload !== undefined || memberOf(expect, "abort") !== undefined;
}

/** Shows what changes, and asks. */
async function agreed(host: Host, over: readonly CaseResult[], console: Console): Promise<boolean> {
  console.talk(over.map((one) => caseText(one, console.err)).join("\n"));
  const fixtures = over.length === 1 ? "this fixture expects" : `these ${over.length} fixtures expect`;
  const answer = await confirm(host, `Write over what ${fixtures}?`);
  if (!answer) console.talk("What they expect stays as it is.");
  return answer;
}
