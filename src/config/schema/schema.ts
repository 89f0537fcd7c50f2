import * as z from "zod";
import { type Catalogue, namesIn } from "../../diagnostics/catalogue.js";
import { assumptionNames, assumptions } from "../../liquid/assumptions.js";
import { dataSchema } from "./data.js";
import { asked, json, patterns, secret, source, text } from "./parts.js";
import { members } from "./property.js";

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

const trigger = z
  .union([
    z.strictObject({
      custom_event: z.union([text(), z.array(text()).min(1)]).meta({
        description:
          "Name of the Braze custom event, exactly as in Braze; or a list of events of one shape, any of which triggers the campaign.",
        examples: ["Product Viewed", ["Product Viewed", "product_viewed"]],
      }),
    }),
    z.strictObject({
      purchase: text().meta({ description: "A product id, or any.", examples: ["any", "SKU-1"] }),
    }),
    z.strictObject({
      canvas: text().meta({
        description:
          "Name of the Canvas whose webhook step sends this body. A property without from reads context.<its name>.",
        examples: ["Browse Abandonment"],
      }),
    }),
    z.strictObject({
      api: z.literal(true).meta({
        description: "Triggered through Braze's API, with its own properties.",
        examples: [true],
      }),
    }),
  ])
  .meta({
    description:
      "What triggers the campaign in Braze: exactly one of custom_event, purchase, canvas, api. Not needed for targets: [signal].",
    examples: [{ custom_event: "Product Viewed" }],
  });

const preconditions = (description: string, ...examples: unknown[]) =>
  z
    .record(z.string(), asked)
    // Here and not in the record's key type, which would hide faults in the values.
    .meta({ description, examples, propertyNames: { pattern: patterns.source.source } });

const campaignId = z.string().regex(patterns.apiId);

const campaign = z
  .strictObject({
    id: z
      .string()
      .regex(patterns.slug)
      .optional()
      .meta({
        description:
          "The campaign's slug, which names its folder; by default the event, else the type. Lowercase letters, digits, _, . and -; not manifest.json, index.html or signal.",
        examples: ["product_viewed"],
      }),
    type: z
      .enum(["track", "identify", "page"])
      .optional()
      .meta({
        description:
          "track (the default) forwards an event; identify ties the anonymous id to the known one; page is an event for Datafly Signal only.",
        examples: ["identify"],
      }),
    event: text()
      .optional()
      .meta({
        description:
          "Movable Ink's name for the event; only with track. Without id it must be a slug; with id, any string.",
        examples: ["product_viewed"],
      }),
    preset: z
      .string()
      .optional()
      .meta({
        description:
          "A known event that brings its name and properties; the campaign's own override them by name.",
        examples: ["product_viewed"],
      }),
    trigger: trigger.optional(),
    campaign_id: campaignId.optional().meta({
      description:
        "The campaign's API identifier in Braze, or the Canvas's: with it, diff also looks at what the campaign sends.",
      examples: ["5d5a4b2c-9f6e-4a27-8d0b-3f3c6f0e1a77"],
    }),
    targets: z
      .array(z.enum(["braze", "signal"]))
      .min(1)
      .optional()
      .meta({
        description: "Where the event goes: through a Braze webhook (the default), Datafly Signal, or both.",
        examples: [["braze", "signal"]],
      }),
    only_if: preconditions(
      "What an event must hold to be sent, by source: one of the values, or anything (present), or nothing (absent). All of it must be met; otherwise the send is aborted with a reason.",
      { "event_property.status": ["paid", "shipped"] },
    ).optional(),
    unless: preconditions(
      "What an event must not hold to be sent, in the same form: any of it aborts the send with a reason.",
      { "custom_attribute.opted_out": true },
    ).optional(),
    properties: members("The payload's properties: each a type, or {type, from, required, …}.", {
      id: { type: "string", required: true },
      price: "number",
    }).optional(),
  })
  .meta({ description: "One webhook campaign." });

const renamed = (key: string, example: string) =>
  text()
    .optional()
    .meta({ description: `Another name for the property ${key}.`, examples: [example] });

const timestampFormat = z.enum(["milliseconds", "seconds", "iso8601"]).meta({
  description: "milliseconds since 1970 (the default), seconds, or iso8601.",
  examples: ["seconds"],
});

