import { isArray, isFloat, isHash, isInteger, type Value } from "../../src/liquid/value.js";
import { abstractOf } from "../../src/proof/domain/abstract-of.js";
import { type CharSet, charsOf } from "../../src/proof/domain/chars.js";
import type { Atom, NumberRange, Rope } from "../../src/proof/domain/text.js";
import { type AbstractValue, has } from "../../src/proof/domain/value.js";

/** True when a set holds a value: what is asked of every transfer function. */
export function mayHold(set: AbstractValue, value: Value): boolean {
  const { kinds } = abstractOf(value);
  if (!has(set, kinds)) return false;
  if (
    set.nonzero &&
    (isInteger(value) || isFloat(value)) &&
    Number(isFloat(value) ? value.value : value) === 0
  )
    return false;
  if ((isInteger(value) || isFloat(value)) && !within(set, Number(isFloat(value) ? value.value : value)))
    return false;
  if (isFloat(value) && set.unsigned && (value.value < 0 || Object.is(value.value, -0))) return false;
  if (isFloat(value) && set.plainZero && Object.is(value.value, -0)) return false;
  if (isInteger(value)) return set.integer === undefined || BigInt(set.integer) === BigInt(value);
  if (typeof value === "string") return set.text.some((rope) => matches(rope, value));
  if (isArray(value)) {
    if (set.filled && value.length === 0) return false;
    if (set.list && set.list.length !== value.length) return false;
    if (set.list?.some((item, index) => !mayHold(item, value[index]!))) return false;
    return !set.items || value.every((item) => mayHold(set.items!, item));
  }
  if (isHash(value) && [...(set.named ?? [])].some(([name, one]) => !mayHold(one, value.get(name) ?? null)))
    return false;
  return !(isHash(value) && set.filled && value.size === 0);
}

const within = ({ range }: { readonly range?: NumberRange | undefined }, value: number): boolean =>
  !range ||
  !Number.isFinite(value) ||
  (Math.abs(value) <= range.most &&
    value >= (range.least ?? -range.most) &&
    value <= (range.greatest ?? range.most));

/** Whether a rope holds a text: every way to cut it into the atoms. */
export function matches(rope: Rope, text: string): boolean {
  let ends = new Set([0]);
  // The last atom holds all that is left, so there is nothing to try.
  const last = rope.at(-1);
  if (!last) return text === "";
  for (const one of rope.slice(0, -1)) {
    const next = new Set<number>();
    for (const start of ends) for (const end of endsOf(one, text, start)) next.add(end);
    ends = next;
  }
  return [...ends].some((start) =>
    last.kind === "known" ? text.slice(start) === last.text : holds(last, text.slice(start)),
  );
}

function* endsOf(one: Atom, text: string, start: number): Generator<number> {
  if (one.kind === "known") {
    if (text.startsWith(one.text, start)) yield start + one.text.length;
    return;
  }
  for (let end = start; end <= text.length; end++) if (holds(one, text.slice(start, end))) yield end;
}

const allOf = (set: CharSet, text: string): boolean => (charsOf(text) & ~set) === 0;

function holds(one: Exclude<Atom, { kind: "known" }>, text: string): boolean {
  switch (one.kind) {
    case "chars":
      return (
        text.length >= one.min &&
        text.length <= one.max &&
        allOf(one.set, text) &&
        (one.points === undefined || [...text].length <= one.points) &&
        !(one.wordy && /^[\t-\r \0]*-?\d+\.\d+[\t-\r \0]*$/.test(text)) &&
        !(one.pad && /[^\t-\r \0]/.test(text))
      );
    case "escaped":
      return text.length >= one.min && allOf(one.set, text) && isJson(`"${text}"`);
    case "integer":
      return /^-?(0|[1-9]\d*)$/.test(text) && within(one, Number(text));
    case "float":
      return (
        /^-?\d+\.\d+(e[-+]\d+)?$/.test(text) &&
        within(one, Number(text)) &&
        !(one.unsigned && text.startsWith("-"))
      );
    case "json":
      return one.first.includes(text[0] ?? "\0") && isJson(text);
    case "repeat":
      return text === "" || isRow(one, text);
  }
}

/** A row of texts, none of them empty. */
function isRow(one: Extract<Atom, { kind: "repeat" }>, text: string): boolean {
  for (let end = 1; end <= text.length; end++)
    if (one.of.some((turn) => matches(turn, text.slice(0, end))) && holds(one, text.slice(end))) return true;
  return false;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
