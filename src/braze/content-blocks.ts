import { join } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { unreadableFile } from "../diagnostics/findings.js";
import { fileReason, type Host, isMissing } from "../host.js";
import { mostBytes } from "../source/most-bytes.js";
import { readText, withoutMark } from "../source/read-text.js";
import { contentBlocksFolder } from "./content-blocks-folder.js";

const ending = ".liquid";

/** The text of each Content Block next to a file, by name; none if there is no such folder. */
export async function readContentBlocks(
  host: Pick<Host, "files" | "cwd" | "secrets">,
  beside: string,
): Promise<{ blocks: ReadonlyMap<string, string>; diagnostics: readonly Diagnostic[] }> {
  const folder = join(beside, contentBlocksFolder);
  const blocks = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  let names: string[] = [];
  try {
    names = (await host.files.list(folder)).filter((name) => name.endsWith(ending)).sort();
  } catch (error) {
    if (!isMissing(error)) diagnostics.push(unread(folder, error));
  }
  for (const name of names) {
    try {
      const text = await readText(host, join(folder, name), mostBytes.template);
      blocks.set(name.slice(0, -ending.length), withoutMark(text));
    } catch (error) {
      diagnostics.push(unread(join(folder, name), error));
    }
  }
  return { blocks, diagnostics };
}

const unread = (path: string, error: unknown): Diagnostic =>
  unreadableFile.report(`cannot read the Content Blocks in "${path}": ${fileReason(error)}`);
