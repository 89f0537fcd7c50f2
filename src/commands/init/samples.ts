import { slugOf } from "./name.js";
import type { SampleEvent } from "./sample-event.js";

/** All samples of one event. */
export interface Samples {
  readonly kind: SampleEvent["kind"];
  /** As Braze has it; several that differ in their spelling only are taken for one event. None where no sample says it. */
  readonly names: readonly string[];
  readonly events: readonly SampleEvent[];
  /** Whether no sample says what was sent with it. */
  readonly isNamedOnly: boolean;
}

/**
 * Samples by their event, in the order in which they came.
 * @param first the event to begin with, and of the samples that do not say theirs
 */
export function samplesByEvent(events: readonly SampleEvent[], first: string | undefined): Samples[] {
  const bySlug = new Map<string, { kind: SampleEvent["kind"]; names: string[]; events: SampleEvent[] }>();
  for (const event of events) {
    const name = event.kind === "purchase" ? undefined : (event.name ?? first);
    const slug = `${event.kind} ${name === undefined ? "" : slugOf(name)}`;
    const group = bySlug.get(slug) ?? { kind: event.kind, names: [], events: [] };
    if (name !== undefined && !group.names.includes(name)) group.names.push(name);
    group.events.push(event);
    bySlug.set(slug, group);
  }
  const groups = [...bySlug.values()].map((group) => {
    const told = group.events.filter(({ text }) => text !== undefined);
    const isNamedOnly = told.length === 0;
    return { ...group, isNamedOnly, events: isNamedOnly ? group.events : told };
  });
  const chosen = groups.find(
    ({ names }) => first !== undefined && names.some((name) => slugOf(name) === slugOf(first)),
  );
  return chosen ? [chosen, ...groups.filter((group) => group !== chosen)] : groups;
}
