import { campaignOf } from "../../braze/fixture/campaign-of.js";
import { scopeOf } from "../../braze/fixture/scope-of.js";
import { systemClock } from "../../clock.js";
import type { Campaign, Meaning, Property, Surrounding } from "../../config/model/config.js";
import { sourceText } from "../../generate/body/source-text.js";
import { sampleScope } from "../../generate/sample-user.js";
import type { Scope } from "../../liquid/runtime/scope.js";
import { RubyTime } from "../../liquid/value.js";
import { asJsonText } from "../../liquid/values/as-json.js";
import { type ModelResult, modelResult, type Step } from "../../model/expected-payload.js";
import { capital } from "../../source/capital.js";
import { jsonText } from "../../source/json-text.js";
import { shortened } from "../../source/shortened.js";
import { checkPayloads } from "../../verify/payloads.js";
import { copyButton } from "../look/copy.js";
import { button, element, idOf } from "../look/dom.js";
import { fixtureText, offerFixtures } from "./try-fixture.js";
import { type Field, fieldsOf, fill, rowOf, typedEvent } from "./try-form.js";
import { rendered } from "./try-render.js";

/** A form of what Braze knows of somebody, beside what is sent of it. */
export function offerTrying(meaning: Meaning): void {
  const choice = idOf("try-campaign");
  const known = idOf("try-known");
  const sent = idOf("try-sent");
  const short = idOf("try-verdict");
  if (!(choice instanceof HTMLSelectElement) || !known || !sent || !short) return;
  const begin = (from?: Scope) => {
    const campaign = meaning.campaigns.find(({ slug }) => slug === choice.value);
    if (!campaign) return;
    const fields = fieldsOf(meaning, campaign);
    if (from) fill(fields, from);
    const show = () => {
      const open = new Set([...sent.querySelectorAll("details[open] pre")].map(({ id }) => id));
      sent.replaceChildren(...resultOf(meaning, campaign, fields));
      // On a narrow screen all of it is below the form, so what is decided is above it, too.
      const decided = sent.querySelector(".verdict");
      short.className = decided?.className ?? "";
      short.textContent = decided?.querySelector("strong")?.textContent ?? "";
      for (const one of sent.querySelectorAll("details"))
        one.open = open.has(one.querySelector("pre")?.id ?? "");
    };
    for (const { input } of fields) input.addEventListener("input", show);
    known.replaceChildren(
      element("h3", {}, "What Braze knows"),
      element("p", { class: "muted" }, "An empty field is something that Braze does not have."),
      ...fields.map(rowOf),
      button("Begin anew", () => begin()),
    );
    show();
  };
  offerFixtures((fixture) => {
    const { campaign, occurrence } = campaignOf(fixture, meaning.campaigns);
    if (campaign) choice.value = campaign.slug;
    begin(scopeOf(fixture, { occurrence, clock: systemClock }));
  });
  known.addEventListener("submit", (event) => event.preventDefault());
  choice.addEventListener("change", () => begin());
  begin();
}

function resultOf(meaning: Meaning, campaign: Campaign, fields: readonly Field[]): HTMLElement[] {
  const typed = typedEvent(fields);
  const now = wholeSecond(systemClock());
  const scope = sampleScope(typed, RubyTime.fromMilliseconds(now.getTime()));
  const result = modelResult(meaning, campaign, scope);
  const body = rendered(campaign.slug, scope, result);
  const root = meaning.wire.names.properties;
  const steps = result.steps.map((step) => ({
    ...step,
    source: wholeSource(step, root, campaign.properties),
  }));
  return [
    element("h3", {}, "What is sent"),
    ...banner(meaning, result, now),
    ...(body?.differs
      ? [verdict("warn", `The body on this page does something else: ${body.differs}. Generate it anew.`)]
      : []),
    element(
      "ul",
      { class: "lines" },
      ...steps.map((step) => lineOf(step, fieldOfSource(step.source, fields))),
    ),
    ...(result.payload ? [whole("payload", jsonText(result.payload, 2))] : []),
    ...(body?.text === undefined ? [] : [whole("body", body.text)]),
    whole("fixture", fixtureText(campaign, typed, now, result)),
  ];
}

