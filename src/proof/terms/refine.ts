import { isBlank } from "../../liquid/values/blank.js";
import type { Order } from "../../liquid/values/compare.js";
import { abstractOf } from "../domain/abstract-of.js";
import { chars } from "../domain/chars.js";
import { join, only, withText } from "../domain/join.js";
import { endsOf, greatestOf, leastOf, rangeOf } from "../domain/range.js";
import { nonEmpty } from "../domain/repeat.js";
import { knownRope, type Rope, ropeChars, ropeMax, ropeMin, type Text, textMin } from "../domain/text.js";
import { equals, includes, mayBeSame, orders } from "../domain/truth.js";
import { type AbstractValue, anyCount, has, infinite, Kind, nothing, ofText } from "../domain/value.js";
import type { Term, Test } from "./term.js";

const numbers = Kind.integer | Kind.float | infinite;

/** The values of a set for which a test on exactly that term comes out as told. When in doubt, a value stays. */
export function refine(
  value: AbstractValue,
  term: Term,
  test: Test,
  holds: boolean,
  sideOf: (term: Term) => AbstractValue,
): AbstractValue {
  switch (test.op) {
    case "not":
      return refine(value, term, test.test, !holds, sideOf);
    case "fails":
      return value;
    case "and":
    case "or": {
      // `a and b` came true, or `a or b` came false: both parts are settled. Else either may be.
      const settled = (test.op === "and") === holds;
      const left = refine(value, term, test.left, holds, sideOf);
      if (settled) return refine(left, term, test.right, holds, sideOf);
      return join(left, refine(value, term, test.right, holds, sideOf));
    }
    case "truthy":
      if (test.value !== term) return value;
      return only(value, holds ? ~(Kind.nil | Kind.false) : Kind.nil | Kind.false);
    case "blank":
      return test.value === term ? blank(value, holds) : value;
    case "empty":
      return test.value === term ? empty(value, holds) : value;
    case "equals": {
      const sized = bySize(
        value,
        term,
        test,
        (left, right) => {
          const found = equals(left, right);
          return holds ? found.true : found.false;
        },
        sideOf,
      );
      if (sized) return sized;
      if (test.left === term) return equal(value, sideOf(test.right), holds);
      return test.right === term ? equal(value, sideOf(test.left), holds) : value;
    }
    case "order": {
      const sized = bySize(
        value,
        term,
        test,
        (left, right) => {
          const found = orders(test.order, left, right);
          return holds ? found.true : found.false;
        },
        sideOf,
      );
      if (sized) return sized;
      if (test.left !== term && test.right !== term) return value;
      const other = sideOf(test.left === term ? test.right : test.left);
      const order = test.left === term ? test.order : mirrored[test.order];
      const there = holds ? ordered(value, other, order === "<" || order === "<=") : value;
      // Only numbers are compared with a number: what is left of them lies on one side.
      return onOneSide(there, holds ? order : opposite[order], other);
    }
    case "contains":
      if (test.right === term) return part(value, sideOf(test.left), holds);
      return test.left === term && holds ? container(value, sideOf(test.right)) : value;
    case "unknown-operator":
    case "fixed":
      return value;
  }
}

/** What has a size that a term asks for. */
export const sizedBy = (term: Term): Term | undefined =>
  term.op === "member" && term.key === "size"
    ? term.of
    : term.op === "filter" && term.filter.name === "size" && term.args.length === 0
      ? term.input
      : undefined;

const someSize: AbstractValue = { ...anyCount, range: { ...anyCount.range!, least: 1 } };

/** The lists and texts of a set that are as long as a test of their size says; undefined where it asks for no size of the term. */
function bySize(
  value: AbstractValue,
  term: Term,
  { left, right }: { readonly left: Term; readonly right: Term },
  comesOut: (left: AbstractValue, right: AbstractValue) => boolean,
  sideOf: (term: Term) => AbstractValue,
): AbstractValue | undefined {
  const onLeft = sizedBy(left) === term;
  if (!onLeft && sizedBy(right) !== term) return undefined;
  const other = sideOf(onLeft ? right : left);
  const may = (size: AbstractValue) => (onLeft ? comesOut(size, other) : comesOut(other, size));
  const [none, some] = [may(abstractOf(0)), may(someSize)];
  if (none && some) return value;
  if (!none && !some) return only(value, ~(Kind.array | Kind.text));
  return none ? emptied(value) : withItems(value);
}

