import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../cases/proof/", import.meta.url);

/** What a body is labelled as, and the verdict that the proof must come to. */
export const labels = { valid: "proven", broken: "refuted" } as const;
export type Label = keyof typeof labels;

/** Bodies by file name, as they are labelled in `test/cases/proof/`. */
export function labelledBodies(label: Label): [name: string, text: string][] {
  return readdirSync(new URL(`${label}/`, folder))
    .sort()
    .map((name) => [name, readFileSync(new URL(`${label}/${name}`, folder), "utf8")]);
}
