import { secretsIn } from "../../diagnostics/secrets.js";
import { isJsonObject, readJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";
import { deflated, inflated } from "./deflate.js";

/** The parts of a webhook, as they are typed. */
export interface Webhook {
  readonly body: string;
  readonly url: string;
  /** A JSON object. */
  readonly headers: string;
}

/** What a link keeps: the webhook, and the user who was changed by hand, as JSON. */
export interface Draft extends Webhook {
  readonly user?: string;
}

/** What the fragment begins with; another way to write it gets another number. */
const version = "1.";

/** What mails and chats still pass on whole, and more than a campaign needs. */
const longestFragment = 32_000;

export type Written =
  | { readonly fragment: string; readonly leavesOut: boolean }
  | { readonly fragment?: undefined };

/** A draft as a fragment of an address; without one where it would be too long. What looks like a credential stays here. */
export async function fragmentOf(draft: Draft): Promise<Written> {
  const { body, url, headers, user } = draft;
  const shared = { body: shareable(body), url: shareable(url), headers: shareable(headers), user };
  const fragment = version + (await deflated(jsonText(shared)));
  if (fragment.length > longestFragment) return {};
  return {
    fragment,
    leavesOut: shared.body !== body || shared.url !== url || shared.headers !== headers,
  };
}

/** Braze's own way to name what is not told. */
const placeholder = "<CREDENTIAL>";

function shareable(text: string): string {
  let shown = "";
  let from = 0;
  for (const { start, end } of secretsIn(text)) {
    shown += text.slice(from, start) + placeholder;
    from = end;
  }
  return shown + text.slice(from);
}

/** Whether a fragment is meant for this page. */
export const isFragment = (fragment: string): boolean => /^\d+\./.test(fragment);

/**
 * What a fragment holds.
 * @throws Error that says what is wrong with the link
 */
export async function draftOf(fragment: string): Promise<Draft> {
  if (!fragment.startsWith(version)) throw new Error("it was made by another version of this page");
  const draft = readDraft(await inflated(fragment.slice(version.length)));
  if (!draft) throw new Error("what it holds is not a webhook");
  return draft;
}

/** What is written as JSON. */
export function readDraft(written: string): Draft | undefined {
  const json = readJson(written);
  if (!isJsonObject(json)) return undefined;
  const text = (name: string): string => {
    const value = json[name];
    return typeof value === "string" ? value : "";
  };
  return {
    body: text("body"),
    url: text("url"),
    headers: text("headers"),
    ...(json.user === undefined ? {} : { user: text("user") }),
  };
}
