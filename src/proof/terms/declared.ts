import {
  type Declared,
  type DeclaredData,
  type DeclaredPart,
  type DeclaredType,
  dataKey,
  eachItem,
  isBlank,
  isTyped,
  rubyValue,
} from "../../braze/data.js";
import { isCutShort, longestText } from "../../braze/inputs.js";
import { RubyTime, type Value } from "../../liquid/value.js";
import { abstractOf } from "../domain/abstract-of.js";
import { chars, digits, letters, unsafe, without } from "../domain/chars.js";
import { join } from "../domain/join.js";
import { anyOf, anyText, atom, known, textChars } from "../domain/text.js";
import {
  type AbstractValue,
  anyTime,
  arrayOf,
  has,
  hashWith,
  Kind,
  nil,
  ofKinds,
  ofText,
} from "../domain/value.js";
import type { Case } from "./case.js";
import { anyReach, dataCases, everydayReach, keptReach, type Reach } from "./cases.js";
import type { Place } from "./term.js";

/** What `data:` says of a place. */
export function declaredAt(data: DeclaredData, place: Place): Declared | undefined {
  if (data.size === 0) return undefined;
  const key = keyOfPlace(place);
  return key === undefined ? undefined : data.get(key);
}

/** The key of the name that a place is in. */
export function keyOfRoot(place: Place): string | undefined {
  return "of" in place && place.of ? keyOfRoot(place.of.place) : keyOfPlace(place);
}

function keyOfPlace(place: Place): string | undefined {
  const path: DeclaredPart[] = [];
  for (let here = place; ; ) {
    switch (here.kind) {
      case "profile":
        return dataKey({ namespace: undefined, name: here.name }, path);
      case "namespace":
        return dataKey({ namespace: here.namespace, name: here.name }, path);
      case "member":
        path.unshift(typeof here.key === "string" ? here.key : eachItem);
        here = here.of.place;
        break;
      case "item":
        if (!here.of) return undefined;
        path.unshift(eachItem);
        here = here.of.place;
        break;
      case "variable":
      case "answer":
      case "catalog":
      case "made":
      case "branch":
        return undefined;
    }
  }
}

const urlChars = without(textChars(anyText), unsafe | chars("space"));
const dateChars = digits | letters | chars("minus", "plus", "colon", "dot", "space");

/** A declaration that says what the values are. */
export type Typed = Declared & { readonly type: DeclaredType };

export const isOfType = (declared: Declared | undefined): declared is Typed => declared?.type !== undefined;

/** The cases of what is declared, and nothing else. */
export function declaredCases(declared: Typed, data: DeclaredData, everyday: boolean): Case[] {
  const { required, path, values } = declared;
  // Nothing is among the items of everyday lists.
  const mayMiss = !required && !(everyday && path.at(-1) === eachItem);
  const open = values
    ? values
        .map((one) => rubyValue(one))
        .map((value): Case => ({ value: abstractOf(value), examples: [value] }))
    : ofType(declared, data, everyday);
  const asText = !everyday && mayBeText(declared) ? textForms(declared) : [];
  return [...(mayMiss ? [{ value: nil, examples: [null] }] : []), ...open, ...asText];
}

/** Without what is missing or blank. */
export const present = (cases: readonly Case[]): Case[] =>
  cases.filter(
    ({ value, examples }) => !has(value, Kind.nil) && !(has(value, Kind.text) && examples.every(isBlank)),
  );

function ofType(declared: Typed, data: DeclaredData, everyday: boolean): Case[] {
  const { type, required } = declared;
  const all = dataCases(reachOf(declared, everyday));
  const ofKind = (kinds: number) => all.filter(({ value }) => has(value, kinds));
  const texts = () =>
    (required ? present(ofKind(Kind.text)) : ofKind(Kind.text)).map((one) => ({
      ...one,
      examples: cut(one.examples, declared.maxLength),
    }));
  const time = everyday ? [] : [{ value: anyTime, examples: [RubyTime.fromMilliseconds(1_701_886_845_000)] }];
  switch (type) {
    case "string":
      return texts();
    case "number":
      return ofKind(Kind.integer | Kind.float);
    case "integer":
      return ofKind(Kind.integer);
    case "boolean":
      return ofKind(Kind.true | Kind.false);
    case "datetime":
      return [
        {
          value: ofText(atom({ kind: "chars", set: dateChars, min: 10, max: 40, moment: true })),
          examples: ["2024-05-01", "2024-01-10T00:00:00Z", "2023-12-06T19:20:45+01:00"],
        },
        ...time,
      ];
    case "url":
      return [
        {
          value: ofText(anyOf(urlChars, 1, 2 * charactersOf(declared))),
          examples: ["https://www.example.com/a?b=1&c=2", "https://www.example.com/%22"],
        },
      ];
    case "array":
      return [listCase(declared, data, everyday)];
    case "object":
      return ofKind(Kind.hash).map((one) => ({
        ...one,
        value: { ...one.value, named: membersOf(declared.root, declared.path, data, everyday) },
      }));
    case "json":
      return all.filter(({ value }) => !has(value, Kind.nil) && !(everyday && has(value, Kind.time)));
  }
}

