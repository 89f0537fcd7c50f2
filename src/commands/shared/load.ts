import { dirname, relative, resolve } from "node:path";
import { readContentBlocks } from "../../braze/content-blocks.js";
import { configMissingKey } from "../../config/findings.js";
import type { Config, MovableInk } from "../../config/model/config.js";
import { type ConfigLoad, loadConfig as load } from "../../config/read/load.js";
import { withoutCampaigns } from "../../config/read/without-campaigns.js";
import { type Diagnostic, hasErrors, UserError } from "../../diagnostics/diagnostic.js";
import { unreadableFile } from "../../diagnostics/findings.js";
import { secretsIn } from "../../diagnostics/secrets.js";
import { webhookCampaigns } from "../../generate/artifacts.js";
import { fileReason, type Host, nextOf } from "../../host.js";
import { mostBytes } from "../../source/most-bytes.js";
import { readText, textOf, withoutMark } from "../../source/read-text.js";
import type { Source } from "../../source/source.js";
import type { Console } from "./console.js";
import type { ConfigOptions } from "./options.js";

/** The config with what was found in it. */
export const loadConfig = (host: Host, options: { readonly config?: string }): Promise<ConfigLoad> =>
  // Imported only when it is asked for: the rules bring the whole prover along.
  load(host, options, async () => (await import("../../rules/registry.js")).catalogue);

/** The config, or every finding that stands in its way (exit 1; 3 when there is no file to read). */
export async function requireConfig(host: Host, options: ConfigOptions, console: Console): Promise<Config> {
  const { config, settings, diagnostics } = await loadConfig(host, options);
  if (settings && !config) throw new UserError([...diagnostics, withoutCampaigns(settings)], 1);
  if (!config || hasErrors(diagnostics)) {
    throw new UserError(diagnostics, diagnostics.some(({ kind }) => kind.exitCode === 3) ? 3 : 1);
  }
  console.diagnostics(diagnostics);
  return config;
}

/** The config of somebody whose events go through Braze; without such a campaign a command for webhooks ends with 1. */
export async function requireWebhooks(
  host: Host,
  options: ConfigOptions,
  console: Console,
): Promise<Config & { readonly movableInk: MovableInk }> {
  const config = await requireConfig(host, options, console);
  const { movableInk } = config;
  if (movableInk && webhookCampaigns(config).length > 0) return { ...config, movableInk };
  throw new UserError(
    [
      configMissingKey.report("every campaign goes through Datafly Signal, so there are no webhooks", {
        span: config.spanOf(["campaigns"]),
        notes: [
          "mi-braze signal generate writes what Signal needs.",
          "For a Braze webhook as well, write targets: [braze, signal] in the campaign.",
        ],
      }),
    ],
    1,
  );
}

/** A file as a source named the way the user would write its path; a file that cannot be read ends the command with 3. */
export async function readSource(
  host: Host,
  path: string,
  most: number = mostBytes.fixture,
): Promise<Source> {
  const file = resolve(host.cwd, path);
  try {
    return { name: shownPath(host, file), text: await readText(host, file, most) };
  } catch (error) {
    throw new UserError([unread(shownPath(host, file), error)], 3);
  }
}

/** Files of which one that cannot be read does not stop the others. */
export async function readSources(
  host: Host,
  paths: readonly string[],
): Promise<{ readonly sources: readonly Source[]; readonly diagnostics: readonly Diagnostic[] }> {
  const sources: Source[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const path of paths) {
    try {
      sources.push(await readSource(host, path));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      diagnostics.push(...error.diagnostics);
    }
  }
  return { sources, diagnostics };
}

/** A text that goes to Braze: a credential in it is known from here on, and never shown. */
export function withSecrets(host: Pick<Host, "secrets">, source: Source): Source {
  const { text } = source;
  for (const { start, end } of secretsIn(text)) host.secrets.add(text.slice(start, end));
  return source;
}

/** The URL that stands beside a body. */
export async function readUrl(host: Host, path: string): Promise<Source> {
  const { name, text } = await readSource(host, path);
  return { name, text: withoutMark(text) };
}

/** What is piped into the command, as a source; what is no text, or has no end, ends the command with 3. */
export async function readStdin(host: Host, most: number): Promise<Source> {
  try {
    return { name: "<stdin>", text: textOf(await host.stdin.read(most)) };
  } catch (error) {
    throw new UserError([unread("<stdin>", error)], 3);
  }
}

const unread = (path: string, error: unknown) =>
  unreadableFile.report(`cannot read "${path}": ${fileReason(error)}`, { notes: nextOf(error) });

/** The Content Blocks beside a config or a template; what cannot be read ends the command with 3. */
export async function requireContentBlocks(host: Host, file: string): Promise<ReadonlyMap<string, string>> {
  const { blocks, diagnostics } = await readContentBlocks(host, dirname(resolve(host.cwd, file)));
  if (diagnostics.length > 0) throw new UserError(diagnostics, 3);
  for (const [name, text] of blocks) withSecrets(host, { name, text });
  return blocks;
}

/** Relative to where the user stands, when that is shorter. */
export function shownPath(host: Host, file: string): string {
  const short = relative(host.cwd, file);
  return short !== "" && !short.startsWith("..") ? short : file;
}
