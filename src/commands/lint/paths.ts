import { basename, dirname, join, relative, resolve } from "node:path";
import { contentBlocksFolder } from "../../braze/content-blocks-folder.js";
import { headersFile, urlFile } from "../../braze/webhook-files.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { unreadableFile } from "../../diagnostics/findings.js";
import { fileReason, type Host } from "../../host.js";
import { NotRead, nextOf } from "../../not-read.js";
import { isGlob, pathMatcher } from "../../source/glob.js";
import { findFiles } from "../../verify/glob.js";

/**
 * The bodies that a name stands for, absolute: a file; every `.liquid` in a folder; what a glob finds; of a file that
 * is read with bodies, those beside it.
 * @param folder what a relative name counts from
 */
export async function bodiesOf(host: Pick<Host, "files">, folder: string, name: string): Promise<string[]> {
  const path = resolve(folder, name);
  const kind = await host.files.kind(path).catch(() => undefined);
  if (kind === "folder") return bodiesIn(host, path, "**/*.liquid");
  if (kind === undefined && isGlob(name))
    // Whoever writes the folder's name wants what is in it.
    return bodiesIn(host, folder, name, name.includes(contentBlocksFolder));
  if (kind === undefined) return [path];
  const owner = companionOf(path);
  return owner === undefined ? [path] : bodiesIn(host, owner, "*.liquid");
}

/** What a list of patterns names; those that begin with `!` leave out. */
export async function bodiesAmong<P extends { readonly text: string }>(
  host: Pick<Host, "files">,
  folder: string,
  patterns: readonly P[],
): Promise<{ readonly paths: readonly string[]; readonly empty: readonly P[] }> {
  const leftOut = patterns.filter(isNegative).map(({ text }) => pathMatcher(text.slice(1)));
  const paths = new Set<string>();
  const empty: P[] = [];
  for (const pattern of patterns.filter((one) => !isNegative(one))) {
    const found = await presentBodiesOf(host, folder, pattern.text);
    if (found.length === 0) empty.push(pattern);
    for (const path of found)
      if (!leftOut.some((matches) => matches(relative(folder, path)))) paths.add(path);
  }
  return { paths: [...paths], empty };
}

/** A name in a config that stands for nothing is to be told at its place. */
async function presentBodiesOf(host: Pick<Host, "files">, folder: string, name: string): Promise<string[]> {
  const found = await bodiesOf(host, folder, name);
  const path = resolve(folder, name);
  return found[0] === path && (await host.files.kind(path)) === undefined ? [] : found;
}

const isNegative = ({ text }: { readonly text: string }): boolean => text.startsWith("!");

/** The folder whose bodies a file belongs to, when it is none itself. There may be none: of a config's own blocks. */
export function companionOf(path: string): string | undefined {
  if ([urlFile, headersFile].includes(basename(path))) return dirname(path);
  return basename(dirname(path)) === contentBlocksFolder ? dirname(dirname(path)) : undefined;
}

/** Parts of a path that are not bodies, or not ours. */
const passedOver = (part: string): boolean => part === "node_modules" || part === contentBlocksFolder;

async function bodiesIn(
  host: Pick<Host, "files">,
  folder: string,
  pattern: string,
  all = false,
): Promise<string[]> {
  let found: string[];
  try {
    found = await findFiles(host.files, folder, pattern);
  } catch (error) {
    const what = error instanceof NotRead ? "" : `cannot read the folder "${basename(folder)}": `;
    const notes = nextOf(error);
    throw new UserError([unreadableFile.report(`${what}${fileReason(error)}`, { notes })], 3);
  }
  return found
    .map((path) => join(path))
    .filter((path) => all || !relative(folder, path).split(/[\\/]/).some(passedOver));
}
