import * as z from "zod";
import { json, text } from "./parts.js";

const renamed = (key: string, example: string) =>
  text()
    .optional()
    .meta({ description: `Another name for the property ${key}.`, examples: [example] });

const timestampFormat = z.enum(["milliseconds", "seconds", "iso8601"]).meta({
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
