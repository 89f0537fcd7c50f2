import { readContentBlocks } from "../braze/content-blocks.js";
import { readable, readFixtures } from "../braze/fixture/read.js";
import { webhookCampaigns } from "../config/model/webhook-campaigns.js";
import { loadConfig as load } from "../config/read/load.js";
import { UserError as Refusal } from "../diagnostics/diagnostic.js";
import { unreadableFile } from "../diagnostics/findings.js";
import { guarded } from "../egress/guard.js";
import { type Artifact, bodySource } from "../generate/artifacts.js";
import { artifactsOf } from "../handoff/files.js";
import { realHost } from "../host/real-host.js";
import { fileReason, type Host } from "../host.js";
import { nextOf } from "../not-read.js";
import { pageCode } from "../page-code.js";
import { type DiagnosticJson, diagnosticsJson } from "../report/diagnostic-json.js";
import { catalogue } from "../rules/registry.js";
import type { Json } from "../source/json.js";
import { mostBytes } from "../source/most-bytes.js";
import { readText } from "../source/read-text.js";
import type { Source } from "../source/source.js";
import type { Difference as Found } from "../verify/compare.js";
import { makeEngines } from "../verify/engines.js";
import { configuredPatterns, findFixtures } from "../verify/fixture-files.js";
import { type Outcome, shown } from "../verify/outcome.js";
import { verifyFixtures } from "../verify/verify.js";
import { writtenFor } from "../verify/written.js";
import { type Config, configOf, requireConfig } from "./config.js";
import { plain } from "./plain.js";
import { requireString } from "./usage.js";
import { userErrorOf } from "./user-error.js";

export type { Json } from "../source/json.js";
export { JsonNumber } from "../source/json-number.js";
export type { Artifact };

/** One place where a payload differs from the expected one. A value that is not there has no key. */
export interface Difference {
  /** `$.properties.categories[0].id`; a name that is not a plain word is quoted in brackets. */
  readonly path: string;
  readonly kind: "missing" | "extra" | "different";
  readonly expected?: Json;
  readonly actual?: Json;
}

export interface Verification {
  readonly cases: readonly VerifiedCase[];
  readonly summary: { readonly passed: number; readonly failed: number; readonly errored: number };
}

export interface VerifiedCase {
  /** The fixture's file. */
  readonly fixture: string;
  /** Null when the fixture does not tell, and of a body that somebody wrote. */
  readonly campaign: string | null;
  /** The file of a body that somebody wrote, as the fixture names it. */
  readonly template?: string;
  /** `errored`: the fixture could not be used, or expects nothing. */
  readonly outcome: "passed" | "failed" | "errored";
  /** Where the payload differs from the expected one. */
  readonly diff?: readonly Difference[];
  /** What came out: the payload, or the reason of an abort. */
  readonly actual?: { readonly payload: Json } | { readonly abort: string };
  readonly diagnostics: readonly DiagnosticJson[];
}

/**
 * Reads a config.
 * @throws UserError with every finding when it has errors
 */
export const loadConfig = (path: string): Promise<Config> =>
  orUserError(async () => {
    const options = { config: requireString(path, "the path of the config") };
    return configOf(await load(guarded(realHost()), options, async () => catalogue));
  });

/** Every file that `mi-braze generate` would write, paths inside the output folder. */
export const generate = (config: Config): Artifact[] =>
  artifactsOf(requireConfig(config), pageCode("handoff"));

/**
 * Every fixture of the config against what it expects.
 * @throws UserError when a fixture cannot be read
 */
export const verify = (given: Config): Promise<Verification> =>
  orUserError(async () => {
    const config = requireConfig(given);
    const host = guarded(realHost());
    const { folder, patterns } = configuredPatterns(config);
    const { paths } = await findFixtures(host.files, folder, patterns);
    const { blocks } = await readContentBlocks(host, folder);
    const sources = await Promise.all(paths.map((path) => readSource(host, path)));
    const fixtures = readFixtures(sources);
    const { cases, summary } = verifyFixtures(fixtures, {
      campaigns: webhookCampaigns(config),
      bodyOf: (campaign) => bodySource(config, campaign),
      engines: makeEngines(config.assume),
      assume: config.assume,
      writtenFor: await writtenFor(host, folder, readable(fixtures)),
      options: { clock: host.now, assume: config.assume, contentBlocks: blocks },
      profile: config.wire,
      data: config.data,
    });
    return {
      cases: cases.map(({ fixture, campaign, template, outcome, diff, actual, diagnostics }) => ({
        fixture,
        campaign,
        ...(template === undefined ? {} : { template }),
        outcome,
        ...(diff ? { diff: diff.map(differenceJson) } : {}),
        ...actualJson(actual),
        diagnostics: diagnosticsJson(diagnostics),
      })),
      summary,
    };
  });

async function readSource(host: Host, path: string): Promise<Source> {
  try {
    return { name: path, text: await readText(host, path, mostBytes.fixture) };
  } catch (error) {
    const notes = nextOf(error);
    throw new Refusal([unreadableFile.report(`cannot read "${path}": ${fileReason(error)}`, { notes })], 3);
  }
}

function actualJson(actual: Outcome | undefined): Pick<VerifiedCase, "actual"> {
  if (!actual || actual.kind === "failed") return {};
  return actual.kind === "abort"
    ? { actual: { abort: actual.reason } }
    : { actual: { payload: plain(shown(actual)) } };
}

const differenceJson = ({ path, kind, expected, actual }: Found): Difference => ({
  path,
  kind,
  ...(expected === undefined ? {} : { expected: plain(expected) }),
  ...(actual === undefined ? {} : { actual: plain(actual) }),
});

async function orUserError<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw userErrorOf(error);
  }
}