const wire = z
  .strictObject({
    type: renamed("type", "kind"),
    event: renamed("event", "event_name"),
    user_id: renamed("user_id", "userId"),
    anonymous_id: renamed("anonymous_id", "anonymousId"),
    timezone: renamed("timezone", "tz"),
    properties: renamed("properties", "props"),
    timestamp: z
      .union([
        timestampFormat,
        z.strictObject({ name: renamed("timestamp", "ts"), format: timestampFormat.optional() }),
      ])
      .optional()
      .meta({
        description: "How the timestamp is written, or {name, format}.",
        examples: ["seconds", { name: "ts", format: "seconds" }],
      }),
    values: z
      .strictObject({
        type: z
          .strictObject({
            track: text()
              .optional()
              .meta({ description: "Instead of track.", examples: ["Track"] }),
            identify: text()
              .optional()
              .meta({ description: "Instead of identify.", examples: ["Identify"] }),
          })
          .optional()
          .meta({ description: "Values of the property type.", examples: [{ track: "Track" }] }),
        event: z
          .record(z.string(), text())
          .optional()
          .meta({
            description: "Values of the property event, by the name of the event.",
            examples: [{ product_viewed: "Product Viewed" }],
          }),
      })
      .optional()
      .meta({
        description: "Values of type and event that replace the default ones.",
        examples: [{ type: { track: "Track" } }],
      }),
    constants: z
      .record(z.string(), json)
      .optional()
      .meta({
        description: "Properties that are always present, with any JSON value.",
        examples: [{ source: "braze" }],
      }),
  })
  .meta({
    description:
      "Names and formats that this account's mapping expects. No two properties of the payload may share a name.",
    examples: [{ user_id: "userId", timestamp: "seconds" }],
  });

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

/** An id that YAML reads as a number is still an id. */
const idText = (description: string, example: string) =>
  z.union([text(), z.number()]).meta({ description, examples: [example] });

const signal = z
  .strictObject({
    base_url: z
      .string()
      .regex(patterns.text)
      .meta({
        description:
          "Datafly Signal's management API: the origin, optionally followed by /v1/admin or /api/v1/admin.",
        examples: ["https://signal.example.com", "http://localhost:8084/v1/admin"],
      }),
    token: secret("A token for the management API; it is valid for 15 minutes.", "env:SIGNAL_TOKEN"),
    name: text().meta({
      description: "The integration's name in Signal.",
      examples: ["Movable Ink"],
    }),
    variant: text()
      .optional()
      .meta({ description: "Variant of the catalog entry; default by default.", examples: ["default"] }),
    delivery_mode: z
      .enum(["server_side"])
      .optional()
      .meta({ description: "server_side, the only documented one.", examples: ["server_side"] }),
    config: z
      .strictObject({
        api_key: secret("Movable Ink's API key, from Settings, Integrations.", "env:MI_API_KEY"),
        company_id: idText("From Movable Ink's Account Settings.", "12345"),
        feed_id: idText("From the feed's detail page.", "feed-12345"),
      })
      .meta({
        description: "What the integration needs to reach Movable Ink.",
        examples: [{ api_key: "env:MI_API_KEY", company_id: "12345", feed_id: "feed-12345" }],
      }),
  })
  .meta({
    description:
      "Datafly Signal's Movable Ink Customer Data integration, for campaigns with targets: [signal].",
    examples: [
      {
        base_url: "https://signal.example.com",
        token: "env:SIGNAL_TOKEN",
        name: "Movable Ink",
        config: { api_key: "env:MI_API_KEY", company_id: "12345", feed_id: "feed-12345" },
      },
    ],
  });

/** Which there are, a check knows: they are made of the rules, which stand above. */
const ignoredCode = z
  .string()
  .meta({ description: "Code or name of the finding.", examples: ["MI062", "unescaped-text"] });

const filePatterns = (description: string, ...examples: string[][]) =>
  z.array(text()).min(1).meta({ description, examples });

