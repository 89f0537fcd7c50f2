import type { ModelResult } from "../../src/model/expected-payload.js";
import type { Json } from "../../src/source/json.js";

/** What came of one user, whichever engine says it. */
export type Answer = { readonly payload: Json } | { readonly abort: string } | { readonly broken: string };

/** A rendering's text as the payload that a receiver reads; `Liquid error` anywhere in it counts as broken. */
export function answerOf(rendered: { readonly text: string } | { readonly abort: string }): Answer {
  if ("abort" in rendered) return { abort: rendered.abort };
  if (rendered.text.includes("Liquid error")) return { broken: rendered.text };
  try {
    return { payload: JSON.parse(rendered.text) as Json };
  } catch {
    return { broken: rendered.text };
  }
}

export const modelAnswer = ({ payload, abort }: ModelResult): Answer =>
  abort === null ? { payload: payload as Json } : { abort };

/** One text for each meaning: members sorted by name, numbers as JavaScript prints them, minus zero as zero. */
export function canonical(json: unknown): string {
  return JSON.stringify(json, (_name, value: unknown) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
