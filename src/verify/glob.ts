import { isAbsolute, join, resolve } from "node:path";
import { type Files, isMissing } from "../host.js";

/**
 * The files that a pattern names, absolute and sorted. `*` and `?` stand within a name, `**` for any number of folders,
 * `{a,b}` for either. Names that begin with a dot are found only where the pattern writes the dot; links to folders are
 * not followed by `**`. A pattern without any of these marks names one file.
 * @param folder the absolute folder that a relative pattern counts from
 */
export async function findFiles(files: Files, folder: string, pattern: string): Promise<string[]> {
  const found = new Set<string>();
  for (const plain of expandBraces(pattern)) {
    const parts = plain.split("/").filter((part) => part !== "" && part !== ".");
    await walk(files, isAbsolute(plain) ? resolve(plain, "/") : folder, parts, found);
  }
  return [...found].sort();
}

/** `{a,b}.json` is `a.json` and `b.json`; braces may stand inside braces. */
export function expandBraces(pattern: string): string[] {
  const inner = /\{([^{}]*)\}/.exec(pattern);
  if (!inner) return [pattern];
  const [before, after] = [pattern.slice(0, inner.index), pattern.slice(inner.index + inner[0].length)];
  return [...new Set(inner[1]!.split(",").flatMap((choice) => expandBraces(before + choice + after)))];
}

/** Whether a relative path, with forward slashes, is one that a pattern names. */
function matchesGlob(path: string, pattern: string): boolean {
  return expandBraces(pattern.replace(/^\.\//, "")).some((plain) => {
    const parts = plain.split("/").map((part) => (part === "**" ? "(?:[^/]+/)*" : `${regexOf(part)}/`));
    const whole = plain.endsWith("**") ? `${parts.join("")}[^/]+/` : parts.join("");
    return new RegExp(`^${whole}$`, "u").test(`${path}/`);
  });
}

/** Whether a relative path is one that a pattern names, or lies in a folder that it names. */
export function isAmong(path: string, pattern: string): boolean {
  const [plain, whole] = [path.replaceAll("\\", "/"), pattern.replaceAll("\\", "/").replace(/\/+$/, "")];
  const folder = whole.replace(/^(\.\/)+/, "");
  if (folder === "." || folder === "") return !plain.startsWith("../");
  return matchesGlob(plain, folder) || matchesGlob(plain, `${folder}/**`);
}

/** Whether a name has a mark of a pattern. */
export const isGlob = (name: string): boolean => /[*?{]/.test(name);

async function walk(
  files: Files,
  folder: string,
  parts: readonly string[],
  found: Set<string>,
): Promise<void> {
  const [part, ...rest] = parts;
  if (part === undefined) return;
  if (part === "**") {
    await walk(files, folder, rest.length > 0 ? rest : ["*"], found);
    for (const name of await entries(files, folder)) {
      if (name.startsWith(".")) continue;
      if ((await files.kind(join(folder, name))) === "folder")
        await walk(files, join(folder, name), parts, found);
    }
    return;
  }
  const names = /[*?]/.test(part) ? (await entries(files, folder)).filter(matcher(part)) : [part];
  for (const name of names) {
    const path = join(folder, name);
    if (rest.length > 0) await walk(files, path, rest, found);
    else if (["file", "link", "other"].includes((await files.kind(path)) ?? "")) found.add(path);
  }
}

async function entries(files: Files, folder: string): Promise<string[]> {
  try {
    return await files.list(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function matcher(part: string): (name: string) => boolean {
  const pattern = new RegExp(`^${regexOf(part)}$`, "u");
  return (name) => pattern.test(name) && (!name.startsWith(".") || part.startsWith("."));
}

const regexOf = (part: string): string =>
  part
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, "[^/]*")
    .replace(/\?/g, "[^/]");
