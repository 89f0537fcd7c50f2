import * as z from "zod/mini";
import { campaignId } from "./campaign.js";
import { matching, patterns, secret, text } from "./parts.js";

export const brand = z.string().register(z.globalRegistry, {
  description: "Prefix of campaign names in Braze.",
  examples: ["Acme Retail"],
});

export const movableInk = z.strictObject({
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
    .register(z.globalRegistry, {
      description: "Base64 of user:password in one variable, or {username, password} in two.",
      examples: ["env:MI_BASIC_AUTH", { username: "env:MI_USERNAME", password: "env:MI_PASSWORD" }],
    }),
});

export const braze = z.strictObject({
  rest_endpoint: text().register(z.globalRegistry, {
    description: "Braze's REST endpoint of your instance.",
    examples: ["https://rest.iad-01.braze.com"],
  }),
  api_key: secret("A REST API key of the workspace.", "env:BRAZE_API_KEY"),
  content_blocks: z
    .optional(
      z.strictObject({
        prefix: z.optional(matching(patterns.blockName)).register(z.globalRegistry, {
          description:
            "What the names of the Content Blocks begin with, mi_ by default; the slug comes after it.",
          examples: ["mi_"],
        }),
        tags: z.optional(z.array(text()).check(z.minLength(1))).register(z.globalRegistry, {
          description: "Tags that the blocks get; Braze has to have them.",
          examples: [["Movable Ink"]],
        }),
      }),
    )
    .register(z.globalRegistry, {
      description: "That push keeps each body in a Content Block, which the campaign prints.",
      examples: [{ prefix: "mi_", tags: ["Movable Ink"] }],
    }),
});

export const environments = z
  .record(
    z.string(),
    z
      .strictObject({
        brand: z.optional(brand),
        movable_ink: z.optional(movableInk).register(z.globalRegistry, {
          description: "Where its events go and with which credentials.",
          examples: [{ endpoint: "env:MI_STAGING_URL", authorization: "env:MI_STAGING_AUTH" }],
        }),
        braze: z.optional(braze).register(z.globalRegistry, {
          description: "Its workspace, and a key of it.",
          examples: [{ rest_endpoint: "https://rest.fra-01.braze.eu", api_key: "env:BRAZE_STAGING_KEY" }],
        }),
        campaign_ids: z.optional(z.record(z.string(), campaignId)).register(z.globalRegistry, {
          description: "Its campaigns' API identifiers, by slug; campaign_id is of the rest of the file.",
          examples: [{ product_viewed: "5d5a4b2c-9f6e-4a27-8d0b-3f3c6f0e1a77" }],
        }),
      })
      .register(z.globalRegistry, { description: "What differs from the rest of the file." }),
  )
  .register(z.globalRegistry, {
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
