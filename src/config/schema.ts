import * as z from "zod";

/** The grammar of names and values that a regular expression can check, once for the schema and for its messages. */
export const patterns = {
  slug: /^[a-z0-9_][a-z0-9_.-]*$/,
  secret: /^env:[A-Za-z_][A-Za-z0-9_]*$/,
  source:
    /^(external_id|braze_id|email_address|phone_number|time_zone|device_id|now|item([.[].*)?|(custom_attribute|event_property|api_trigger_property)\..+)$/,
} as const;

export const scalarTypes = ["string", "number", "integer", "boolean", "datetime", "url"] as const;

const secret = (what: string, example: string) =>
  z
    .string()
    .regex(patterns.secret)
    .meta({
      description: `${what} Named by its environment variable; the value itself never stands in a file.`,
      examples: [example],
    });

const source = z
  .string()
  .regex(patterns.source)
  .meta({
    description:
      "Where the value comes from: external_id, braze_id, email_address, phone_number, time_zone, device_id, now, custom_attribute.<name>, event_property.<name>, api_trigger_property.<name>, with a path after it (event_property.products[0].sku); inside items, item.<path>.",
    examples: ["external_id", "event_property.products[0].sku", 'custom_attribute."Member No."'],
  });

const identifier = z
  .union([
    source,
    z.strictObject({
      from: source,
      normalize: z
        .array(z.enum(["strip", "downcase"]))
        .optional()
        .meta({ description: "Changes before hashing, in this order." }),
      hash: z
        .enum(["md5", "sha1", "sha256", "none"])
        .optional()
        .meta({ description: "Hash of the normalised value; none by default." }),
    }),
  ])
  .meta({ description: "A source, or {from, normalize, hash}." });

const json: z.ZodType = z.json();

const shared = {
  from: source.optional(),
  required: z.boolean().optional().meta({ description: "Abort the send when the value is missing." }),
  example: json.optional().meta({ description: "The value in sample-payload.json." }),
};
const scalarDefault = z
  .union([z.string(), z.number(), z.boolean()])
  .optional()
  .meta({ description: "Literal value that stands in for a missing one; not together with required." });

const scalarShapes = scalarTypes.map((type) =>
  z.strictObject({ type: z.literal(type), ...shared, default: scalarDefault }),
);
const jsonShape = z.strictObject({ type: z.literal("json"), ...shared, default: json.optional() });

const property: z.ZodType = z.lazy(() => z.union([z.enum([...scalarTypes, "json"]), longProperty]));
const members = z.record(z.string(), property);
const items = z.union([z.enum([...scalarTypes, "json"]), members]).meta({
  description: "What the array holds: a type for scalars, or a map of members for objects.",
});
const arrayShape = z.strictObject({
  type: z.literal("array"),
  ...shared,
  items,
  on_missing: z
    .enum(["abort", "skip"])
    .optional()
    .meta({ description: "What an item without a required member does: abort the send, or drop that item." }),
});
const objectShape = z.strictObject({ type: z.literal("object"), ...shared, properties: members });
const longProperty = z.discriminatedUnion("type", [
  ...scalarShapes,
  jsonShape,
  arrayShape,
  objectShape,
] as never);

/** Keys that each property type has, for the words about a key that stands with the wrong one. */
export const propertyKeys: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(scalarShapes.map((shape) => [shape.shape.type.value, Object.keys(shape.shape)])),
  json: Object.keys(jsonShape.shape),
  array: Object.keys(arrayShape.shape),
  object: Object.keys(objectShape.shape),
};

const trigger = z
  .union([
    z.strictObject({
      custom_event: z
        .string()
        .min(1)
        .meta({ description: "Name of the Braze custom event, exactly as in Braze." }),
    }),
    z.strictObject({ purchase: z.string().min(1).meta({ description: "A product id, or any." }) }),
    z.strictObject({ api: z.literal(true) }),
  ])
  .meta({ description: "What sets the campaign off in Braze: one of custom_event, purchase, api." });

