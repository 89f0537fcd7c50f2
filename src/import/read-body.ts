import type { DataSource } from "../config/model/config.js";
import { sourceText } from "../generate/body/source-text.js";
import type { Template } from "../liquid/syntax/template.js";
import { byName, definitionsOf } from "./definition.js";
import { readDocument } from "./document.js";
import type { Member, Value } from "./document-tree.js";
import type { Change, Entries, Entry, Surroundings } from "./entry.js";
import { envelopeNames } from "./envelope-names.js";
import type { Constant, Loss, Test } from "./expression.js";
import { type Abort, type Flat, flatten } from "./flatten.js";
import { isPresence, leavesIn } from "./leaves.js";
import { type Leaf, type Made, madeOf, ofParts, sameLeaf } from "./made.js";

/** What an existing body comes to in a config. */
export interface Import {
  readonly type: "track" | "identify";
  /** As the body sends it; absent where it sends none. */
  readonly event: string | undefined;
  /** What the event's properties come from. */
  readonly namespace: Namespace;
  readonly identity: {
    readonly userId: Entry | undefined;
    readonly anonymousId: Entry | undefined;
    readonly track: "one" | "both";
  };
  readonly timestamp: string | undefined;
  readonly timezone: { readonly from: string | undefined; readonly default: string | undefined };
  readonly wire: Entries;
  readonly onlyIf: Entries;
  readonly unless: Entries;
  readonly properties: Entries;
  /** Everything of somebody's data that the body reads. */
  readonly leaves: readonly Leaf[];
  readonly losses: readonly Loss[];
  readonly changes: readonly Change[];
}

export type Namespace = "event_property" | "api_trigger_property" | "context";

/**
 * Reads a webhook body as the config that means the same.
 * @throws Unreadable where the body is not a JSON object with holes
 */
export function readBody(template: Template, contentBlocks: ReadonlyMap<string, string>): Import {
  const flat = flatten(template, contentBlocks);
  const losses: Loss[] = [...flat.losses];
  const changes: Change[] = [];
  const document = readDocument(flat.pieces, losses);
  const found = envelopeOf(document.members);
  const { members, names } = found;
  const namespace = namespaceOf(leavesIn(document));
  const required = requiredBy(flat.aborts);
  const around = (path: readonly string[]): Surroundings => ({ path, namespace, required, losses, changes });

  const type = /^identify$/i.test(String(constantOf(members.get("type")))) ? "identify" : "track";
  const event = constantOf(members.get("event"));
  if (members.has("event") && typeof event !== "string")
    losses.push({
      ...place(members.get("event")!),
      path: [names.get("event")!],
      what: `${names.get("event")}: a name that the data tells`,
    });
  if (!members.has("type")) changes.push({ path: ["type"], what: `is sent: ${type}` });

  const identity = identityOf(members, losses);
  const identify = type === "identify";
  for (const [key, is] of [
    ["user_id", identity.userId === undefined && "external_id"],
    ["anonymous_id", identify && identity.anonymousId === undefined && "braze_id"],
    ["event", !identify && typeof event !== "string" && "its name"],
  ] as const)
    if (is !== false) changes.push({ path: [names.get(key) ?? key], what: `is sent: ${is}` });
  const timestamp = timestampOf(members.get("timestamp"), changes, losses);
  const zone = members.get("timezone") && madeOfMember(members.get("timezone")!);
  const [zoneLeaf] = zone?.leaves ?? [];
  if (!members.has("properties") && !identify)
    changes.push({ path: ["properties"], what: "is sent: it holds what the event is about" });
  if (!members.has("timezone")) changes.push({ path: ["timezone"], what: "is sent: the user's time zone" });
  if (!members.has("timestamp")) changes.push({ path: ["timestamp"], what: "is sent: the time of sending" });

  const inside = members.get("properties")?.value;
  const own =
    inside?.kind === "object" ? definitionsOf(inside.members, around([names.get("properties")!])) : new Map();
  const { constants, moved } = others(found.rest, around);
  for (const name of moved.keys())
    changes.push({
      path: [name],
      what: `is in ${names.get("properties") ?? "properties"} now`,
      isMoved: true,
    });
  const conditions = preconditionsOf(flat, identity.leaves, leavesIn(document), losses);
  return {
    type,
    event: typeof event === "string" ? event : undefined,
    namespace,
    identity,
    timestamp: timestamp.from,
    timezone: {
      from: zoneLeaf?.op === "source" ? sourceText(zoneLeaf.source) : undefined,
      default: zoneDefault(zone),
    },
    wire: wireOf(names, type, members, timestamp.format, constants),
    ...conditions,
    properties: new Map([...own, ...moved]),
    leaves: [...leavesIn(document), ...conditions.leaves],
    losses: losses.sort((a, b) => a.start - b.start),
    changes,
  };
}

