import { quoted } from "../../source/json-text.js";
/** What a value of the payload may be. Numbers are told apart as they are printed: `5` or `5.0`. */
export type JsonKind = "string" | "integer" | "float" | "boolean" | "null" | "object" | "array";

/** The payload's type, over every user for whom it is sent. */
export interface Shape {
  readonly kinds: ReadonlySet<JsonKind>;
  /** The text may be empty. */
  readonly mayBeEmpty: boolean;
  /** Members by name; `*` stands for names and members that only the data tells. */
  readonly members: ReadonlyMap<string, Member>;
  /** Names that the object has twice, on some path. */
  readonly repeated?: ReadonlySet<string> | undefined;
  /** What the items of the array may be; absent when it is always empty. */
  readonly items?: Shape | undefined;
  /** JSON that the data holds as a whole: besides what is told here, anything may be inside. */
  readonly open?: boolean;
}

export interface Member {
  readonly shape: Shape;
  /** There on every path on which the object is; else on some. */
  readonly always: boolean;
}

const noMembers: ReadonlyMap<string, Member> = new Map();

export const shapeOf = (kinds: Iterable<JsonKind>, mayBeEmpty = false): Shape => ({
  kinds: new Set(kinds),
  mayBeEmpty,
  members: noMembers,
});

/** What may be one or the other. */
export function joinShapes(a: Shape, b: Shape): Shape {
  if (a === b) return a;
  const objects = [a, b].filter((one) => one.kinds.has("object"));
  return {
    kinds: new Set([...a.kinds, ...b.kinds]),
    mayBeEmpty: a.mayBeEmpty || b.mayBeEmpty,
    members: objects.length === 2 ? joinMembers(a.members, b.members) : (objects[0]?.members ?? noMembers),
    repeated: joinNames(a.repeated, b.repeated),
    items: a.items && b.items ? joinShapes(a.items, b.items) : (a.items ?? b.items),
    open: a.open || b.open || false,
  };
}

export const joinNames = (
  a: ReadonlySet<string> | undefined,
  b: ReadonlySet<string> | undefined,
): ReadonlySet<string> | undefined => (a && b && a !== b ? new Set([...a, ...b]) : (a ?? b));

/** A member that one of two objects lacks is there on some paths only. */
export function joinMembers(
  a: ReadonlyMap<string, Member>,
  b: ReadonlyMap<string, Member>,
): ReadonlyMap<string, Member> {
  if (a === b) return a;
  const joined = new Map<string, Member>();
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    const [left, right] = [a.get(name), b.get(name)];
    joined.set(
      name,
      left && right
        ? { shape: joinShapes(left.shape, right.shape), always: left.always && right.always }
        : { shape: (left ?? right)!.shape, always: false },
    );
  }
  return joined;
}

/** The same text for equal shapes. */
export function keyOfShape({ kinds, mayBeEmpty, members, repeated, items, open }: Shape): string {
  const inside = [...members]
    .map(([name, { shape, always }]) => `${quoted(name)}${always ? "" : "?"}:${keyOfShape(shape)}`)
    .sort();
  return `${[...kinds].sort().join("|")}${mayBeEmpty ? "~" : ""}${open ? "*" : ""}${repeated ? `!${[...repeated].sort().join("!")}` : ""}{${inside.join(",")}}${items ? `[${keyOfShape(items)}]` : ""}`;
}
