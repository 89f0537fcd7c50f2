import { isFloat, isHash, isInteger, type Value } from "../value.js";
import { floor, multiply, round } from "../values/arithmetic.js";
import { isEmpty, isTruthy } from "../values/blank.js";
import { fromNumeric, Special, toNumber } from "../values/number.js";
import { toText } from "../values/print.js";
import { advancedFilters, type Filters } from "./definition.js";

export const otherFilters = {
  default: {
    parameters: [
      { name: "value", optional: true },
      { name: "options", optional: true },
    ],
    keywords: ["allow_false"],
    summary: "Another value for nothing, false and empty; white space alone stays.",
    example: { template: '{{ a | default: "friend" }}', output: "friend" },
    apply: (input, [fallback = "", options]) => {
      const allowFalse =
        isHash(options ?? null) && isTruthy((options as Map<string, Value>).get("allow_false") ?? null);
      const none = allowFalse ? input === null : !isTruthy(input);
      return none || isEmpty(input) ? fallback : input;
    },
  },
  money: {
    parameters: [],
    summary: "A number with two decimals; a string must be made a number first.",
    example: { template: "{{ 17.8 | money }}", output: "17.80" },
    assumes: ["money-of-text"],
    apply: (input, _args, { assume }) => {
      if (typeof input !== "string") return isInteger(input) || isFloat(input) ? money(input) : input;
      return assume?.["money-of-text"] === "number" ? money(input) : input;
    },
  },
  number_with_delimiter: {
    parameters: [],
    summary: "A number with a comma between thousands.",
    example: { template: "{{ 123456 | number_with_delimiter }}", output: "123,456" },
    traits: { forPeople: "separated" },
    source: advancedFilters,
    // Rails' number_to_delimited: what is not a number comes back as it is.
    apply: (input) => {
      if (input === null || input === false) return null;
      if (!isInteger(input) && !isFloat(input) && typeof input !== "string") return input;
      const text = toText(input);
      const [, whole, rest = ""] = plainNumber.exec(text) ?? [];
      return whole === undefined ? text : delimited(whole) + rest;
    },
  },
} satisfies Filters;

/** A number without an exponent, as Ruby's `Float()` takes it. */
const plainNumber = /^([\t-\r ]*[-+]?\d+(?:[\t-\r ]*$|(?=\.\d)))(\.\d+[\t-\r ]*)?$/;

/** Two decimals, rounded as `round` does it. */
function money(input: Value): string {
  const number = toNumber(input);
  if (number instanceof Special && number.value !== 0) return toText(fromNumeric(number));
  const cents = String(floor(round(multiply(number, 100n), 0)));
  const sign = cents.startsWith("-") ? "-" : "";
  const digits = cents.slice(sign.length).padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A comma between every three characters from the right, as Rails counts them: white space is one too. */
function delimited(whole: string): string {
  const [sign = ""] = /^[-+]/.exec(whole) ?? [];
  const digits = whole.slice(sign.length);
  const head = digits.length % 3 || 3;
  const groups = [digits.slice(0, head)];
  for (let at = head; at < digits.length; at += 3) groups.push(digits.slice(at, at + 3));
  return sign + groups.join(",");
}