/** A time zone that is always the same is the default of a user who has none. */
const zoneDefault = (made: Made | undefined): string | undefined => {
  const text = made?.default ?? made?.constant;
  return typeof text === "string" && text !== "" ? text : undefined;
};

type EnvelopeMember = keyof typeof envelopeNames;

/** Which members of the payload are Movable Ink's envelope, by the names that tools give them. */
function envelopeOf(all: readonly Member[]): {
  readonly members: ReadonlyMap<EnvelopeMember, Member>;
  /** How the body calls them. */
  readonly names: ReadonlyMap<EnvelopeMember, string>;
  readonly rest: readonly Member[];
} {
  const members = new Map<EnvelopeMember, Member>();
  const names = new Map<EnvelopeMember, string>();
  const grouped = byName(all);
  for (const [key, words] of Object.entries(envelopeNames) as [EnvelopeMember, readonly string[]][]) {
    const name = words.find((word) => {
      const [member] = grouped.get(word) ?? [];
      return member && !names.has(key) && (member.value.kind === "object") === (key === "properties");
    });
    if (name === undefined) continue;
    names.set(key, name);
    members.set(key, grouped.get(name)![0]!);
  }
  const taken = new Set(names.values());
  return { members, names, rest: all.filter(({ name }) => !taken.has(name)) };
}

const place = ({ start, end }: Member) => ({ start, end });

function madeOfMember({ value }: Member): Made {
  return madeOfValue(value);
}

function madeOfValue(value: Value): Made {
  if (value.kind === "string" || value.kind === "bare") return ofParts(value.parts);
  if (value.kind !== "either") return { leaves: [], normalize: [], lost: ["a structure"] };
  const arms = value.arms.flatMap(({ test, value: one }) =>
    one && (one.kind === "string" || one.kind === "bare") ? [{ test, value: one.parts }] : [],
  );
  const { start, end } = value;
  return ofParts([{ kind: "either", arms, start, end }]);
}

const constantOf = (member: Member | undefined) => member && madeOfMember(member).constant;

interface Identity {
  readonly userId: Entry | undefined;
  readonly anonymousId: Entry | undefined;
  readonly track: "one" | "both";
  readonly leaves: readonly Leaf[];
}

function identityOf(members: ReadonlyMap<EnvelopeMember, Member>, losses: Loss[]): Identity {
  const user = members.get("user_id");
  const anonymous = members.get("anonymous_id");
  const made = [user, anonymous].map((member) => member && madeOfMember(member));
  const rules = made.map((one, at) => one && idRule(one, [user, anonymous][at]!, losses));
  const always = [user, anonymous].every((member) => member && member.when.length === 0);
  return {
    userId: rules[0],
    anonymousId: rules[1],
    track: always ? "both" : "one",
    leaves: made.flatMap((one) => one?.leaves ?? []),
  };
}

function idRule(made: Made, member: Member, losses: Loss[]): Entry | undefined {
  const lose = (what: string) =>
    losses.push({ ...place(member), path: [member.name], what: `${member.name}: ${what}` });
  for (const what of made.lost) lose(what);
  const [leaf, ...others] = made.leaves;
  if (leaf?.op !== "source") {
    if (made.lost.length === 0)
      lose(made.constant === undefined ? "an id that no source holds" : "the same id for everybody");
    return undefined;
  }
  if (made.text) lose("the text around the id");
  for (const other of others)
    if (other.op === "source" && !made.text)
      lose(`${sourceText(other.source)}, where there is no ${sourceText(leaf.source)}`);
  const from = sourceText(leaf.source);
  if (made.normalize.length === 0 && made.hash === undefined) return from;
  return new Map<string, Entry>([
    ["from", from],
    ...(made.normalize.length > 0 ? [["normalize", [...new Set(made.normalize)]] as const] : []),
    ...(made.hash === undefined ? [] : [["hash", made.hash] as const]),
  ]);
}

