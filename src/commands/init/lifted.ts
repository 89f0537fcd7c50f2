import { eventSpec } from "../../movable-ink/contract/events.js";
import type { JsonNode } from "../../source/json.js";
import { wordsOf } from "../../source/words.js";
import { definitionsText, sentAs, without } from "./definition.js";
import type { Definitions } from "./infer.js";
import { idsOf, type Members, type Renaming, renamed } from "./known-names.js";
import type { YamlMap } from "./yaml-text.js";

/** Properties that Movable Ink wants by themselves, and the samples have inside an object or in the first item of a list. */
export interface Lifted {
  readonly text: YamlMap;
  /** For people: `items[0].item_id → id`. */
  readonly words: readonly string[];
  /** What is left of the event's own properties: what was in an object is not sent twice. */
  readonly rest: Definitions;
}

/** A place where samples may have what an event is about: `product`, `items[0]`, `ecommerce.items[0]`. */
interface Place {
  readonly path: readonly string[];
  readonly isFirstItem: boolean;
  readonly members: Definitions;
  readonly samples: readonly Members[];
}

/**
 * What an event is about, where its properties do not say it themselves: some tools send a product as a list of one, or as
 * an object, and an order in one.
 */
export function liftedOf(
  event: string,
  properties: Definitions,
  renaming: Renaming,
  samples: readonly Members[],
): Lifted | undefined {
  const spec = eventSpec(event);
  const needed = spec?.properties.find(({ required }) => required)?.name;
  const there = new Set([...properties.keys()].map((name) => sentAs(name, properties, renaming)));
  if (!spec || needed === undefined || there.has(needed)) return undefined;
  for (const place of placesIn(properties, samples)) {
    // The first item of an order, or of a list of a category's products, is not what the event is about.
    if (place.isFirstItem && !event.startsWith("product_")) continue;
    const inner = renamed(spec.properties, place.members, idsOf(event), place.samples);
    const names = [...place.members.keys()].filter((name) => {
      const as = sentAs(name, place.members, inner);
      return /^[\w-]+$/.test(name) && !there.has(as) && spec.properties.some((one) => one.name === as);
    });
    if (!names.some((name) => sentAs(name, place.members, inner) === needed)) continue;
    const path = `${place.path.join(".")}${place.isFirstItem ? "[0]" : ""}`;
    const members = new Map(names.map((name) => [name, place.members.get(name)!] as const));
    return {
      text: definitionsText(members, `event_property.${path}`, inner, true),
      words: names.map((name) => `${path}.${name} → ${sentAs(name, place.members, inner)}`),
      rest: place.isFirstItem
        ? properties
        : names.reduce((rest, name) => without(rest, [...place.path, name], true), properties),
    };
  }
  return undefined;
}

/** What tools call the object that an event's subject is in: the id of any other one is not the subject's. */
const subjects = new Set(
  "product item article category order purchase transaction checkout cart search ecommerce commerce detail details data payload".split(
    " ",
  ),
);

/** Objects, the first items of lists, and those in objects; the nearest first. */
function placesIn(
  properties: Definitions,
  samples: readonly Members[],
  path: readonly string[] = [],
): Place[] {
  const here = [...properties].flatMap(([name, type]): Place[] => {
    const inside = type.kind === "array" ? type.items : type;
    if (inside.kind !== "object" || !/^[\w-]+$/.test(name)) return [];
    if (type.kind === "object" && !wordsOf(name).some((word) => subjects.has(word))) return [];
    const values = samples.map((sample) => sample.findLast((member) => member.name === name)?.value);
    const isFirstItem = type.kind === "array";
    const nodes: readonly (JsonNode | undefined)[] = isFirstItem
      ? values.map((value) => value?.items?.[0])
      : values;
    const members = nodes.map((node) => node?.members ?? []);
    return [{ path: [...path, name], isFirstItem, members: inside.members, samples: members }];
  });
  const objects = here.filter(({ isFirstItem }) => !isFirstItem);
  return [...here, ...objects.flatMap((place) => placesIn(place.members, place.samples, place.path))];
}
