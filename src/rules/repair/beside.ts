import type { Diagnostic, Fix } from "../../diagnostics/diagnostic.js";
import { unproven } from "../../proof/prove.js";
import type { Source } from "../../source/source.js";
import { edited, editsOf, placesBefore, together } from "../fix/edits.js";
import { type LintOptions, lintWebhook } from "../lint-webhook.js";
import type { WebhookFiles } from "../subject/webhook.js";
import type { RepairOptions } from "./repair.js";

/** A file that is read with the bodies beside it: the URL, or the headers. */
export type Beside = "url" | "headers";

export interface BesideRepair {
  readonly text: string;
  readonly made: readonly string[];
  placeBefore(place: number): number;
}

/** Fixes what is beside a body: each fix stays only if what it is for is found no more, and nothing else is. */
export function repairBeside(
  files: WebhookFiles,
  what: Beside,
  { only, ignore }: Pick<RepairOptions, "only" | "ignore">,
): BesideRepair | undefined {
  const source = files[what];
  if (!source) return undefined;
  const options: LintOptions = { ignore: ignore ?? [], prove: (template) => unproven(template) };
  const look = (text: string): readonly Diagnostic[] =>
    lintWebhook({ ...files, [what]: { ...source, text } }, options).diagnostics.filter((found) =>
      isIn(source, found),
    );
  const before = look(source.text);
  const found = before.flatMap(({ fix, kind }) =>
    fix && (only === undefined || only.has(kind)) ? [fix] : [],
  );
  const made: Fix[] = [];
  const attempt = (fixes: readonly Fix[]): boolean => {
    const all = together([...made, ...fixes]);
    if (all.length < made.length + fixes.length) return false;
    if (look(edited(source.text, editsOf(all))).length > before.length - all.length) return false;
    made.push(...fixes);
    return true;
  };
  if (!attempt(together(found))) for (const fix of found) attempt([fix]);
  if (made.length === 0) return undefined;
  const edits = editsOf(made);
  return {
    text: edited(source.text, edits),
    made: made.map(({ title }) => title),
    placeBefore: placesBefore(edits),
  };
}

const isIn = ({ name }: Source, { span }: Diagnostic): boolean => span?.source.name === name;