type TimestampFormat = "milliseconds" | "seconds" | "iso8601";

function timestampOf(
  member: Member | undefined,
  changes: Change[],
  losses: Loss[],
): { readonly from: string | undefined; readonly format: TimestampFormat } {
  if (!member) return { from: undefined, format: "milliseconds" };
  const made = madeOfMember(member);
  const [leaf] = made.leaves;
  const from = leaf?.op === "source" ? sourceText(leaf.source) : undefined;
  for (const what of made.lost)
    losses.push({ ...place(member), path: [member.name], what: `${member.name}: ${what}` });
  const format = formatOf(made);
  const isText = member.value.kind === "string";
  const say = (what: string) => changes.push({ path: [member.name], what });
  if (from !== undefined && made.date === undefined)
    say("is sent in milliseconds, whatever notation the source has");
  else if (format === undefined) say("is sent in milliseconds");
  else if (format !== "iso8601" && isText) say("is sent as a number; the body sends it as a string");
  else if (format === "iso8601" && !/^%(Y-%m-%d|F)T(%H:%M:%S|%T)Z$/.test(made.date ?? ""))
    say("is sent as YYYY-MM-DDTHH:MM:SSZ");
  return { from, format: format ?? "milliseconds" };
}

function formatOf({ date, scale = 1 }: Made): TimestampFormat | undefined {
  if (date === "%s") return scale === 1000 ? "milliseconds" : scale === 1 ? "seconds" : undefined;
  if (date === "%s%L" || date === "%Q") return "milliseconds";
  return date !== undefined && /^%(Y-%m-%d|F)/.test(date) ? "iso8601" : undefined;
}

/** How the body calls what Movable Ink's documented payload calls otherwise. */
function wireOf(
  names: ReadonlyMap<EnvelopeMember, string>,
  type: "track" | "identify",
  members: ReadonlyMap<EnvelopeMember, Member>,
  format: TimestampFormat,
  constants: Entries,
): Entries {
  const wire = new Map<string, Entry>();
  for (const [key, name] of names) if (name !== key && key !== "timestamp") wire.set(key, name);
  const timestamp = names.get("timestamp") ?? "timestamp";
  const isUsual = format === "milliseconds";
  if (timestamp !== "timestamp")
    wire.set("timestamp", new Map([["name", timestamp], ...(isUsual ? [] : [["format", format] as const])]));
  else if (!isUsual) wire.set("timestamp", format);
  const word = constantOf(members.get("type"));
  if (typeof word === "string" && word !== type)
    wire.set("values", new Map([["type", new Map([[type, word]])]]));
  if (constants.size > 0) wire.set("constants", constants);
  return wire;
}

/** Members outside the envelope: what is the same for everybody stays there, the rest has its place in properties. */
function others(
  rest: readonly Member[],
  around: (path: readonly string[]) => Surroundings,
): { readonly constants: Entries; readonly moved: Entries } {
  const definitions = definitionsOf(rest, around([]));
  const constants = new Map<string, Entry>();
  const moved = new Map<string, Entry>();
  for (const [name, entry] of definitions) {
    const value = entry instanceof Map ? entry.get("value") : undefined;
    if (value === undefined) moved.set(name, entry);
    else constants.set(name, value);
  }
  return { constants, moved };
}

/** By the sources that a body of each has; a Canvas has two kinds. */
const namespaces: readonly (readonly [source: DataSource["kind"], namespace: Namespace])[] = [
  ["event_property", "event_property"],
  ["api_trigger_property", "api_trigger_property"],
  ["context", "context"],
  ["canvas_entry_property", "context"],
];

/** What the body reads its event from; without any, it is told by an event's name alone. */
function namespaceOf(leaves: readonly Leaf[]): Namespace {
  const kinds = new Set<DataSource["kind"]>(
    leaves.flatMap((leaf) => (leaf.op === "source" ? [leaf.source.kind] : [])),
  );
  return namespaces.find(([source]) => kinds.has(source))?.[1] ?? "event_property";
}

/** What the body is not sent without. */
const requiredBy = (aborts: readonly Abort[]): Leaf[] => aborts.flatMap(({ when }) => absentIn(when));

