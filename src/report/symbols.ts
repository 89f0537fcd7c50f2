import type { Host } from "../host.js";

const ascii: Readonly<Record<string, string>> = {
  "✓": "+",
  "✗": "x",
  "→": "->",
  "…": "...",
  "“": '"',
  "”": '"',
  "·": "-",
  "×": "x",
};

/** Whether a terminal can show more than ASCII, as far as its environment tells. */
export function showsUnicode(env: Host["env"]): boolean {
  // Windows' old console has none of the symbols; those that have say who they are.
  if (env.OS === "Windows_NT")
    return Boolean(env.WT_SESSION || env.TERM_PROGRAM || env.ConEmuTask || env.TERM);
  // Linux' own console has 256 or 512 glyphs.
  if (env.TERM === "linux") return false;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return !locale || /utf-?8/i.test(locale);
}

/** The symbols of reports in ASCII. */
export const inAscii = (text: string): string => text.replace(/[✓✗→…“”·×]/g, (symbol) => ascii[symbol]!);
