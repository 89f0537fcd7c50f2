import { mayBeMoney } from "../../rules/subject/money.js";
import { quoted } from "../../source/json-text.js";
import { wordsOf } from "../../source/words.js";
import { type Definitions, type Inferred, numericOf, type Scalar } from "./infer.js";
import { noRenaming, type Renaming } from "./known-names.js";
import { wholeName } from "./minor-units.js";
import type { YamlMap, YamlValue } from "./yaml-text.js";

/**
 * @param source what a property of another name is read from
 * @param isElsewhere whether one of the same name is read from there, too, since it is no other's own member
 */
export const definitionsText = (
  properties: Definitions,
  source = "event_property",
  renaming: Renaming = noRenaming,
  isElsewhere = false,
): YamlMap =>
  new Map(
    [...properties].map(([name, type]): [string, YamlValue] => {
      const as = sentAs(name, properties, renaming);
      const isCents = as !== name && wholeName(name, type) !== undefined;
      const inside = renaming.inside.get(name);
      const plain = renaming.wrapped.has(name) ? listOfIds : definition(type, as, inside);
      const from = `${source}.${/^[\w-]+$/.test(name) ? name : quoted(name)}`;
      const read = as === name && !isElsewhere ? plain : readFrom(from, isCents ? hundredths : plain);
      return [as, renaming.required.has(name) ? required(read) : read];
    }),
  );

const hundredths: YamlMap = new Map<string, YamlValue>([
  ["type", "number"],
  ["scale", 0.01],
]);

/** What is a list of texts in the sample and a list of objects in Movable Ink. */
const listOfIds: YamlMap = new Map<string, YamlValue>([
  ["type", "array"],
  [
    "items",
    new Map([
      [
        "id",
        new Map<string, YamlValue>([
          ["type", "string"],
          ["from", "item"],
          ["required", true],
        ]),
      ],
    ]),
  ],
]);

/** A property of another name than its source. */
function readFrom(from: string, definition: YamlValue): YamlMap {
  const [type, ...others] = entriesOf(definition);
  return new Map([type!, ["from", from], ...others]);
}

function required(definition: YamlValue): YamlMap {
  const [type, ...others] = entriesOf(definition);
  return new Map([type!, ["required", true], ...others]);
}

const entriesOf = (definition: YamlValue): [string, YamlValue][] =>
  definition instanceof Map ? [...definition] : [["type", definition]];

/** `price` for `price_cents`: what an amount in cents is sent as, if that is the name of nothing else. */
function unitName(
  name: string,
  type: Inferred,
  beside: Definitions,
  { names }: Renaming,
): string | undefined {
  const whole = wholeName(name, type);
  return whole === undefined || beside.has(whole) || [...names.values()].includes(whole) ? undefined : whole;
}

/** What a property is sent as. */
export const sentAs = (name: string, properties: Definitions, renaming: Renaming): string =>
  renaming.names.get(name) ?? unitName(name, properties.get(name)!, properties, renaming) ?? name;

/** `json` passes on whatever it is given, so it serves where the sample shows no one type. */
function definition(type: Inferred, name: string, inside?: Renaming): YamlValue {
  if (type.kind === "blank") return "string";
  if (type.kind === "scalar") return scalarType(type, name);
  if (type.kind === "object" && type.members.size > 0) {
    return new Map<string, YamlValue>([
      ["type", "object"],
      ["properties", definitionsText(type.members, "object")],
    ]);
  }
  const items = type.kind === "array" ? itemsOf(type.items, name, inside) : undefined;
  if (items === undefined) return "json";
  return new Map<string, YamlValue>([
    ["type", "array"],
    ["items", items],
  ]);
}

/**
 * An amount is a number however whole the samples are: as an integer, the first with cents would be left out. An id is a
 * text however much it looks like a number. Amounts and counts are numbers also where the samples have them as texts.
 */
function scalarType(scalar: Scalar, name: string): string {
  const numeric = numericOf(scalar);
  if (numeric === undefined) return scalar.type;
  if (isId(name) && (numeric === "integer" || scalar.type === "string")) return "string";
  if (isCount(name)) return numeric;
  return scalar.type !== "string" || mayBeMoney(name) ? "number" : "string";
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));
const ids = set("id ids sku skus upc ean gtin isbn asin mpn zip zipcode postcode barcode phone");
const counts = set(
  "quantity quantities qty count counts position positions index rank page pages year years",
);

/** By its last word: a `sku_count` is a count. */
const isId = (name: string): boolean => ids.has(wordsOf(name).at(-1) ?? "");
const isCount = (name: string): boolean => counts.has(wordsOf(name).at(-1) ?? "");

function itemsOf(items: Inferred, name: string, inside?: Renaming): YamlValue | undefined {
  if (items.kind === "scalar") return scalarType(items, name);
  return items.kind === "object" && items.members.size > 0
    ? definitionsText(items.members, "item", inside)
    : undefined;
}

/**
 * The same without the one at this path of names. A structure that is left empty stays, and counts as `json`.
 * @param withEmptied whether one that is left empty goes, too
 */
export function without(properties: Definitions, path: readonly string[], withEmptied = false): Definitions {
  const [name, ...rest] = path;
  const rests = new Map(properties);
  const type = rests.get(name!);
  if (!type) return properties;
  const left = rest.length === 0 ? undefined : withoutInside(type, rest, withEmptied);
  if (left && !(withEmptied && left.kind === "object" && left.members.size === 0)) rests.set(name!, left);
  else rests.delete(name!);
  return rests;
}

function withoutInside(type: Inferred, path: readonly string[], withEmptied: boolean): Inferred {
  if (type.kind === "array") return { kind: "array", items: withoutInside(type.items, path, withEmptied) };
  return type.kind === "object"
    ? { kind: "object", members: without(type.members, path, withEmptied) }
    : type;
}