/** A list, of what is declared of its items. */
function listCase({ root, path }: Typed, data: DeclaredData, everyday: boolean): Case {
  const ofItem: readonly DeclaredPart[] = [...path, eachItem];
  const items = data.get(dataKey(root, ofItem));
  const named = membersOf(root, ofItem, data, everyday);
  const [first, second] = [...data.values()].some((one) => isMember(one, root, path))
    ? [new Map<string, Value>(), new Map<string, Value>()]
    : ["x", 'a"b'];
  if (!isOfType(items))
    return {
      value: named.size > 0 ? arrayOf(hashWith(named)) : ofKinds(Kind.array),
      examples: [[], [first], [second, first]],
    };
  const cases = declaredCases(items, data, everyday);
  const examples = cases.flatMap((one) => one.examples);
  return {
    value: arrayOf(join(...cases.map(({ value }) => value))),
    examples: [[], ...examples.map((one) => [one]), examples.slice(0, 2)],
  };
}

/** What the members of an object hold whose types are declared. */
function membersOf(
  root: Declared["root"],
  path: readonly DeclaredPart[],
  data: DeclaredData,
  everyday: boolean,
): ReadonlyMap<string, AbstractValue> {
  const named = new Map<string, AbstractValue>();
  const holder = dataKey(root, path);
  for (const one of data.values()) {
    const name = one.path.at(-1);
    if (typeof name !== "string" || one.path.length !== path.length + 1 || !isOfType(one)) continue;
    if (dataKey(one.root, one.path.slice(0, -1)) !== holder) continue;
    named.set(name, join(...declaredCases(one, data, everyday).map(({ value }) => value)));
  }
  return named;
}

const isMember = (one: Declared, root: Declared["root"], path: readonly DeclaredPart[]): boolean =>
  one.path.length > path.length + 1 &&
  dataKey(one.root, one.path.slice(0, path.length + 1)) === dataKey(root, [...path, eachItem]);

const charactersOf = ({ root, maxLength = Number.POSITIVE_INFINITY }: Declared): number =>
  Math.min(maxLength, isCutShort(root.namespace) ? longestText : Number.POSITIVE_INFINITY);

function reachOf(declared: Declared, everyday: boolean): Reach {
  const characters = charactersOf(declared);
  const reach = everyday ? everydayReach : isCutShort(declared.root.namespace) ? keptReach : anyReach;
  return characters < reach.characters ? { ...reach, characters } : reach;
}

/** Braze's pages do not agree on whether it hands on an event's numbers and booleans as texts. */
const mayBeText = ({ root, type }: Typed): boolean => root.namespace === "event_properties" && isTyped(type);

function textForms({ type, values }: Typed): Case[] {
  const forms = values?.map(String) ?? (type === "boolean" ? ["true", "false"] : undefined);
  if (forms) return forms.map((form) => ({ value: ofText(known(form)), examples: [form] }));
  const integer: Case = {
    value: ofText(atom({ kind: "integer", range: { ...keptReach.range, unit: 1 } })),
    examples: ["42", "0", "-3"],
  };
  if (type === "integer") return [integer];
  return [
    integer,
    { value: ofText(atom({ kind: "float", range: keptReach.range })), examples: ["1.5", "-2.25"] },
  ];
}

/** Examples no longer than is declared. */
const cut = (examples: readonly Value[], most = Number.POSITIVE_INFINITY): Value[] => [
  ...new Set(
    examples.map((one) =>
      typeof one === "string" && most < one.length ? [...one].slice(0, most).join("") : one,
    ),
  ),
];
