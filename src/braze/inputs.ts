import { own } from "../source/own.js";
import { written } from "./check-name.js";

/**
 * What data may hold, in one table: the proof, its witnesses and docs/inputs.md read it. `everyday` values are those that
 * people's data is full of, `beyond` those that can be but hardly are, and `never` those that Braze does not let in.
 */
export type Standing = "never" | "everyday" | "beyond";

export interface ValueClass {
  readonly standing: Standing;
  /** As it is said of one value: "a Time". */
  readonly what: string;
  readonly why: string;
}

const eventObject = "https://www.braze.com/docs/api/objects_filters/event_object";
const attributes = "https://www.braze.com/docs/user_guide/data/activation/custom_data/custom_attributes";
const liquid =
  "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/supported_personalization_tags";

/** Longest text of an event property or a custom attribute, in characters. */
export const longestText = 255;
/** Characters of a text that everyday data makes in a template: some dozens of items, each with some texts. */
export const everydayMade = 10_000;
/** Digits of an everyday number: as many as a float keeps exactly. */
export const everydayDigits = 15;

export const valueClasses = {
  missing: {
    standing: "everyday",
    what: "nothing",
    why: "A property that an event does not have, an attribute that a user never got.",
  },
  blank: {
    standing: "everyday",
    what: "a blank string",
    why: "Forms send the fields that nobody filled in.",
  },
  text: {
    standing: "everyday",
    what: "a string",
    why: "With quotation marks, backslashes, line breaks, tabs, emoji, markup: whatever people type.",
  },
  number: {
    standing: "everyday",
    what: "a number",
    why: `Typed or as text (Braze's pages show both), of up to ${everydayDigits} digits.`,
  },
  boolean: { standing: "everyday", what: "a boolean", why: "Typed or as text, likewise." },
  date: { standing: "everyday", what: "a date as text", why: "ISO 8601, as the event object asks for." },
  list: {
    standing: "everyday",
    what: "a list",
    why: "Where the template reads a list: of no, one or several items, none of them missing.",
  },
  object: { standing: "everyday", what: "an object", why: "Where the template reads a path." },
  time: {
    standing: "beyond",
    what: "a Time",
    why: "No page says that a property arrives as a Time (the assumption `dates`).",
  },
  structure: {
    standing: "beyond",
    what: "a list or an object",
    why: "Where the template reads a string, a number or a boolean.",
  },
  "no-list": { standing: "beyond", what: "anything but a list", why: "Where the template reads a list." },
  "no-object": {
    standing: "beyond",
    what: "anything but an object",
    why: "Where the template reads a path.",
  },
  "own-size": {
    standing: "beyond",
    what: "an object with a member called size",
    why: "Where the template asks how long a list or a string is: an object answers with that member.",
  },
  "no-objects": {
    standing: "beyond",
    what: "a list of anything but objects",
    why: "Where the template reads the members of its items.",
  },
  "missing-item": { standing: "beyond", what: "a list with an item missing", why: "`null` among the items." },
  "long-number": {
    standing: "beyond",
    what: `a number of more than ${everydayDigits} digits`,
    why: "A float does not keep it, and arithmetic on it may become infinite.",
  },
  control: {
    standing: "beyond",
    what: "a control character",
    why: "Other than line breaks and tabs: no form and no app lets people type one.",
  },
  "clock-number": {
    standing: "beyond",
    what: "a number of ten digits or more beside a colon",
    why: "Ruby takes it for a time of day that no clock shows, and `date` fails.",
  },
  "as-text": {
    standing: "beyond",
    what: "a number or a boolean as text",
    why: "Where `data:` declares a number or a boolean of an event property: Braze's pages do not agree on whether Liquid gets it typed (the assumption `event-properties`).",
  },
  "long-made": {
    standing: "beyond",
    what: `so much that a string made of it has more than ${everydayMade.toLocaleString("en")} characters`,
    why: "Where a `slice` of so many characters is to take all that a loop has captured, it cuts off the end of a list with thousands of items.",
  },
  "block-text": {
    standing: "beyond",
    what: "a string that does not fit there",
    why: "The text of a Content Block that is not at hand: it is taken to fit its place.",
  },
  "saved-text": {
    standing: "beyond",
    what: "a string that is printed in place of the tag",
    why: "The answer of a service, under `:save`: no page says that a string is not printed there (the assumption `saved-text`).",
  },
  "flow-answer": {
    standing: "beyond",
    what: "anything but the JSON text of a flow's answers",
    why: "In `whats_app.${inbound_flow_response}`, which Braze's page prints as a JSON value (the assumption `flow-response`); a message that answers no flow leaves it blank.",
  },
  "long-text": {
    standing: "never",
    what: `a string of more than ${longestText} characters`,
    why: `In event properties and custom attributes: ${eventObject}, ${attributes}.`,
  },
  "made-by-braze": {
    standing: "never",
    what: "any other form",
    why: `In fields that Braze makes or checks (the table below): ${liquid}.`,
  },
  unset: {
    standing: "never",
    what: "anything at all",
    why: `In a variable that nothing sets, and in a name that Braze does not have: they are blank for everybody (\`MI125\`, \`MI046\`). A Content Block that is not at hand may set variables, and is taken to make them fit: ${liquid}.`,
  },
  "answered-status": {
    standing: "never",
    what: "anything but a whole number from 200 to 299",
    why: "In `__http_status_code__`, which Braze adds to an answer that is an object; after any other status there is no answer: https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/connected_content/making_an_api_call.",
  },
  "answered-time": {
    standing: "never",
    what: "a Time",
    why: "In the answer of a service, which is JSON or text: https://www.rfc-editor.org/rfc/rfc8259.",
  },
  nul: {
    standing: "never",
    what: "a NUL",
    why: "Ruby refuses a decimal next to one, and no JSON parser of Braze's clients sends one.",
  },
} as const satisfies Record<string, ValueClass>;

