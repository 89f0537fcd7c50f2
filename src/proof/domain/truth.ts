import { LiquidError } from "../../liquid/liquid-error.js";
import type { Value } from "../../liquid/value.js";
import { isBlank, isEmpty } from "../../liquid/values/blank.js";
import { compare, contains, equal, type Order } from "../../liquid/values/compare.js";
import { chars, charsOf } from "./chars.js";
import { only } from "./join.js";
import { anyMessage, type Messages } from "./messages.js";
import { constants, prints, toTexts } from "./printed.js";
import { endsOf, greatestOf, isZero, leastOf } from "./range.js";
import {
  concat,
  known,
  knownRope,
  type NumberRange,
  type Rope,
  ropeChars,
  ropeMax,
  ropeMin,
  type Text,
  union,
} from "./text.js";
import { type AbstractValue, has, infinite, Kind } from "./value.js";

/** What a test may come to: each possibility a flag. */
export interface Truth {
  readonly true: boolean;
  readonly false: boolean;
  /** The messages with which it may fail, and print an error where it is; undefined where it never does. */
  readonly fails: Messages;
}

export const truth = (yes: boolean, no: boolean, fails?: Messages): Truth => ({
  true: yes,
  false: no,
  fails,
});
export const maybe = truth(true, true);

export const joinTruths = (...all: readonly Truth[]): Truth =>
  truth(
    all.some((one) => one.true),
    all.some((one) => one.false),
    anyMessage(...all.map((one) => one.fails)),
  );

/** Ruby's truth. */
export const truthOf = (value: AbstractValue): Truth =>
  truth(has(value, ~(Kind.nil | Kind.false)), has(value, Kind.nil | Kind.false));

const mostPairs = 64;

/** Tries every pair of two small finite sets; undefined when they are not. */
function concrete(
  left: AbstractValue,
  right: AbstractValue,
  test: (a: Value, b: Value) => boolean,
): Truth | undefined {
  const [a, b] = [constants(left), constants(right)];
  if (!a || !b || a.length * b.length > mostPairs) return undefined;
  return joinTruths(
    ...a.flatMap((one) =>
      b.map((other) => {
        try {
          const result = test(one, other);
          return truth(result, !result);
        } catch (error) {
          if (error instanceof LiquidError) return truth(false, false, known(error.message));
          throw error;
        }
      }),
    ),
  );
}

const numbers = Kind.integer | Kind.float | infinite;

const timeWithText = known("comparison of Time with String failed");

/** Ruby names the class of the left side, and of the right side the class or, of a number, the number. */
function notComparable(left: AbstractValue, right: AbstractValue): Text {
  const shown = union(classNames(right), prints(only(right, numbers)));
  return [known("comparison of "), classNames(left), known(" with "), shown, known(" failed")].reduce(concat);
}

const classes = [
  [Kind.text, "String"],
  [Kind.integer, "Integer"],
  [Kind.float | infinite, "Float"],
  [Kind.time, "Time"],
  [Kind.true, "TrueClass"],
  [Kind.false, "FalseClass"],
  [Kind.array, "Array"],
  [Kind.hash, "Hash"],
  [Kind.other, "Range"],
] as const;

const classNames = (value: AbstractValue): Text =>
  union(...classes.filter(([kinds]) => has(value, kinds)).map(([, name]) => known(name)));

/** `==` */
export function equals(left: AbstractValue, right: AbstractValue): Truth {
  const found = concrete(left, right, equal);
  if (found) return found;
  const shared = left.kinds & right.kinds;
  const numeric = has(left, numbers) && has(right, numbers) && mayBeEqual(left, right);
  const texts = shared & Kind.text ? left.text.some((a) => right.text.some((b) => mayBeSame(a, b))) : false;
  const yes = texts || numeric || (shared & ~(Kind.text | numbers)) !== 0;
  // Braze documents that a Time compared with a text raises.
  const mixed =
    (has(left, Kind.time) && has(right, Kind.text)) || (has(right, Kind.time) && has(left, Kind.text));
  const single = (kinds: number) => left.kinds === kinds && right.kinds === kinds;
  const certain = single(Kind.nil) || single(Kind.true) || single(Kind.false);
  return truth(yes, !certain, mixed ? timeWithText : undefined);
}

