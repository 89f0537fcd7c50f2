import { dirname, join, resolve } from "node:path";
import { readContentBlocks } from "../../braze/content-blocks.js";
import { readSource, readSources, readUrl, shownPath, withSecrets } from "../../braze/read-source.js";
import { headersFile, isThere, requireContentBlocks, urlFile } from "../../braze/webhook-files.js";
import { configNotFound } from "../../config/findings.js";
import type { Config, Settings } from "../../config/model/config.js";
import { webhookCampaigns } from "../../config/model/webhook-campaigns.js";
import { type Diagnostic, UserError } from "../../diagnostics/diagnostic.js";
import { unreadableFile } from "../../diagnostics/findings.js";
import { bodySource } from "../../generate/artifacts.js";
import { feedSchema } from "../../generate/signal/feed-schema.js";
import { fileReason, type Host } from "../../host.js";
import { NotText, nextOf } from "../../not-read.js";
import type { ConfigIgnore } from "../../rules/ignore/ignoring.js";
import { notText } from "../../rules/lint/not-text.js";
import { rules } from "../../rules/registry.js";
import { reportOf } from "../../rules/rule.js";
import type { WebhookFiles } from "../../rules/subject/webhook.js";
import { quoted } from "../../source/json-text.js";
import { mostBytes } from "../../source/most-bytes.js";
import { readText } from "../../source/read-text.js";
import type { Source, Span } from "../../source/source.js";
import { coverage } from "../../verify/coverage.js";
import { configuredPatterns, findFixtures } from "../../verify/fixture-files.js";
import { loadConfig, readStdin } from "../shared/load.js";
import { configIgnores } from "./config-ignores.js";
import { bodiesAmong, bodiesOf, companionOf } from "./paths.js";

/** A webhook to lint. */
export interface LintTarget extends WebhookFiles {
  /** Absolute path of the body; absent for stdin and for what is generated. */
  readonly path?: string;
  /** Where a finding of a generated body belongs: its campaign in the config. */
  readonly origin?: { readonly config: Config; readonly path: Config["campaigns"][number]["path"] };
  /** Of a dry run, whose body is as it would be: how it is. */
  readonly asIs?: AsIs;
}

export interface AsIs {
  /** The files that would be another, by the name of their source. */
  readonly files: ReadonlyMap<string, FileAsIs>;
  /** What would make them so; what an earlier target would change already is not told again. */
  readonly patch: string | undefined;
}

export interface FileAsIs {
  readonly source: Source;
  /** Where a place of the file as it would be is in the file as it is. */
  placeBefore(place: number): number;
}

export interface LintTargets {
  readonly targets: readonly LintTarget[];
  /** What the config says, and what could not be read. */
  readonly diagnostics: readonly Diagnostic[];
  readonly ignores: readonly ConfigIgnore[];
  /**
   * How much was looked at: what was named; the config and what it generates; or that and every file that the config
   * says to look at.
   */
  readonly scope: "files" | "config" | "repository";
  /** The config's text; absent where there is none, or none that can be used. */
  readonly config?: string | undefined;
  /** The config cannot be used, so that what it is for was not looked at. */
  readonly halted?: true;
}

/** What a config is about: the bodies that it generates, and the files that it says to look at. */
export async function configTargets(host: Host, options: { readonly config?: string }): Promise<LintTargets> {
  const { config, settings, diagnostics } = await loadConfig(host, options);
  if (!settings)
    return { targets: [], diagnostics: diagnostics.map(advised), ignores: [], scope: "config", halted: true };
  const generated = config ? await generatedTargets(host, config) : nothingFound;
  const written = await writtenTargets(host, settings, config === undefined);
  const bodies = new Set(generated.targets.map(({ body }) => body.text));
  return {
    targets: [
      ...generated.targets,
      // What was generated is looked at once, wherever it was written to.
      ...written.targets.filter(({ body }) => !bodies.has(body.text)),
    ],
    diagnostics: [...diagnostics, ...generated.diagnostics, ...written.diagnostics],
    ignores: configIgnores(host, settings),
    scope: config && settings.files.length === 0 ? "config" : "repository",
    config: settings.source.text,
  };
}

