import { resolve } from "node:path";
import type { Command } from "commander";
import { readSources, shownPath } from "../braze/read-source.js";
import { requireContentBlocks } from "../braze/webhook-files.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import { bodySource, webhookCampaigns } from "../generate/artifacts.js";
import type { Host } from "../host.js";
import { count } from "../report/diagnostic-text.js";
import { verifyReports } from "../report/verify-report.js";
import type { Source } from "../source/source.js";
import { makeEngines } from "../verify/engines.js";
import { configuredPatterns, findFixtures } from "../verify/fixture-files.js";
import { withExpectation } from "../verify/update.js";
import { type Verification, verifyFixtures } from "../verify/verify.js";
import type { CaseResult } from "../verify/verify-case.js";
import type { Console } from "./shared/console.js";
import type { CommandContext } from "./shared/context.js";
import { requireWebhooks } from "./shared/load.js";
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

interface VerifyOptions extends ConfigOptions, AssumeOptions {
  readonly update?: boolean;
  readonly format: keyof typeof verifyReports;
  readonly maxWarnings?: number;
}

export function configure(command: Command, context: CommandContext): void {
  assumeOption(commonOptions(configOption(command)))
    .argument("[fixtures...]", "files or globs (default: the config's fixtures)")
    .option("--update", "write what is rendered into the fixtures as what they expect")
    .option("--max-warnings <n>", "exit 1 when there are more warnings", wholeNumber)
    .addHelpText(
      "after",
      "\nExamples:\n  mi-braze verify\n  mi-braze verify 'fixtures/*.json' --format junit",
    )
    .action((fixtures: string[], options: VerifyOptions) =>
      context.run(options, (console) => verify(context.host, fixtures, options, console)),
    );
  formatOption(command, formatsOf(verifyReports));
}

async function verify(
  host: Host,
  given: readonly string[],
  options: VerifyOptions,
  console: Console,
): Promise<number> {
  const config = await requireWebhooks(host, options, console);
  const assume = requireAssumptions(options, config.assume);
  const contentBlocks = await requireContentBlocks(host, config.file);
  const { folder, patterns } =
    given.length > 0
      ? { folder: host.cwd, patterns: given.map((text) => ({ text })) }
      : configuredPatterns(config);
  const found = await findFixtures(host.files, folder, patterns);
  const { sources, diagnostics: unread } = await readSources(host, found.paths);
  const verification = verifyFixtures(sources, {
    campaigns: webhookCampaigns(config),
    bodyOf: (campaign) => bodySource(config, campaign),
    engines: makeEngines(assume),
    options: { clock: host.now, assume, contentBlocks },
    profile: config.wire,
    data: config.data,
  });
  const result = options.update ? await update(host, sources, verification, console) : verification;
  const aside = [...found.diagnostics, ...unread];
  const diagnostics = [...aside, ...result.cases.flatMap((one) => one.diagnostics)];
  const { print, holds } = verifyReports[options.format];
  console.data(print(result, diagnostics, console.out));
  console.diagnostics({ all: [], cases: aside, none: diagnostics }[holds]);
  const { warnings } = count(diagnostics);
  if (unread.length > 0) return 3;
  const failed = result.summary.failed + result.summary.errored > 0 || hasErrors(found.diagnostics);
  return failed || warnings > (options.maxWarnings ?? Number.POSITIVE_INFINITY) ? 1 : 0;
}

/** Writes each outcome that can be expected; what could not be rendered stays a failure. */
async function update(
  host: Host,
  sources: readonly Source[],
  verification: Verification,
  console: Console,
): Promise<Verification> {
  const cases: CaseResult[] = [];
  for (const [index, one] of verification.cases.entries()) {
    const source = sources[index]!;
    const actual = one.actual;
    if (one.outcome === "passed" || !actual || actual.kind === "failed") {
      cases.push(one);
      continue;
    }
    const expectation = actual.kind === "payload" ? { payload: actual.payload } : { abort: actual.reason };
    await replaceFile(host, resolve(host.cwd, source.name), withExpectation(source, expectation));
    console.talk(`wrote what ${shownPath(host, resolve(host.cwd, source.name))} expects`);
    const { fixture, campaign } = one;
    cases.push({ fixture, campaign, outcome: "passed", diagnostics: [] });
  }
  const counted = (outcome: string) => cases.filter((one) => one.outcome === outcome).length;
  return {
    cases,
    summary: { passed: counted("passed"), failed: counted("failed"), errored: counted("errored") },
  };
}
