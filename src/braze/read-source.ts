import { relative, resolve } from "node:path";
import { type Diagnostic, UserError } from "../diagnostics/diagnostic.js";
import { unreadableFile } from "../diagnostics/findings.js";
import { secretsIn } from "../diagnostics/secrets.js";
import { fileReason, type Host } from "../host.js";
import { nextOf } from "../not-read.js";
import { mostBytes } from "../source/most-bytes.js";
import { readText, withoutMark } from "../source/read-text.js";
import type { Source } from "../source/source.js";

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

/** The URL that is beside a body. */
export async function readUrl(host: Host, path: string): Promise<Source> {
  const { name, text } = await readSource(host, path);
  return { name, text: withoutMark(text) };
}

/** A file that cannot be read, and what to do about it. */
export const unread = (path: string, error: unknown): Diagnostic =>
  unreadableFile.report(`cannot read "${path}": ${fileReason(error)}`, { notes: nextOf(error) });

/** Relative to where the user is, when that is shorter. */
export function shownPath(host: Host, file: string): string {
  const short = relative(host.cwd, file);
  return short !== "" && !short.startsWith("..") ? short : file;
}
