import { type JsonNode, memberOf } from "../../source/json.js";
import { quoted } from "../../source/json-text.js";
import { inWords } from "../../source/words.js";
import { idsAround } from "./id-names.js";

/** The calls of Segment and RudderStack. */
const calls = ["track", "identify", "page", "screen", "group", "alias"];
/** What such a call holds beside its type; an event's own properties may have a `type`, too. */
const callKeys = [
  "anonymousId",
  "userId",
  "messageId",
  "originalTimestamp",
  "sentAt",
  "integrations",
  "context",
];

export const isCall = (node: JsonNode): boolean =>
  calls.includes(String(memberOf(node, "type")?.value)) && callKeys.some((key) => memberOf(node, key));

/** What mParticle sends beside custom events; the connection decides what Braze calls each. */
const eventTypes = [
  "application_state_transition",
  "breadcrumb",
  "commerce_event",
  "crash_report",
  "first_run",
  "network_performance",
  "opt_out",
  "profile",
  "push_message",
  "push_reaction",
  "push_registration",
  "screen_view",
  "session_end",
  "session_start",
  "uninstall",
  "user_attribute_change",
  "user_identity_change",
];

/** The type of an event of mParticle that has no name of its own. */
export function unnamedType(node: JsonNode): string | undefined {
  const type = String(memberOf(node, "event_type")?.value);
  const data = memberOf(node, "data");
  return eventTypes.includes(type) && data?.kind === "object" && !memberOf(data, "event_name")
    ? type
    : undefined;
}

/** What it is, of a call or an event that tells Braze of no event under a name that the sample has. */
export function otherThanEvent(node: JsonNode): string | undefined {
  if (!isCall(node)) return unnamedType(node);
  const call = String(memberOf(node, "type")!.value);
  return call === "track" ? undefined : call;
}

/** A call to one of these becomes an event in Braze, under a name that the connection gives it. */
export const isView = (node: JsonNode): boolean =>
  isCall(node) && ["page", "screen"].includes(String(memberOf(node, "type")!.value));

/** What was passed over among samples, to be told once. */
export class PassedOver {
  readonly #counts = new Map<string, number>();
  readonly #ids = new Set<string>();

  add(node: JsonNode): void {
    const what = otherThanEvent(node)!;
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
    if (what !== "group") for (const id of idsAround(node)) this.#ids.add(id);
  }

  /** In sentences; none where nothing was passed over. */
  get sentences(): readonly string[] {
    if (this.#counts.size === 0) return [];
    const counts = [...this.#counts].map(([what, count]) => `${count} of ${quoted(what)}`);
    const ids = [...this.#ids].filter((id) => id.startsWith("custom_attribute."));
    return [
      `Passed over, since they name no event in Braze: ${inWords(counts, "and")}.`,
      ...(ids.length > 0
        ? [`They have what may be an id of the user as well: --user-id ${ids.join(" or --user-id ")}.`]
        : []),
    ];
  }
}
