import type { FaultKind } from "../fault.js";
import type { JsonState } from "./machine.js";

/** What is wrong at a character, and the state in which reading goes on as if it were fixed. */
export interface Recovery {
  readonly kind: FaultKind;
  readonly state: JsonState;
  /** Where the fault begins, if that is not the character at which it was noticed. */
  readonly at?: number;
  /** How many characters belong to the fault; after them the text is read in the new state. */
  readonly length: number;
  /** Where reading goes on, if that is not after the fault. */
  readonly resume?: number;
  readonly detail?: string;
}
