import { describe, expect, test } from "vitest";
import { toTime } from "../../../src/liquid/filters/dates.js";
import { LiquidError } from "../../../src/liquid/liquid-error.js";
import { strftime } from "../../../src/liquid/time/strftime.js";
import type { RubyTime } from "../../../src/liquid/value.js";
import { formatException } from "../exceptions.js";
import { recorded, recordedNow, shown, type Tagged, untag } from "../recorded.js";

type Formats = readonly [time: Tagged, formats: Readonly<Record<string, string | { $error: string }>>];

describe("strftime", () => {
  const rows = recorded<Formats>("formats").map(
    ([time, formats]) => [untag(time) as RubyTime, formats] as const,
  );

  test.each(rows.map(([time, formats]) => [shown(time), time, formats] as const))(
    "%s",
    (_, time, formats) => {
      const wrong = Object.entries(formats).flatMap(([format, ruby]) => {
        const ours = formatted(time, format);
        const rubys = typeof ruby === "string" ? ruby : `error: ${ruby.$error}`;
        return ours === rubys || formatException(time, format) ? [] : [{ format, rubys, ours }];
      });
      expect(wrong).toEqual([]);
    },
  );
});

const formatted = (time: RubyTime, format: string): string => orError(() => strftime(time, format));

const read = (text: string): string =>
  orError(() => {
    const time = toTime(text, recordedNow);
    return time ? shown(time) : "nil";
  });

const isError = (ruby: Tagged): ruby is { $error: string } =>
  ruby !== null && typeof ruby === "object" && "$error" in ruby;

function orError(run: () => string): string {
  try {
    return run();
  } catch (error) {
    if (error instanceof LiquidError) return `error: ${error.message}`;
    throw error;
  }
}

describe("what Liquid takes for a date", () => {
  test.each(recorded<readonly [text: string, time: Tagged]>("dates"))("%j", (text, ruby) => {
    const rubys = isError(ruby) ? `error: ${ruby.$error}` : ruby === null ? "nil" : shown(untag(ruby));
    // Our only local time is UTC, and Ruby tells one from the other only by a flag.
    expect(read(text)).toBe(rubys.replace(" local", " UTC"));
  });
});
