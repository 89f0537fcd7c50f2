import { RubyTime } from "../value.js";
import { railsZones } from "./rails-zones.js";
import { zoneOffset } from "./zone-words.js";

/** A time in a zone named as IANA does, as Rails does (`Eastern Time (US & Canada)`), or by an offset; undefined for any other name. */
export function inZone(time: RubyTime, name: string): RubyTime | undefined {
  const iana = railsZones[name] ?? name;
  const zone = formatFor(iana);
  if (!zone) {
    const offset = /^[-+]\d/.test(name) ? zoneOffset(name) : undefined;
    return offset === undefined ? undefined : new RubyTime(time.nanoseconds, offset);
  }
  const milliseconds = Number(time.nanoseconds / 1_000_000n);
  if (Math.abs(milliseconds) > 8.64e15) return undefined;
  const parts = new Map(zone.formatToParts(milliseconds).map(({ type, value }) => [type, value]));
  const local = Date.UTC(
    Number(parts.get("year")),
    Number(parts.get("month")) - 1,
    Number(parts.get("day")),
    Number(parts.get("hour")) % 24,
    Number(parts.get("minute")),
    Number(parts.get("second")),
  );
  const offset = Math.round((local - Math.floor(milliseconds / 1000) * 1000) / 1000);
  return new RubyTime(time.nanoseconds, offset, abbreviation(iana, milliseconds, offset));
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>();

function formatFor(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone);
  let format: Intl.DateTimeFormat | undefined;
  try {
    format = /^[A-Za-z]/.test(zone)
      ? new Intl.DateTimeFormat("en-US", {
          timeZone: zone,
          hourCycle: "h23",
          year: "numeric",
          month: "2-digit",
          day: "2-digit",
          hour: "2-digit",
          minute: "2-digit",
          second: "2-digit",
        })
      : undefined;
  } catch {
    format = undefined;
  }
  formats.set(zone, format);
  return format;
}

/** `%Z`: the short name where there is one, else the offset as the time zone database writes it (`+03`). */
function abbreviation(zone: string, milliseconds: number, offset: number): string {
  if (/^(Etc\/)?(UTC|UCT|Zulu|Universal)$/.test(zone)) return "UTC";
  const options = { timeZone: zone, timeZoneName: "short" } as const;
  for (const locale of ["en-US", "en-GB", "en-AU", "en-IN"]) {
    const name = new Intl.DateTimeFormat(locale, options)
      .formatToParts(milliseconds)
      .find((part) => part.type === "timeZoneName")?.value;
    if (name && !/^(GMT|UTC)[-+]/.test(name)) return name;
  }
  const size = Math.abs(offset);
  const minutes = Math.floor(size / 60) % 60;
  const digits =
    String(Math.floor(size / 3600)).padStart(2, "0") + (minutes ? String(minutes).padStart(2, "0") : "");
  return (offset < 0 ? "-" : "+") + digits;
}
