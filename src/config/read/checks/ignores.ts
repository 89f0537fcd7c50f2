import { namesIn } from "../../../diagnostics/catalogue.js";
import { didYouMean } from "../../../diagnostics/suggest.js";
import { configValue } from "../../findings.js";
import { nameOf } from "../../schema/structure.js";
import { at, quoted } from "../../tree.js";
import type { CheckRun } from "./context.js";

/** `lint.ignore`: only what can be found can be ignored. */
export function checkIgnores(run: CheckRun): void {
  const names = namesIn(run.catalogue);
  for (const index of (at(run.root, "lint", "ignore")?.items ?? []).keys()) {
    const path = ["lint", "ignore", index, "code"];
    const code = at(run.root, ...path);
    if (typeof code?.value !== "string" || names.includes(code.value)) continue;
    run.report(configValue, `${nameOf(path)} is ${quoted(code)}${didYouMean(code.value, names)}`, path, [
      "Expected: the code or the name of a finding. mi-braze explain --list shows them all.",
    ]);
  }
}
