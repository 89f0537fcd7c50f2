import { namesIn } from "../../../diagnostics/catalogue.js";
import { didYouMean } from "../../../diagnostics/suggest.js";
import { configMissingKey, configValue } from "../../findings.js";
import { hasKey } from "../../schema/schema-walk.js";
import { nameOf } from "../../schema/structure.js";
import { at, quoted } from "../../tree.js";
import type { CheckRun } from "./context.js";

/** `lint.ignore`: only what can be found can be ignored. */
export function checkIgnores(run: CheckRun): void {
  const names = namesIn(run.catalogue);
  for (const [index, node] of (at(run.root, "lint", "ignore")?.items ?? []).entries()) {
    const ignore = ["lint", "ignore", index];
    if (node.kind === "object" && !["code", "files"].some((key) => hasKey(run.root, ignore, key)))
      run.report(configMissingKey, `${nameOf(ignore)} does not say what to ignore`, ignore, [
        "Give it a code, such as MI062, or files in which every finding is ignored, or both.",
      ]);
    const path = [...ignore, "code"];
    const code = at(run.root, ...path);
    if (typeof code?.value !== "string" || names.includes(code.value)) continue;
    run.report(configValue, `${nameOf(path)} is ${quoted(code)}${didYouMean(code.value, names)}`, path, [
      "Expected: the code or the name of a finding. mi-braze explain --list shows them all.",
    ]);
  }
}
