import type { FaultKind } from "../../proof/fault.js";
import { words } from "../../proof/words.js";

/** What mends a fault that the proof finds: the finding itself says it in these words. */
export function cureOf(kind: Exclude<FaultKind, "syntax" | "too-complex">): string {
  const { cure } = words[kind];
  return typeof cure === "string" ? cure : cure({ kind, start: 0, end: 0, ways: [] });
}
