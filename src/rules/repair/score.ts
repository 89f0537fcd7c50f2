import type { Diagnostic } from "../../diagnostics/diagnostic.js";

/** How much is at fault, the weightiest first. */
export type Score = readonly number[];

export function isLess(after: Score, before: Score): boolean {
  const index = after.findIndex((count, at) => count !== before[at]);
  return index >= 0 && after[index]! < before[index]!;
}

/** What hides other faults is fixed before those: what cannot be read at all, then the document's own faults, then the rest. */
export const weights = [0, 1, 2] as const;
export type Weight = (typeof weights)[number];

export const weightOf = ({ kind }: Diagnostic): Weight => (kind.fatal ? 0 : kind.structural ? 1 : 2);

export function scoreOf(diagnostics: readonly Diagnostic[]): Score {
  const count = (is: (found: Diagnostic) => boolean) => diagnostics.filter(is).length;
  const isError = ({ severity }: Diagnostic) => severity === "error";
  return [
    count((found) => isError(found) && weightOf(found) === 0),
    count((found) => isError(found) && weightOf(found) === 1),
    count(isError),
    count(({ kind }) => kind.undecided === true),
    count(({ severity }) => severity === "warning"),
  ];
}
