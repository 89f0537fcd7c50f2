import { configValue } from "../../findings.js";
import { patterns } from "../../schema/parts.js";
import { nameOf } from "../../schema/structure.js";
import { at } from "../../tree.js";
import type { CheckRun } from "./context.js";

/** `environments`: each name one that a folder can have, and each with something of its own. */
export function checkEnvironments(run: CheckRun): void {
  for (const { name, nameRange, value } of at(run.root, "environments")?.members ?? []) {
    if (!patterns.environment.test(name))
      run.report(configValue, "the name of an environment is part of a folder's name", nameRange, [
        "Write lowercase letters, digits, _ and -, such as staging.",
      ]);
    if (value.kind === "object" && value.members!.length === 0)
      run.report(configValue, `${nameOf(["environments", name])} says nothing`, nameRange, [
        "Write what differs there: {brand: TEXT, movable_ink: {endpoint: env:NAME, authorization: env:NAME}, braze: {rest_endpoint: URL, api_key: env:NAME}}.",
      ]);
  }
}
