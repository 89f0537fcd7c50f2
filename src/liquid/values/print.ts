import { strftime } from "../time/strftime.js";
import { Drop, RubyFloat, RubyRange, RubyTime, type Value } from "../value.js";

/** What `{{ value }}` writes: nothing for nil, an array's elements one after the other, a hash in Ruby's own notation. */
export function print(value: Value): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map(print).join("") : toText(value);
}

/** Ruby's `to_s`: how a string filter sees a value. An array is its notation here, not its elements. */
export function toText(value: Value): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "bigint":
    case "boolean":
      return String(value);
  }
  if (value === null) return "";
  if (value instanceof RubyFloat) return floatText(value.value);
  if (value instanceof RubyTime) return timeText(value);
  if (value instanceof RubyRange) return `${value.first}..${value.last}`;
  if (value instanceof Drop) return value.print();
  return inspect(value);
}

/** Ruby 3.1's `inspect`: `{"a"=>1}`, `["x", nil]`, `"text"`. */
export function inspect(value: Value): string {
  if (value === null) return "nil";
  if (typeof value === "string") return inspectText(value);
  if (Array.isArray(value)) return `[${value.map(inspect).join(", ")}]`;
  if (value instanceof Map) {
    return `{${[...value].map(([name, member]) => `${inspectText(name)}=>${inspect(member)}`).join(", ")}}`;
  }
  return value instanceof RubyTime ? inspectTime(value) : toText(value);
}

/** `79.0`, `1.0e+20`, `1.0e-05`: a float always shows that it is one. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const size = Math.abs(value);
  if (size >= 1e15 || size < 1e-4) {
    const [digits, exponent] = value.toExponential().split("e") as [string, string];
    const significant = digits.replace(/[-.]/g, "").length;
    // A number with a fraction shows it, however great it is.
    if (size < 1e15 || significant <= Number(exponent) + 1) {
      const mantissa = digits.includes(".") ? digits : `${digits}.0`;
      return `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
    }
  }
  const text = String(value);
  return text.includes(".") ? text : `${text}.0`;
}

const timeText = (time: RubyTime): string =>
  strftime(time, time.zone === "UTC" ? "%Y-%m-%d %H:%M:%S UTC" : "%Y-%m-%d %H:%M:%S %z");

/** `inspect` shows a fraction of a second, as far as there is one. */
function inspectTime(time: RubyTime): string {
  const nanoseconds = ((time.nanoseconds % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  if (nanoseconds === 0n) return timeText(time);
  const fraction = String(nanoseconds).padStart(9, "0").replace(/0+$/, "");
  return timeText(time).replace(/(\d\d:\d\d:\d\d)/, `$1.${fraction}`);
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\f": "\\f",
  "\v": "\\v",
  "\b": "\\b",
  "\u0007": "\\a",
  "\u001b": "\\e",
};

/** Ruby escapes what does not print, and a `#` that would begin an interpolation. */
function inspectText(text: string): string {
  const inner = text.replace(/["\\]|#(?=[{$@])|[\p{Cc}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu, (char) => {
    const known = escapes[char];
    if (known !== undefined) return known;
    if (char === "#") return "\\#";
    const code = char.codePointAt(0)!;
    // Next line (U+0085) prints, to Ruby's eyes.
    if (code === 0x85) return char;
    const hex = code.toString(16).toUpperCase();
    return code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
  });
  return `"${inner}"`;
}
