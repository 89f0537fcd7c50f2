import * as z from "zod/mini";
import { asked, json, matching, patterns, source, text } from "./parts.js";

export const scalarTypes = ["string", "number", "integer", "boolean", "datetime", "url"] as const;
const shortTypes = [...scalarTypes, "json"] as const;

const typeWords = {
  string: "A string. A number, true or false is converted; an object or a list counts as missing.",
  number: 'A number, or a string in JSON\'s notation ("42.50"); anything else counts as missing.',
  integer: "A number without a fraction; 3.0 is 3, 3.7 counts as missing.",
  boolean: "true or false, also as a string.",
  datetime:
    "A string that begins with YYYY-MM-DD, or epoch seconds or milliseconds; printed as YYYY-MM-DDTHH:MM:SSZ.",
  url: "A string that holds a URL.",
  json: "Any JSON, passed through unchanged.",
  array: "A list of scalars or objects, described by items.",
  object:
    "An object, described by properties. Without from it is the event's object of that name, or, if each of its properties says where it comes from, it is put together of them, and is sent if one of them is there.",
} as const;

const defaultExamples = {
  string: "unknown",
  number: 0,
  integer: 1,
  boolean: false,
  datetime: "2024-01-31",
  url: "https://www.example.com/",
} as const;

const oneSource = source("A source.", "event_property.products[0].sku");
const shared = {
  from: z
    .optional(z.union([oneSource, z.array(oneSource).check(z.minLength(1))]))
    .register(z.globalRegistry, {
      description:
        "Where the value comes from: a source, or a list of sources, of which the first counts whose value is not missing. By default the property of the same name: of the event (of the API trigger properties in an API-triggered campaign, of context in a Canvas), or of the object or item that the property is in. item.<path> reads the item of the list that the property is in, object.<path> the object.",
      examples: ["event_property.products[0].sku", ["event_property.sku", "event_property.product_id"]],
    }),
  required: z.optional(z.boolean()).register(z.globalRegistry, {
    description: "Abort the send when the value is missing.",
    examples: [true],
  }),
  example: z.optional(json()).register(z.globalRegistry, {
    description: "The value in sample-payload.json. Never taken from a user.",
    examples: ["SKU-1"],
  }),
};

/** `required` with `default` is an error with its own message; this is for editors. */
const notBoth = {
  not: { required: ["required", "default"], properties: { required: { const: true } } },
};

const defaultWords =
  "Literal value, never Liquid, that replaces a missing one; it must match the type. Not together with required.";
/** What a Liquid string can hold, whatever is around it. */
const code = () => z.union([matching(patterns.code), z.number(), z.boolean()]);
const coded = {
  map: z.optional(z.record(matching(patterns.code), code())).register(z.globalRegistry, {
    description: "Codes of the source, and the values that they stand for. Compared letter by letter.",
    examples: [{ M: "mens", W: "womens" }],
  }),
  else: z.optional(z.union([z.enum(["keep", "leave_out"]), code()])).register(z.globalRegistry, {
    description:
      "What becomes of a value that map does not have: keep (the default) sends it as it is, leave_out (the default of numbers, which have no keep) counts it as missing, any other text is sent instead of it.",
    examples: ["leave_out", "other"],
  }),
};
const put = {
  text: z.optional(text()).register(z.globalRegistry, {
    description:
      "A string with sources in braces, instead of from; missing when one of them is. In a url, what is in braces is escaped, unless it begins the text.",
    examples: ["https://shop.example/p/{event_property.sku}?v={custom_attribute.tier}"],
  }),
};
const joined = {
  join: z.optional(matching(patterns.code)).register(z.globalRegistry, {
    description:
      "Makes a string of a list: its strings, numbers and booleans one after the other, with this between them. What is blank, an object or a list among them is left out; a string stays as it is.",
    examples: [", "],
  }),
};
const scaled = {
  scale: z.optional(z.number()).register(z.globalRegistry, {
    description: "Multiplies the number, exactly: 0.01 makes 129.99 of 12999 cents.",
    examples: [0.01],
  }),
  round: z
    .optional(z.int().check(z.gte(0)).check(z.lte(10)))
    .register(z.globalRegistry, { description: "Rounds to so many decimals, after scale.", examples: [2] }),
};
/** Which keys a scalar has beyond those of every property. */
const changes = {
  string: { ...coded, ...put, ...joined },
  url: { ...coded, ...put },
  boolean: coded,
  number: { ...coded, ...scaled },
  integer: { ...coded, ...scaled },
  datetime: {},
} as const;
const scalarShape = (type: (typeof scalarTypes)[number]) =>
  z
    .strictObject({
      type: z.literal(type).register(z.globalRegistry, { description: typeWords[type] }),
      ...shared,
      ...changes[type],
      default: z
        .optional(z.union([z.string(), z.number(), z.boolean()]))
        .register(z.globalRegistry, { description: defaultWords, examples: [defaultExamples[type]] }),
    })
    .register(z.globalRegistry, notBoth);
