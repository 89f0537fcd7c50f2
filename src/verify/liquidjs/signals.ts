import { Drop } from "liquidjs";

/** What `abort_message` throws: nothing is sent. */
export class Aborted extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

/** An operation failed as it would in Ruby: `Liquid error: …` stands in the output instead of the tag. */
export class OperationFailed extends Error {}

/**
 * A comparison that failed. It is thrown only when its result is used, since Ruby stops at the first operand of
 * `and` and `or` that decides, and liquidjs evaluates them all.
 */
export class FailedComparison extends Drop {
  constructor(private readonly failure: OperationFailed) {
    super();
  }

  override valueOf(): never {
    throw this.failure;
  }
}
