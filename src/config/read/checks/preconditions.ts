import type { JsonMember, JsonNode } from "../../../source/json.js";
import { configValue } from "../../findings.js";
import { nameOf } from "../../schema/structure.js";
import type { ConfigPath } from "../../tree.js";
import { at, quoted } from "../../tree.js";
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
  checkSource(run, { kind: "string", value: name, ...nameRange }, path, false);
  if (name === "now")
    run.report(
      configValue,
      `"now" is always there and never the same, so nothing can depend on it`,
      nameRange,
      ["Name what decides: an event property, a custom attribute or a profile field."],
    );
  const values = value.items?.map((item, index) => [item, [...path, index]] as const) ?? [
    [value, path] as const,
  ];
  for (const [node, place] of values) checkCompared(run, node, place);
}

function checkCompared(run: CheckRun, node: JsonNode, path: ConfigPath): void {
  if (node.kind === "string" && /^([=!<>]=?|<>)/.test(String(node.value)))
    run.report(configValue, `${quoted(node)} compares, and a value here is only looked for`, path, [
      "Write the values themselves: only_if: {event_property.status: [paid, shipped]}; for what must not be there, use unless.",
    ]);
  if (node.kind === "number" && !isExact(node))
    run.report(configValue, `${quoted(node)} cannot be compared with every digit`, path, [
      `Write it in quotes, "${node.text ?? String(node.value)}": then it is compared letter by letter.`,
    ]);
}

/** A number whose digits a float holds, and that is written without an exponent. */
function isExact({ value, text }: JsonNode): boolean {
  const written = (text ?? String(value)).trim();
  return (
    /^-?\d+(\.\d+)?$/.test(written) &&
    written.replace(/\D/g, "").length <= 15 &&
    !String(Number(written)).includes("e")
  );
}