/** The same with lists and texts that are empty. */
function emptied(value: AbstractValue): AbstractValue {
  const lists = has(value, Kind.array) && !value.filled ? abstractOf([]) : nothing;
  const blank = value.text.some((rope) => ropeMin(rope) === 0) ? abstractOf("") : nothing;
  return join(only(value, ~(Kind.array | Kind.text)), lists, blank);
}

/** The same with lists and texts that are not empty. */
function withItems(value: AbstractValue): AbstractValue {
  const lists = only(value, Kind.array);
  const text = value.text.flatMap((rope) => (knownRope(rope) === "" ? [] : nonEmpty(rope)));
  return join(
    only(value, ~(Kind.array | Kind.text)),
    lists.list?.length === 0 ? nothing : { ...lists, filled: true },
    ofText(text),
  );
}

const mirrored = { "<": ">", ">": "<", "<=": ">=", ">=": "<=" } as const;
const opposite = { "<": ">=", ">": "<=", "<=": ">", ">=": "<" } as const;

/** The values whose numbers are on one side of whatever number another set holds. */
function onOneSide(value: AbstractValue, order: Order, other: AbstractValue): AbstractValue {
  const ends = has(other, ~numbers) ? undefined : endsOf(other);
  if (!ends || !has(value, numbers)) return value;
  const [low, high] = ends;
  const strict = order === ">" || order === "<";
  // Between a whole number and the next lies no other.
  const step = strict && (value.kinds & numbers) === Kind.integer ? 1 : 0;
  if (order === ">" || order === ">=") {
    const least = step ? Math.floor(low) + 1 : low;
    const there = within(value, { least });
    return low > 0 || (strict && low >= 0) ? withoutZero(there) : there;
  }
  const there = within(value, { most: step ? Math.ceil(high) - 1 : high });
  return high < 0 || (strict && high <= 0) ? withoutZero(there) : there;
}

/** The values whose finite numbers are no lower, and no higher, than some number. */
function within(value: AbstractValue, bounds: { least?: number; most?: number }): AbstractValue {
  if (!has(value, Kind.integer | Kind.float)) return value;
  const range = rangeOf(value);
  const least = Math.max(leastOf(range), bounds.least ?? Number.NEGATIVE_INFINITY);
  const high = Math.min(greatestOf(range), bounds.most ?? Number.POSITIVE_INFINITY);
  if (least > high) return only(value, ~(Kind.integer | Kind.float));
  const most = Math.min(range.most, Math.max(Math.abs(least), Math.abs(high)));
  const ends = {
    ...(least > Number.NEGATIVE_INFINITY ? { least } : {}),
    ...(high < most ? { greatest: high } : {}),
  };
  const one = least === high && Number.isSafeInteger(least) && !has(value, Kind.float) ? least : undefined;
  return { ...value, range: { most, unit: range.unit, ...ends }, integer: value.integer ?? one };
}

const withoutZero = (value: AbstractValue): AbstractValue =>
  has(value, numbers) ? { ...value, nonzero: true } : value;

const spaces = chars("space", "control", "foreign");

function blank(value: AbstractValue, holds: boolean): AbstractValue {
  if (holds) {
    const there = only(value, Kind.nil | Kind.false | Kind.text | Kind.array | Kind.hash);
    const text = there.text.flatMap((rope): Rope[] => {
      const sure = knownRope(rope);
      if (sure !== undefined) return isBlank(sure) ? [rope] : [];
      if (rope.some((one) => one.kind === "integer" || one.kind === "float" || one.kind === "json"))
        return [];
      return [[{ kind: "chars", set: ropeChars(rope) & spaces, min: 0, max: ropeMax(rope) }]];
    });
    return withText(there, text);
  }
  const there = only(value, ~(Kind.nil | Kind.false));
  const filled = there.kinds & (Kind.array | Kind.hash) ? true : there.filled;
  return withText({ ...there, filled }, there.text.flatMap(notBlank));
}

