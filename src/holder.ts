import type { Host, Processes } from "./host.js";

/** How often whoever has a lock says that it still runs, in milliseconds. */
export const beat = 2_000;
/** So long one that runs may say nothing: it has other things to do, or a machine that does more. */
export const longestSilence = 15_000;

/** Who has a lock: the process, where its number was given, and a mark that nobody else has. */
export const holderName = ({ processes, uuid }: Pick<Host, "processes" | "uuid">): string =>
  `${processes.own}.${processes.where}-${uuid()}`;

/**
 * What is known of the process that has a lock. In another container or on another machine only what it does tells whether
 * it runs; a number without a place was given here.
 */
export function stateOf(processes: Processes, holder: string): "running" | "gone" | "elsewhere" {
  const [, number, where] = /^([1-9]\d{0,9})(?:\.([0-9a-f]{8}))?(?:-.*)?$/.exec(holder) ?? [];
  if (number === undefined || (where !== undefined && where !== processes.where)) return "elsewhere";
  return isGone(processes, Number(number)) ? "gone" : "running";
}

/**
 * Whether the process that had a number here has ended. In a container each run has the same one; no run asks of itself, and
 * one run writes one thing at a time.
 */
export const isGone = (processes: Processes, number: number): boolean =>
  number === processes.own || !processes.isRunning(number);
