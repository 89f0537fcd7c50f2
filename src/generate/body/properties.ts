import type { ArrayProperty, GatheredProperty, Property, ReadProperty } from "../../config/model/config.js";
import { abortReason } from "./abort-reason.js";
import { type AroundVariables, pipe, read } from "./expression.js";
import { whereLines } from "./preconditions.js";
import { kindOf, leaf, type Prepared, prepare, text } from "./scalars.js";
import type { Condition, Line, ListShape, Member, ObjectShape, Statement } from "./shape.js";
import { assign, unlessPresent, when } from "./statements.js";
import { singular, type VariableNames } from "./variable-names.js";

/** Where a list of properties is: in the event, in an object, or in an array's item. */
export interface Place {
  readonly slug: string;
  readonly names: VariableNames;
  readonly around: AroundVariables;
  /** The variable of what a property is in: its own is called after it. */
  readonly inside: string | undefined;
  /** Names from the top of `properties` down, for reasons. */
  readonly path: readonly string[];
  /** What a missing required member does here. */
  readonly onMissing: (path: readonly string[]) => Statement;
  /** True where a required member must have been looked at before anything is printed: inside an item that may be dropped. */
  readonly early: boolean;
}

/** Properties as members of a JSON object, and what must be prepared before the object is printed. */
export interface Members {
  readonly prepare: readonly Line[];
  readonly members: readonly Member[];
}

/** The event's own properties: a missing required one calls the send off. */
export function eventPlace(slug: string, names: VariableNames): Place {
  return { slug, names, around: {}, inside: undefined, path: [], onMissing: abort(slug), early: false };
}

export function membersOf(properties: readonly Property[], place: Place): Members {
  const parts = properties.map((property) => memberOf(property, place));
  return { prepare: parts.flatMap((part) => part.prepare), members: parts.map((part) => part.member) };
}

function memberOf(property: Property, place: Place): { prepare: readonly Line[]; member: Member } {
  const path = [...place.path, property.name];
  if (property.type === "constant")
    return {
      prepare: [],
      member: { kind: "member", name: property.name, value: { kind: "constant", json: property.value } },
    };
  const variable = place.names.take([place.inside, property.name].filter(Boolean).join(" "));
  if (property.type === "gathered") return gathered(property, variable, path, place);
  if (property.type === "object" || property.type === "array") {
    return structure(property, variable, path, place);
  }
  const prepared = prepare(property, variable, place.around);
  const certain = property.required || property.default !== undefined;
  return {
    prepare: [...prepared.lines, ...demand(property, prepared, path, place)],
    member: {
      kind: "member",
      name: property.name,
      value: leaf(prepared, property.default),
      when: certain ? undefined : prepared.present,
    },
  };
}

function structure(
  property: Extract<ReadProperty, { type: "object" | "array" }>,
  variable: string,
  path: readonly string[],
  place: Place,
): { prepare: readonly Line[]; member: Member } {
  const kind = `${variable}_kind`;
  const present: Condition = `${kind} == "${property.type === "object" ? "{" : "["}"`;
  const absent: Condition = `${kind} != "${property.type === "object" ? "{" : "["}"`;
  const [first, ...others] = property.from.map(
    (from): Line => [
      assign(variable, read(from, place.around)),
      assign(kind, kindOf(variable)),
      ...(property.type === "array" && property.split !== undefined ? [cut(variable, property.split)] : []),
    ],
  );
  const fallbacks = others.map((probe): Line => [when(absent, probe)]);
  const prepare: Line[] = [first!, ...fallbacks, ...demand(property, { present, absent }, path, place)];
  const condition = property.required ? undefined : present;
  if (property.type === "array") {
    const value = list(property, variable, path, place);
    return { prepare, member: { kind: "member", name: property.name, value, when: condition } };
  }
  const around = { ...place.around, object: variable };
  const { inside, value } = object(property.properties, variable, path, { ...place, around });
  if (place.early && inside.length > 0) {
    prepare.push([{ kind: "if", when: present, body: inside }]);
    return { prepare, member: { kind: "member", name: property.name, value, when: condition } };
  }
  return {
    prepare,
    member: { kind: "member", name: property.name, value: { ...value, prepare: inside }, when: condition },
  };
}

/** The properties of an object, or of a list's item, that is in the variable; and what is prepared before they are printed. */
function object(
  properties: readonly Property[],
  variable: string,
  path: readonly string[],
  place: Place,
): { inside: readonly Line[]; value: ObjectShape } {
  const { prepare, members } = membersOf(properties, { ...place, inside: variable, path });
  const comma = place.names.take("comma");
  return { inside: prepare, value: { kind: "object", prepare: [], members, comma } };
}

