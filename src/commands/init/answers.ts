import { presetNode } from "../../config/model/presets.js";
import { textAt } from "../../config/tree.js";
import { knownEvent } from "./known-names.js";
import { purchase, slugOf, titleOf } from "./name.js";
import type { Samples } from "./samples.js";

/** What init has to know; each has a flag of the same name and, but for the time zone, a question. */
export interface Answers {
  /** Blank for none. */
  readonly brand: string;
  readonly audience: string;
  /** A source, as the config writes it. */
  readonly userId: string;
  readonly anonymousId: string | undefined;
  /** The custom event's name in Braze. */
  readonly trigger: string;
  /** The event's name in Movable Ink. */
  readonly event: string;
  /** `none` for none. */
  readonly preset: string;
  readonly timezone: string | undefined;
}

export type AnswerKey = keyof Answers;

export const flags: Readonly<Record<AnswerKey, string>> = {
  brand: "--brand",
  audience: "--audience",
  userId: "--user-id",
  anonymousId: "--anonymous-id",
  trigger: "--trigger",
  event: "--event",
  preset: "--preset",
  timezone: "--timezone",
};

export const noPreset = "none";
const defaultPreset = "product_viewed";

/**
 * Fills in what was not said. A name implies the others: of the event in Movable Ink, of the event in Braze, of the
 * preset, whichever is known.
 */
export function complete(
  given: Partial<Answers>,
  sample: Samples | undefined,
  presets: readonly string[],
  userId = "external_id",
): Answers {
  const preset = given.preset === noPreset ? undefined : given.preset;
  const known = preset === undefined ? undefined : presetNode(preset);
  const named = textAt(known, "event") ?? preset;
  const trigger =
    given.trigger ??
    sample?.names[0] ??
    textAt(known, "trigger", "custom_event") ??
    titleOf(given.event ?? named ?? defaultPreset);
  const isPurchase = sample?.kind === "purchase";
  const event =
    given.event ?? named ?? (isPurchase ? purchase : sample && knownEvent(trigger)) ?? slugOf(trigger);
  const audience = given.audience ?? (given.anonymousId === undefined ? "known" : "known_and_anonymous");
  return {
    brand: given.brand ?? "",
    audience,
    userId: given.userId ?? userId,
    anonymousId: given.anonymousId ?? (audience === "known" ? undefined : "braze_id"),
    trigger,
    event,
    preset: given.preset ?? ((sample && !sample.isNamedOnly) || !presets.includes(event) ? noPreset : event),
    timezone: given.timezone,
  };
}