/** Whether a number of one set may be one of the other. */
function mayBeEqual(left: AbstractValue, right: AbstractValue): boolean {
  if ((isZero(right) && left.nonzero) || (isZero(left) && right.nonzero)) return false;
  const [a, b] = [endsOf(left), endsOf(right)];
  return !a || !b || (a[0] <= b[1] && b[0] <= a[1]);
}

/** How numbers compare, by how far they reach. */
function numberOrder(order: Order, left: AbstractValue, right: AbstractValue): Truth {
  const [a, b] = [endsOf(left), endsOf(right)];
  if (!a || !b) return maybe;
  switch (order) {
    case "<":
      return truth(a[0] < b[1], a[1] >= b[0]);
    case "<=":
      return truth(a[0] <= b[1], a[1] > b[0]);
    case ">":
      return truth(a[1] > b[0], a[0] <= b[1]);
    case ">=":
      return truth(a[1] >= b[0], a[0] < b[1]);
  }
}

/** Whether two ropes share a text; true when in doubt. */
export function mayBeSame(a: Rope, b: Rope): boolean {
  if (ropeMin(a) > ropeMax(b) || ropeMin(b) > ropeMax(a)) return false;
  const [left, right] = [knownRope(a), knownRope(b)];
  if (left !== undefined && right !== undefined) return left === right;
  if (left !== undefined) return mayBe(b, left);
  if (right !== undefined) return mayBe(a, right);
  // What is known of one must be made of characters that the other may hold.
  if (strange(a, b) || strange(b, a)) return false;
  const [firstA, firstB] = [prefixOf(a), prefixOf(b)];
  const length = Math.min(firstA.length, firstB.length);
  return firstA.slice(0, length) === firstB.slice(0, length);
}

const strange = (rope: Rope, other: Rope): boolean =>
  rope.some((one) => one.kind === "known" && (charsOf(one.text) & ~ropeChars(other)) !== 0);

const prefixOf = (rope: Rope): string => (rope[0]?.kind === "known" ? rope[0].text : "");
const suffixOf = (rope: Rope): string => {
  const last = rope.at(-1);
  return last?.kind === "known" ? last.text : "";
};

/** Whether a rope may be one certain text: by its characters, its length, and how it begins and ends. */
function mayBe(rope: Rope, text: string): boolean {
  if ((charsOf(text) & ~ropeChars(rope)) !== 0) return false;
  if (!text.startsWith(prefixOf(rope)) || !text.endsWith(suffixOf(rope))) return false;
  const [only_] = rope;
  if (rope.length === 1 && only_?.kind === "integer")
    return /^-?(0|[1-9]\d*)$/.test(text) && isWithin(Number(text), only_.range);
  if (rope.length === 1 && only_?.kind === "float") return /^-?\d+\.\d+(e[-+]\d+)?$/.test(text);
  if (rope.length === 1 && only_?.kind === "json") return text !== "" && only_.first.includes(text[0]!);
  return true;
}

const isWithin = (number: number, range: NumberRange | undefined): boolean =>
  !range || (number >= leastOf(range) && number <= greatestOf(range));

const spaces = chars("space", "control", "foreign");

/** Which of a set's texts may be blank, and which may not be. */
function blankTexts(text: Text): Truth {
  const yes = text.some((rope) => {
    const sure = knownRope(rope);
    if (sure !== undefined) return isBlank(sure);
    return rope.every((one) =>
      one.kind === "known"
        ? isBlank(one.text)
        : one.kind === "chars"
          ? one.min === 0 || (one.set & spaces) !== 0
          : one.kind === "escaped"
            ? one.min === 0 || (one.set & spaces) !== 0
            : one.kind === "repeat",
    );
  });
  const no = text.some((rope) => {
    const sure = knownRope(rope);
    return sure !== undefined ? !isBlank(sure) : (ropeChars(rope) & ~chars("space")) !== 0;
  });
  return truth(yes, no);
}

/** `== blank`. Braze documents that a Time compared so raises; an engine with Rails says false. */
export function equalsBlank(value: AbstractValue): Truth {
  const found = constants(value);
  if (found)
    return joinTruths(truth(false, false), ...found.map((one) => truth(isBlank(one), !isBlank(one))));
  const all: Truth[] = [];
  if (has(value, Kind.nil | Kind.false)) all.push(truth(true, false));
  if (has(value, Kind.text)) all.push(blankTexts(value.text));
  if (has(value, Kind.array | Kind.hash)) all.push(value.filled ? truth(false, true) : maybe);
  if (has(value, Kind.time)) all.push(truth(false, true, timeWithText));
  if (has(value, numbers | Kind.true | Kind.other)) all.push(truth(false, true));
  return joinTruths(truth(false, false), ...all);
}

