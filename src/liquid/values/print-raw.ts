import type { Assumptions } from "../assumptions.js";
import { isArray, isHash, type Value } from "../value.js";
import { asJsonText } from "./as-json.js";
import { print } from "./print.js";

/** What an output writes, with a hash as the assumption `raw-hash` has it. */
export function printRaw(value: Value, assume: Pick<Assumptions, "raw-hash">): string {
  if (typeof value === "string" || assume["raw-hash"] === "inspect") return print(value);
  if (isArray(value)) return value.map((item) => printRaw(item, assume)).join("");
  return isHash(value) ? asJsonText(value) : print(value);
}
