import { type Source, shownText } from "../source/source.js";
import type { Diagnostic } from "./diagnostic.js";
import { secretsIn } from "./secrets.js";

/** Characters of a line beyond which only what is around the finding tells it from others. */
const longLine = 200;
const around = 80;

/**
 * The text by which a finding is known again when lines were added or taken away above it: its line, without the spaces
 * that indentation puts there; of a very long line, what is around the finding. It goes into files, so it shows no
 * credential.
 */
export function lineOf({ span, message }: Diagnostic): string {
  if (!span) return message;
  const text = masked(span.source);
  const start = Math.max(text.lastIndexOf("\n", span.start - 1), text.lastIndexOf("\r", span.start - 1)) + 1;
  const rest = text.slice(span.start).search(/[\r\n]/);
  const end = rest < 0 ? text.length : span.start + rest;
  if (end - start <= longLine) return tidy(text.slice(start, end));
  const from = Math.max(start, span.start - around);
  const to = Math.min(end, Math.min(span.end, span.start + around) + around);
  return `${from > start ? "…" : ""}${tidy(text.slice(from, to))}${to < end ? "…" : ""}`;
}

const tidy = (text: string): string => text.replace(/\s+/g, " ").trim();

const maskedTexts = new WeakMap<Source, string>();

function masked(source: Source): string {
  const known = maskedTexts.get(source);
  if (known !== undefined) return known;
  const secrets = [...(source.secrets ?? []), ...secretsIn(source.text)];
  const text = shownText({ ...source, secrets });
  maskedTexts.set(source, text);
  return text;
}

/** Findings by what they are known by, with how many there are of each. */
export class Tally {
  readonly #left = new Map<string, number>();

  add(file: string, code: string, line: string, count = 1): void {
    const key = keyOf(file, code, line);
    this.#left.set(key, (this.#left.get(key) ?? 0) + count);
  }

  /** Takes one away, if there is one. */
  take(file: string, code: string, line: string): boolean {
    const key = keyOf(file, code, line);
    const left = this.#left.get(key) ?? 0;
    if (left > 0) this.#left.set(key, left - 1);
    return left > 0;
  }

  /** How many were not taken. */
  left(file: string, code: string, line: string): number {
    return this.#left.get(keyOf(file, code, line)) ?? 0;
  }
}

const keyOf = (...parts: readonly string[]): string => parts.join("\0");
