import type { RubyTime } from "../value.js";
import type { Field } from "./field.js";

/** `%z`: `+0900`, with one colon `+09:00`, with two `+09:00:00`, with three as short as it can be. */
export function zoneText(time: RubyTime, colons: number, { flags, width = 0 }: Field): string {
  const size = Math.abs(time.offset);
  const hours = String(Math.floor(size / 3600));
  const minutes = two(Math.floor(size / 60) % 60);
  const seconds = two(size % 60);
  // RFC 3339 writes UTC so where the local offset is not known.
  const sign = time.offset < 0 || (flags.includes("-") && time.zone === "UTC") ? "-" : "+";
  const rest =
    colons === 0
      ? minutes
      : colons === 1
        ? `:${minutes}`
        : colons === 2 || seconds !== "00"
          ? `:${minutes}:${seconds}`
          : minutes === "00"
            ? ""
            : `:${minutes}`;
  // The width counts only from the size on that the offset has anyway.
  const digits = Math.max(2, width - 1 - rest.length);
  const padding = flags.replace(/[-^#]/g, "").at(-1);
  return padding === "_" && flags.lastIndexOf("_") > flags.lastIndexOf("-")
    ? `${(sign + hours).padStart(digits + 1)}${rest}`
    : `${sign}${hours.padStart(digits, "0")}${rest}`;
}

const two = (value: number): string => String(value).padStart(2, "0");
