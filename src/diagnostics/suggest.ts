import { closest, distance } from "fastest-levenshtein";

/** The nearest valid name, or undefined if none is near enough to be what was meant. */
export function nearest(name: string, valid: Iterable<string>): string | undefined {
  const candidates = [...valid];
  if (candidates.length === 0 || name.length > 200) return undefined;
  const folded = new Map(candidates.map((candidate) => [fold(candidate), candidate]));
  const wanted = fold(name);
  const same = folded.get(wanted);
  if (same !== undefined) return same;
  // Two swapped letters count as two edits: too far for a short name, yet the most common typo.
  const letters = (text: string) => [...text].sort().join("");
  const inOrder = letters(wanted);
  const swapped = [...folded.keys()].find((one) => one.length === wanted.length && letters(one) === inOrder);
  if (swapped !== undefined && distance(wanted, swapped) <= 2) return folded.get(swapped);
  const best = closest(wanted, [...folded.keys()]);
  const allowed = Math.max(1, Math.floor(Math.min(name.length, best.length) / 3));
  return distance(wanted, best) <= allowed ? folded.get(best) : undefined;
}

/** `userId`, `user-id` and `User_ID` are the same name to a person. */
const fold = (name: string) => name.toLowerCase().replace(/[-_ ]/g, "");

/** `; did you mean "x"?`, or nothing. */
export function didYouMean(name: string, valid: Iterable<string>): string {
  const found = nearest(name, valid);
  return found === undefined || found === name ? "" : `; did you mean "${found}"?`;
}
