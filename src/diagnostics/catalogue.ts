import type { FindingKind } from "./diagnostic.js";

/** Every kind of finding there is. It is made of the rules, so the rooms before them are handed it. */
export interface Catalogue {
  /** By code. */
  readonly kinds: readonly FindingKind[];
  /** The kind that a person means by `MI062`, `mi062` or `unescaped-text`. */
  named(name: string): FindingKind | undefined;
}

export function catalogueOf(kinds: readonly FindingKind[]): Catalogue {
  const byName = new Map(
    kinds.flatMap((kind) => [kind.code.toLowerCase(), kind.name].map((name) => [name, kind] as const)),
  );
  return { kinds, named: (name) => byName.get(name.trim().toLowerCase()) };
}

/** Enough for whoever names no finding. */
export const emptyCatalogue = catalogueOf([]);

/** Codes, then names: what can be written for a kind. */
export const namesIn = ({ kinds }: Catalogue): string[] => [
  ...kinds.map(({ code }) => code),
  ...kinds.map(({ name }) => name),
];
