import { readContentBlocks } from "./braze/content-blocks.js";
import { fixtureFrom } from "./braze/fixture/from-object.js";
import { scopeOf } from "./braze/fixture/scope-of.js";
import { parseTemplate, render } from "./braze/liquid.js";
import type { Config } from "./config/model/config.js";
import { loadConfig as load } from "./config/read/load.js";
import { type Diagnostic, hasErrors, UserError } from "./diagnostics/diagnostic.js";
import { unreadableFile } from "./diagnostics/findings.js";
import { type Artifact, artifactsOf, bodySource, webhookCampaigns } from "./generate/artifacts.js";
import { fileReason, realHost, systemClock } from "./host.js";
import type { Assumptions } from "./liquid/assumptions.js";
import { proveTemplate as prove } from "./proof/prove.js";
import { type DiagnosticJson, diagnosticsJson } from "./report/diagnostic-json.js";
import { lintWebhook } from "./rules/lint-webhook.js";
import { catalogue } from "./rules/registry.js";
import { repair } from "./rules/repair.js";
import type { Source } from "./source/source.js";
import { makeEngines } from "./verify/engines.js";
import { configuredPatterns, findFixtures } from "./verify/fixture-files.js";
import { type Verification, verifyFixtures } from "./verify/verify.js";

export type { Artifact, Config, Diagnostic, DiagnosticJson, Verification };

export interface RenderTemplateOptions {
  /** Ruby Liquid 5.4 in lax mode, instead of Braze's documented subset. */
  readonly lenient?: boolean;
  readonly assume?: Partial<Assumptions>;
  /** The clock: a date, or ISO 8601 text with a zone. */
  readonly now?: Date | string;
}

/** A user of whom nothing is known: as a file an empty object is a slip, as an argument it is said on purpose. */
const nobody = { user: {} };
const isEmptyObject = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0;

export interface TemplateRendering {
  /** `sent`: rendered to the end; nothing is said about JSON. `failed`: a syntax error or a limit. */
  readonly outcome: "sent" | "aborted" | "failed";
  readonly body: string | null;
  readonly abort: string | null;
  readonly diagnostics: readonly DiagnosticJson[];
}

/**
 * Renders any template for one user, as Braze would.
 * @param fixture an object, or JSON text, which keeps `10.0` apart from `10`
 * @throws TypeError when `now` is no time
 */
export function renderTemplate(
  source: string,
  fixture: unknown = {},
  options: RenderTemplateOptions = {},
): TemplateRendering {
  const reading = fixtureFrom(isEmptyObject(fixture) ? nobody : fixture);
  if (!reading.fixture || hasErrors(reading.diagnostics)) {
    return { outcome: "failed", body: null, abort: null, diagnostics: diagnosticsJson(reading.diagnostics) };
  }
  const now = options.now === undefined ? undefined : new Date(options.now);
  if (now && Number.isNaN(now.getTime()))
    throw new TypeError(`now is no time: ${JSON.stringify(options.now)}`);
  const template = parseTemplate(named(source), { lenient: options.lenient ?? false });
  const scope = scopeOf(reading.fixture, {
    now,
    clock: systemClock,
    assume: options.assume as Record<string, string> | undefined,
  });
  const rendering = render(template, scope, { lenient: options.lenient, assume: options.assume });
  return {
    outcome: rendering.outcome,
    body: rendering.outcome === "sent" ? rendering.text : null,
    abort: rendering.abort,
    diagnostics: diagnosticsJson([...reading.diagnostics, ...rendering.diagnostics]),
  };
}

export interface ProveTemplateOptions {
  /** What the findings call the template. */
  readonly file?: string;
  /** Texts of Content Blocks by name. */
  readonly contentBlocks?: Readonly<Record<string, string>>;
}

export interface TemplateProof {
  readonly verdict: "proven" | "refuted" | "unknown";
  /** A fixture whose user breaks the body. */
  readonly witness?: Readonly<Record<string, unknown>>;
  readonly diagnostics: readonly DiagnosticJson[];
}

/** Proves that a template renders valid JSON for every user, or gives one for whom it does not. */
export function proveTemplate(source: string, options: ProveTemplateOptions = {}): TemplateProof {
  const contentBlocks = new Map(Object.entries(options.contentBlocks ?? {}));
  const { verdict, witness, diagnostics } = prove(named(source, options.file), { contentBlocks });
  return { verdict, ...(witness ? { witness } : {}), diagnostics: diagnosticsJson(diagnostics) };
}

export interface LintSourceOptions extends ProveTemplateOptions {
  /** Mends what can be mended safely; `text` holds the result. */
  readonly fix?: boolean;
}

export interface LintedSource extends TemplateProof {
  /** With `fix`: the template as it is now, and that is what the findings are of. */
  readonly text?: string;
}

/** What `lint` says of one template: the proof, and every rule. */
export function lintSource(source: string, options: LintSourceOptions = {}): LintedSource {
  const body = named(source, options.file);
  const contentBlocks = new Map(Object.entries(options.contentBlocks ?? {}));
  const repaired = options.fix ? repair({ body, contentBlocks }) : undefined;
  const { verdict, witness, diagnostics } = repaired?.linted ?? lintWebhook({ body, contentBlocks });
  return {
    verdict,
    ...(witness ? { witness } : {}),
    diagnostics: diagnosticsJson(diagnostics),
    ...(repaired ? { text: repaired.text } : {}),
  };
}

/**
 * Reads a config.
 * @throws UserError with every finding when it has errors
 */
export async function loadConfig(path: string): Promise<Config> {
  const { config, diagnostics } = await load(realHost(), { config: path }, async () => catalogue);
  if (!config) throw new UserError(diagnostics, 1);
  return config;
}

/** Every file that `mi-braze generate` would write, paths inside the output folder. */
export const generate = (config: Config): Artifact[] => artifactsOf(config);

/**
 * Every fixture of the config against what it expects.
 * @throws UserError when a fixture cannot be read
 */
export async function verify(config: Config): Promise<Verification> {
  const host = realHost();
  const { folder, patterns } = configuredPatterns(config);
  const { paths } = await findFixtures(host.files, folder, patterns);
  const { blocks } = await readContentBlocks(host.files, folder);
  const sources: Source[] = [];
  for (const path of paths) {
    try {
      sources.push({ name: path, text: new TextDecoder().decode(await host.files.read(path)) });
    } catch (error) {
      throw new UserError([unreadableFile.report(`cannot read "${path}": ${fileReason(error)}`)], 3);
    }
  }
  return verifyFixtures(sources, {
    campaigns: webhookCampaigns(config),
    bodyOf: (campaign) => bodySource(config, campaign),
    engines: makeEngines(config.assume),
    options: { clock: host.now, assume: config.assume, contentBlocks: blocks },
    profile: config.wire,
  });
}

export { UserError };

const named = (text: string, name = "<template>"): Source => ({ name, text });