/** It takes a config to lint nothing in particular. */
const advised = (found: Diagnostic): Diagnostic =>
  found.kind === configNotFound
    ? {
        ...found,
        notes: [
          {
            message:
              "Templates are linted without one, too: name them, or their folder: mi-braze lint hooks/",
          },
          ...found.notes,
        ],
      }
    : found;

/**
 * The same targets at an earlier time. What of it cannot be read is as if it had not been there.
 * @param host one whose files are of that time
 * @param formerPath where a file was then
 */
export async function targetsThen(
  host: Host,
  now: LintTargets,
  options: { readonly config?: string },
  formerPath: (path: string) => string,
): Promise<LintTargets> {
  const load = await loadConfig(host, options);
  const { settings } = load;
  const config = now.scope === "files" ? undefined : load.config;
  const generated = config ? await generatedTargets(host, config).catch(orNothing) : nothingFound;
  const paths: string[] = [];
  for (const { path } of now.targets)
    if (path !== undefined && (await host.files.kind(formerPath(path)))) paths.push(formerPath(path));
  const written = await readTargets(host, paths, async (path) => [path], settings);
  return {
    targets: [...generated.targets, ...written.targets],
    diagnostics: [
      ...(now.scope === "files" ? [] : load.diagnostics),
      ...generated.diagnostics,
      ...written.diagnostics,
    ],
    ignores: settings ? configIgnores(host, settings) : [],
    scope: now.scope,
    config: settings?.source.text,
  };
}

function orNothing(error: unknown): Found {
  if (error instanceof UserError) return nothingFound;
  throw error;
}

/** The bodies that a config generates, with what there is to say of the config itself. */
async function generatedTargets(host: Host, config: Config): Promise<Found> {
  const contentBlocks = await requireContentBlocks(host, config.file);
  const { folder, patterns } = configuredPatterns(config);
  const fixtures = await readSources(host, (await findFixtures(host.files, folder, patterns)).paths);
  return {
    targets: webhookCampaigns(config).map(
      (campaign): LintTarget => ({
        body: bodySource(config, campaign),
        contentBlocks,
        target: "movable_ink",
        profile: config.wire,
        data: config.data,
        origin: { config, path: campaign.path },
      }),
    ),
    diagnostics: [
      // What no fixture shows is known only where all could be read.
      ...(fixtures.diagnostics.length > 0
        ? fixtures.diagnostics
        : coverage(config, fixtures.sources, host.now)),
      ...rules.flatMap((rule) => rule.checkConfig?.(config, reportOf(rule)) ?? []),
      ...feedSchema(config).diagnostics,
    ],
  };
}

/** The templates under `lint.files`; where a config has neither those nor campaigns, all in its folder. */
async function writtenTargets(host: Host, settings: Settings, alone: boolean): Promise<Found> {
  const folder = dirname(settings.file);
  if (settings.files.length === 0)
    return alone
      ? readTargets(host, [folder], (name) => bodiesOf(host, host.cwd, name), settings)
      : nothingFound;
  const { paths, empty } = await bodiesAmong(host, folder, settings.files);
  const found = await readTargets(host, paths, async (path) => [path], settings);
  return {
    targets: found.targets,
    diagnostics: [
      ...empty.map(({ text, path }) => nothing(text, settings.spanOf(path))),
      ...found.diagnostics,
    ],
  };
}

interface Found {
  readonly targets: readonly LintTarget[];
  readonly diagnostics: readonly Diagnostic[];
}

const nothingFound: Found = { targets: [], diagnostics: [] };

/** Files, folders, globs, or `-` for stdin. */
export async function fileTargets(
  host: Host,
  names: readonly string[],
  options: { readonly config?: string },
): Promise<LintTargets> {
  const settings = await settingsHere(host, options);
  const found = await readTargets(host, names, (name) => bodiesOf(host, host.cwd, name), settings);
  return {
    ...found,
    ignores: settings ? configIgnores(host, settings) : [],
    scope: "files",
    config: settings?.source.text,
  };
}

