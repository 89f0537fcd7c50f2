import type { arrayFilters } from "../../liquid/filters/arrays.js";
import { abstractOf } from "../domain/abstract-of.js";
import { chars } from "../domain/chars.js";
import { join, only } from "../domain/join.js";
import { anyMessage, internal, type Messages } from "../domain/messages.js";
import { constants, prints, toTexts } from "../domain/printed.js";
import { ofRange } from "../domain/range.js";
import { isOpen, repeated } from "../domain/repeat.js";
import { anyLike, anyOf, concat, known, textChars, union } from "../domain/text.js";
import { argument, gives, type Transfer, text } from "../domain/transfer.js";
import { equals } from "../domain/truth.js";
import {
  type AbstractValue,
  anyCount,
  anyData,
  anyInteger,
  anyRange,
  arrayOf,
  has,
  heldAt,
  Kind,
  nil,
  nothing,
  ofKinds,
  ofText,
} from "../domain/value.js";
import { numberKinds } from "./numbers.js";

/** What an array filter may walk over. */
function items(input: AbstractValue): AbstractValue {
  const parts = [only(input, ~(Kind.array | Kind.nil | Kind.other | Kind.time))];
  // Ruby makes an array of a Time's parts: seconds, minutes, …, the zone's name.
  if (has(input, Kind.time)) parts.push(anyInteger, ofKinds(Kind.true | Kind.false | Kind.text));
  if (has(input, Kind.other)) parts.push(anyInteger);
  if (has(input, Kind.array)) parts.push(flat(input.items ?? anyData));
  return join(...parts);
}

/** Lists in a list are walked over as if their items were in it. */
const flat = (inner: AbstractValue): AbstractValue =>
  join(
    only(inner, ~Kind.array),
    !has(inner, Kind.array) ? nothing : inner.items ? flat(inner.items) : anyData,
  );

/** An integer or a text in the array has no such member, and says so in words that quote it; nothing has none silently. */
function refused(property: AbstractValue, items: AbstractValue): Messages {
  if (!has(items, ~(Kind.hash | Kind.nil))) return undefined;
  const quoted = [known("cannot select the property '"), toTexts(property), known("'")].reduce(concat);
  return anyMessage(quoted, has(property, numberKinds) ? internal : undefined);
}

const incomparable = known("cannot sort values of incompatible types");
const noArray = known("concat filter requires an array argument");

const sameItems: Transfer = (input, args) => {
  const there = items(input);
  const named = args.length > 0 && !(args[0]!.kinds === Kind.nil);
  return gives(
    named ? join(arrayOf(there), nil) : arrayOf(there),
    named ? refused(args[0]!, there) : undefined,
  );
};

/** What is not a list, a range or a Time is one item at most, which is compared with nothing. */
const isSingle = (input: AbstractValue): boolean =>
  !has(input, Kind.array | Kind.other | Kind.time) ||
  (input.kinds === Kind.array && (input.list?.length ?? 2) < 2);

const sort: Transfer = (input, args) => {
  const there = items(input);
  const named = args.length > 0;
  if (isSingle(input)) return gives(named ? join(arrayOf(there), nil) : arrayOf(there));
  const alike = [numberKinds, Kind.text, Kind.nil].some((kinds) => (there.kinds & ~kinds) === 0);
  return gives(
    named ? join(arrayOf(there), nil) : arrayOf(there),
    anyMessage(named ? refused(args[0]!, there) : undefined, named || !alike ? incomparable : undefined),
  );
};

const joined: Transfer = (input, args) => {
  const there = items(input);
  if (there.kinds === 0) return text(known(""));
  const separator = toTexts(argument(args, 0, abstractOf(" ")));
  const single = !has(input, Kind.array | Kind.other | Kind.time);
  if (single) return text(union(prints(there), has(input, Kind.nil) ? known("") : []));
  const one = prints(there);
  const more = concat(separator, one);
  // Where of the items no more is known than their characters, no more is of all together, unless quotes part them.
  if (one.some(isOpen) && (textChars(separator) & chars("quote")) === 0)
    return text([[anyLike([...one, ...separator])]]);
  return text(
    union(input.filled && input.kinds === Kind.array ? [] : known(""), concat(one, [repeated(more)])),
  );
};

const end =
  (at: 0 | -1): Transfer =>
  (input) => {
    const parts: AbstractValue[] = [];
    if (input.list) parts.push(input.list.at(at) ?? nil);
    else if (has(input, Kind.array)) parts.push(input.items ?? anyData, input.filled ? nothing : nil);
    if (has(input, Kind.hash)) parts.push(arrayOf(anyData, true), nil);
    if (has(input, Kind.text)) parts.push(ofText(anyOf(textChars(input.text), 0, 2)));
    if (has(input, Kind.other)) parts.push(anyData);
    if (has(input, ~(Kind.array | Kind.hash | Kind.text | Kind.other))) parts.push(nil);
    return gives(join(...parts));
  };

/** A range counts what it would hold. */
const size: Transfer = (input) =>
  gives(
    input.list && input.kinds === Kind.array
      ? abstractOf(input.list.length)
      : has(input, Kind.other)
        ? ofRange(Kind.integer, { ...anyRange, unit: 1, least: 0 })
        : anyCount,
  );
const concatenated: Transfer = (input, args) => {
  const other = argument(args, 0);
  return gives(
    arrayOf(join(items(input), has(other, Kind.array) ? (other.items ?? anyData) : nothing)),
    has(other, ~Kind.array) ? noArray : undefined,
  );
};

/** A member of a hash, a bit of an integer, a part of a text. */
const mapped: Transfer = (input, args) => {
  const there = items(input);
  if (!has(there, ~(Kind.hash | Kind.nil))) {
    const found = has(there, Kind.hash) ? memberOf(there, args) : nothing;
    return gives(arrayOf(has(there, Kind.nil) ? join(found, nil) : found));
  }
  const characters = ofText(anyOf(textChars(there.text)));
  return gives(arrayOf(join(anyData, characters)), refused(argument(args, 0), there));
};

/** What the hashes of a set hold under the name that an argument is. */
export function memberOf(hashes: AbstractValue, args: readonly AbstractValue[]): AbstractValue {
  const names = constants(argument(args, 0));
  if (!names) return anyMember(hashes);
  return join(...names.map((name) => (typeof name === "string" ? heldAt(hashes, name) : anyMember(hashes))));
}

const anyMember = ({ members, named }: AbstractValue): AbstractValue =>
  join(members ?? anyData, ...(named?.values() ?? []));

/** A member is compared with what is asked for, which fails as it does in a condition. */
const where: Transfer = (input, args) => {
  const there = items(input);
  const wanted = argument(args, 1, nil);
  const compared = equals(memberOf(there, args), wanted);
  const fails = wanted.kinds === Kind.nil ? undefined : compared.fails;
  return gives(join(arrayOf(there), nil), anyMessage(refused(argument(args, 0), there), fails));
};

const sortNatural: Transfer = (input, args) => {
  const there = items(input);
  return args.length > 0 ? gives(join(arrayOf(there), nil), refused(args[0]!, there)) : gives(arrayOf(there));
};

export const arrayTransfers = {
  join: joined,
  first: end(0),
  last: end(-1),
  size,
  reverse: sameItems,
  compact: sameItems,
  concat: concatenated,
  map: mapped,
  where,
  uniq: sameItems,
  sort,
  sort_natural: sortNatural,
} satisfies Record<keyof typeof arrayFilters, Transfer>;