/** The leaves whose absence alone meets the tests. */
function absentIn(when: readonly Test[]): Leaf[] {
  const [test] = when.filter((one) => !isPresent(one));
  return test && when.every((one) => one === test || isPresent(one)) ? absent(test) : [];
}

const isPresent = (test: Test): boolean => test.op === "present";

function absent(test: Test): Leaf[] {
  if (test.op === "or") return test.tests.flatMap(absent);
  if (test.op !== "not" || test.test.op !== "present") return [];
  return madeOf(test.test.of).leaves.slice(0, 1);
}

/** Aborts that ask for a value, as `only_if` and `unless` have them. */
function preconditionsOf(
  { aborts }: Flat,
  ids: readonly Leaf[],
  /** What has a place in the payload, where it is required. */
  printed: readonly Leaf[],
  losses: Loss[],
): { readonly onlyIf: Entries; readonly unless: Entries; readonly leaves: readonly Leaf[] } {
  const onlyIf = new Map<string, Entry>();
  const unless = new Map<string, Entry>();
  const leaves: Leaf[] = [];
  for (const abort of aborts) {
    const found = askedBy(abort.when);
    if (found) {
      (found.key === "only_if" ? onlyIf : unless).set(sourceText(found.leaf.source), found.value);
      leaves.push(found.leaf);
      continue;
    }
    if (isAboutAll(abort.when, ids)) continue;
    const missing = absentIn(abort.when);
    for (const leaf of missing)
      if (leaf.op === "source" && !printed.some((one) => sameLeaf(one, leaf))) {
        leaves.push(leaf);
        onlyIf.set(sourceText(leaf.source), "present");
      }
    if (missing.length === 0)
      losses.push({ start: abort.start, end: abort.end, what: "the condition of this abort" });
  }
  return { onlyIf, unless, leaves };
}

/** Whether an abort only says that there is no id. */
const isAboutAll = (when: readonly Test[], ids: readonly Leaf[]): boolean =>
  when.length > 0 && when.every((test) => isAbsence(test, ids));

function isAbsence(test: Test, ids: readonly Leaf[]): boolean {
  if (test.op === "and") return test.tests.every((one) => isAbsence(one, ids));
  if (test.op !== "not") return false;
  const asked = test.test.op === "and" ? test.test.tests : [test.test];
  return asked.every((one) => one.op === "present" && isPresence(one, ids));
}

interface Asked {
  readonly key: "only_if" | "unless";
  readonly leaf: Leaf & { readonly op: "source" };
  readonly value: Entry;
}

/** `if x == "test"` aborts: unless x is it. `if x != "paid"` aborts: only if it is. */
function askedBy(when: readonly Test[]): Asked | undefined {
  const [test] = when;
  if (!test || when.length > 1) return undefined;
  if (test.op === "not") {
    const values = valuesIn(test.test);
    return values && { key: "only_if", ...values };
  }
  if (test.op === "and" && test.tests.every((one) => one.op === "not")) {
    const values = valuesIn({
      op: "or",
      tests: test.tests.map((one) => (one.op === "not" ? one.test : one)),
    });
    return values && { key: "only_if", ...values };
  }
  if (test.op === "present") {
    const [leaf] = madeOf(test.of).leaves;
    return leaf?.op === "source" ? { key: "unless", leaf, value: "present" } : undefined;
  }
  const values = valuesIn(test);
  return values && { key: "unless", ...values };
}

function valuesIn(test: Test): Omit<Asked, "key"> | undefined {
  const tests = test.op === "or" ? test.tests : [test];
  const values: Exclude<Constant, null>[] = [];
  let found: (Leaf & { op: "source" }) | undefined;
  for (const one of tests) {
    if (one.op !== "equals" || one.value === null) return undefined;
    const [leaf] = madeOf(one.of).leaves;
    if (leaf?.op !== "source" || !("path" in leaf.source) || (found && !sameLeaf(found, leaf)))
      return undefined;
    found = leaf;
    values.push(one.value);
  }
  const [only] = values;
  if (!found || only === undefined) return undefined;
  return {
    leaf: found,
    value: values.length === 1 && !/^(present|absent)$/.test(String(only)) ? only : values,
  };
}
