import { valueOfNode } from "../../braze/liquid/from-json.js";
import { RubyTime } from "../../braze/liquid/value.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import type { JsonMember, JsonNode } from "../../source/json.js";
import type { ConfigPath, ScalarType } from "../config.js";
import { nameFault, readDataSource, sourceWords } from "../data-source.js";
import { scalarTypes } from "../schema.js";
import { nameOf } from "../structure.js";
import { at, member, quoted } from "../tree.js";
import { convert } from "../values/convert.js";
import type { CheckRun } from "./context.js";

/** Names, sources and defaults of every property, however deep. */
export function checkProperties(run: CheckRun): void {
  (at(run.root, "campaigns")?.items ?? []).forEach((campaign, index) => {
    const properties = member(campaign, "properties")?.value;
    if (properties) checkMembers(run, properties, ["campaigns", index, "properties"], false);
  });
}

function checkMembers(run: CheckRun, members: JsonNode, path: ConfigPath, inItem: boolean): void {
  for (const one of members.members ?? []) checkProperty(run, one, [...path, one.name], inItem);
}

function checkProperty(run: CheckRun, property: JsonMember, path: ConfigPath, inItem: boolean): void {
  const { name, nameRange, value } = property;
  const fault = nameFault(name);
  if (fault)
    run.report("MI012", fault, nameRange, [
      "Choose another name; from: can read it under the old one only if Liquid can.",
    ]);
  const from = member(value, "from");
  if (from) checkSource(run, from.value, [...path, "from"], inItem);
  else if (!inItem && !fault) checkOwnName(run, property, path);
  checkDefault(run, value, path);
  const inner = member(value, "properties");
  if (inner) checkMembers(run, inner.value, [...path, "properties"], true);
  const items = member(value, "items");
  if (items?.value.kind === "object") checkMembers(run, items.value, [...path, "items"], true);
}

/** A property without `from` reads the event property of its own name, which Braze may keep for itself. */
function checkOwnName(run: CheckRun, { name, nameRange }: JsonMember, path: ConfigPath): void {
  const trigger = at(run.root, ...path.slice(0, 2), "trigger");
  if (member(trigger, "api")) return;
  const reading = readDataSource(`event_property."${name}"`);
  if ("fault" in reading) {
    run.report("MI016", reading.fault, nameRange, [
      `Say where it comes from: ${name}: {type: …, from: event_property.<another name>}.`,
    ]);
  }
}

/** A source that can be read, and that has an item to read where it says so. */
export function checkSource(run: CheckRun, node: JsonNode, path: ConfigPath, inItem: boolean): void {
  if (node.kind !== "string") return;
  const text = String(node.value);
  const reading = readDataSource(text);
  if ("fault" in reading) {
    const reserved = reading.fault.startsWith("Braze keeps");
    const word = /^[a-z_]+/i.exec(text)?.[0] ?? "";
    const guess = reserved || sourceWords.includes(word) ? "" : didYouMean(word, sourceWords);
    run.report(reserved ? "MI016" : "MI012", `${reading.fault}${guess}`, path, [
      reserved
        ? "Send the time under another name, such as occurred_at, and read that."
        : "Sources: external_id, braze_id, email_address, phone_number, time_zone, device_id, now, custom_attribute.<name>, event_property.<name>, api_trigger_property.<name>; a name with spaces or dots in quotes.",
    ]);
  } else if (reading.source.kind === "item" && !inItem) {
    run.report("MI012", `${nameOf(path)} reads "${text}", but there is no item here`, path, [
      "item.<path> reads the object or array item that a property stands in.",
    ]);
  }
}

const anyMoment = RubyTime.fromMilliseconds(0);

/** A default must be what a value of that type could be, and is of no use where the value is required. */
function checkDefault(run: CheckRun, property: JsonNode, path: ConfigPath): void {
  const fallback = member(property, "default");
  if (!fallback) return;
  const where = [...path, "default"];
  if (at(property, "required")?.value === true) {
    run.report("MI012", `${nameOf(path)} is required and has a default`, where, [
      "A required value that is missing aborts the send, so the default would never be used: remove one of them.",
    ]);
  }
  const type = at(property, "type")?.value as ScalarType | "json";
  if (
    ![...scalarTypes, "json"].includes(type) ||
    fallback.value.kind === "object" ||
    fallback.value.kind === "array"
  )
    return;
  const converted = convert(type, valueOfNode(fallback.value), anyMoment);
  if ("missing" in converted) {
    run.report(
      "MI012",
      `the default ${quoted(fallback.value)} does not fit the type ${type}: ${converted.missing}`,
      where,
      ["A default is the literal value that is sent when there is none."],
    );
  }
}
