import { LimitReached } from "../limits.js";

/** Characters that one filter may make: far beyond any message, and within what memory holds. */
const most = 20_000_000;

/** Stops a filter before it makes a text out of `count` pieces of `each` characters that no memory holds. */
export function refuseHuge(count: number, each: number): void {
  if (count * each > most) throw new LimitReached(`a filter makes more than ${most} characters`);
}
