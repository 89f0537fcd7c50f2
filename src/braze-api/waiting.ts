import type { Outside } from "./outside.js";

/**
 * What an answer says of the limit of its call; names of headers are found in any case.
 * https://www.braze.com/docs/api/api_limits
 */
export interface Limits {
  readonly remaining: number | undefined;
  readonly reset: Date | undefined;
  /** When `Retry-After` lets the next one in. */
  readonly after: Date | undefined;
}

export function limitsOf(headers: Headers, now: Date): Limits {
  const number = (name: string) => {
    const text = headers.get(name)?.trim() ?? "";
    return /^\d{1,12}$/.test(text) ? Number(text) : undefined;
  };
  const reset = number("x-ratelimit-reset");
  const seconds = number("retry-after");
  const day = seconds === undefined ? Date.parse(headers.get("retry-after") ?? "") : Number.NaN;
  return {
    remaining: number("x-ratelimit-remaining"),
    reset: reset === undefined ? undefined : new Date(reset * 1000),
    after:
      seconds !== undefined
        ? new Date(now.getTime() + seconds * 1000)
        : Number.isNaN(day)
          ? undefined
          : new Date(day),
  };
}

/** Milliseconds until more may be asked, where nothing is left of the limit. */
export const untilReset = (limits: Limits | undefined, now: Date): number =>
  limits?.remaining === 0 && limits.reset ? Math.max(0, limits.reset.getTime() - now.getTime()) : 0;

const first = 1000;
const most = 30_000;

/** Doubled with each try, and drawn from its upper half, so that several that were refused at once do not come back at once. */
export function backOff(tries: number, { uuid }: Pick<Outside, "uuid">): number {
  const whole = Math.min(most, first * 2 ** (tries - 1));
  const drawn = Number.parseInt(uuid().slice(0, 8), 16) / 2 ** 32;
  return Math.round(whole * (0.5 + drawn / 2));
}

/** As long as Braze asks for, and never less than a back-off: a server that says zero would be asked without end. */
export const afterRefusal = (
  again: Date | undefined,
  tries: number,
  outside: Pick<Outside, "uuid" | "now">,
): number => Math.max(backOff(tries, outside), again ? again.getTime() - outside.now().getTime() : 0);
