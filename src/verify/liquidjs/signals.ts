import { Drop } from "liquidjs";
import type { LiquidError } from "../../liquid/liquid-error.js";

/** What `abort_message` throws: nothing is sent. */
export class Aborted extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

/**
 * A comparison that failed. It is thrown only when its result is used, since Ruby stops at the first operand of
 * `and` and `or` that decides, and liquidjs evaluates them all.
 */
export class FailedComparison extends Drop {
  constructor(private readonly failure: LiquidError) {
    super();
  }

  override valueOf(): never {
    throw this.failure;
  }
}