const campaign = z.strictObject({
  id: z
    .string()
    .regex(patterns.slug)
    .optional()
    .meta({ description: "Folder name of the campaign; the event by default." }),
  type: z.enum(["track", "identify"]).optional().meta({ description: "track by default." }),
  event: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "Movable Ink's event name.", examples: ["product_viewed"] }),
  preset: z.string().optional().meta({
    description: "A known event whose name and properties come first; own definitions win by name.",
  }),
  trigger: trigger.optional(),
  targets: z
    .array(z.enum(["braze", "signal"]))
    .min(1)
    .optional()
    .meta({ description: "Where the event goes; braze by default." }),
  properties: members.optional().meta({
    description: "Members of properties in the payload: a type, or {type, from, required, default, …}.",
  }),
});

const wireName = z.string().min(1);

export const configSchema = z
  .strictObject({
    version: z.literal(1).meta({ description: "Version of this file's format." }),
    brand: z.string().optional().meta({ description: "Prefix of campaign names in Braze." }),
    movable_ink: z
      .strictObject({
        endpoint: secret(
          "The whole endpoint URL; its last path segment is a credential.",
          "env:MI_ENDPOINT_URL",
        ),
        authorization: z
          .union([
            secret("Base64 of user:password.", "env:MI_BASIC_AUTH"),
            z.strictObject({
              username: secret("User name.", "env:MI_USERNAME"),
              password: secret("Password.", "env:MI_PASSWORD"),
            }),
          ])
          .meta({ description: "env:NAME, or {username: env:NAME, password: env:NAME}." }),
      })
      .optional()
      .meta({ description: "Where events go and with which credentials." }),
    identity: z
      .strictObject({
        audience: z
          .enum(["known", "known_and_anonymous"])
          .meta({ description: "Whose events are forwarded." }),
        user_id: identifier,
        anonymous_id: identifier.optional(),
        track: z
          .enum(["one", "both"])
          .optional()
          .meta({ description: "one: user_id alone once known. both: each that exists." }),
      })
      .meta({ description: "Who the events belong to." }),
    timestamp: z
      .strictObject({ from: source })
      .optional()
      .meta({ description: "The event's time; falls back to the time of sending." }),
    timezone: z
      .strictObject({
        from: source.optional(),
        default: z.string().min(1).optional().meta({ description: "IANA name for users without one." }),
      })
      .optional(),
    wire: z
      .strictObject({
        type: wireName.optional(),
        event: wireName.optional(),
        user_id: wireName.optional(),
        anonymous_id: wireName.optional(),
        timezone: wireName.optional(),
        properties: wireName.optional(),
        timestamp: z
          .union([
            z.enum(["milliseconds", "seconds", "iso8601"]),
            z.strictObject({
              name: wireName.optional(),
              format: z.enum(["milliseconds", "seconds", "iso8601"]).optional(),
            }),
          ])
          .optional(),
        values: z
          .strictObject({
            type: z.record(z.string(), z.string().min(1)).optional(),
            event: z.record(z.string(), z.string().min(1)).optional(),
          })
          .optional()
          .meta({ description: "What type and event hold instead of our own name for it." }),
        constants: z
          .record(z.string(), json)
          .optional()
          .meta({ description: "Members that are always there." }),
      })
      .optional()
      .meta({ description: "Names and forms that this account's mapping expects." }),
    fixtures: z
      .array(z.string().min(1))
      .optional()
      .meta({ description: "Globs of fixture files, relative to this file." }),
    campaigns: z.array(campaign).min(1).meta({ description: "One webhook campaign for each event." }),
  })
  .meta({ title: "mi-braze.yaml", description: "Braze webhooks for Movable Ink's Customer Data API." });

export type RawConfig = z.infer<typeof configSchema>;

/** The schema for editors; ships as templates/mi-braze.schema.json. */
export function configJsonSchema(): unknown {
  return z.toJSONSchema(configSchema, { io: "input", target: "draft-7" });
}
