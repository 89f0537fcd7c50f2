import * as z from "zod/mini";
import { json, text } from "./parts.js";

const renamed = (key: string, example: string) =>
  z.optional(text()).register(z.globalRegistry, {
    description: `Another name for the property ${key}.`,
    examples: [example],
  });

const timestampFormat = z.enum(["milliseconds", "seconds", "iso8601"]).register(z.globalRegistry, {
  description: "milliseconds since 1970 (the default), seconds, or iso8601.",
  examples: ["seconds"],
});

export const wire = z
  .strictObject({
    type: renamed("type", "kind"),
    event: renamed("event", "event_name"),
    user_id: renamed("user_id", "userId"),
    anonymous_id: renamed("anonymous_id", "anonymousId"),
    timezone: renamed("timezone", "tz"),
    properties: renamed("properties", "props"),
    timestamp: z
      .optional(
        z.union([
          timestampFormat,
          z.strictObject({ name: renamed("timestamp", "ts"), format: z.optional(timestampFormat) }),
        ]),
      )
      .register(z.globalRegistry, {
        description: "How the timestamp is written, or {name, format}.",
        examples: ["seconds", { name: "ts", format: "seconds" }],
      }),
    values: z
      .optional(
        z.strictObject({
          type: z
            .optional(
              z.strictObject({
                track: z
                  .optional(text())
                  .register(z.globalRegistry, { description: "Instead of track.", examples: ["Track"] }),
                identify: z.optional(text()).register(z.globalRegistry, {
                  description: "Instead of identify.",
                  examples: ["Identify"],
                }),
              }),
            )
            .register(z.globalRegistry, {
              description: "Values of the property type.",
              examples: [{ track: "Track" }],
            }),
          event: z.optional(z.record(z.string(), text())).register(z.globalRegistry, {
            description: "Values of the property event, by the name of the event.",
            examples: [{ product_viewed: "Product Viewed" }],
          }),
        }),
      )
      .register(z.globalRegistry, {
        description: "Values of type and event that replace the default ones.",
        examples: [{ type: { track: "Track" } }],
      }),
    constants: z.optional(z.record(z.string(), json())).register(z.globalRegistry, {
      description: "Properties that are always present, with any JSON value.",
      examples: [{ source: "braze" }],
    }),
  })
  .register(z.globalRegistry, {
    description:
      "Names and formats that this account's mapping expects. No two properties of the payload may share a name.",
    examples: [{ user_id: "userId", timestamp: "seconds" }],
  });
