import { isProfileField } from "../../braze/profile-fields.js";
import { systemClock } from "../../clock.js";
import type { Campaign, Meaning } from "../../config/model/config.js";
import { type DataKind, type ProfileKind, sampleEvent } from "../../generate/sample-event.js";
import { sampleScope, sourceLabel } from "../../generate/sample-user.js";
import { RubyTime } from "../../liquid/value.js";
import { asJsonText } from "../../liquid/values/as-json.js";
import { type Reckoning, reckon, type Step } from "../../model/expected-payload.js";
import { type OrderedJson, parseJson, toOrderedJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";
import { shortened } from "../../source/shortened.js";
import { checkPayloads } from "../../verify/payloads.js";
import { copyButton } from "../look/copy.js";
import { button, element, idOf } from "../look/dom.js";

/** Something that Braze knows, as it is typed. */
interface Field {
  readonly input: HTMLInputElement | HTMLTextAreaElement;
  /** As the config calls it: `event_property.price`. */
  readonly source: string;
  readonly kind: ProfileKind | DataKind;
  readonly name: string | undefined;
  /** Whether what is typed is a text, whatever it looks like. */
  readonly isText: boolean;
}

/** A form of what Braze knows of somebody, beside what is sent of it. */
export function offerTrying(meaning: Meaning): void {
  const choice = idOf("try-campaign");
  const known = idOf("try-known");
  const sent = idOf("try-sent");
  if (!(choice instanceof HTMLSelectElement) || !known || !sent) return;
  const begin = () => {
    const campaign = meaning.campaigns.find(({ slug }) => slug === choice.value);
    if (!campaign) return;
    const fields = fieldsOf(meaning, campaign);
    const show = () => sent.replaceChildren(...resultOf(meaning, campaign, fields));
    for (const { input } of fields) input.addEventListener("input", show);
    known.replaceChildren(
      element("h3", {}, "What Braze knows"),
      element("p", { class: "muted" }, "An empty field is something that Braze does not have."),
      ...fields.map(rowOf),
      button("Begin anew", begin),
    );
    show();
  };
  known.addEventListener("submit", (event) => event.preventDefault());
  choice.addEventListener("change", begin);
  begin();
}

function fieldsOf(meaning: Meaning, campaign: Campaign): Field[] {
  const { profile, data } = sampleEvent(meaning, campaign);
  return [
    ...[...profile].map(([kind, value]) => fieldOf(kind, undefined, value)),
    ...[...data].flatMap(([kind, names]) => [...names].map(([name, value]) => fieldOf(kind, name, value))),
  ];
}

function fieldOf(kind: ProfileKind | DataKind, name: string | undefined, value: OrderedJson): Field {
  const isText = typeof value === "string";
  const isNested = value instanceof Map || Array.isArray(value);
  const input = isNested ? element("textarea", { rows: "6" }) : element("input", { type: "text" });
  input.value = isText ? value : jsonText(value, isNested ? 2 : 0);
  input.spellcheck = false;
  input.autocomplete = "off";
  return { input, kind, name, isText, source: name === undefined ? kind : `${kind}.${name}` };
}

function rowOf({ input, kind, name }: Field, index: number): HTMLElement {
  input.id = `try-${index}`;
  const label = element("label", { for: input.id }, sourceLabel(kind));
  if (name !== undefined) label.append(" ", element("code", {}, name));
  return element("p", { class: "field" }, label, input);
}

/** What is typed; undefined for nothing. */
function typedValue({ input, isText }: Field): OrderedJson | undefined {
  const text = input.value;
  if (text === "") return undefined;
  const { root, faults } = parseJson({ name: "", text });
  return isText || !root || faults.length > 0 ? text : toOrderedJson(root);
}

function resultOf(meaning: Meaning, campaign: Campaign, fields: readonly Field[]): HTMLElement[] {
  const profile = new Map<ProfileKind, string>();
  const data = new Map<DataKind, Map<string, OrderedJson>>();
  for (const field of fields) {
    const { kind, name } = field;
    const value = typedValue(field);
    if (value === undefined) continue;
    if (isProfileField(kind)) profile.set(kind, field.input.value);
    else if (name !== undefined) data.set(kind, (data.get(kind) ?? new Map()).set(name, value));
  }
  const now = systemClock();
  const scope = sampleScope({ profile, data }, RubyTime.fromMilliseconds(now.getTime()));
  const reckoning = reckon(meaning, campaign, scope);
  return [
    element("h3", {}, "What is sent"),
    ...banner(meaning, reckoning, now),
    element("ul", { class: "lines" }, ...reckoning.steps.map((step) => lineOf(step, fields))),
    ...(reckoning.payload ? [wholePayload(jsonText(reckoning.payload, 2))] : []),
  ];
}

function banner(meaning: Meaning, { payload, abort }: Reckoning, now: Date): HTMLElement[] {
  if (!payload)
    return [
      verdict(
        "warn",
        `Not sent. Braze aborts with “${abort}”, which is meant: what is required is not there.`,
      ),
    ];
  const found = checkPayloads({ name: "payload", text: jsonText(payload) }, meaning, now).flatMap(
    ({ diagnostics }) => diagnostics,
  );
  const warnings = found.filter(({ severity }) => severity !== "info");
  if (warnings.length === 0) return [verdict("good", "Sent.")];
  const list = element("ul", {}, ...warnings.map(({ message }) => element("li", {}, message)));
  return [verdict("warn", "Sent, and Movable Ink may refuse or misread it:", list)];
}

const verdict = (kind: "good" | "warn", words: string, ...more: HTMLElement[]): HTMLElement =>
  element("div", { class: `verdict ${kind}` }, element("p", {}, element("strong", {}, words)), ...more);

function wholePayload(text: string): HTMLElement {
  return element(
    "details",
    { class: "fold" },
    element("summary", {}, "The whole payload"),
    copyButton("Copy the payload", () => text),
    element("pre", { tabindex: "0", "aria-label": "Payload" }, text),
  );
}

/** A member of the payload: what it holds, where that is from, or why there is none. */
function lineOf(
  { path, source, seen, verdict: outcome, rule, printed }: Step,
  fields: readonly Field[],
): HTMLElement {
  const isSent = printed !== undefined;
  const line = element(
    "li",
    { class: isSent ? "sent" : outcome === "aborted" ? "aborted" : outcome === "met" ? "met" : "left" },
    element("code", { class: "path" }, path),
    " ",
    element("span", { class: "value" }, isSent ? shortened(jsonText(printed), 120) : outcome),
  );
  const from = element("span", { class: "muted from" }, "from ", sourceLink(source, fields));
  if (!isSent)
    from.append(seen === null ? ", which is not there" : `, which holds ${shortened(asJsonText(seen), 60)}`);
  if (rule !== "") from.append(` (${rule})`);
  line.append(from);
  return line;
}

/** Leads to the field that it is from, where that is one of the form's. */
function sourceLink(source: string, fields: readonly Field[]): HTMLElement {
  const plain = source.replaceAll(/["']/g, "");
  const field = fields.find(
    (one) => plain === one.source || /^[.[]/.test(startsWith(plain, one.source) ?? ""),
  );
  return field
    ? button(source, () => field.input.focus(), { class: "source", title: "Go to the field" })
    : element("code", {}, source);
}

/** What follows a beginning. */
const startsWith = (text: string, beginning: string): string | undefined =>
  text.startsWith(beginning) ? text.slice(beginning.length) : undefined;
