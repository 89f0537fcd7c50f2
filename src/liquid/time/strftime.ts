import { LiquidError } from "../liquid-error.js";
import type { RubyTime } from "../value.js";
import { type Calendar, calendarOf } from "./calendar.js";
import { compositions, type Directive, directives } from "./directives.js";
import type { Field } from "./field.js";
import { zoneText } from "./zone-text.js";

/**
 * Flags, a width, a mark for locales, the letter, which for a zone has colons before it. A `%` after a mark is not a letter
 * but begins anew.
 */
const specification = /%([-0^#_]*)(\d*)([EO]?)(:{0,3}z|(?<=[EO])(?=%)|[\s\S]|$)/gu;

/** Ruby takes no greater width, and fails inside the engine for one that makes far more text than the format has. */
const greatestWidth = 2 ** 31 - 1;
const mostCharacters = 1024 * 1024;

/**
 * Ruby's `Time#strftime`: flags, widths and every directive; what it does not know is printed as it is.
 * @throws LiquidError for a format that ends within a directive
 * https://docs.ruby-lang.org/en/3.1/Time.html#method-i-strftime
 */
export function strftime(time: RubyTime, format: string): string {
  if (format === "%s") return String(time.seconds);
  if (!format.includes("%")) return format;
  return expand(time, calendarOf(time), format);
}

function expand(time: RubyTime, calendar: Calendar, format: string): string {
  const composed: Record<string, string> = {};
  return format.replace(
    specification,
    (whole, flags: string, digits: string, mark: string, letter: string) => {
      if (letter === "" && mark === "") throw new LiquidError(`invalid format: ${format}`);
      const width = digits === "" ? undefined : Number(digits);
      if (width !== undefined && width > greatestWidth) return whole;
      if (width !== undefined && width > mostCharacters * format.length) throw new LiquidError("internal");
      if (!mayFollow(mark, letter)) return whole;
      const field = { flags, width };
      if (letter.endsWith("z")) return zoneText(time, letter.length - 1, field);
      if (letter === "N") return fraction(calendar.nanosecond, width || 9);
      if (letter === "L") return fraction(calendar.nanosecond, width || 3);
      const inner = compositions[letter];
      if (inner !== undefined) {
        composed[letter] ??= expand(time, calendar, inner);
        return padded(composed[letter], { flags: flags.replaceAll("-", ""), width }, 0, " ");
      }
      const directive = directives[letter];
      return directive ? written(directive, directive.value(calendar, time), field) : whole;
    },
  );
}

/** `%E` and `%O` ask for another calendar or other digits. Ruby has neither, and passes over them before these letters. */
const mayFollow = (mark: string, letter: string): boolean =>
  mark === "" || (letter !== "" && (mark === "E" ? "cCxXyY" : "deHkIlmMSuUVwWy").includes(letter));

function written({ swap, width = 0, fill = " " }: Directive, value: string, field: Field): string {
  // A zone that has no name takes no room either.
  if (value === "") return "";
  const swapped = swap !== undefined && field.flags.includes("#");
  const flags = swapped ? field.flags.replaceAll("^", "") : field.flags;
  const usual = typeof width === "number" ? width : width(value);
  return padded(swapped ? swap(value) : value, { ...field, flags }, usual, fill);
}

function padded(text: string, { flags, width }: Field, usualWidth: number, usualFill: string): string {
  const shown = flags.includes("^") ? text.toUpperCase() : text;
  if (flags.includes("-")) return shown;
  const flag = flags.replace(/[\^#]/g, "").at(-1);
  const fill = flag === "_" ? " " : flag === "0" ? "0" : usualFill;
  const wide = width ?? usualWidth;
  const below = fill === "0" && /^-\d+$/.test(shown);
  return below ? `-${shown.slice(1).padStart(wide - 1, "0")}` : shown.padStart(wide, fill);
}

const fraction = (nanosecond: number, digits: number): string =>
  String(nanosecond).padStart(9, "0").padEnd(digits, "0").slice(0, digits);
