import type { MemberSpec } from "../../movable-ink/contract/events.js";
import { eventSpec, events } from "../../movable-ink/contract/events.js";
import type { JsonMember, JsonNode } from "../../source/json.js";
import { wordsOf } from "../../source/words.js";
import { type Definitions, type Inferred, numericOf } from "./infer.js";
import { wholeName } from "./minor-units.js";

/** What Braze's own e-commerce events, Segment, Google Analytics and shops call the events that Movable Ink has schemas for. */
const eventNames: Readonly<Record<string, readonly string[]>> = {
  product_viewed: [
    "view item",
    "item viewed",
    "product view",
    "view product",
    "viewed product",
    "product detail viewed",
  ],
  product_added: ["add to cart", "added to cart", "product added to cart", "item added to cart"],
  product_removed: [
    "remove from cart",
    "removed from cart",
    "product removed from cart",
    "item removed from cart",
  ],
  category_viewed: ["product list viewed", "view item list", "viewed category", "view category"],
  product_searched: ["products searched", "search", "searched", "searched site", "view search results"],
  order_completed: [
    "order placed",
    "placed order",
    "purchase",
    "purchased",
    "purchase completed",
    "checkout completed",
    "order created",
    "completed order",
  ],
};

/** Other names of a property, the likeliest first. */
const propertyNames: Readonly<Record<string, readonly string[]>> = {
  title: [
    "name",
    "product name",
    "item name",
    "product title",
    "category name",
    "list name",
    "item list name",
  ],
  price: ["product price", "item price", "unit price"],
  url: ["product url", "item url", "page url", "link"],
  quantity: ["qty"],
  query: ["search term", "search query", "search", "keyword", "term"],
  revenue: ["total value", "order total", "total price", "total", "value", "amount", "grand total"],
  products: ["items", "line items", "order items", "cart items", "lines", "product list"],
};
const productIds = ["product id", "item id", "sku", "product sku", "variant id"];
/** Whose id it is depends on the event. */
const idNames: Readonly<Record<string, readonly string[]>> = {
  category_viewed: ["category id", "list id", "item list id", "category", "category name"],
  order_completed: ["order id", "transaction id", "order number", "checkout id"],
};

/** A name's words, however it is spelt: `Product Viewed`, `product_viewed` and `productViewed` are the same. */
export const told = (name: string): string => wordsOf(name).join(" ");

/** What Movable Ink calls an event, where its name is a known one. */
export function knownEvent(name: string): string | undefined {
  const words = told(name).replace(/^ecommerce /, "");
  return events.find(({ event }) => told(event) === words || eventNames[event]?.includes(words))?.event;
}

/** Properties that Movable Ink has another name for. */
export interface Renaming {
  /** Its name there, by the name in the sample. */
  readonly names: ReadonlyMap<string, string>;
  /** What Movable Ink cannot do without, and every sample has. */
  readonly required: ReadonlySet<string>;
  /** The same for the items of its lists of objects, by the name in the sample. */
  readonly inside: ReadonlyMap<string, Renaming>;
  /** Lists of texts, by the name in the sample, that are lists of objects with an id there. */
  readonly wrapped: ReadonlySet<string>;
}

export const noRenaming: Renaming = {
  names: new Map(),
  required: new Set(),
  inside: new Map(),
  wrapped: new Set(),
};

/** @param samples the properties of each event */
export function renamingOf(event: string, properties: Definitions, samples: readonly Members[]): Renaming {
  const spec = eventSpec(event);
  return spec ? renamed(spec.properties, properties, idsOf(event), samples) : noRenaming;
}

/** What the id of an event's subject is called elsewhere. */
export const idsOf = (event: string): readonly string[] => idNames[event] ?? productIds;

/** The properties of an event, or the members of an object. */
export type Members = readonly JsonMember[];

/** @param ids what the id is called elsewhere */
export function renamed(
  members: readonly MemberSpec[],
  properties: Definitions,
  ids: readonly string[],
  samples: readonly Members[],
): Renaming {
  const names = new Map<string, string>();
  const required = new Set<string>();
  const inside = new Map<string, Renaming>();
  const wrapped = new Set<string>();
  for (const member of members) {
    const aliases = member.name === "id" ? ids : [member.name, ...(propertyNames[member.name] ?? [])];
    const own = properties.get(member.name);
    const found = own
      ? member.name
      : aliases
          .flatMap((alias) => namedAs(alias, member, properties))
          .find((name) => !names.has(name) && fits(member, properties.get(name)!));
    if (found === undefined) continue;
    if (!own) names.set(found, member.name);
    const values = samples.map((sample) => sample.findLast(({ name }) => name === found)?.value);
    if (member.required && samples.length > 0 && values.every(isThere)) required.add(found);
    const type = properties.get(found)!;
    if (member.items && type.kind === "array" && isIdOf(type.items)) wrapped.add(found);
    if (member.items && type.kind === "array" && type.items.kind === "object") {
      const items = values.flatMap((value) => value?.items ?? []).map((item) => item.members ?? []);
      inside.set(found, renamed(member.items, type.items.members, productIds, items));
    }
  }
  return { names, required, inside, wrapped };
}

/** What the samples call by this name: an amount also in cents. */
const namedAs = (alias: string, { type }: MemberSpec, properties: Definitions): string[] =>
  [...properties].flatMap(([name, inferred]) => {
    if (!/^[\w .-]+$/.test(name)) return [];
    const whole = type === "number" ? wholeName(name, inferred) : undefined;
    return told(name) === alias || (whole !== undefined && told(whole) === alias) ? [name] : [];
  });

const isThere = (node: JsonNode | undefined): boolean =>
  node !== undefined && node.kind !== "null" && !(node.kind === "string" && String(node.value).trim() === "");

/** Whether the items of a list may be the ids of what Movable Ink has as objects. */
const isIdOf = (items: Inferred): boolean =>
  items.kind === "scalar" && ["string", "integer"].includes(items.type);

/** Whether a value of the sample may be what Movable Ink has under the name. */
function fits({ type }: MemberSpec, inferred: Inferred): boolean {
  if (type === "array")
    return inferred.kind === "array" && (inferred.items.kind === "object" || isIdOf(inferred.items));
  if (inferred.kind !== "scalar") return false;
  const isAmount = numericOf(inferred) !== undefined;
  if (type === "number" || type === "integer") return isAmount;
  return type === "url" ? inferred.type === "url" : type === "string" && inferred.type !== "boolean";
}

/** What was renamed, for people: `product_id → id`. */
export const renamedWords = ({ names, inside, wrapped }: Renaming): string[] => [
  ...[...names].map(([from, to]) => `${from} → ${to}`),
  ...[...wrapped].map((list) => `${list}: each item → id`),
  ...[...inside].flatMap(([list, one]) => renamedWords(one).map((words) => `${list}: ${words}`)),
];
