import { isMinorUnits, mayBeMoney } from "../../rules/subject/money.js";
import { quoted } from "../../source/json-text.js";
import { wordsOf } from "../../source/words.js";
import type { Definitions, Inferred } from "./infer.js";
import { noRenaming, type Renaming } from "./known-names.js";
import type { YamlMap, YamlValue } from "./yaml-text.js";

/** @param source what a property of another name is read from */
export const definitionsText = (
  properties: Definitions,
  source = "event_property",
  renaming: Renaming = noRenaming,
): YamlMap =>
  new Map(
    [...properties].map(([name, type]) => {
      const inside = renaming.inside.get(name);
      const other = renaming.names.get(name);
      const defined = (one: Inferred, as: string) =>
        renaming.wrapped.has(name) ? listOfIds : definition(one, as, inside);
      const demanded = (value: YamlValue) => (renaming.required.has(name) ? required(value) : value);
      if (other !== undefined)
        return [
          other,
          demanded(
            readFrom(`${source}.${/^[\w-]+$/.test(name) ? name : quoted(name)}`, defined(type, other)),
          ),
        ];
      const whole = unitName(name, type, properties);
      if (whole === undefined || [...renaming.names.values()].includes(whole))
        return [name, demanded(defined(type, name))];
      const scaled: Record<string, YamlValue> = { type: "number", from: `${source}.${name}`, scale: 0.01 };
      return [whole, new Map(Object.entries(scaled))];
    }),
  );

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

/** What is read as cents, and under which name it is sent. */
export const scaledIn = (properties: Definitions): (readonly [cents: string, whole: string])[] =>
  [...properties].flatMap(([name, type]) => {
    const whole = unitName(name, type, properties);
    const inside = type.kind === "array" ? type.items : type;
    return [
      ...(whole === undefined ? [] : [[name, whole] as const]),
      ...(inside.kind === "object" ? scaledIn(inside.members) : []),
    ];
  });

/**
 * `price` for `price_cents`: what an amount is called that is sent in whole units, where it was in cents by its name, whole
 * in every sample, and the name is free.
 */
function unitName(name: string, type: Inferred, beside: Definitions): string | undefined {
  if (type.kind !== "scalar" || type.type !== "integer" || !/^[a-z]\w*$/i.test(name)) return undefined;
  if (!isMinorUnits(name) || !mayBeMoney(name) || wordsOf(name).includes("micros")) return undefined;
  const words = wordsOf(name).filter((word) => word !== "in" && !isMinorUnits(word));
  const whole = name.includes("_")
    ? words.join("_")
    : words.map((word, at) => (at === 0 ? word : word[0]!.toUpperCase() + word.slice(1))).join("");
  return whole === "" || beside.has(whole) ? undefined : whole;
}

/** `json` passes on whatever it is given, so it serves where the sample shows no one type. */
function definition(type: Inferred, name: string, inside?: Renaming): YamlValue {
  if (type.kind === "blank") return "string";
  if (type.kind === "scalar") return scalarType(type, name);
  if (type.kind === "object" && type.members.size > 0) {
    return new Map<string, YamlValue>([
      ["type", "object"],
      ["properties", definitionsText(type.members, "item")],
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
 * text however much it looks like a number.
 */
function scalarType({ type, numeric }: Extract<Inferred, { kind: "scalar" }>, name: string): string {
  if (type === "integer") return isId(name) ? "string" : isCount(name) ? "integer" : "number";
  return numeric && mayBeMoney(name) ? "number" : type;
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

/** The same without the one at this path of names; a structure that is left empty stays, and counts as `json`. */
export function without(properties: Definitions, path: readonly string[]): Definitions {
  const [name, ...rest] = path;
  const rests = new Map(properties);
  const type = rests.get(name!);
  if (!type) return properties;
  if (rest.length === 0) rests.delete(name!);
  else rests.set(name!, withoutInside(type, rest));
  return rests;
}

function withoutInside(type: Inferred, path: readonly string[]): Inferred {
  if (type.kind === "array") return { kind: "array", items: withoutInside(type.items, path) };
  return type.kind === "object" ? { kind: "object", members: without(type.members, path) } : type;
}