/** A fixture writes no more of it, and what it expects is to be the same. */
const wholeSecond = (now: Date): Date => new Date(now.getTime() - now.getUTCMilliseconds());

function banner(meaning: Meaning, { payload, abort }: ModelResult, now: Date): HTMLElement[] {
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

const wholes = {
  payload: { summary: "The whole payload", words: "" },
  body: {
    summary: "As Braze renders the body",
    words: "The body on this page, rendered for what is typed: letter by letter what Braze sends.",
  },
  fixture: {
    summary: "As a fixture",
    words:
      "For the folder of fixtures beside the config: mi-braze verify tells when a change makes another payload of it.",
  },
};

function whole(kind: keyof typeof wholes, text: string): HTMLElement {
  const { summary, words } = wholes[kind];
  return element(
    "details",
    { class: "fold" },
    element("summary", {}, summary),
    ...(words === "" ? [] : [element("p", { class: "muted" }, words)]),
    copyButton(`Copy the ${kind}`, () => text),
    element("pre", { id: `try-${kind}`, tabindex: "0", "aria-label": capital(kind) }, text),
  );
}

/** A member of the payload: what it holds, where that is from, or why there is none. */
function lineOf(
  { path, source, seen, verdict: outcome, rule, printed }: Step,
  field: Field | undefined,
): HTMLElement {
  const isSent = printed !== undefined;
  const line = element(
    "li",
    { class: isSent ? "sent" : outcome === "aborted" ? "aborted" : outcome === "met" ? "met" : "left" },
    element("code", { class: "path" }, path),
    " ",
    element("span", { class: "value" }, isSent ? shortened(jsonText(printed), 120) : outcome),
  );
  const from = element("span", { class: "muted from" }, "from ", sourceLink(source, field));
  if (!isSent)
    from.append(seen === null ? ", which is not there" : `, which holds ${shortened(asJsonText(seen), 60)}`);
  if (rule !== "") from.append(` (${rule})`);
  line.append(from);
  return line;
}

/** Leads to the field that it is from, where that is one of the form's. */
const sourceLink = (source: string, field: Field | undefined): HTMLElement =>
  field
    ? button(source, () => field.input.focus(), { class: "source", title: "Go to the field" })
    : element("code", {}, source);

/** Where a value is from: `object.sku` of what is made from `event_property.metadata` is `event_property.metadata.sku`. */
function wholeSource(
  { path, source }: Pick<Step, "path" | "source">,
  root: string,
  properties: readonly Property[],
  around: Readonly<Record<Surrounding, string>> = { item: "item", object: "object" },
): string {
  const inFull = (one: string) => one.replace(/^(?:item|object)\b/, (what) => around[what as Surrounding]);
  const [holder] = properties
    .filter(({ name }) => path !== `${root}.${name}` && isBelow(path, `${root}.${name}`))
    .sort((a, b) => b.name.length - a.name.length);
  if (!holder || holder.type === "constant") return inFull(source);
  const at = `${root}.${holder.name}`;
  if (holder.type === "gathered") return wholeSource({ path, source }, at, holder.properties, around);
  const from = inFull(sourceText(holder.from[0]));
  if (holder.type === "object")
    return wholeSource({ path, source }, at, holder.properties, { ...around, object: from });
  const [index] = /^\[\d+\]/.exec(path.slice(at.length)) ?? [];
  if (holder.type !== "array" || index === undefined) return inFull(source);
  const inner = holder.items.kind === "object" ? holder.items.properties : [];
  return wholeSource({ path, source }, at + index, inner, { item: from + index, object: "object" });
}

const fieldOfSource = (source: string, fields: readonly Field[]): Field | undefined => {
  const plain = source.replaceAll(/["']/g, "");
  return fields.find((one) => isBelow(plain, one.source));
};

/** Whether a path is another one or leads on from there. */
const isBelow = (path: string, other: string): boolean =>
  path.startsWith(other) && /^(?:[.[]|$)/.test(path.slice(other.length));
