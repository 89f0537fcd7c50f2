import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Filter } from "../../liquid/syntax/template.js";
import { quoted } from "../../source/json-text.js";
import type { Rule } from "../rule.js";
import { type Chain, chainsIn } from "../subject/chains.js";

export const misleadingDateFormat: Rule = {
  kind: findingKind("MI151", "misleading-date-format", "warning"),
  summary: "A date format that prints something else than it looks like.",
  why: "`%M` is the minute, so `%Y-%M-%d` has no month; `%I` without `%p` leaves morning and evening alike; a letter `Z` says UTC whatever the time is; `YYYY-MM-DD` is printed as it is. The receiver takes what comes for a date.",
  fix: "Write the format in strftime's directives: `%Y-%m-%dT%H:%M:%S%z` has a date, a time and its zone.",
  sources: [
    "https://shopify.github.io/liquid/filters/date/",
    "https://docs.ruby-lang.org/en/3.1/Time.html#method-i-strftime",
  ],
  bad: { body: `{"day": "{{ 'now' | date: '%Y-%M-%d' }}"}` },
  good: { body: `{"day": "{{ 'now' | date: '%Y-%m-%d' }}"}` },
  check: ({ fields }, report) =>
    fields.flatMap(({ template: { nodes }, spanOf }) => {
      const chains = chainsIn(nodes);
      const formats = chains.flatMap(({ own }) => own.filters.flatMap((one) => formatOf(one)?.value ?? []));
      const saysHalf = formats.some((format) => /%[-0^#_]*\d*[pP]/.test(format));
      return chains.flatMap((chain) =>
        chain.own.filters.flatMap((filter) => {
          const format = formatOf(filter);
          const fault =
            format &&
            (faultOf(format.value, chain, filter, saysHalf) ?? zonedTooLate(format.value, chain, filter));
          return fault ? [report(fault.message, spanOf(format), [fault.advice])] : [];
        }),
      );
    }),
};

/** The format of a date filter, where it is written out. */
function formatOf({ definition, arguments: [format] }: Filter) {
  if (!definition?.traits.strftime || format?.kind !== "literal") return undefined;
  const { value, start, end } = format;
  return typeof value === "string" && value !== "" ? { value, start, end } : undefined;
}

interface Fault {
  readonly message: string;
  readonly advice: string;
}

function faultOf(format: string, chain: Chain, filter: Filter, saysHalf: boolean): Fault | undefined {
  const shown = quoted(format);
  if (!format.includes("%")) {
    const meant = inDirectives(format);
    return meant === undefined
      ? undefined
      : { message: `${shown} has no directive: it is printed as it is`, advice: `Write '${meant}'.` };
  }
  const swapped = swaps.find(({ wrong }) => wrong.test(format));
  if (swapped) return { message: `${swapped.says} in ${shown}`, advice: swapped.advice };
  const unknown = unknownDirective(format);
  if (unknown !== undefined)
    return {
      message: `\`${unknown}\` is not a directive: it is printed as it is`,
      advice: adviceOf(unknown),
    };
  const twelve = /%[-0^#_]*\d*[Il]/.exec(format);
  if (twelve && !saysHalf && !/%[-0^#_]*\d*r/.test(format))
    return {
      message: `\`${twelve[0]}\` counts hours to twelve, and nothing says whether before or after noon`,
      advice: "Write `%H`, or `%p` after it.",
    };
  const zone = localZone(chain, filter);
  const literal = /%[-0^#_]*\d*[SLNTXMR](?:\.\d+)?(Z|\+00:?00)$/.exec(format);
  if (zone !== undefined && literal)
    return {
      message: `\`${literal[1]}\` says UTC, and the time is in ${zone}`,
      advice: "Write `%z` in their place, or leave out the `time_zone`.",
    };
  return undefined;
}

/** What is printed is a text, which a time zone cannot move any more. */
function zonedTooLate(format: string, { filters }: Chain, filter: Filter): Fault | undefined {
  const after = filters.slice(filters.indexOf(filter) + 1);
  const zone = after.findIndex(({ name }) => name.text === "time_zone");
  if (zone < 0 || after.slice(zone).some(({ definition }) => definition?.traits.strftime)) return undefined;
  return /%[-0^#_]*\d*[YyGgsc+]/.test(format) && /%:*[zs+]/.test(format)
    ? undefined
    : {
        message: "`time_zone` comes after `date`, which has printed the time already",
        advice: "Write `| time_zone: …` before `| date: …`.",
      };
}

/** The directive of another meaning, told by its neighbours. */
const swaps: readonly { readonly wrong: RegExp; readonly says: string; readonly advice: string }[] = [
  {
    wrong: /%[Yy][-/. ]?%-?M([-/. ]?%-?[de]|$)|%-?[de][-/. ]%-?M[-/. ]%[Yy]|%-?M[-/. ]%-?[de][-/. ]%[Yy]/,
    says: "`%M` is the minute, and stands for the month",
    advice: "Write `%m`.",
  },
  {
    wrong: /%-?[HIkl][:.]?%-?m(?![/-])/,
    says: "`%m` is the month, and stands for the minute",
    advice: "Write `%M`.",
  },
  { wrong: /%-?h[:.]%M/, says: "`%h` is the month's name, and stands for the hour", advice: "Write `%H`." },
  {
    wrong: /%M[:.]%s/,
    says: "`%s` is the seconds since 1970, and stands for the second",
    advice: "Write `%S`.",
  },
  {
    wrong: /%Y[^%]*%-?V|%-?V[^%]*%Y/,
    says: "`%V` is the week of a year that `%Y` is not around New Year",
    advice: "Write `%G` for the year.",
  },
  {
    wrong: /%G[-/.]%-?m|%-?m[-/.]%G/,
    says: "`%G` is the year that the week belongs to, which differs from the date's around New Year",
    advice: "Write `%Y`.",
  },
];

const known = new Set("YCymBbhdejHkIlPpMSAaUuwGgVWsZzntcDxFvXTrRLN%+");

function unknownDirective(format: string): string | undefined {
  for (const [whole, letter = ""] of format.matchAll(/%[-0^#_]*\d*[EO]?:{0,3}([a-zA-Z])/g))
    if (!known.has(letter)) return whole;
  return undefined;
}

const adviceOf = (directive: string): string =>
  ({
    i: "The minute is `%M`.",
    f: "The fraction of the second is `%L`.",
    q: "Milliseconds since 1970 are `%s%L`.",
  })[directive.at(-1)!.toLowerCase()] ??
  "The directives are those of Ruby's strftime: `%Y`, `%m`, `%d`, `%H`, `%M`, `%S`.";

/** Letters of other languages' formats, the longest first. */
const letters: readonly (readonly [RegExp, string])[] = [
  [/YYYY|yyyy/g, "%Y"],
  [/YY|yy/g, "%y"],
  [/MMMM/g, "%B"],
  [/MMM/g, "%b"],
  [/DD|dd/g, "%d"],
  [/HH/g, "%H"],
  [/hh/g, "%I"],
  [/mm/g, "%M"],
  [/ss/g, "%S"],
  [/SSS/g, "%L"],
];

/** Letters of PHP's formats, each alone. */
const lettersOfPhp: Readonly<Record<string, string>> = {
  Y: "%Y",
  y: "%y",
  m: "%m",
  n: "%-m",
  d: "%d",
  j: "%-d",
  H: "%H",
  G: "%-H",
  h: "%I",
  g: "%-I",
  i: "%M",
  s: "%S",
  v: "%L",
  A: "%p",
  a: "%P",
  D: "%a",
  l: "%A",
  M: "%b",
  F: "%B",
  N: "%u",
  w: "%w",
  z: "%j",
  T: "%Z",
  O: "%z",
  P: "%:z",
  U: "%s",
  c: "%Y-%m-%dT%H:%M:%S%:z",
  r: "%a, %d %b %Y %H:%M:%S %z",
};

/** Names that other languages have for a format. */
const namedFormats: Readonly<Record<string, string>> = {
  iso: "%Y-%m-%dT%H:%M:%SZ",
  iso8601: "%Y-%m-%dT%H:%M:%SZ",
  rfc3339: "%Y-%m-%dT%H:%M:%SZ",
  rfc2822: "%a, %d %b %Y %H:%M:%S %z",
  timestamp: "%s",
  unix: "%s",
  epoch: "%s",
  x: "%s",
};

/** A format of other languages in directives; undefined for what is none. */
function inDirectives(format: string): string | undefined {
  const named = format.toLowerCase().replace(/[-_ ]/g, "");
  if (Object.hasOwn(namedFormats, named)) return namedFormats[named];
  const words = format.match(/[A-Za-z]+/g) ?? [];
  // Words have several letters in a row, but for the T between day and time.
  const isPhp =
    words.length > 0 && words.every((one) => one.length === 1 && Object.hasOwn(lettersOfPhp, one));
  if (isPhp) return format.replace(/[A-Za-z]/g, (letter) => lettersOfPhp[letter]!);
  if (!/yy|YY|MM|DD|dd|HH|hh|mm/.test(format)) return undefined;
  const made = letters.reduce((text, [pattern, directive]) => text.replace(pattern, directive), format);
  return made.replace(/(?<!%[A-Za-z]?)MM/g, "%m");
}

/** The zone that a time has been moved to on its way, unless that is UTC. */
function localZone({ filters }: Chain, until: Filter): string | undefined {
  const before = filters.slice(0, filters.indexOf(until));
  const [zone] = before.findLast(({ name }) => name.text === "time_zone")?.arguments ?? [];
  if (!zone) return undefined;
  if (zone.kind !== "literal") return "the zone that `time_zone` names";
  const name = String(zone.value);
  return /^(etc\/)?(utc|gmt|zulu|universal)$/i.test(name) ? undefined : name;
}
