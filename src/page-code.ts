import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { packageFile } from "./package-file.js";

/** What a page of `src/pages/` is built to: its script and its stylesheet, each whole. */
export interface PageCode {
  readonly script: string;
  readonly style: string;
  /** How a Content Security Policy names them: `'sha256-…'`. */
  readonly scriptHash: string;
  readonly styleHash: string;
}

/** The code of a page, as `scripts/build-pages.js` has built it. */
export function pageCode(name: "handoff" | "audit" | "replay" | "sandbox"): PageCode {
  const read = (kind: string) => readFileSync(packageFile(`dist/pages/${name}.${kind}`), "utf8").trim();
  // In a string or a pattern the same character, and to a reader of HTML no beginning of a comment or end of an element.
  const [script, style] = [read("js").replace(/<(?=!--|\/style)/g, "\\x3c"), read("css")];
  return { script, style, scriptHash: hashOf(script), styleHash: hashOf(style) };
}

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
