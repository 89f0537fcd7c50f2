import { isAbsolute, join, resolve } from "node:path";
import { type Files, isMissing } from "../host.js";
import { NotRead } from "../not-read.js";
import { alternativesOf, nameMatcher } from "../source/glob.js";
import { jsonText, quoted } from "../source/json-text.js";
import { shortened } from "../source/shortened.js";

/**
 * The files that a pattern names, absolute and sorted. `*` and `?` match within a name, `**` for any number of folders,
 * `{a,b}` for either. Names that begin with a dot are found only where the pattern writes the dot; `**` follows no links to
 * folders, and what is installed is not looked into. A pattern without any of these marks names one file.
 * @param folder the absolute folder that a relative pattern counts from
 * @throws NotRead where the pattern is beyond its limits, or leads to too many files
 */
export async function findFiles(files: Files, folder: string, pattern: string): Promise<string[]> {
  const search = new Search(files, pattern);
  for (const plain of alternativesOf(pattern)) {
    const parts = plain.split("/").filter((part) => part !== "" && part !== ".");
    await search.from(isAbsolute(plain) ? resolve(plain, "/") : folder, parts);
  }
  return [...search.found].sort();
}

/** Files and folders that one pattern may make us look at: those of a whole disk would take minutes. */
const mostNames = 100_000;

/** What several ways lead to is looked at once: `**` and alternatives would else look at it once for each. */
class Search {
  readonly found = new Set<string>();
  readonly #tried = new Set<string>();
  readonly #lists = new Map<string, Promise<readonly string[]>>();
  readonly #matchers = new Map<string, (name: string) => boolean>();

  #names = 0;

  constructor(
    private readonly files: Files,
    private readonly pattern: string,
  ) {}

  async from(folder: string, parts: readonly string[]): Promise<void> {
    const [part, ...rest] = parts;
    if (part === undefined || !this.#isNew(folder, parts)) return;
    if (part === "**") {
      await this.from(folder, rest.length > 0 ? rest : ["*"]);
      for (const name of await this.#list(folder)) {
        if (name.startsWith(".") || name === "node_modules") continue;
        if ((await this.files.kind(join(folder, name))) === "folder")
          await this.from(join(folder, name), parts);
      }
      return;
    }
    const names = /[*?]/.test(part) ? (await this.#list(folder)).filter(this.#matcher(part)) : [part];
    for (const name of names) {
      const path = join(folder, name);
      if (rest.length > 0) await this.from(path, rest);
      else if (["file", "link", "other"].includes((await this.files.kind(path)) ?? "")) this.found.add(path);
    }
  }

  #isNew(folder: string, parts: readonly string[]): boolean {
    const key = jsonText([folder, ...parts]);
    if (this.#tried.has(key)) return false;
    this.#tried.add(key);
    return true;
  }

  #list(folder: string): Promise<readonly string[]> {
    return kept(this.#lists, folder, () => this.#entries(folder));
  }

  async #entries(folder: string): Promise<readonly string[]> {
    const names = await entries(this.files, folder);
    this.#names += names.length;
    if (this.#names > mostNames)
      throw new NotRead(
        `the pattern ${quoted(shortened(this.pattern, 100))} leads past more than ${mostNames.toLocaleString("en")} files and folders`,
        "Name the folder that they are in.",
      );
    return names;
  }

  #matcher(part: string): (name: string) => boolean {
    return kept(this.#matchers, part, () => nameMatcher(part));
  }
}

function kept<T>(all: Map<string, T>, key: string, make: () => T): T {
  let one = all.get(key);
  if (one === undefined) {
    one = make();
    all.set(key, one);
  }
  return one;
}

async function entries(files: Files, folder: string): Promise<readonly string[]> {
  try {
    return await files.list(folder);
  } catch (error) {
    // What may not be looked into has no files for us; whoever meant one of them is told that there is none.
    if (isMissing(error) || isForbidden(error)) return [];
    throw error;
  }
}

/** The last one is what some of the system's own folders say. */
const isForbidden = (error: unknown): boolean =>
  ["EACCES", "EPERM", "EINVAL"].includes((error as NodeJS.ErrnoException).code ?? "");