const lint = z
  .strictObject({
    files: filePatterns(
      "Templates that lint reads when no file is named: files, folders or globs, relative to this file; one that begins with ! leaves files out.",
      ["hooks/**/*.liquid", "!hooks/drafts/**"],
    ).optional(),
    ignore: z
      .array(
        z
          .strictObject({
            code: ignoredCode.optional(),
            reason: text().meta({
              description: "Why, for the next reader.",
              examples: ["the shop's name is ours and never has quotes"],
            }),
            files: z
              .union([text(), filePatterns("Several of them.", ["hooks/legacy", "hooks/order.liquid"])])
              .optional()
              .meta({
                description:
                  "The files, folders or globs it applies to, relative to this file; all templates by default.",
                examples: ["hooks/**/*.liquid"],
              }),
          })
          .meta({
            description: "Without code, every finding in the files.",
            anyOf: [{ required: ["code"] }, { required: ["files"] }],
            examples: [{ code: "MI135", reason: "the gateway adds the header" }],
          }),
      )
      .optional()
      .meta({
        description: "Findings that lint ignores. An ignore that matches nothing is itself a finding.",
        examples: [
          [
            { code: "MI135", reason: "the gateway adds the header" },
            { files: "hooks/legacy", reason: "replaced in January" },
          ],
        ],
      }),
  })
  .meta({ description: "Settings of lint.", examples: [{ files: ["hooks"] }] });

const brand = z
  .string()
  .meta({ description: "Prefix of campaign names in Braze.", examples: ["Acme Retail"] });

const movableInk = z.strictObject({
  endpoint: secret(
    "The whole endpoint URL that Movable Ink issued; its last path segment is a credential.",
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
    .meta({
      description: "Base64 of user:password in one variable, or {username, password} in two.",
      examples: ["env:MI_BASIC_AUTH", { username: "env:MI_USERNAME", password: "env:MI_PASSWORD" }],
    }),
});

const braze = z.strictObject({
  rest_endpoint: text().meta({
    description: "Braze's REST endpoint of your instance.",
    examples: ["https://rest.iad-01.braze.com"],
  }),
  api_key: secret("A REST API key of the workspace.", "env:BRAZE_API_KEY"),
  content_blocks: z
    .strictObject({
      prefix: z
        .string()
        .regex(patterns.blockName)
        .optional()
        .meta({
          description:
            "What the names of the Content Blocks begin with, mi_ by default; the slug comes after it.",
          examples: ["mi_"],
        }),
      tags: z
        .array(text())
        .min(1)
        .optional()
        .meta({
          description: "Tags that the blocks get; Braze has to have them.",
          examples: [["Movable Ink"]],
        }),
    })
    .optional()
    .meta({
      description: "That push keeps each body in a Content Block, which the campaign prints.",
      examples: [{ prefix: "mi_", tags: ["Movable Ink"] }],
    }),
});

const environments = z
  .record(
    z.string(),
    z
      .strictObject({
        brand: brand.optional(),
        movable_ink: movableInk.optional().meta({
          description: "Where its events go and with which credentials.",
          examples: [{ endpoint: "env:MI_STAGING_URL", authorization: "env:MI_STAGING_AUTH" }],
        }),
        braze: braze.optional().meta({
          description: "Its workspace, and a key of it.",
          examples: [{ rest_endpoint: "https://rest.fra-01.braze.eu", api_key: "env:BRAZE_STAGING_KEY" }],
        }),
        campaign_ids: z
          .record(z.string(), campaignId)
          .optional()
          .meta({
            description: "Its campaigns' API identifiers, by slug; campaign_id is of the rest of the file.",
            examples: [{ product_viewed: "5d5a4b2c-9f6e-4a27-8d0b-3f3c6f0e1a77" }],
          }),
      })
      .meta({ description: "What differs from the rest of the file." }),
  )
  .meta({
    description:
      "Other places that the same campaigns run in, or other brands, chosen by --env. Nothing but these keys may differ.",
    examples: [
      { staging: { movable_ink: { endpoint: "env:MI_STAGING_URL", authorization: "env:MI_STAGING_AUTH" } } },
    ],
    propertyNames: { pattern: patterns.environment.source },
  });

/** Keys that only a config with campaigns has a use for. */
export const campaignKeys: readonly string[] = [
  "brand",
  "movable_ink",
  "environments",
  "identity",
  "timestamp",
  "timezone",
  "wire",
  "signal",
  "campaigns",
];

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