/** `== empty` */
export function equalsEmpty(value: AbstractValue): Truth {
  const found = constants(value);
  if (found)
    return joinTruths(truth(false, false), ...found.map((one) => truth(isEmpty(one), !isEmpty(one))));
  const all: Truth[] = [];
  if (has(value, Kind.text))
    all.push(
      truth(
        value.text.some((rope) => ropeMin(rope) === 0),
        value.text.some((rope) => ropeMax(rope) > 0),
      ),
    );
  if (has(value, Kind.array | Kind.hash)) all.push(value.filled ? truth(false, true) : maybe);
  if (has(value, Kind.time)) all.push(truth(false, true, timeWithText));
  if (has(value, ~(Kind.text | Kind.array | Kind.hash | Kind.time))) all.push(truth(false, true));
  return joinTruths(truth(false, false), ...all);
}

/** `<` and its kin: nil is false, like with like compares, text with a number raises. */
export function orders(order: Order, left: AbstractValue, right: AbstractValue): Truth {
  const found = concrete(left, right, (a, b) => compare(order, a, b));
  if (found) return found;
  const all: Truth[] = [];
  if (has(left, Kind.nil) || has(right, Kind.nil)) all.push(truth(false, true));
  const ordered = numbers | Kind.text | Kind.time;
  if (has(left, ~(ordered | Kind.nil)) && has(right, ~Kind.nil)) all.push(truth(false, true));
  for (const group of [numbers, Kind.text, Kind.time]) {
    if (!has(left, group)) continue;
    if (has(right, group)) all.push(group === numbers ? numberOrder(order, left, right) : maybe);
    // What has no order of its own is neither below nor above.
    if (has(right, ~(ordered | Kind.nil))) all.push(truth(false, true));
    const other = only(right, ordered & ~group);
    if (other.kinds !== 0) all.push(truth(false, true, notComparable(only(left, group), other)));
  }
  // With Rails a Time and a number have an order.
  if ((has(left, Kind.time) && has(right, numbers)) || (has(left, numbers) && has(right, Kind.time)))
    all.push(maybe);
  return joinTruths(truth(false, false), ...all);
}

/** `contains` */
export function includes(container: AbstractValue, wanted: AbstractValue): Truth {
  const found = concrete(container, wanted, contains);
  if (found) return found;
  const all: Truth[] = [];
  if (has(container, ~(Kind.text | Kind.array | Kind.hash))) all.push(truth(false, true));
  if (has(wanted, Kind.nil | Kind.false)) all.push(truth(false, true));
  const there = only(wanted, ~(Kind.nil | Kind.false));
  if (there.kinds !== 0) {
    if (has(container, Kind.text)) all.push(partOf(container.text, toTexts(there)));
    if (has(container, Kind.array))
      all.push(container.items ? truth(equals(container.items, there).true, true) : maybe);
    if (has(container, Kind.hash)) all.push(has(there, Kind.text) ? maybe : truth(false, true));
    // A range contains the numbers between its ends.
    if (has(container, Kind.other) && has(there, numbers)) all.push(maybe);
  }
  return joinTruths(truth(false, false), ...all);
}

/** Whether a text may be a part of another: only if the other may hold its characters and is long enough. */
function partOf(container: Text, part: Text): Truth {
  const yes = container.some((whole) =>
    part.some((piece) => {
      if (ropeMin(piece) > ropeMax(whole)) return false;
      const sure = knownRope(piece);
      if (sure !== undefined && (charsOf(sure) & ~ropeChars(whole)) !== 0) return false;
      const outer = knownRope(whole);
      if (outer !== undefined && sure !== undefined) return outer.includes(sure);
      const first = prefixOf(piece);
      return !(outer !== undefined && first !== "" && !outer.includes(first));
    }),
  );
  const always = container.every((whole) =>
    part.every((piece) => knownRope(piece) === "" || contained(whole, knownRope(piece))),
  );
  return truth(yes, !always);
}

const contained = (whole: Rope, piece: string | undefined): boolean =>
  piece !== undefined && whole.some((one) => one.kind === "known" && one.text.includes(piece));