const [firstScalar, ...otherScalars] = scalarTypes;
const scalarShapes = [scalarShape(firstScalar), ...otherScalars.map(scalarShape)] as const;
const jsonShape = z
  .strictObject({
    type: z.literal("json").register(z.globalRegistry, { description: typeWords.json }),
    ...shared,
    default: z
      .optional(json())
      .register(z.globalRegistry, { description: defaultWords, examples: [{ color: "unknown" }] }),
  })
  .register(z.globalRegistry, notBoth);

/** Without a type it is the value's own. */
const constantShape = z.strictObject({
  type: z.optional(z.enum(shortTypes)),
  value: json().register(z.globalRegistry, {
    description: "A constant: the same for every event. Instead of from.",
    examples: ["web"],
  }),
});

const property: z.ZodMiniType = z
  .lazy(() => z.union([z.enum(shortTypes), longProperty, constantShape]))
  .register(z.globalRegistry, {
    id: "property",
    description: "A type, or {type, from, required, default, example}, or a constant: {value}.",
    examples: ["string"],
  });

export const members = (description: string, ...examples: unknown[]) =>
  z.record(z.string(), property).register(z.globalRegistry, {
    description,
    examples,
    // Here and not in the record's key type, which would hide faults in the values.
    propertyNames: { pattern: patterns.name.source },
  });

const arrayShape = z.strictObject({
  type: z.literal("array").register(z.globalRegistry, { description: typeWords.array }),
  ...shared,
  items: z
    .union([
      z.enum(shortTypes).register(z.globalRegistry, { description: "A type: the array holds scalars." }),
      members("Always a map of properties: the array holds objects."),
    ])
    .register(z.globalRegistry, {
      description: "What the array holds: a type for scalars, or a map of properties for objects.",
      examples: ["string", { id: { type: "string", required: true }, url: "url" }],
    }),
  split: z.optional(matching(patterns.code)).register(z.globalRegistry, {
    description:
      "Makes a list of a string, cut at each of these; what is around an item in white space is taken off. A list stays as it is.",
    examples: [","],
  }),
  where: z.optional(z.record(z.string(), asked)).register(z.globalRegistry, {
    description:
      "Looks only at items that hold this, by member: one of the values, anything (present), or nothing (absent).",
    examples: [{ in_stock: true }],
  }),
  take: z.optional(z.int().check(z.gte(1)).check(z.lte(1000))).register(z.globalRegistry, {
    description: "Looks at so many items only, from the first on.",
    examples: [10],
  }),
  on_missing: z.optional(z.enum(["abort", "skip"])).register(z.globalRegistry, {
    description:
      "What happens when an item lacks a required property: abort the send (the default), or drop that item.",
    examples: ["skip"],
  }),
});
const objectShape = z.strictObject({
  type: z.literal("object").register(z.globalRegistry, { description: typeWords.object }),
  ...shared,
  properties: members(
    "Properties of the object; without from, each reads the object's property of the same name.",
    { color: "string" },
    { city: { type: "string", from: "event_property.city" } },
  ),
});
const longProperty = z.discriminatedUnion("type", [...scalarShapes, jsonShape, arrayShape, objectShape]);

/** The keys of each property type, for messages about a key that belongs to another type. */
export const propertyKeys: ReadonlyMap<string, readonly string[]> = new Map([
  ...scalarTypes.map((type, index) => [type, Object.keys(scalarShapes[index]!.shape)] as const),
  ["json", Object.keys(jsonShape.shape)],
  ["array", Object.keys(arrayShape.shape)],
  ["object", Object.keys(objectShape.shape)],
]);
