import * as z from "zod/mini";
import { type Catalogue, namesIn } from "../../diagnostics/catalogue.js";
import { assumptionNames, assumptions } from "../../liquid/assumptions.js";
import { campaign } from "./campaign.js";
import { dataSchema } from "./data.js";
import { ignoredCode, lint } from "./lint.js";
import { source, text } from "./parts.js";
import { signal } from "./signal.js";
import { wire } from "./wire.js";
import { brand, braze, campaignKeys, environments, movableInk } from "./workspace.js";

const identifier = (description: string, ...examples: unknown[]) =>
  z
    .union([
      source("A source, used as it is.", "external_id"),
      z.strictObject({
        from: source("Where the id comes from.", "email_address"),
        normalize: z.optional(z.array(z.enum(["strip", "downcase"]))).register(z.globalRegistry, {
          description: "Changes before hashing, in this order.",
          examples: [["strip", "downcase"]],
        }),
        hash: z.optional(z.enum(["md5", "sha1", "sha256", "none"])).register(z.globalRegistry, {
          description: "Hash of the normalised value, in hex; none by default.",
          examples: ["md5"],
        }),
      }),
    ])
    .register(z.globalRegistry, { description, examples });

const assume = z
  .strictObject(
    Object.fromEntries(
      assumptionNames.map((name) => {
        const { values, summary, default: usual } = assumptions[name];
        return [
          name,
          z.optional(z.enum(values)).register(z.globalRegistry, {
            description: `${summary} ${usual} by default.`,
            examples: [values[1]],
          }),
        ];
      }),
    ),
  )
  .register(z.globalRegistry, {
    description:
      "How Braze is assumed to behave where its documentation does not say; --assume takes precedence.",
    examples: [{ "event-properties": "string" }],
  });

export const configSchema = z
  .strictObject({
    version: z
      .literal(1)
      .register(z.globalRegistry, { description: "Version of this file's format.", examples: [1] }),
    brand: z.optional(brand),
    movable_ink: z.optional(movableInk).register(z.globalRegistry, {
      description:
        "Where events go and with which credentials. Not needed when every campaign is for Signal only.",
      examples: [{ endpoint: "env:MI_ENDPOINT_URL", authorization: "env:MI_BASIC_AUTH" }],
    }),
    environments: z.optional(environments),
    braze: z.optional(braze).register(z.globalRegistry, {
      description: "The workspace that is asked through Braze's API, and with which key.",
      examples: [{ rest_endpoint: "https://rest.iad-01.braze.com", api_key: "env:BRAZE_API_KEY" }],
    }),
    identity: z
      .optional(
        z.strictObject({
          audience: z.enum(["known", "known_and_anonymous"]).register(z.globalRegistry, {
            description:
              "Whose events are forwarded; known_and_anonymous needs anonymous_id. With known, anonymous_id is used by identify only.",
            examples: ["known_and_anonymous"],
          }),
          user_id: identifier(
            "The id of a known user: a source, or {from, normalize, hash}.",
            "external_id",
            "custom_attribute.mi_u",
          ),
          anonymous_id: z.optional(
            identifier(
              "The id of anyone else: a source, or {from, normalize, hash}. Needed by identify, which carries both.",
              { from: "email_address", normalize: ["strip", "downcase"], hash: "md5" },
              "braze_id",
            ),
          ),
          track: z.optional(z.enum(["one", "both"])).register(z.globalRegistry, {
            description: "one (the default): only user_id once it is known. both: each id that exists.",
            examples: ["both"],
          }),
        }),
      )
      .register(z.globalRegistry, {
        description: "Whose the events are; not needed where there are no campaigns.",
        examples: [{ audience: "known", user_id: "external_id" }],
      }),
    timestamp: z
      .optional(
        z.strictObject({ from: source("A source, now by default.", "event_property.occurred_at", "now") }),
      )
      .register(z.globalRegistry, {
        description: "The event's time; falls back to the send time.",
        examples: [{ from: "event_property.occurred_at" }],
      }),
    timezone: z
      .optional(
        z.strictObject({
          from: z.optional(source("A source, time_zone by default.", "time_zone")),
          default: z.optional(text()).register(z.globalRegistry, {
            description: "IANA name for users without a time zone; without it the property is left out.",
            examples: ["America/New_York"],
          }),
        }),
      )
      .register(z.globalRegistry, {
        description: "The user's time zone.",
        examples: [{ from: "time_zone", default: "America/New_York" }],
      }),
    wire: z.optional(wire),
    fixtures: z.optional(z.array(text())).register(z.globalRegistry, {
      description: "Globs of fixture files, relative to this file; fixtures/*.json by default.",
      examples: [["fixtures/*.json"]],
    }),
    assume: z.optional(assume),
    data: z.optional(dataSchema),
    lint: z.optional(lint),
    signal: z.optional(signal),
    campaigns: z.optional(z.array(campaign).check(z.minLength(1))).register(z.globalRegistry, {
      description:
        "The webhook campaigns, one for each event; at least one. Not needed where the config is for lint alone.",
      examples: [[{ event: "product_viewed", trigger: { custom_event: "Product Viewed" } }]],
    }),
  })
  .register(z.globalRegistry, {
    // What is for campaigns needs campaigns; version, lint, data, assume and fixtures alone are a whole config.
    dependencies: Object.fromEntries(
      campaignKeys.map((key) => [key, ["identity", "campaigns"].filter((one) => one !== key)]),
    ),
    title: "mi-braze.yaml",
    description: "Braze webhooks for Movable Ink's Customer Data API.",
  });

/** The schema for editors; ships as templates/mi-braze.schema.json. It has no `$id`: it is not published at any address. */
export const configJsonSchema = (catalogue: Catalogue): object =>
  z.toJSONSchema(configSchema, {
    io: "input",
    target: "draft-7",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === ignoredCode) jsonSchema.enum = namesIn(catalogue);
    },
  });
