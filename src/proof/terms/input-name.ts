import { jsonText } from "../../source/json-text.js";
import type { Input } from "./term.js";

/** An input as the template writes it. */
export function nameOf({ place }: Pick<Input, "place">): string {
  switch (place.kind) {
    case "profile":
      return `\${${place.name}}`;
    case "namespace":
      return `${place.namespace}.\${${place.name}}`;
    case "variable":
    case "answer":
      return place.name;
    case "catalog":
      return "items";
    case "member":
      return typeof place.key === "string" && /^\w+$/.test(place.key)
        ? `${nameOf(place.of)}.${place.key}`
        : `${nameOf(place.of)}[${jsonText(place.key)}]`;
    case "item":
      return place.of ? `${nameOf(place.of)}[0]` : "an item";
    case "made":
    case "branch":
      return "a value";
  }
}
