import { UserError } from "../../diagnostics/diagnostic.js";
import { staleOutput, unwritableFile } from "../../diagnostics/findings.js";
import { visibleName } from "../../egress/visible.js";
import type { Console } from "./console.js";
import type { Change } from "./output/changes.js";

const marks = { added: "+", changed: "~", removed: "-", kept: "!", unchanged: " " } as const;
const colors = { added: "green", changed: "yellow", removed: "red", kept: "red", unchanged: "dim" } as const;

/** What was done with a file, in a line. */
export function changeLine({ path, kind, edited }: Change, out: string, console: Console): string {
  const remark = edited
    ? "  (its edits are replaced: edit the config instead)"
    : kind === "kept"
      ? "  (no longer generated, but edited by hand: remove it yourself)"
      : "";
  return console.out[colors[kind]](visibleName(`${marks[kind]} ${out}/${path}`)) + console.out.dim(remark);
}

/**
 * Somebody's own file is not lost because it has a name of ours.
 * @throws UserError, with exit code 3, that names each
 */
export function refuseForeign(changes: readonly Change[], out: string, command: string): void {
  const foreign = changes.filter((change) => change.foreign);
  if (foreign.length === 0) return;
  const notes = [
    "Nothing was written. Move it, choose another folder with --out, or overwrite it with --force.",
  ];
  throw new UserError(
    foreign.map(({ path }) =>
      unwritableFile.report(`${out}/${path} is there already, and mi-braze ${command} did not make it`, {
        notes,
      }),
    ),
    3,
  );
}

/** What `--check` says of a folder; exit code 1 where it is not what the config means. */
export function reportCheck(
  changes: readonly Change[],
  out: string,
  command: string,
  console: Console,
): number {
  const stale = changes.filter((change) => change.kind !== "unchanged" && change.kind !== "kept");
  if (stale.length === 0) {
    console.talk(`${console.err.marks.ok} ${out}/ is what the config means.`);
    return 0;
  }
  const wordsFor = ({ edited }: Change) => ({
    added: "is missing",
    changed: edited ? "was edited by hand since it was generated" : "is older than the config",
    removed: "is no longer generated",
    kept: "",
    unchanged: "",
  });
  const found = stale.map((change) => {
    const { path, kind, foreign } = change;
    const what = foreign ? `was not made by mi-braze ${command}` : wordsFor(change)[kind];
    return staleOutput.report(`${out}/${path} ${what}`);
  });
  console.diagnostics(found);
  const isEdited = stale.some(({ edited }) => edited);
  console.talk(
    isEdited
      ? `Edit the config instead: mi-braze ${command} replaces what was edited by hand. Commit its result.`
      : `Run mi-braze ${command} and commit the result.`,
  );
  return 1;
}
