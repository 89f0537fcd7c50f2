import { RubyTime } from "../value.js";
import { cycleSeconds, floorDivide } from "./calendar.js";
import { railsZones } from "./rails-zones.js";
import { zoneGroups } from "./zone-groups.js";
import { zoneOffset } from "./zone-words.js";

/**
 * A time in a zone named as IANA does, as Rails does (`Eastern Time (US & Canada)`), or by an offset (`-0500`); undefined
 * for any other name. Names are case-sensitive.
 */
export function inZone(time: RubyTime, name: string): RubyTime | undefined {
  const zone = Object.hasOwn(railsZones, name) ? railsZones[name]! : name;
  const letters = zones().get(zone);
  if (letters === undefined) {
    const offset = /^[-+]\d{4}$|^[-+]\d\d:\d\d$/.test(name) ? zoneOffset(name) : undefined;
    return offset === undefined ? undefined : new RubyTime(time.nanoseconds, offset);
  }
  const offset = offsetOf(zone, time);
  return offset === undefined
    ? undefined
    : new RubyTime(
        time.nanoseconds,
        offset,
        letters.get(offset) ?? (isMeanTime(zone, offset, time) ? "LMT" : numeric(offset)),
      );
}

/**
 * Rails takes a number for hours from UTC (whole seconds from beyond 13 on), and the first of its zones that keeps that offset:
 * `-5` is Bogota. Braze's documentation shows `time_zone: -0005`.
 */
export function zoneKeeping(number: number): string | undefined {
  const wanted = Math.trunc(Math.abs(number) <= 13 ? number * 3600 : number);
  return Object.keys(railsZones)
    .sort()
    .find((name) => standardOffset(railsZones[name]!) === wanted);
}

/** The lesser of winter and summer: the offset without daylight saving. Ireland's standard time is that of summer. */
function standardOffset(zone: string): number {
  const days = zone === "Europe/Dublin" ? ["2024-07-01"] : ["2024-01-01", "2024-07-01"];
  const offsets = days.map((day) => offsetOf(zone, RubyTime.fromMilliseconds(Date.parse(day))));
  return Math.min(...offsets.map((offset) => offset ?? Number.POSITIVE_INFINITY));
}

type Letters = ReadonlyMap<number, string>;
let known: Map<string, Letters> | undefined;

/** The letters of each zone by its offset in seconds. */
function zones(): ReadonlyMap<string, Letters> {
  known ??= new Map(
    Object.entries(zoneGroups).flatMap(([letters, names]) => {
      const byOffset = lettersOf(letters);
      return names.split(" ").map((name) => [name, byOffset] as const);
    }),
  );
  return known;
}

const lettersOf = (text: string): Letters =>
  new Map(
    text.split(" ").flatMap((one) => {
      const [name = "", hours] = one.split("@");
      if (hours === undefined) return [];
      const [whole = "0", minutes = "0"] = hours.split(":");
      const size = Math.abs(Number(whole)) * 3600 + Number(minutes) * 60;
      return [[hours.startsWith("-") ? -size : size, name] as const];
    }),
  );

const clocks = new Map<string, Intl.DateTimeFormat | undefined>();

/** Seconds east of UTC at a time; undefined where this machine does not know the zone. */
function offsetOf(zone: string, time: RubyTime): number | undefined {
  const clock = clockOf(zone);
  if (!clock) return undefined;
  const milliseconds = Number(clampedSeconds(time)) * 1000;
  const parts: Record<string, number> = {};
  for (const { type, value } of clock.formatToParts(milliseconds)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, day);
  local.setUTCHours(hour, minute, second);
  return (local.getTime() - milliseconds) / 1000;
}

/** 1800-01-01 and 2400-01-01 UTC, in seconds. */
const [earliest, latest] = [-5_364_662_400n, 13_569_465_600n];

/**
 * A moment at which the zone's clock shows what it shows at the time, and which JavaScript's calendar knows: before 1800 every
 * place keeps its own mean time, and what is beyond 2400 comes again after 400 years.
 */
function clampedSeconds(time: RubyTime): bigint {
  const seconds = floorDivide(time.nanoseconds, 1_000_000_000n);
  if (seconds < earliest) return earliest;
  return seconds < latest ? seconds : latest - cycleSeconds + ((seconds - latest) % cycleSeconds);
}

function clockOf(zone: string): Intl.DateTimeFormat | undefined {
  if (clocks.has(zone)) return clocks.get(zone);
  let clock: Intl.DateTimeFormat | undefined;
  try {
    clock = new Intl.DateTimeFormat("en-US-u-ca-iso8601-hc-h23", {
      timeZone: zone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    clock = undefined;
  }
  clocks.set(zone, clock);
  return clock;
}

/** Whether a place keeps its own mean time, which seldom falls on a whole minute. */
const isMeanTime = (zone: string, offset: number, time: RubyTime): boolean =>
  offset % 60 !== 0 || (time.seconds < earliest && !zone.startsWith("Etc/"));

/** As the time zone database writes an offset that has no letters: `+03`, `-0330`. */
function numeric(offset: number): string {
  const size = Math.abs(offset);
  const minutes = Math.floor(size / 60) % 60;
  const two = (value: number) => String(value).padStart(2, "0");
  return (offset < 0 ? "-" : "+") + two(Math.floor(size / 3600)) + (minutes ? two(minutes) : "");
}