/** One file that cannot be read does not stop the others. */
async function readTargets(
  host: Host,
  names: readonly string[],
  pathsOf: (name: string) => Promise<readonly string[]>,
  settings: Settings | undefined,
): Promise<Found> {
  const targets = new Map<string, LintTarget>();
  const diagnostics: Diagnostic[] = [];
  const data = settings?.data;
  const folders = new FolderReader(host);
  for (const name of names) {
    try {
      if (name === "-") {
        const body = withSecrets(host, await readStdin(host, mostBytes.template));
        targets.set(name, { body, data, ...(await folders.beside(join(host.cwd, "-"))) });
        continue;
      }
      const paths = await pathsOf(name);
      if (paths.length === 0 && companionOf(resolve(host.cwd, name)) === undefined)
        diagnostics.push(nothing(name));
      for (const path of paths) {
        if (targets.has(path)) continue;
        const read = await readTemplate(host, path);
        if ("code" in read) diagnostics.push(read);
        else
          targets.set(path, { path, body: withSecrets(host, read), data, ...(await folders.beside(path)) });
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      diagnostics.push(...error.diagnostics);
    }
  }
  return { targets: [...targets.values()], diagnostics: [...diagnostics, ...folders.diagnostics] };
}

/** What the config here says to the linter; one that cannot be used says nothing, unless it was asked for. */
async function settingsHere(
  host: Host,
  options: { readonly config?: string },
): Promise<Settings | undefined> {
  const { settings, diagnostics } = await loadConfig(host, options);
  if (!settings && options.config !== undefined) throw new UserError(diagnostics, 1);
  return settings;
}

/** What is beside a template, read once for each folder. */
class FolderReader {
  /** What could not be read; the templates are linted without it. */
  readonly diagnostics: Diagnostic[] = [];
  readonly #read = new Map<string, Promise<Omit<WebhookFiles, "body">>>();

  constructor(private readonly host: Host) {}

  beside(path: string): Promise<Omit<WebhookFiles, "body">> {
    const folder = dirname(path);
    let found = this.#read.get(folder);
    if (!found) {
      found = this.#folder(folder);
      this.#read.set(folder, found);
    }
    return found;
  }

  async #folder(folder: string): Promise<Omit<WebhookFiles, "body">> {
    const { blocks, diagnostics } = await readContentBlocks(this.host, folder);
    this.diagnostics.push(...diagnostics);
    for (const [name, text] of blocks) withSecrets(this.host, { name, text });
    return {
      url: await this.#source(join(folder, urlFile), readUrl),
      headers: await this.#source(join(folder, headersFile), readSource),
      contentBlocks: blocks,
    };
  }

  async #source(path: string, read: typeof readUrl): Promise<Source | undefined> {
    if (!(await isThere(this.host, path))) return undefined;
    try {
      return withSecrets(this.host, await read(this.host, shownPath(this.host, path)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.diagnostics.push(...error.diagnostics);
      return undefined;
    }
  }
}

/** A template's text; what is not text, or too large to be one, is a finding. */
async function readTemplate(host: Host, path: string): Promise<Source | Diagnostic> {
  const name = shownPath(host, path);
  try {
    return { name, text: await readText(host, path, mostBytes.template) };
  } catch (error) {
    const notes = nextOf(error);
    if (!(error instanceof NotText))
      return unreadableFile.report(`cannot read "${name}": ${fileReason(error)}`, { notes });
    return notText.kind.report(error.message, {
      span: { source: { name, text: "" }, start: 0, end: 0 },
      notes,
    });
  }
}

const nothing = (name: string, span?: Span): Diagnostic =>
  unreadableFile.report(`there is no template in ${quoted(name)}`, {
    span,
    notes: [
      "A folder is searched for files that end in .liquid; a pattern names files, such as 'hooks/**/*.liquid'.",
    ],
  });
