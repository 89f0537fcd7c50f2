import type { JsonMember } from "../../../source/json.js";
import { configValue } from "../../findings.js";
import { nameOf } from "../../schema/structure.js";
import type { ConfigPath } from "../../tree.js";
import { at } from "../../tree.js";
import { checkAsked } from "./asked.js";
import type { CheckRun } from "./context.js";
import { checkSource } from "./properties.js";

/** `only_if` and `unless`: each key a source, each value something that an event can hold there. */
export function checkPreconditions(run: CheckRun): void {
  (at(run.root, "campaigns")?.items ?? []).forEach((campaign, index) => {
    for (const key of ["only_if", "unless"]) {
      const path = ["campaigns", index, key];
      const node = at(campaign, key);
      if (node?.kind === "object" && node.members?.length === 0)
        run.report(configValue, `${nameOf(path)} is an empty mapping`, path, [
          "Write the source that decides and its values, such as {event_property.status: [paid, shipped]}.",
        ]);
      for (const one of node?.members ?? []) checkPrecondition(run, one, [...path, one.name]);
    }
  });
}

function checkPrecondition(run: CheckRun, { name, nameRange, value }: JsonMember, path: ConfigPath): void {
  checkSource(run, { kind: "string", value: name, ...nameRange }, path);
  if (name === "now")
    run.report(
      configValue,
      `"now" is always there and never the same, so nothing can depend on it`,
      nameRange,
      ["Name what decides: an event property, a custom attribute or a profile field."],
    );
  checkAsked(run, value, path);
}
