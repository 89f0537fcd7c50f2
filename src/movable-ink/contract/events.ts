import type { SourceName } from "../sources.js";

/** A property of an event, with its source. */
export interface MemberSpec {
  readonly name: string;
  readonly type: "string" | "number" | "integer" | "url" | "object" | "array";
  readonly required: boolean;
  readonly source: SourceName;
  /** For an array of objects. */
  readonly items?: readonly MemberSpec[];
}

export interface EventSpec {
  readonly event: string;
  /** The schema in Movable Ink's dashboard that it feeds. */
  readonly schema: string;
  /** No source gives the event's name for this API: it follows the two on Braze's page. */
  readonly inferred: boolean;
  readonly properties: readonly MemberSpec[];
}

const member = (
  name: string,
  type: MemberSpec["type"],
  source: SourceName,
  more: Partial<MemberSpec> = {},
): MemberSpec => ({ name, type, required: false, source, ...more });

const product: readonly MemberSpec[] = [
  member("id", "string", "braze", { required: true }),
  member("title", "string", "braze"),
  member("price", "number", "braze"),
  member("url", "url", "braze"),
  member("categories", "array", "braze", {
    items: [
      member("id", "string", "braze", { required: true }),
      member("title", "string", "sdk"),
      member("url", "url", "braze"),
    ],
  }),
  member("meta", "object", "braze"),
];

/** The events that Movable Ink has schemas for; anything else is a custom event, about which nothing is known. */
export const events: readonly EventSpec[] = [
  { event: "product_viewed", schema: "Product", inferred: false, properties: product },
  {
    event: "product_added",
    schema: "CartAdd",
    inferred: true,
    properties: [...product, member("quantity", "integer", "sdk")],
  },
  {
    event: "product_removed",
    schema: "CartRemove",
    inferred: true,
    properties: [...product, member("quantity", "integer", "sdk")],
  },
  {
    event: "category_viewed",
    schema: "Category",
    inferred: false,
    properties: [
      member("id", "string", "braze", { required: true }),
      member("title", "string", "braze"),
      member("url", "url", "braze"),
      member("meta", "object", "sdk"),
    ],
  },
  {
    event: "product_searched",
    schema: "Search",
    inferred: true,
    properties: [
      member("query", "string", "rudderstack", { required: true }),
      member("url", "url", "rudderstack"),
      member("meta", "object", "sdk"),
    ],
  },
  {
    event: "order_completed",
    schema: "Conversion",
    inferred: true,
    properties: [
      member("id", "string", "rudderstack"),
      member("revenue", "number", "rudderstack"),
      member("products", "array", "rudderstack", {
        required: true,
        items: [
          member("id", "string", "rudderstack", { required: true }),
          member("title", "string", "sdk"),
          member("url", "url", "sdk"),
          member("price", "number", "sdk"),
          member("quantity", "integer", "sdk"),
        ],
      }),
    ],
  },
];

export const eventSpec = (event: string): EventSpec | undefined => events.find((one) => one.event === event);
