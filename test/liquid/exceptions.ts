import { isFloat, isInteger, isTime, type RubyTime, type Value } from "../../src/liquid/value.js";
import { toText } from "../../src/liquid/values/print.js";

/** Where we differ from the recording on purpose. Each needs its reason. */
interface Exception {
  readonly filter: string;
  readonly reason: string;
  holds(input: Value, args: readonly Value[]): boolean;
}

export const filterExceptions: readonly Exception[] = [
  {
    filter: "number_with_delimiter",
    reason: "Rails cuts whatever Float() takes into threes: In,fin,ity; 0,x1A; the print of a time",
    holds: (input) =>
      isTime(input) ||
      (isFloat(input) && !Number.isFinite(input.value)) ||
      (typeof input === "string" && /[x_]/.test(input)),
  },
  {
    filter: "number_with_delimiter",
    reason: "Debian's Rails counts a minus sign as a digit: -,272",
    holds: (input) => /^-(\d{3})+(\.|$)/.test(toText(input)),
  },
  {
    filter: "time_zone",
    reason: "a zone's letters are those of our years; in 1970 Kyiv kept Moscow time",
    holds: (input, [zone]) => input === 0 && zone === "Kyiv",
  },
  {
    filter: "time_zone",
    reason:
      "newer zone databases make EST, and CET and Amsterdam (zone 1), other names of Panama and Brussels, each with a mean time of its own",
    holds: (input, [zone]) =>
      isInteger(input) && input < -5e9 && (zone === "EST" || zone === "CET" || zone === 1),
  },
];

export const filterException = (name: string, input: Value, args: readonly Value[]): Exception | undefined =>
  filterExceptions.find(({ filter, holds }) => filter === name && holds(input, args));

/** Rails puts a zone's letters in for `%Z` alone, and Ruby then has none for `%10Z` or `%^Z`; we print them. */
export const formatException = (time: RubyTime, format: string): boolean =>
  time.offset !== 0 && time.zone !== undefined && /%[-0^#_\d]+Z/.test(format);

/** Rails fails inside the engine when it makes a DateTime to compare a Time with NaN. */
export const comparisonException = (left: Value, right: Value): boolean =>
  [left, right].some(isTime) && [left, right].some((value) => isFloat(value) && Number.isNaN(value.value));