function notBlank(rope: Rope): Text {
  const sure = knownRope(rope);
  return sure !== undefined && isBlank(sure) ? [] : nonEmpty(rope);
}

function empty(value: AbstractValue, holds: boolean): AbstractValue {
  if (!holds)
    return withText(
      value,
      value.text.flatMap((rope) => (knownRope(rope) === "" ? [] : nonEmpty(rope))),
    );
  const there = only(value, Kind.text | Kind.array | Kind.hash);
  return there.text.length > 0 ? { ...there, text: [[]] } : there;
}

function equal(value: AbstractValue, other: AbstractValue, holds: boolean): AbstractValue {
  if (!holds) {
    // Only a single known value can be ruled out.
    if (other.kinds === Kind.nil || other.kinds === Kind.true || other.kinds === Kind.false)
      return only(value, ~other.kinds);
    if (other.kinds === Kind.integer && other.integer === 0) return withoutZero(value);
    const sure = other.kinds === Kind.text && other.text.length === 1 ? knownRope(other.text[0]!) : undefined;
    if (sure === "") return empty(value, false);
    return sure === undefined || !value.text.some((rope) => knownRope(rope) === sure)
      ? value
      : withText(
          value,
          value.text.filter((rope) => knownRope(rope) !== sure),
        );
  }
  const kinds = (value.kinds & other.kinds) | (has(other, numbers) ? value.kinds & numbers : 0);
  const there = only(value, kinds);
  const text = other.text.every(isTelling)
    ? other.text.filter((rope) => there.text.some((mine) => mayBeSame(mine, rope)))
    : there.text.filter((mine) => other.text.some((rope) => mayBeSame(mine, rope)));
  const integer =
    there.kinds & Kind.integer && other.integer !== undefined && other.kinds === Kind.integer
      ? other.integer
      : there.integer;
  return withText({ ...there, integer }, text);
}

/** Whether more is known of a text than its characters. */
const isTelling = (rope: Rope): boolean => {
  if (knownRope(rope) !== undefined) return true;
  const [one, more] = rope;
  return !more && (one?.kind === "integer" || one?.kind === "float" || one?.kind === "json");
};

/** An ordering that came true compared like with like. */
function ordered(value: AbstractValue, other: AbstractValue, below: boolean): AbstractValue {
  let kinds = 0;
  // Whatever is below a finite number is not infinite.
  const beyond = Kind.nan | (has(other, infinite) ? 0 : below ? Kind.huge : Kind.low);
  // With Rails a Time and a number have an order too.
  if (has(other, numbers)) kinds |= (numbers & ~beyond) | Kind.time;
  if (has(other, Kind.text)) kinds |= Kind.text;
  if (has(other, Kind.time)) kinds |= Kind.time | numbers;
  return only(value, kinds);
}

/** What contains something: a text that contains a text is at least as long. */
function container(value: AbstractValue, inner: AbstractValue): AbstractValue {
  const there = only(value, Kind.text | Kind.array | Kind.hash | Kind.other);
  const least = inner.kinds === Kind.text ? textMin(inner.text) : 0;
  return least > 0
    ? withText(
        there,
        there.text.flatMap((rope) => (rope.length === 0 ? [] : nonEmpty(rope))),
      )
    : there;
}

function part(value: AbstractValue, container: AbstractValue, holds: boolean): AbstractValue {
  // What a list contains is one of its items.
  if (holds && container.kinds === Kind.array && container.items) return equal(value, container.items, true);
  const there = holds ? only(value, ~(Kind.nil | Kind.false)) : value;
  const text = there.text.filter((rope) => {
    const found = includes(container, ofText([rope]));
    return holds ? found.true : found.false;
  });
  return withText(there, text);
}
