import { type JsonNode, memberOf } from "../../source/json.js";
import { quoted } from "../../source/json-text.js";
import { wordsOf } from "../../source/words.js";
import type { Samples } from "./samples.js";

/** A source that may be the user_id, and why. */
export interface Candidate {
  readonly source: string;
  readonly why: string;
}

/** What the objects around an event call the person, and what that is in Braze. */
const envelopeNames: Readonly<Record<string, string>> = {
  external_id: "external_id",
  external_user_id: "external_id",
  userId: "external_id",
  customer_id: "external_id",
  braze_id: "braze_id",
};

const ofPeople = new Set([
  "customer",
  "user",
  "member",
  "crm",
  "account",
  "loyalty",
  "profile",
  "client",
  "contact",
]);

/** `customer_id`, `memberNumber`: an id of a person by its name. */
function isPersonId(name: string): boolean {
  const words = wordsOf(name);
  return (
    words.length > 1 &&
    words.length < 4 &&
    ["id", "number", "no", "key"].includes(words.at(-1)!) &&
    words.slice(0, -1).every((word) => ofPeople.has(word))
  );
}

const isLinkId = (name: string): boolean => wordsOf(name).join("_") === "mi_u";

/** The sources that tell whose an event is, beside its properties. */
export function idsAround(node: JsonNode): string[] {
  const inner = memberOf(node, "user_identities");
  const names = [...(node.members ?? []), ...(inner?.members ?? [])].flatMap(({ name, value }) =>
    (value.kind === "string" && String(value.value).trim() !== "") || value.kind === "number"
      ? (envelopeNames[name] ?? [])
      : [],
  );
  const attributes = memberOf(node, "custom_attributes")?.members ?? [];
  return [
    ...new Set([
      ...names,
      ...idsAmong(
        "custom_attribute",
        attributes.map(({ name }) => name),
      ),
    ]),
  ];
}

const idsAmong = (namespace: string, names: readonly string[]): string[] =>
  names
    .filter((name) => isLinkId(name) || isPersonId(name))
    .map((name) => `${namespace}.${/^\w+$/.test(name) ? name : quoted(name)}`);

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
