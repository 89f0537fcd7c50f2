import { fixtureShape, fixtureSyntax } from "../../braze/fixture/findings.js";
import { checkSizes } from "../../braze/fixture/intake.js";
import { FixtureFaults, kindWords } from "../../braze/fixture/shape.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import {
  duplicateMembers,
  type JsonMember,
  type JsonNode,
  memberOf,
  parseJsonFile,
} from "../../source/json.js";
import { quoted } from "../../source/json-text.js";
import { type Source, spanOf } from "../../source/source.js";

/** An event as it was sent to Braze, to learn names and types from. */
export interface SampleEvent {
  /** Absent when the file holds properties alone. */
  readonly name: string | undefined;
  readonly properties: readonly JsonMember[];
  /** The properties as they stand in the file: a JSON object. */
  readonly text: string;
  /** Worth telling: what of the file was not looked at. */
  readonly notes: readonly string[];
}

const maxLength = 5_000_000;

/** The members of the event object of `/users/track` (`_docs/_api/objects_filters/event_object.md`). */
const eventKeys = [
  "external_id",
  "user_alias",
  "braze_id",
  "email",
  "phone",
  "app_id",
  "name",
  "time",
  "properties",
  "_update_existing_only",
];

/** Reads an event object, a whole `/users/track` body, a fixture, or an object of properties alone. */
export function readSampleEvent(source: Source): SampleEvent {
  if (source.text.length > maxLength) {
    const size = `${Math.round(source.text.length / 1_000_000)} MB`;
    refuse(`"${source.name}" is not a sample of one event: it is ${size} long`, []);
  }
  const { root, faults } = parseJsonFile(source);
  if (source.text.trim() === "") refuse(`"${source.name}" is empty`, [whatToWrite]);
  if (faults.length > 0 || !root) {
    throw new UserError(
      faults.map(({ start, end, message }) =>
        fixtureSyntax.report(message, { span: spanOf(source, start, end) }),
      ),
      3,
    );
  }
  const at = (node: JsonNode) => spanOf(source, node.start, Math.min(node.end, node.start + 1));
  const wrong = (node: JsonNode, message: string): never => {
    throw new UserError([fixtureShape.report(message, { span: at(node), notes: [whatToWrite] })], 1);
  };
  const twice = duplicateMembers(root).map(({ first, again }) =>
    fixtureShape.report(`the name ${quoted(again.name)} stands twice in one object`, {
      span: spanOf(source, again.nameRange.start, again.nameRange.end),
      notes: [{ message: "here first", span: spanOf(source, first.nameRange.start, first.nameRange.end) }],
    }),
  );
  if (twice.length > 0) throw new UserError(twice, 1);
  if (root.kind === "array")
    wrong(root, "a sample is one event, not a list of them: give one of its entries");
  if (root.kind !== "object") wrong(root, `a sample is a JSON object, not ${kindWords[root.kind]}`);
  if (root.members!.length === 0) wrong(root, "this sample is empty: there is nothing to learn from it");

  const events = memberOf(root, "events");
  if (events?.kind === "array") return fromBody(events, source, wrong);
  if (memberOf(root, "purchases")?.kind === "array") {
    wrong(root, "this body holds purchases and no events; a sample is an event");
  }
  const event = memberOf(root, "event");
  if (event?.kind === "object" && memberOf(event, "name")) return fromEvent(event, source, wrong);
  if (isEvent(root)) return fromEvent(root, source, wrong);
  return {
    name: undefined,
    properties: root.members!,
    text: textOf(root, source),
    notes: takenNotes(root, source),
  };
}

const whatToWrite =
  'A sample is an event as Braze takes it: {"name": "Product Viewed", "properties": {"id": "p1"}}, a whole /users/track body, or the properties alone.';

function refuse(message: string, notes: readonly string[]): never {
  throw new UserError([fixtureSyntax.report(message, { notes })], 3);
}

/** Properties may have a `name` of their own, so a name alone does not make an event. */
function isEvent(node: JsonNode): boolean {
  const members = node.members ?? [];
  const known = members.every(({ name }) => eventKeys.includes(name));
  return (
    memberOf(node, "name")?.kind === "string" && (memberOf(node, "properties")?.kind === "object" || known)
  );
}

type Refusal = (node: JsonNode, message: string) => never;

function fromBody(events: JsonNode, source: Source, wrong: Refusal): SampleEvent {
  const [first, ...others] = events.items ?? [];
  if (!first) return wrong(events, '"events" is empty: there is nothing to learn from it');
  const sample = fromEvent(first, source, wrong);
  if (others.length === 0) return sample;
  return { ...sample, notes: [`the first of its ${others.length + 1} events was taken`, ...sample.notes] };
}

function fromEvent(node: JsonNode, source: Source, wrong: Refusal): SampleEvent {
  if (node.kind !== "object") return wrong(node, "an event is an object");
  const name = memberOf(node, "name");
  if (name?.kind !== "string" || String(name.value).trim() === "") {
    return wrong(name ?? node, 'an event has a "name", which is a text');
  }
  const properties = memberOf(node, "properties");
  if (properties && properties.kind !== "object" && properties.kind !== "null") {
    return wrong(properties, `"properties" is an object, not ${kindWords[properties.kind]}`);
  }
  if (/\p{Surrogate}/u.test(String(name.value))) return wrong(name, "this name is not valid Unicode");
  const members = properties?.members ?? [];
  const notes = members.length === 0 ? ["the event has no properties"] : takenNotes(properties!, source);
  return {
    name: String(name.value),
    properties: members,
    text: members.length === 0 ? "{}" : textOf(properties!, source),
    notes,
  };
}

/** What Braze would not keep of it; a property that it refuses is left out of the config, and told there. */
function takenNotes(properties: JsonNode, source: Source): string[] {
  const found = new FixtureFaults(source);
  checkSizes(properties, "event", found);
  return found.found.map(({ message }) => message);
}

const textOf = (node: JsonNode, source: Source) => source.text.slice(node.start, node.end);
