import type { JsonNode } from "../../../source/json.js";
import { configValue } from "../../findings.js";
import { readDataSource } from "../../model/data-source.js";
import { nameOf } from "../../schema/structure.js";
import type { ConfigPath } from "../../tree.js";
import { at, member, quoted } from "../../tree.js";
import type { CheckRun } from "./context.js";
import { readsItems } from "./gathered.js";

/** `where` of a list: each key a member of its items, which are objects. */
export function checkWhere(run: CheckRun, property: JsonNode, path: ConfigPath): void {
  const where = member(property, "where");
  if (!where) return;
  const here = [...path, "where"];
  const items = at(property, "items");
  const areObjects = items?.kind === "object" && !readsItems(items);
  if (items && !areObjects)
    run.report(
      configValue,
      `"where" asks for members, and the items of ${nameOf(path)} are not objects`,
      here,
      ["Write items: {…}, a map of properties, or take where out."],
    );
  else if (where.value.kind === "object" && where.value.members!.length === 0)
    run.report(configValue, `${nameOf(here)} is an empty mapping`, here, [
      "Write a member of the items and its values, such as {in_stock: true}.",
    ]);
  for (const { name, nameRange, value } of where.value.members ?? []) {
    const reading = readDataSource(`item.${name}`);
    if ("fault" in reading)
      run.report(configValue, reading.fault, nameRange, [
        "A key of where is a member of the items, or a path, such as price.currency; quote a name with spaces or dots.",
      ]);
    checkAsked(run, value, [...here, name]);
  }
}

/** Values that are looked for. */
export function checkAsked(run: CheckRun, value: JsonNode, path: ConfigPath): void {
  if (!value.items) checkCompared(run, value, path);
  for (const [index, item] of (value.items ?? []).entries()) checkCompared(run, item, [...path, index]);
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