export type ValueClassName = keyof typeof valueClasses;

/** Whether texts of a namespace end at 255 characters. */
export const isCutShort = (namespace: string | undefined): boolean =>
  namespace === "event_properties" || namespace === "custom_attribute";

/** A text that Braze makes or checks itself: of which characters, how long, and an example. */
export interface MadeText {
  readonly alphabet: "hexadecimal" | "letters" | "code" | "date";
  readonly least: number;
  readonly most: number;
  readonly example: string;
}

const id: MadeText = {
  alphabet: "hexadecimal",
  least: 1,
  most: 64,
  example: "4e1a7f5c-5a8b-4d0e-9f53-0f5d0a6f1c11",
};

const made: Readonly<Record<string, MadeText>> = {
  "${braze_id}": { alphabet: "hexadecimal", least: 24, most: 24, example: "5ebab1a57bb09a0f2b9d1c2d" },
  "${country}": { alphabet: "letters", least: 2, most: 2, example: "DE" },
  "${language}": { alphabet: "letters", least: 2, most: 2, example: "en" },
  "${gender}": { alphabet: "letters", least: 1, most: 1, example: "F" },
  "${time_zone}": { alphabet: "code", least: 1, most: 64, example: "America/New_York" },
  "${date_of_birth}": { alphabet: "date", least: 10, most: 10, example: "1990-04-01" },
  "${most_recent_locale}": { alphabet: "code", least: 2, most: 35, example: "en_US" },
  "${last_used_app_date}": { alphabet: "date", least: 10, most: 40, example: "2023-12-01T08:00:00Z" },
  "campaign.${api_id}": id,
  "campaign.${dispatch_id}": id,
  "campaign.${message_api_id}": id,
  "canvas.${api_id}": id,
  "canvas.${variant_api_id}": id,
  "subscribed_state.${email_global}": { alphabet: "code", least: 8, most: 12, example: "subscribed" },
};

/** And of any other name of a namespace. */
const madeIn: Readonly<Record<string, MadeText>> = {
  subscribed_state: { alphabet: "code", least: 7, most: 12, example: "subscribed" },
};

/** What Braze makes of a name itself; undefined for what people and apps write. */
export const madeText = (namespace: string | undefined, name: string): MadeText | undefined =>
  own(made, written(namespace, name)) ?? (namespace === undefined ? undefined : own(madeIn, namespace));

/** Namespaces that Braze fills in as a whole. */
const filledNamespaces: ReadonlySet<string | undefined> = new Set([
  "campaign",
  "canvas",
  "most_recently_used_device",
  "subscribed_state",
]);
const filledFields = /^(random_bucket_number|most_recent_\w+)$/;

/** What a user has answered in a WhatsApp flow: JSON, as a text or as an object. */
export const isFlowAnswer = (namespace: string | undefined, name: string): boolean =>
  namespace === "whats_app" && name === "inbound_flow_response";

/** The status that Braze adds to the answer of a service. */
export const answeredStatus = { name: "__http_status_code__", least: 200, greatest: 299 } as const;

/** Whether Braze fills a name in by itself: neither people nor apps write what it holds. */
export const isFilledByBraze = (namespace: string | undefined, name: string): boolean =>
  filledNamespaces.has(namespace) ||
  madeText(namespace, name) !== undefined ||
  (namespace === undefined && filledFields.test(name));

/** The names with texts that Braze makes or checks, as a template writes them. */
export const madeNames: readonly (readonly [string, MadeText])[] = [
  ...Object.entries(made),
  ...Object.entries(madeIn).map(([namespace, form]) => [written(namespace, "…"), form] as const),
];
