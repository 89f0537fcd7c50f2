import type { FaultKind } from "../../proof/fault.js";
import { faultMessages } from "../../proof/fault-messages.js";

/** What fixes a fault that the proof finds: the finding itself says it in these words. */
export function fixOf(kind: Exclude<FaultKind, "syntax" | "too-complex">): string {
  const { fix } = faultMessages[kind];
  return typeof fix === "string" ? fix : fix({ kind, start: 0, end: 0, paths: [] }, "");
}
