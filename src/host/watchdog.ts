import { runInThisContext } from "node:vm";

/** Work that was ended: whatever it would have found, nothing is known of it. */
export class TookTooLong extends Error {
  constructor(options?: ErrorOptions) {
    super("took too long", options);
  }
}

/**
 * Work is bounded where it is done, in steps. This is for what those bounds have overlooked, so that CI does not hang.
 * @throws TookTooLong
 */
export function boundedBy<T>(milliseconds: number, work: () => T): T {
  let result: { readonly value: T } | undefined;
  const own = globalThis as { [working]?: () => void };
  const outer = own[working];
  own[working] = () => {
    result = { value: work() };
  };
  try {
    // Nothing else in Node ends code that never gives way.
    runInThisContext(`globalThis[Symbol.for("${working.description}")]()`, { timeout: milliseconds });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    throw new TookTooLong({ cause: error });
  } finally {
    own[working] = outer;
  }
  return result!.value;
}

const working = Symbol.for("mi-braze work");
