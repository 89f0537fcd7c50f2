import * as z from "zod/mini";
import { secret, text } from "./parts.js";

/** An id that YAML reads as a number is still an id. */
const idText = (description: string, example: string) =>
  z.union([text(), z.number()]).register(z.globalRegistry, { description, examples: [example] });

export const signal = z
  .strictObject({
    base_url: text().register(z.globalRegistry, {
      description:
        "Datafly Signal's management API: the origin, optionally followed by /v1/admin or /api/v1/admin.",
      examples: ["https://signal.example.com", "http://localhost:8084/v1/admin"],
    }),
    token: secret("A token for the management API; it is valid for 15 minutes.", "env:SIGNAL_TOKEN"),
    name: text().register(z.globalRegistry, {
      description: "The integration's name in Signal.",
      examples: ["Movable Ink"],
    }),
    variant: z.optional(text()).register(z.globalRegistry, {
      description: "Variant of the catalog entry; default by default.",
      examples: ["default"],
    }),
    delivery_mode: z.optional(z.enum(["server_side"])).register(z.globalRegistry, {
      description: "server_side, the only documented one.",
      examples: ["server_side"],
    }),
    config: z
      .strictObject({
        api_key: secret("Movable Ink's API key, from Settings, Integrations.", "env:MI_API_KEY"),
        company_id: idText("From Movable Ink's Account Settings.", "12345"),
        feed_id: idText("From the feed's detail page.", "feed-12345"),
      })
      .register(z.globalRegistry, {
        description: "What the integration needs to reach Movable Ink.",
        examples: [{ api_key: "env:MI_API_KEY", company_id: "12345", feed_id: "feed-12345" }],
      }),
  })
  .register(z.globalRegistry, {
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
