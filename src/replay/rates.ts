/** How many come in a minute, over time. */
export interface Rate {
  /** The minute with most of them, in ISO 8601. */
  readonly peak: { readonly minute: string; readonly events: number };
  /** Hours with any; or days, where it goes on for longer than eight. */
  readonly over: readonly { readonly from: string; readonly events: number }[];
  readonly per: "hour" | "day";
}

/**
 * A delivery speed limit of Braze's is a number of messages a minute:
 * https://www.braze.com/docs/user_guide/messaging/messaging_fundamentals/frequency_capping
 */
export const speedLimits = { least: 10, most: 500_000 };

/** Beyond so many failures in a minute Braze sends the host none for a minute: see `598` among the answers. */
export const failuresOfHost = 3_000;

/** So many minutes are shown by the hour. */
const mostByHour = 8 * 24 * 60;

export function rateOf(minutes: Readonly<Record<string, number>>): Rate | null {
  const all = inOrder(minutes);
  const [first] = all;
  if (!first) return null;
  const peak = all.reduce((most, one) => (one.events > most.events ? one : most));
  const isLong = all.at(-1)!.minute - first.minute > mostByHour;
  return {
    peak: { minute: isoMinute(peak.minute), events: peak.events },
    over: [...grouped(all, isLong ? 24 * 60 : 60)].map(([minute, events]) => ({
      from: isoMinute(minute),
      events,
    })),
    per: isLong ? "day" : "hour",
  };
}

/** The lowest speed limit under which no message waits longer than so many minutes. */
export function lowestLimit(minutes: Readonly<Record<string, number>>, longestWait: number): number {
  const all = inOrder(minutes);
  let [low, high] = [speedLimits.least, Math.max(speedLimits.least, ...all.map(({ events }) => events))];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (waitUnder(all, middle) <= longestWait) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many minutes the message waits that waits longest. */
function waitUnder(all: readonly Minute[], limit: number): number {
  let [waiting, longest, before] = [0, 0, 0];
  for (const { minute, events } of all) {
    waiting = Math.max(0, waiting - (minute - before) * limit) + events;
    before = minute;
    longest = Math.max(longest, Math.ceil(waiting / limit) - 1);
  }
  return longest;
}

interface Minute {
  /** Since 1970. */
  readonly minute: number;
  readonly events: number;
}

const inOrder = (minutes: Readonly<Record<string, number>>): Minute[] =>
  Object.entries(minutes)
    .map(([minute, events]) => ({ minute: Number(minute), events }))
    .sort((a, b) => a.minute - b.minute);

function grouped(all: readonly Minute[], length: number): Map<number, number> {
  const groups = new Map<number, number>();
  for (const { minute, events } of all) {
    const start = Math.floor(minute / length) * length;
    groups.set(start, (groups.get(start) ?? 0) + events);
  }
  return groups;
}

const isoMinute = (minute: number): string => `${new Date(minute * 60_000).toISOString().slice(0, 16)}Z`;
