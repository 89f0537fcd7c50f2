import type { OrderedJson } from "../source/json.js";
import type { Difference } from "../verify/compare.js";
import { compareOutcomes, type Outcome } from "../verify/outcome.js";

/**
 * What differs between what was sent for an event and what would be sent now, in words that are the same for all events
 * that differ in the same way. Undefined is an outcome where no campaign of that name forwards the event.
 */
export function changeGroups(before: Outcome | undefined, now: Outcome | undefined): string[] {
  if (before === undefined || now === undefined)
    return before === now
      ? []
      : [now === undefined ? "the event is no longer forwarded" : "the event is forwarded now"];
  if (before.kind !== now.kind) return [`${words(before)} before, ${words(now)} now`];
  const differences = compareOutcomes(before, now);
  if (now.kind !== "payload")
    return differences.length > 0 ? [`${words(before)} before, ${words(now)} now`] : [];
  return [...new Set(differences.map(groupOf))];
}

function words(outcome: Outcome): string {
  switch (outcome.kind) {
    case "payload":
      return "sent";
    case "abort":
      return `aborted (${outcome.reason})`;
    case "failed":
      return "broken";
  }
}

function groupOf({ path, kind, expected, actual }: Difference): string {
  const place = path.replace(/^\$\.?/, "").replace(/\[\d+\]/g, "[]");
  switch (kind) {
    case "missing":
      return `${place} is gone`;
    case "extra":
      return `${place} is new`;
    case "different": {
      const [was, is] = [typeOf(expected), typeOf(actual)];
      return was === is ? `${place} is another ${is}` : `${place} is ${is}, was ${was}`;
    }
  }
}

function typeOf(value: OrderedJson | undefined): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (value instanceof Map) return "object";
  if (typeof value === "string") return "text";
  return typeof value === "boolean" ? "boolean" : "number";
}
