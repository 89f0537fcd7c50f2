import type { FilterDefinition } from "../../src/liquid/filters/index.js";
import { RubyFloat, RubyTime, type Value } from "../../src/liquid/value.js";
import type { Random } from "./random.js";

export const oddTexts = [
  "",
  " ",
  "\n",
  "\u00a0",
  "a",
  "plain text",
  'say "hi"',
  "back\\slash",
  "tab\there",
  "line\nline",
  "\r\n",
  "\u0001",
  "<b>&amp; 'x'</b>",
  "&lt;",
  "emoji 😀",
  "é",
  "ÄÖ",
  "ß",
  "42",
  "-3",
  "+5",
  "007",
  "1.50",
  "-2.25",
  "1e5",
  " 12.5 ",
  "\t7",
  "1,299.00",
  "12 USD",
  "Infinity",
  "NaN",
  "9".repeat(320),
  `${"9".repeat(320)}.5`,
  `-${"9".repeat(330)}.25`,
  `${"0".repeat(320)}1.5`,
  "1_000",
  "0x1f",
  "now",
  "today",
  "Now",
  "2023-12-06",
  "2023-12-06T19:20:45+01:00",
  "December 6, 2023",
  "1701886845",
  "1701886845000",
  "99999999999:10",
  "America/New_York",
  "Eastern Time (US & Canada)",
  "true",
  "false",
  "nil",
  "{}",
  "[1, 2]",
  '{"a": "b"}',
  '{"a"=>"b"}',
  "null",
  '"',
  "\\",
  "\\u0041",
  "a,b,,c",
  ",",
  "{{ x }}",
  "%s",
  "%Y-%m-%d",
  "%d %B %Y, %H:%M",
  "%",
  "%n",
  "%%",
  "https://x.example/?a=b&c=d e",
  "%zz",
  "a+b%26",
  "YWJj",
  "YT8-",
  "====",
  "x".repeat(60),
  '"'.repeat(60),
  "\u2028",
];

/** Texts that only a filter makes, or that mean something to one filter alone. */
export const rareTexts = [
  "\0",
  "5.5\0",
  "\0 -2.25",
  "1\x005.5",
  "\0a",
  "\\0",
  "\\1",
  "\\k<y>",
  "\\k<",
  "\\\\k<y>",
  "\\'\\`\\&\\+",
  " a  b ",
  "\na\tb\r\nc",
];

/** Any value that data may hold, odd ones more often than not. */
export function randomValue(random: Random, depth = 2): Value {
  const kind = random.below(depth > 0 ? 14 : 11);
  if (kind < 5)
    return random.chance(0.8) ? random.pick(oddTexts) : random.pick(oddTexts) + random.pick(oddTexts);
  if (kind === 5) return null;
  if (kind === 6) return random.chance(0.5);
  if (kind === 7) return random.pick([0, 1, -1, 2, 3, 7, 10, 50, 1701886845, -5]);
  if (kind === 8) return random.pick([10n ** 30n, -(10n ** 20n), 2n ** 63n]);
  if (kind === 9) return new RubyFloat(random.pick([0.5, -0.25, 1e300, -1e300, 1e20, 3, 0, 1e-7, 12.5]));
  if (kind === 10) return RubyTime.fromMilliseconds(random.pick([0, 1_701_886_845_123, -1e12, 5e12]));
  if (kind === 11) {
    const names = ["a", "b", "title", "x y"];
    return new Map(
      Array.from(
        { length: random.below(3) },
        () => [random.pick(names), randomValue(random, depth - 1)] as const,
      ),
    );
  }
  return Array.from({ length: random.below(4) }, () => randomValue(random, depth - 1));
}

/** Arguments as many as the filter takes. */
export function randomArguments(random: Random, filter: FilterDefinition): Value[] {
  const count = filter.parameters.filter((one) => !one.optional || random.chance(0.6)).length;
  return Array.from({ length: count }, () =>
    random.chance(0.4)
      ? random.pick<Value>([0, 1, 2, -1, 5, "", ",", "a", "%Y-%m-%d", "%s", "title", "America/New_York"])
      : randomValue(random),
  );
}
