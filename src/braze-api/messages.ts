import { isJsonObject, type Json, type JsonObject } from "../source/json.js";
import { jsonText } from "../source/json-text.js";
import { calls } from "./calls.js";
import type { BrazeClient } from "./client.js";
import { objectsIn, textsIn } from "./content-blocks.js";

/** A webhook that a campaign or a step of a Canvas sends. */
export interface WebhookMessage {
  /** The message variation's API identifier. */
  readonly id: string;
  /** Its variant, or the step of the Canvas. */
  readonly name: string;
  readonly url: string;
  readonly method: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** What the API shows of a campaign or a Canvas. */
export interface LiveMessaging {
  readonly name: string;
  readonly isArchived: boolean;
  readonly isDraft: boolean;
  /** Of a campaign; a Canvas does not say. */
  readonly isEnabled: boolean | undefined;
  /** Changes that somebody has saved and not launched. */
  readonly hasUnpublishedDraft: boolean;
  /** A variant whose users are sent nothing. */
  readonly hasControl: boolean;
  readonly scheduleType: string | undefined;
  readonly tags: readonly string[];
  readonly webhooks: readonly WebhookMessage[];
}

export async function readCampaign(client: BrazeClient, id: string): Promise<LiveMessaging> {
  const json = await client.ask(calls.readCampaign, { query: { campaign_id: id } });
  return { ...settingsOf(json), ...messagesOf(json.messages, "") };
}

export async function readCanvas(client: BrazeClient, id: string): Promise<LiveMessaging> {
  const json = await client.ask(calls.readCanvas, { query: { canvas_id: id } });
  const steps = objectsIn(json.steps).map((step) => messagesOf(step.messages, text(step.name)));
  return {
    ...settingsOf(json),
    webhooks: steps.flatMap(({ webhooks }) => webhooks),
    hasControl: steps.some(({ hasControl }) => hasControl),
  };
}

const settingsOf = (json: JsonObject): Omit<LiveMessaging, "webhooks" | "hasControl"> => ({
  name: text(json.name),
  isArchived: json.archived === true,
  isDraft: json.draft === true,
  isEnabled: typeof json.enabled === "boolean" ? json.enabled : undefined,
  hasUnpublishedDraft: json.has_post_launch_draft === true,
  scheduleType: typeof json.schedule_type === "string" ? json.schedule_type : undefined,
  tags: textsIn(json.tags),
});

/** `type` is the form of a webhook's body, or says that a variant is the control. */
function messagesOf(json: Json | undefined, step: string): Pick<LiveMessaging, "webhooks" | "hasControl"> {
  const messages = isJsonObject(json) ? Object.entries(json) : [];
  const found = messages.flatMap(([id, message]) => (isJsonObject(message) ? [{ id, message }] : []));
  return {
    hasControl: found.some(({ message }) => message.type === "control"),
    webhooks: found
      .filter(({ message }) => message.channel === "webhook" && message.type !== "control")
      .map(({ id, message }) => ({
        id,
        name: step || text(message.name) || id,
        url: text(message.url),
        method: text(message.method),
        headers: new Map(
          Object.entries(isJsonObject(message.headers) ? message.headers : {}).map(([name, value]) => [
            name,
            text(value),
          ]),
        ),
        // How a body of key-value pairs is shown is not documented: as JSON, if it is not text.
        body:
          typeof message.body === "string" || message.body === undefined
            ? text(message.body)
            : jsonText(message.body, 2),
      })),
  };
}

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
