import { type Declared, type DeclaredData, dataKey, declaredTypes, eachItem } from "../../../braze/data.js";
import { suits } from "../../../braze/fixture/departures.js";
import { configDuplicate, configValue } from "../../findings.js";
import { isTextField, readDataPlace } from "../../model/data-place.js";
import { declaredOf } from "../../model/declared.js";
import { nameOf } from "../../schema/structure.js";
import { at, member, quoted, rangeAt, textAt } from "../../tree.js";
import type { CheckRun } from "./context.js";

/** `data`: each key a place, each value something that can be there, and no two that contradict each other. */
export function checkData(run: CheckRun): void {
  const places = new Map<string, { readonly declared: Declared; readonly path: readonly string[] }>();
  for (const { name, nameRange } of at(run.root, "data")?.members ?? []) {
    const place = readDataPlace(name);
    const path = ["data", name];
    if ("fault" in place) {
      run.report(configValue, place.fault, nameRange, [place.next]);
      continue;
    }
    const key = dataKey(place.root, place.path);
    const first = places.get(key);
    if (first) {
      const notes = [{ message: "the first is here", span: run.span(nameRangeOf(run, first.path)) }];
      run.report(configDuplicate, `${name} is the same as ${first.declared.source}`, nameRange, notes);
      continue;
    }
    const declared = declaredOf(name, place, at(run.root, ...path));
    places.set(key, { declared, path });
    checkDeclaration(run, declared, path);
  }
  const data: DeclaredData = new Map([...places].map(([key, { declared }]) => [key, declared]));
  for (const { declared, path } of places.values()) checkHolders(run, declared, data, path);
}

const nameRangeOf = (run: CheckRun, [, name]: readonly string[]) =>
  member(at(run.root, "data"), name!)?.nameRange ?? rangeAt(run.root, ["data"]);

function checkDeclaration(run: CheckRun, declared: Declared, path: readonly string[]): void {
  const { type, values, maxLength, required, root } = declared;
  const node = at(run.root, ...path);
  const isListable = type === undefined || !["array", "object", "json"].includes(type);
  const inside = (key: string) => (member(node, key) ? [...path, key] : path);
  if (node?.kind === "object" && (node.members ?? []).length === 0)
    run.report(configValue, `${nameOf(path)} says nothing`, path, [
      "Write a type, or {type, enum, max_length, required}.",
    ]);
  else if (
    type === undefined &&
    !required &&
    node?.kind === "object" &&
    node.members!.every(({ name, value }) => name === "required" && value.value === false)
  )
    run.report(configValue, `${nameOf(path)} says nothing: whatever is there may be missing anyway`, path, [
      "Write a type, or required: true.",
    ]);
  if (declared.path.length === 0 && type !== undefined && isTextField(root) && !textTypes.includes(type))
    run.report(
      configValue,
      `${declared.source} is a string in Braze, so it is never ${declaredTypes[type]}`,
      inside("type"),
      [`Expected: one of ${textTypes.join(", ")}.`],
    );
  (at(node, "enum")?.items ?? []).forEach((item, index) => {
    const value = values?.[index];
    if (value === undefined || (textAt(node, "type") !== undefined && !isListable)) return;
    const place = [...path, "enum", index];
    if (type !== undefined && !suits(value, type))
      run.report(
        configValue,
        `${quoted(item)} is not ${declaredTypes[type]}, as ${declared.source} is declared`,
        place,
        [`Take it out, or change the type.`],
      );
    else if (maxLength !== undefined && typeof value === "string" && [...value].length > maxLength)
      run.report(configValue, `${quoted(item)} is longer than the max_length of ${maxLength}`, place, [
        "Take it out, or raise max_length.",
      ]);
    else if (values!.indexOf(value) < index)
      run.report(configDuplicate, `${quoted(item)} is in the enum twice`, place, ["Take one out."]);
    else if (required && typeof value === "string" && value.trim() === "")
      run.report(configValue, `${declared.source} is required, so it is never blank`, place, [
        "Take the blank value out.",
      ]);
  });
  if (maxLength !== undefined && type !== undefined && !textTypes.includes(type))
    run.report(
      configValue,
      `max_length is for texts, and ${declared.source} is declared as ${type}`,
      inside("max_length"),
      ["Take it out, or write type: string."],
    );
  if (values && textAt(node, "type") !== undefined && !isListable)
    run.report(
      configValue,
      `an enum lists texts, numbers or booleans, and ${declared.source} is declared as ${type}`,
      inside("enum"),
      [
        type === "array"
          ? `For its items, write ${declared.source}[]: {enum: […]}.`
          : "Take it out, or change the type.",
      ],
    );
}

const textTypes: readonly string[] = ["string", "datetime", "url"];

/** What holds a member is an object, and what has items is a list. */
function checkHolders(run: CheckRun, declared: Declared, data: DeclaredData, path: readonly string[]): void {
  for (let length = 0; length < declared.path.length; length++) {
    const holder = data.get(dataKey(declared.root, declared.path.slice(0, length)));
    const wanted = declared.path[length] === eachItem ? "array" : "object";
    if (!holder || holder.type === undefined || holder.type === wanted || holder.type === "json") continue;
    run.report(
      configValue,
      `${declared.source} says that ${holder.source} is ${declaredTypes[wanted]}, and it is declared as ${holder.type}`,
      nameRangeOf(run, path),
      [`Write ${holder.source}: ${wanted}, or take one of the two out.`],
    );
    return;
  }
}
