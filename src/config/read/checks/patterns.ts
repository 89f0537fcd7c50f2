import { expandBraces, shorterPatterns } from "../../../source/braces.js";
import { configValue } from "../../findings.js";
import { nameOf } from "../../schema/structure.js";
import { at, type ConfigPath } from "../../tree.js";
import type { CheckRun } from "./context.js";

/** Far more names than anybody lists, and few enough to look for each of them. */
const most = 5_000;

/** Patterns of files: each within its limits, and not too many of them. */
export function checkPatterns(run: CheckRun): void {
  const ignores = at(run.root, "lint", "ignore")?.items ?? [];
  const lists: ConfigPath[] = [
    ["fixtures"],
    ["lint", "files"],
    ...ignores.map((_, index) => ["lint", "ignore", index, "files"]),
  ];
  let names = 0;
  for (const path of lists.flatMap((list) => placesOf(run, list))) {
    const { value } = at(run.root, ...path) ?? {};
    const expansion = expandBraces(typeof value === "string" ? value : "");
    if ("fault" in expansion) {
      run.report(configValue, `${nameOf(path)}: ${expansion.fault}`, path, [shorterPatterns]);
      continue;
    }
    names += expansion.names.length;
    if (names <= most) continue;
    run.report(
      configValue,
      `with ${nameOf(path)}, the patterns of this config stand for more than ${most} names`,
      path,
      ["Name folders, or write * for what the names have in common."],
    );
    return;
  }
}

/** The places of a list's items, or of a value that is in its place. */
function placesOf(run: CheckRun, list: ConfigPath): ConfigPath[] {
  const { items } = at(run.root, ...list) ?? {};
  return items?.map((_, index) => [...list, index]) ?? [list];
}
