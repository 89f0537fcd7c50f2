import { expect, test } from "vitest";
import { applyFilter, findFilter } from "../../../src/liquid/filters/index.js";
import { LimitReached } from "../../../src/liquid/limits.js";
import { LiquidError } from "../../../src/liquid/liquid-error.js";
import { RubyRange, type Value } from "../../../src/liquid/value.js";
import { sized } from "../../support/depth.js";
import { recordedNow } from "../recorded.js";

const length = sized(200_000, 1_000_000);
const long = (piece: string) => piece.repeat(Math.ceil(length / piece.length));

/** Calls that end at once, or would take hours if their cost grew faster than their length. */
const calls: readonly (readonly [filter: string, input: Value, ...args: Value[]])[] = [
  ["strip_html", long("<script")],
  ["strip_html", long("<")],
  ["strip_html", long("<!--<style")],
  ["replace", long("a"), "a", long("b")],
  ["replace", long("a"), "", "\\`\\'"],
  ["replace", long("a"), "a", "\\0\\0\\0"],
  ["replace_first", long("a"), long("a"), "b"],
  ["split", long(" a"), " "],
  ["truncatewords", long(" "), 5],
  ["strip", long(" ")],
  ["join", long("a ").split(" "), long("-")],
  ["join", new RubyRange(1, 10n ** 20n), ","],
  ["size", new RubyRange(1, 10n ** 20n)],
  ["date", long("1"), "%Y"],
  ["date", long("2023-12-06 "), "%Y"],
  ["date", 10n ** 2000n, "%Y-%m-%d %j %G %s"],
  ["date", "now", "%999999999999d"],
  ["date", "now", "%99999999d"],
  ["date", "now", long("%c")],
  ["date", "now", long("%")],
  ["plus", long("9"), 1],
  ["round", 10n ** 3000n, -2_000_000_000],
  ["round", "1.5", 2_000_000_000],
  ["round", "1.5", 10n ** 30n],
  ["round", "1.5", `${long("9")}.5`],
  ["escape_once", long("&a")],
  ["json_parse", long("[")],
  ["json_parse", long('{"a":')],
  ["url_decode", long("%")],
  ["time_zone", 10n ** 200n, "Europe/Paris"],
  ["number_with_delimiter", long("1")],
  ["money", 10n ** 3000n],
  ["sort", long("b a ").split(" ")],
  ["uniq", long("b a ").split(" ")],
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
