import * as z from "zod/mini";
import { type DeclaredType, declaredTypes } from "../../braze/data.js";

const typeNames = Object.keys(declaredTypes) as [DeclaredType, ...DeclaredType[]];

const type = z.enum(typeNames).register(z.globalRegistry, {
  description: `What it holds: ${typeNames.map((name) => `${name} (${declaredTypes[name]})`).join(", ")}.`,
  examples: ["integer"],
});

const declaration = z.strictObject({
  type: z.optional(type),
  enum: z
    .optional(z.array(z.union([z.string(), z.number(), z.boolean()])).check(z.minLength(1)))
    .register(z.globalRegistry, {
      description: "The only values that it has.",
      examples: [["gold", "silver"]],
    }),
  max_length: z
    .optional(z.int().check(z.gte(1)))
    .register(z.globalRegistry, { description: "Most characters of a string.", examples: [40] }),
  required: z
    .optional(z.boolean())
    .register(z.globalRegistry, { description: "It is never missing, null or blank.", examples: [true] }),
});

/** What names are declared to hold. */
export const dataSchema = z
  .record(
    z.string(),
    z.union([type, declaration]).register(z.globalRegistry, {
      description: "A type, or {type, enum, max_length, required}.",
      examples: ["integer", { type: "string", enum: ["gold", "silver"] }],
    }),
  )
  .register(z.globalRegistry, {
    description:
      "What attributes, event properties and other names hold, where that is narrower than what Braze lets in: by source, with [] for every item of a list. Proofs and witnesses rely on it, and a fixture that departs from it is a finding.",
    examples: [
      {
        "event_property.qty": "integer",
        "custom_attribute.tier": { type: "string", enum: ["gold", "silver"] },
        "event_property.lines[].sku": { type: "string", max_length: 40, required: true },
      },
    ],
  });
