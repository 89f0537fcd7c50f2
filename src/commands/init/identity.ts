import { idsAmong, isLinkId } from "./id-names.js";
import type { Samples } from "./samples.js";

/** A source that may be the user_id, and why. */
export interface Candidate {
  readonly source: string;
  readonly why: string;
}

/** What may be the user_id, the likeliest first. */
export function candidatesIn(samples: readonly Samples[]): Candidate[] {
  const events = samples.flatMap((one) => one.events);
  const counts = new Map<string, number>();
  for (const { ids, properties } of events) {
    const own = idsAmong(
      "event_property",
      properties.map(({ name }) => name),
    );
    for (const source of new Set([...ids, ...own])) counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  const ranked = [...counts].map(([source, count]) => ({ source, count, rank: rankOf(source) }));
  ranked.sort((a, b) => a.rank - b.rank || b.count - a.count);
  return ranked.map(({ source, count, rank }) => ({
    source,
    why: `${reasons[rank]}, in ${count} of ${events.length} samples`,
  }));
}

const reasons = [
  "the name that Movable Ink's links carry it by",
  "whom Braze knows the person as",
  "an id of a person by its name",
  "an id that Braze makes, and no other system has",
] as const;

function rankOf(source: string): number {
  if (source === "external_id") return 1;
  if (source === "braze_id") return 3;
  return isLinkId(source.replace(/^\w+\./, "").replaceAll('"', "")) ? 0 : 2;
}

/** The source that is taken where nobody says otherwise: one for every event, and never one that only looks like it. */
export function usualUserId(samples: readonly Samples[]): string {
  const [first] = candidatesIn(samples);
  const count = samples.reduce((sum, { events }) => sum + events.length, 0);
  const isEverywhere = first?.why.endsWith(`in ${count} of ${count} samples`) === true;
  return first && isEverywhere && rankOf(first.source) === 0 ? first.source : "external_id";
}
