import { dirname } from "node:path";
import type { Settings } from "../config/model/config.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Files } from "../host.js";
import { NotRead, nextOf } from "../not-read.js";
import { expandBraces, shorterPatterns } from "../source/braces.js";
import { quoted } from "../source/json-text.js";
import type { Span } from "../source/source.js";
import { noFixtures } from "./findings.js";
import { findFiles } from "./glob.js";
import { once } from "./once.js";

/** A file or pattern, and where it was written when that was in a file. */
export interface FixturePattern {
  readonly text: string;
  readonly span?: Span | undefined;
}

export interface FixtureFiles {
  /** Absolute, each once, pattern by pattern and sorted within. */
  readonly paths: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The patterns under `fixtures:`; they count from the config's folder. */
export function configuredPatterns(config: Settings): { folder: string; patterns: FixturePattern[] } {
  const patterns = config.fixtures.map((text, index) => ({ text, span: config.spanOf(["fixtures", index]) }));
  return { folder: dirname(config.file), patterns };
}

/** Every fixture that the patterns name; one that names none is a finding, or a typing slip would verify nothing. */
export async function findFixtures(
  files: Files,
  folder: string,
  patterns: readonly FixturePattern[],
): Promise<FixtureFiles> {
  const paths = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const seen = remembering(files);
  for (const { text, span } of patterns) {
    const expansion = expandBraces(text);
    if ("fault" in expansion) {
      diagnostics.push(noFixtures.report(expansion.fault, { span, notes: [shorterPatterns] }));
      continue;
    }
    try {
      const found = await findFiles(seen, folder, text);
      for (const path of found) paths.add(path);
      if (found.length > 0) continue;
      const notes = [`patterns count from ${folder}`];
      diagnostics.push(noFixtures.report(`no fixture matches ${quoted(text)}`, { span, notes }));
    } catch (error) {
      if (!(error instanceof NotRead)) throw error;
      diagnostics.push(noFixtures.report(error.message, { span, notes: nextOf(error) }));
    }
  }
  return { paths: [...paths], diagnostics };
}

/** Looks at each folder once, however many patterns lead into it. */
function remembering(files: Files): Files {
  const lists = new Map<string, ReturnType<Files["list"]>>();
  const kinds = new Map<string, ReturnType<Files["kind"]>>();
  return {
    ...files,
    list: (folder) => once(lists, folder, () => files.list(folder)),
    kind: (path) => once(kinds, path, () => files.kind(path)),
  };
}
