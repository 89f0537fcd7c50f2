import * as z from "zod";
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
        normalize: z
          .array(z.enum(["strip", "downcase"]))
          .optional()
          .meta({ description: "Changes before hashing, in this order.", examples: [["strip", "downcase"]] }),
        hash: z
          .enum(["md5", "sha1", "sha256", "none"])
          .optional()
          .meta({ description: "Hash of the normalised value, in hex; none by default.", examples: ["md5"] }),
      }),
    ])
    .meta({ description, examples });

const assume = z
  .strictObject(
    Object.fromEntries(
      assumptionNames.map((name) => {
        const { values, summary, default: usual } = assumptions[name];
        return [
          name,
          z
            .enum(values)
            .optional()
            .meta({ description: `${summary} ${usual} by default.`, examples: [values[1]] }),
        ];
      }),
    ),
  )
  .meta({
    description:
      "How Braze is assumed to behave where its documentation does not say; --assume takes precedence.",
    examples: [{ "event-properties": "string" }],
  });

export const configSchema = z
  .strictObject({
    version: z.literal(1).meta({ description: "Version of this file's format.", examples: [1] }),
    brand: brand.optional(),
    movable_ink: movableInk.optional().meta({
      description:
        "Where events go and with which credentials. Not needed when every campaign is for Signal only.",
      examples: [{ endpoint: "env:MI_ENDPOINT_URL", authorization: "env:MI_BASIC_AUTH" }],
    }),
    environments: environments.optional(),
    braze: braze.optional().meta({
      description: "The workspace that is asked through Braze's API, and with which key.",
      examples: [{ rest_endpoint: "https://rest.iad-01.braze.com", api_key: "env:BRAZE_API_KEY" }],
    }),
    identity: z
      .strictObject({
        audience: z.enum(["known", "known_and_anonymous"]).meta({
          description:
            "Whose events are forwarded; known_and_anonymous needs anonymous_id. With known, anonymous_id is used by identify only.",
          examples: ["known_and_anonymous"],
        }),
        user_id: identifier(
          "The id of a known user: a source, or {from, normalize, hash}.",
          "external_id",
          "custom_attribute.mi_u",
        ),
        anonymous_id: identifier(
          "The id of anyone else: a source, or {from, normalize, hash}. Needed by identify, which carries both.",
          { from: "email_address", normalize: ["strip", "downcase"], hash: "md5" },
          "braze_id",
        ).optional(),
        track: z
          .enum(["one", "both"])
          .optional()
          .meta({
            description: "one (the default): only user_id once it is known. both: each id that exists.",
            examples: ["both"],
          }),
      })
      .optional()
      .meta({
        description: "Whose the events are; not needed where there are no campaigns.",
        examples: [{ audience: "known", user_id: "external_id" }],
      }),
    timestamp: z
      .strictObject({ from: source("A source, now by default.", "event_property.occurred_at", "now") })
      .optional()
      .meta({
        description: "The event's time; falls back to the send time.",
        examples: [{ from: "event_property.occurred_at" }],
      }),
    timezone: z
      .strictObject({
        from: source("A source, time_zone by default.", "time_zone").optional(),
        default: text()
          .optional()
          .meta({
            description: "IANA name for users without a time zone; without it the property is left out.",
            examples: ["America/New_York"],
          }),
      })
      .optional()
      .meta({
        description: "The user's time zone.",
        examples: [{ from: "time_zone", default: "America/New_York" }],
      }),
    wire: wire.optional(),
    fixtures: z
      .array(text())
      .optional()
      .meta({
        description: "Globs of fixture files, relative to this file; fixtures/*.json by default.",
        examples: [["fixtures/*.json"]],
      }),
    assume: assume.optional(),
    data: dataSchema.optional(),
    lint: lint.optional(),
    signal: signal.optional(),
    campaigns: z
      .array(campaign)
      .min(1)
      .optional()
      .meta({
        description:
          "The webhook campaigns, one for each event; at least one. Not needed where the config is for lint alone.",
        examples: [[{ event: "product_viewed", trigger: { custom_event: "Product Viewed" } }]],
      }),
  })
  .meta({
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