/** It is there where one of its properties is, so they are prepared before it. */
function gathered(
  property: GatheredProperty,
  variable: string,
  path: readonly string[],
  place: Place,
): { prepare: readonly Line[]; member: Member } {
  const { inside: prepare, value } = object(property.properties, variable, path, place);
  const { members } = value;
  const member: Member = { kind: "member", name: property.name, value };
  const conditions = members.flatMap((one) => (one.kind === "member" && one.when ? [one.when] : []));
  if (conditions.length < members.length) return { prepare, member };
  const kind = `${variable}_kind`;
  const [present, absent] = [`${kind} == "{"`, `${kind} != "{"`];
  const found = conditions.map((condition) => when(condition, [assign(kind, '"{"')]));
  return {
    prepare: [
      ...prepare,
      [assign(kind, '""'), ...found],
      ...demand(property, { present, absent }, path, place),
    ],
    member: property.required ? member : { ...member, when: present },
  };
}

/** Makes a list of a text: the JSON of a text begins with a quotation mark. */
function cut(variable: string, separator: string): Statement {
  const written = `${variable}_text`;
  return when(`${variable}_kind == '"'`, [
    assign(written, pipe(variable, 'append: ""')),
    when(`${written} != blank`, [
      assign(variable, pipe(written, `split: "${separator}"`)),
      assign(`${variable}_kind`, '"["'),
    ]),
  ]);
}

function list(property: ArrayProperty, variable: string, path: readonly string[], place: Place): ListShape {
  const { items, name, split, take, where } = property;
  const item = place.names.take([place.inside, singular(name)].filter(Boolean).join(" "));
  const comma = place.names.take("comma");
  const count = `${item}_number`;
  const isCounted = where.length > 0 && take !== undefined;
  const head = {
    kind: "list",
    variable,
    item,
    start: isCounted ? [assign(count, "0")] : [],
    limit: isCounted ? undefined : take,
    comma,
  } as const;
  if (items.kind === "scalar") {
    const value = place.names.take(`${item} value`);
    const prepared = prepare(
      { type: items.type, from: [{ kind: "item", path: [] }], stripped: split !== undefined },
      value,
      { item },
    );
    return { ...head, prepare: prepared.lines, keep: prepared.present, element: leaf(prepared, undefined) };
  }
  const {
    probe: looks,
    keep,
    read: whole,
    drop,
  } = items.of === "objects"
    ? objectItem(item)
    : scalarItem(item, place.names.take(`${item} value`), split !== undefined);
  // Among those that meet the conditions, the first ones are taken.
  const counted: Line[] = isCounted
    ? [[when(keep, [assign(count, pipe(count, "plus: 1"))]), when(`${count} > ${take}`, [drop])]]
    : [];
  const probe = [...looks, ...whereLines(property, place.names, item, drop), ...counted];
  if (items.onMissing === "abort") {
    const { inside, value } = object(items.properties, whole, path, {
      ...place,
      around: { item: whole },
      onMissing: abort(place.slug),
      early: false,
    });
    return { ...head, prepare: probe, keep, element: { ...value, prepare: inside } };
  }
  const { inside, value } = object(items.properties, whole, path, {
    ...place,
    around: { item: whole },
    onMissing: () => drop,
    early: true,
  });
  return { ...head, prepare: [...probe, ...inside], keep, element: value };
}

/** How an item is tested, and what its properties read. */
interface ItemTest {
  readonly probe: readonly Line[];
  readonly keep: Condition;
  /** The variable that `item` is. */
  readonly read: string;
  /** Makes an item one that is not kept. */
  readonly drop: Statement;
}

function objectItem(item: string): ItemTest {
  const kind = `${item}_kind`;
  return {
    probe: [[assign(kind, kindOf(item))]],
    keep: `${kind} == "{"`,
    read: item,
    drop: assign(kind, '""'),
  };
}

/** An item that its properties read as a whole. What was cut out of a text is read without the white space around it. */
function scalarItem(item: string, value: string, isCut: boolean): ItemTest {
  const { lines, present } = text(value, item, false, ...(isCut ? ["strip"] : []));
  const kept = `${item}_kind`;
  return {
    probe: [...lines, [when(present, [assign(kept, '"value"')], [assign(kept, '""')])]],
    keep: `${kept} == "value"`,
    read: isCut ? value : item,
    drop: assign(kept, '""'),
  };
}

/** What happens when a required value is missing. */
function demand(
  property: Pick<ReadProperty, "required">,
  value: Pick<Prepared, "present" | "absent">,
  path: readonly string[],
  place: Place,
): Line[] {
  return property.required ? [[unlessPresent(value, place.onMissing(path))]] : [];
}

const abort =
  (slug: string) =>
  (path: readonly string[]): Statement => ({
    kind: "abort",
    reason: abortReason.missingProperty(slug, path),
  });
