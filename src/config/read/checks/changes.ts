import type { JsonMember, JsonNode } from "../../../source/json.js";
import { configValue } from "../../findings.js";
import type { ScalarType } from "../../model/config.js";
import { keepsCodes } from "../../model/values/changes.js";
import { convertLiteral } from "../../model/values/convert.js";
import { largestScale } from "../../model/values/rules.js";
import { scalarTypes } from "../../schema/property.js";
import { nameOf } from "../../schema/structure.js";
import type { ConfigPath } from "../../tree.js";
import { at, member, quoted } from "../../tree.js";
import type { CheckRun } from "./context.js";
import { readsItems } from "./gathered.js";

/** Constants, and what is done to a value between its source and its type. */
export function checkChanges(run: CheckRun, property: JsonNode, path: ConfigPath): void {
  checkConstant(run, property, path);
  checkCodes(run, property, path);
  checkSplit(run, property, path);
  if (member(property, "join"))
    for (const key of ["text", "map"])
      if (member(property, key))
        run.report(
          configValue,
          `${nameOf(path)} has "join" and "${key}"`,
          [...path, key],
          ["A list that is put together is sent as it is: remove one of the two."],
        );
  const scale = member(property, "scale")?.value;
  if (scale?.kind === "number" && !isFactor(Number(scale.value)))
    run.report(
      configValue,
      `${nameOf([...path, "scale"])} is ${quoted(scale)}`,
      [...path, "scale"],
      [`Expected: a decimal above 0 and up to ${largestScale}, such as 0.01 for cents.`],
    );
}

/** What is cut out of a text is a text, and never an object; whether it is a number, the proof cannot tell. */
function checkSplit(run: CheckRun, property: JsonNode, path: ConfigPath): void {
  const items = member(property, "items")?.value;
  if (!member(property, "split") || !items) return;
  const fits = items.kind === "object" ? readsItems(items) : ["string", "url"].includes(String(items.value));
  if (!fits)
    run.report(
      configValue,
      `"split" makes a list of texts, and ${nameOf([...path, "items"])} does not hold texts`,
      [...path, "items"],
      ["Write items: string, or make an object of each: items: {id: {type: string, from: item}}."],
    );
}

const isFactor = (scale: number): boolean =>
  scale > 0 && scale <= largestScale && !String(scale).includes("e");

function checkConstant(run: CheckRun, property: JsonNode, path: ConfigPath): void {
  const constant = member(property, "value");
  if (!constant) return;
  if (constant.value.kind === "null") {
    run.report(
      configValue,
      `the constant ${nameOf(path)} is null`,
      [...path, "value"],
      ["Write the value that is sent for every event, or take the property out."],
    );
    return;
  }
  checkFits(run, property, constant.value, "constant", [...path, "value"]);
}

function checkCodes(run: CheckRun, property: JsonNode, path: ConfigPath): void {
  const codes = member(property, "map");
  const otherwise = member(property, "else");
  if (otherwise && !codes) {
    run.report(
      configValue,
      `${nameOf(path)} has "else" without "map"`,
      [...path, "else"],
      ["Write map: {M: mens, W: womens} beside it, or default: for a value that is missing."],
    );
    return;
  }
  for (const { name, value } of codes?.value.members ?? [])
    checkFits(run, property, value, "value", [...path, "map", name]);
  const type = at(property, "type")?.value as ScalarType;
  if (otherwise?.value.value === "keep" && !keepsCodes(type))
    run.report(
      configValue,
      `"else: keep" beside codes of a property of type "${type}"`,
      [...path, "else"],
      [
        "Beside codes, no other value is read as a number: list it in map, or write else: leave_out or a number.",
      ],
    );
  if (otherwise && !["keep", "leave_out"].includes(String(otherwise.value.value)))
    checkFits(run, property, otherwise.value, "value", [...path, "else"]);
}

/** What the config itself sends must be of the property's type. */
function checkFits(
  run: CheckRun,
  property: JsonNode,
  given: JsonMember["value"],
  what: string,
  path: ConfigPath,
): void {
  const type = at(property, "type")?.value as ScalarType | "json" | undefined;
  if (type === undefined || type === "json" || !scalarTypes.includes(type) || given.kind === "null") return;
  const converted = convertLiteral(type, given);
  if ("missing" in converted)
    run.report(
      configValue,
      `the ${what} ${quoted(given)} does not fit the type ${type}: ${converted.missing}`,
      path,
      ["Write a value of the type, or give the property the type that the value has."],
    );
}
