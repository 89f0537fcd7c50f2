import type { Definitions, Inferred } from "./infer.js";

/** Names of properties that no sample has a value of. */
export const unsettledIn = (properties: Definitions): string[] =>
  namesOf(properties, ({ kind }) => kind === "unknown" || kind === "blank");

/** Names of properties that no one type fits, so that they are passed on as they are. */
export const mixedIn = (properties: Definitions): string[] =>
  namesOf(properties, ({ kind }) => kind === "mixed");

/** Names of one object that differ in their case only. */
export function differingInCase(properties: Definitions): string[][] {
  const alike = new Map<string, string[]>();
  for (const name of properties.keys()) {
    const folded = name.toLowerCase();
    alike.set(folded, [...(alike.get(folded) ?? []), name]);
  }
  return [
    ...[...alike.values()].filter((names) => names.length > 1),
    ...[...properties.values()].flatMap((type) => {
      const members = membersOf(type);
      return members ? differingInCase(members) : [];
    }),
  ];
}

function namesOf(properties: Definitions, is: (type: Inferred) => boolean): string[] {
  return [...properties].flatMap(([name, type]) => {
    if (is(type.kind === "array" ? type.items : type)) return [name];
    const members = membersOf(type);
    return members ? namesOf(members, is) : [];
  });
}

function membersOf(type: Inferred): Definitions | undefined {
  const inside = type.kind === "array" ? type.items : type;
  return inside.kind === "object" ? inside.members : undefined;
}
