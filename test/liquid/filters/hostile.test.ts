import { expect, test } from "vitest";
import { applyFilter, findFilter } from "../../../src/liquid/filters/index.js";
import { LimitReached } from "../../../src/liquid/limits.js";
import { LiquidError } from "../../../src/liquid/liquid-error.js";
import { RubyRange, type Value } from "../../../src/liquid/value.js";
import { recordedNow } from "../recorded.js";

const million = (piece: string) => piece.repeat(Math.ceil(1_000_000 / piece.length));

/** Calls that end at once, or would take hours if their cost grew faster than their length. */
const calls: readonly (readonly [filter: string, input: Value, ...args: Value[]])[] = [
  ["strip_html", million("<script")],
  ["strip_html", million("<")],
  ["strip_html", million("<!--<style")],
  ["replace", million("a"), "a", million("b")],
  ["replace", million("a"), "", "\\`\\'"],
  ["replace", million("a"), "a", "\\0\\0\\0"],
  ["replace_first", million("a"), million("a"), "b"],
  ["split", million(" a"), " "],
  ["truncatewords", million(" "), 5],
  ["strip", million(" ")],
  ["join", million("a ").split(" "), million("-")],
  ["join", new RubyRange(1, 10n ** 20n), ","],
  ["size", new RubyRange(1, 10n ** 20n)],
  ["date", million("1"), "%Y"],
  ["date", million("2023-12-06 "), "%Y"],
  ["date", 10n ** 2000n, "%Y-%m-%d %j %G %s"],
  ["date", "now", "%999999999999d"],
  ["date", "now", "%99999999d"],
  ["date", "now", million("%c")],
  ["date", "now", million("%")],
  ["plus", million("9"), 1],
  ["round", 10n ** 3000n, -2_000_000_000],
  ["round", "1.5", 2_000_000_000],
  ["round", "1.5", 10n ** 30n],
  ["round", "1.5", `${million("9")}.5`],
  ["escape_once", million("&a")],
  ["json_parse", million("[")],
  ["json_parse", million('{"a":')],
  ["url_decode", million("%")],
  ["time_zone", 10n ** 200n, "Europe/Paris"],
  ["number_with_delimiter", million("1")],
  ["money", 10n ** 3000n],
  ["sort", million("b a ").split(" ")],
  ["uniq", million("b a ").split(" ")],
];

test.each(calls.map(([filter, ...rest], index) => [filter, index, rest] as const))(
  "%s, case %i, ends, and in words",
  (name, _, [input = null, ...args]) => {
    try {
      applyFilter(findFilter(name)!, input, args, { now: recordedNow });
    } catch (error) {
      expect(error instanceof LiquidError || error instanceof LimitReached, String(error)).toBe(true);
      expect((error as Error).message.length).toBeLessThan(1_000_100);
    }
  },
);
