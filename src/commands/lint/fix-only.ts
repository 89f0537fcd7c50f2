import { resolve } from "node:path";
import { catalogueOf, namesIn } from "../../diagnostics/catalogue.js";
import { type FindingKind, UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import type { Host } from "../../host.js";
import { catalogue, rules } from "../../rules/registry.js";
import { isFixable } from "../../rules/rule.js";
import { quoted } from "../../source/json-text.js";

const fixable = catalogueOf(rules.filter(isFixable).map(({ kind }) => kind));

/** What `--fix-only` asks for. */
export interface FixOnly {
  readonly only: ReadonlySet<FindingKind> | undefined;
  /** The files of the command line: those that follow the codes, too. */
  readonly files: readonly string[];
}

/**
 * The kinds that are to be fixed, each by its code or its name.
 * @throws UserError, with exit code 2, for what is neither
 */
export async function readFixOnly(
  host: Host,
  files: readonly string[],
  words: readonly string[] | undefined,
): Promise<FixOnly> {
  if (!words) return { only: undefined, files };
  const only = new Set<FindingKind>();
  const others: string[] = [];
  const wrong: string[] = [];
  for (const word of words.flatMap((one) => one.split(",")).filter((one) => one.trim() !== "")) {
    const kind = catalogue.named(word);
    if (kind && fixable.kinds.includes(kind)) only.add(kind);
    else if (kind) wrong.push(`--fix has no repair for ${kind.code} ${kind.name}`);
    else if (await isFile(host, word)) others.push(word);
    else wrong.push(`there is no finding called ${quoted(word)}${didYouMean(word, namesIn(fixable))}`);
  }
  if (wrong.length === 0 && only.size === 0) wrong.push("--fix-only needs at least one code, such as MI062");
  if (wrong.length > 0) {
    const notes = [`--fix fixes ${fixable.kinds.map(({ code }) => code).join(", ")}.`];
    throw new UserError(
      wrong.map((message) => wrongUsage.report(message, { notes })),
      2,
    );
  }
  return { only, files: [...files, ...others] };
}

/** The command line gives an option all words that follow it. */
const isFile = async (host: Host, word: string): Promise<boolean> =>
  word === "-" ||
  /[/\\.*?{]/.test(word) ||
  (await host.files.kind(resolve(host.cwd, word)).catch(() => undefined)) !== undefined;
