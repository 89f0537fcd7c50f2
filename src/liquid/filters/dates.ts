import { LiquidError } from "../liquid-error.js";
import { parseTimeOrRaise } from "../time/parse.js";
import { strftime } from "../time/strftime.js";
import { inZone, zoneKeeping } from "../time/zones.js";
import { isFloat, isInteger, isTime, RubyTime, type Value } from "../value.js";
import { toText } from "../values/print.js";
import type { Filters } from "./definition.js";

export const dateFilters = {
  date: {
    parameters: [{ name: "format" }],
    summary:
      "A time, a date in a string, `now` or epoch seconds in a strftime format; what is not a time comes back unchanged.",
    example: { template: '{{ 1701886845 | date: "%Y-%m-%d %H:%M" }}', output: "2023-12-06 18:20" },
    traits: { clock: true, strftime: true },
    apply: (input, [format], { now }) => {
      const pattern = toText(format!);
      const time = pattern === "" ? undefined : toTime(input, now);
      return time ? strftime(time, pattern) : input;
    },
  },
  time_zone: {
    parameters: [{ name: "zone" }],
    summary: "The same moment in another time zone, for a date filter after it.",
    example: {
      template: '{{ 1701886845 | time_zone: "America/Los_Angeles" | date: "%a %b %e %T" }}',
      output: "Wed Dec  6 10:20:45",
    },
    assumes: ["unknown-time-zone"],
    traits: { clock: true },
    apply: (input, [zone], { now, assume }) => {
      const time = toTime(input, now);
      if (!time) return input;
      const name = toText(zone!);
      const moved = inZone(time, zoneOf(zone!) ?? name);
      if (!moved && assume?.["unknown-time-zone"] !== "unchanged") {
        throw new LiquidError(`Invalid Timezone: ${name}`);
      }
      return moved ?? input;
    },
  },
} satisfies Filters;

/** The zone that a number stands for. */
function zoneOf(zone: Value): string | undefined {
  if (isInteger(zone)) return zoneKeeping(Number(zone));
  if (!isFloat(zone)) return undefined;
  if (!Number.isFinite(zone.value)) throw new LiquidError("internal");
  return zoneKeeping(zone.value);
}

/**
 * What Liquid takes for a time: a Time, `now` or `today`, whole epoch seconds, or a text that Ruby reads as a date.
 * @throws LiquidError for a text in which Ruby finds a part that is not a C integer (`99999999999:10`)
 */
export function toTime(value: Value, now: RubyTime): RubyTime | undefined {
  if (isTime(value)) return value;
  if (isInteger(value)) return atSeconds(BigInt(value));
  if (typeof value !== "string" || value === "") return undefined;
  const text = value.toLowerCase();
  if (text === "now" || text === "today") return now;
  return /^\d+$/.test(text) ? atSeconds(BigInt(text)) : parseTimeOrRaise(text, now);
}

const atSeconds = (seconds: bigint): RubyTime => new RubyTime(seconds * 1_000_000_000n, 0, "UTC");
