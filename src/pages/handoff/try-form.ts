import { dataNamespaces } from "../../braze/data.js";
import { isProfileField } from "../../braze/profile-fields.js";
import type { Campaign, Meaning } from "../../config/model/config.js";
import {
  type DataKind,
  type ProfileKind,
  type SampleEvent,
  sampleEvent,
} from "../../generate/sample-event.js";
import { sourceLabel } from "../../generate/sample-user.js";
import type { Scope } from "../../liquid/runtime/scope.js";
import type { Value } from "../../liquid/value.js";
import { asJsonText } from "../../liquid/values/as-json.js";
import { inNothing, readSource } from "../../model/read.js";
import { type OrderedJson, parseJson, toOrderedJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";
import { element } from "../look/dom.js";

/** Something that Braze knows, as it is typed. */
export interface Field {
  readonly input: HTMLInputElement | HTMLTextAreaElement;
  /** As the config calls it: `event_property.price`. */
  readonly source: string;
  readonly kind: ProfileKind | DataKind;
  readonly name: string | undefined;
  /** Whether what is typed is a text, whatever it looks like. */
  isText: boolean;
}

/** A field for each thing that a campaign reads, filled in such that it is sent. */
export function fieldsOf(meaning: Meaning, campaign: Campaign): Field[] {
  const { profile, data } = sampleEvent(meaning, campaign);
  return [
    ...[...profile].map(([kind, value]) => fieldOf(kind, undefined, value)),
    ...[...data].flatMap(([kind, names]) => [...names].map(([name, value]) => fieldOf(kind, name, value))),
  ];
}

function fieldOf(kind: ProfileKind | DataKind, name: string | undefined, value: OrderedJson): Field {
  const isText = typeof value === "string";
  const isNested = value instanceof Map || Array.isArray(value);
  const text = isText ? value : jsonText(value, isNested ? 2 : 0);
  const rows = Math.min(16, text.split("\n").length + 1);
  const input = isNested ? element("textarea", { rows: String(rows) }) : element("input", { type: "text" });
  input.value = text;
  input.spellcheck = false;
  input.autocomplete = "off";
  return { input, kind, name, isText, source: name === undefined ? kind : `${kind}.${name}` };
}

/** Fills the fields with what a user and an event have. */
export function fill(fields: readonly Field[], scope: Scope): void {
  for (const field of fields) {
    const { kind, name, input } = field;
    const value: Value = isProfileField(kind)
      ? readSource({ kind }, scope, inNothing)
      : (scope.namespaces.get(dataNamespaces[kind])?.get(name ?? "") ?? null);
    if (value !== null) field.isText = typeof value === "string";
    input.value = value === null ? "" : typeof value === "string" ? value : asJsonText(value);
  }
}

export function rowOf({ input, kind, name }: Field, index: number): HTMLElement {
  input.id = `try-${index}`;
  const label = element("label", { for: input.id }, sourceLabel(kind));
  if (name !== undefined) label.append(" ", element("code", {}, name));
  return element("p", { class: "field" }, label, input);
}

/** The user and the event that are typed; an empty field is something that Braze does not have. */
export function typedEvent(fields: readonly Field[]): SampleEvent {
  const profile = new Map<ProfileKind, string>();
  const data = new Map<DataKind, Map<string, OrderedJson>>();
  for (const field of fields) {
    const { kind, name } = field;
    const value = typedValue(field);
    if (value === undefined) continue;
    if (isProfileField(kind)) profile.set(kind, field.input.value);
    else if (name !== undefined) data.set(kind, (data.get(kind) ?? new Map()).set(name, value));
  }
  return { profile, data };
}

/** What is typed; undefined for nothing. */
function typedValue({ input, isText }: Field): OrderedJson | undefined {
  const text = input.value;
  if (text === "") return undefined;
  const { root, faults } = parseJson({ name: "", text });
  return isText || !root || faults.length > 0 ? text : toOrderedJson(root);
}
