import * as z from "zod/mini";
import { asked, matching, patterns, text } from "./parts.js";
import { members } from "./property.js";

const trigger = z
  .union([
    z.strictObject({
      custom_event: z.union([text(), z.array(text()).check(z.minLength(1))]).register(z.globalRegistry, {
        description:
          "Name of the Braze custom event, exactly as in Braze; or a list of events of one shape, any of which triggers the campaign.",
        examples: ["Product Viewed", ["Product Viewed", "product_viewed"]],
      }),
    }),
    z.strictObject({
      purchase: text().register(z.globalRegistry, {
        description: "A product id, or any.",
        examples: ["any", "SKU-1"],
      }),
    }),
    z.strictObject({
      canvas: text().register(z.globalRegistry, {
        description:
          "Name of the Canvas whose webhook step sends this body. A property without from reads context.<its name>.",
        examples: ["Browse Abandonment"],
      }),
    }),
    z.strictObject({
      api: z.literal(true).register(z.globalRegistry, {
        description: "Triggered through Braze's API, with its own properties.",
        examples: [true],
      }),
    }),
  ])
  .register(z.globalRegistry, {
    description:
      "What triggers the campaign in Braze: exactly one of custom_event, purchase, canvas, api. Not needed for targets: [signal].",
    examples: [{ custom_event: "Product Viewed" }],
  });

const preconditions = (description: string, ...examples: unknown[]) =>
  z
    .record(z.string(), asked)
    // Here and not in the record's key type, which would hide faults in the values.
    .register(z.globalRegistry, {
      description,
      examples,
      propertyNames: { pattern: patterns.source.source },
    });

export const campaignId = matching(patterns.apiId);

export const campaign = z
  .strictObject({
    id: z.optional(matching(patterns.slug)).register(z.globalRegistry, {
      description:
        "The campaign's slug, which names its folder; by default the event, else the type. Lowercase letters, digits, _, . and -; not manifest.json, index.html or signal.",
      examples: ["product_viewed"],
    }),
    type: z.optional(z.enum(["track", "identify", "page"])).register(z.globalRegistry, {
      description:
        "track (the default) forwards an event; identify ties the anonymous id to the known one; page is an event for Datafly Signal only.",
      examples: ["identify"],
    }),
    event: z.optional(text()).register(z.globalRegistry, {
      description:
        "Movable Ink's name for the event; only with track. Without id it must be a slug; with id, any string.",
      examples: ["product_viewed"],
    }),
    preset: z.optional(z.string()).register(z.globalRegistry, {
      description:
        "A known event that brings its name and properties; the campaign's own override them by name.",
      examples: ["product_viewed"],
    }),
    trigger: z.optional(trigger),
    campaign_id: z.optional(campaignId).register(z.globalRegistry, {
      description:
        "The campaign's API identifier in Braze, or the Canvas's: with it, diff also looks at what the campaign sends.",
      examples: ["5d5a4b2c-9f6e-4a27-8d0b-3f3c6f0e1a77"],
    }),
    targets: z
      .optional(z.array(z.enum(["braze", "signal"])).check(z.minLength(1)))
      .register(z.globalRegistry, {
        description: "Where the event goes: through a Braze webhook (the default), Datafly Signal, or both.",
        examples: [["braze", "signal"]],
      }),
    only_if: z.optional(
      preconditions(
        "What an event must hold to be sent, by source: one of the values, or anything (present), or nothing (absent). All of it must be met; otherwise the send is aborted with a reason.",
        { "event_property.status": ["paid", "shipped"] },
      ),
    ),
    unless: z.optional(
      preconditions(
        "What an event must not hold to be sent, in the same form: any of it aborts the send with a reason.",
        { "custom_attribute.opted_out": true },
      ),
    ),
    properties: z.optional(
      members("The payload's properties: each a type, or {type, from, required, …}.", {
        id: { type: "string", required: true },
        price: "number",
      }),
    ),
  })
  .register(z.globalRegistry, { description: "One webhook campaign." });
