import { dataNamespaces } from "../../../braze/data.js";
import { reservedProperties } from "../../../braze/names.js";
import type { JsonMember, JsonNode } from "../../../source/json.js";
import type { Range } from "../../../source/source.js";
import { configValue, reservedName } from "../../findings.js";
import type { DataSource, ScalarType } from "../../model/config.js";
import { meantSource, nameFault, plainSources, readDataSource } from "../../model/data-source.js";
import { convertLiteral } from "../../model/values/convert.js";
import { readTextTemplate } from "../../model/values/text-template.js";
import { scalarTypes } from "../../schema/property.js";
import { nameOf } from "../../schema/structure.js";
import type { ConfigPath } from "../../tree.js";
import { at, member, quoted } from "../../tree.js";
import { checkWhere } from "./asked.js";
import { checkChanges } from "./changes.js";
import type { CheckRun } from "./context.js";
import { isGathered } from "./gathered.js";

/** Beyond these, a body is larger than Braze takes or a proof gets to its end. */
const most = { properties: 1000, sources: 50, holes: 50 };

/** Names, sources and defaults of every property, however deep. */
export function checkProperties(run: CheckRun): void {
  (at(run.root, "campaigns")?.items ?? []).forEach((campaign, index) => {
    const properties = member(campaign, "properties")?.value;
    if (!properties) return;
    const path = ["campaigns", index, "properties"];
    const count = properties.members?.length ?? 0;
    if (count > most.properties)
      run.report(
        configValue,
        `${nameOf(path)} has ${count} properties; a campaign sends at most ${most.properties}`,
        path,
        ["Send fewer in one event, or make two campaigns of it."],
      );
    else checkMembers(run, properties, path, { item: false, object: false });
  });
}

/** What a property is in. */
export interface Inside {
  readonly item: boolean;
  readonly object: boolean;
}

function checkMembers(run: CheckRun, members: JsonNode, path: ConfigPath, inside: Inside): void {
  for (const one of members.members ?? []) checkProperty(run, one, [...path, one.name], inside);
}

function checkProperty(run: CheckRun, property: JsonMember, path: ConfigPath, inside: Inside): void {
  const { name, nameRange, value } = property;
  const fault = nameFault(name);
  if (fault)
    run.report(configValue, fault, nameRange, [
      "The name of a property is a string without quotes, braces, line breaks and control characters.",
    ]);
  const from = member(value, "from");
  const readsOwnName = !from && !member(value, "value") && !member(value, "text");
  if (from) checkSources(run, from.value, [...path, "from"], inside);
  else if (!inside.item && !inside.object && !fault && readsOwnName && !isGathered(value, false))
    checkOwnName(run, property, path);
  checkText(run, value, path, inside);
  checkDefault(run, value, path);
  checkChanges(run, value, path);
  checkWhere(run, value, path);
  const inner = member(value, "properties");
  if (inner) checkMembers(run, inner.value, [...path, "properties"], { ...inside, object: true });
  const items = member(value, "items");
  if (items?.value.kind === "object")
    checkMembers(run, items.value, [...path, "items"], { item: true, object: false });
}

/** A text with holes: each hole a source, and nothing that contradicts it. */
function checkText(run: CheckRun, property: JsonNode, path: ConfigPath, inside: Inside): void {
  const node = member(property, "text")?.value;
  if (node?.kind !== "string") return;
  const where = [...path, "text"];
  for (const key of ["from", "map"])
    if (member(property, key))
      run.report(
        configValue,
        `${nameOf(path)} has "text" and "${key}"`,
        [...path, key],
        [
          key === "from"
            ? "A string names its sources in braces: remove one of the two."
            : "A string is put together of values as they are: remove one of the two.",
        ],
      );
  const text = String(node.value);
  const reading = readTextTemplate(text, "string");
  if (!("fault" in reading) && reading.holes.length > most.holes) {
    const count = reading.holes.length;
    run.report(configValue, `the text has ${count} sources; it can have at most ${most.holes}`, where);
    return;
  }
  if ("fault" in reading) {
    const meant = reading.hole === undefined ? undefined : meantSource(reading.hole);
    run.report(
      configValue,
      `${reading.fault}${meant === undefined ? "" : `; did you mean {${meant}}?`}`,
      placeIn(run, node, reading.offset),
      [
        "Write sources in braces, {event_property.sku}, and around them any text without braces, quotation marks and line breaks.",
      ],
    );
    return;
  }
  if (reading.holes.length === 0)
    run.report(configValue, `${nameOf(where)} has no source in braces`, where, [
      'Write one, such as "https://shop.example/p/{event_property.sku}"; for the same text for everybody, write value instead of text.',
    ]);
  for (const source of reading.holes)
    checkSurrounding(run, source, `${nameOf(where)} reads an ${source.kind}`, where, inside);
}

/** A property without `from` reads the event property of the same name, which Braze may reserve. */
function checkOwnName(run: CheckRun, { name, nameRange }: JsonMember, path: ConfigPath): void {
  const trigger = at(run.root, ...path.slice(0, 2), "trigger");
  if (member(trigger, "api") || member(trigger, "canvas")) return;
  const reading = readDataSource(`event_property."${name}"`);
  if ("fault" in reading) {
    run.report(reservedName, reading.fault, nameRange, [
      `Say where it comes from: ${name}: {type: …, from: event_property.<another name>}.`,
    ]);
  } else checkPurchaseSource(run, reading.source, nameRange, path);
}

/**
 * What is reserved in a purchase may be there as the purchase's own: whether Liquid reads that so is not documented.
 */
function checkPurchaseSource(run: CheckRun, source: DataSource, place: Range, path: ConfigPath): void {
  const trigger = at(run.root, ...path.slice(0, 2), "trigger");
  if (
    source.kind !== "event_property" ||
    !member(trigger, "purchase") ||
    !reservedProperties.purchase.includes(source.name)
  )
    return;
  run.report(
    reservedName,
    `Braze refuses a purchase with a property "${source.name}", so this is blank unless Liquid reads the purchase's own`,
    place,
    [
      `Whether it does is not documented. Send the value with the purchase under another name, such as item_${source.name}, and read that.`,
    ],
    "warning",
  );
}

const reservedAdvice = (fault: string): string =>
  fault.includes("$")
    ? "Send it under a name without the $, and read that."
    : "Send the time under another name, such as occurred_at, and read that.";

/** One source, or several. */
function checkSources(run: CheckRun, node: JsonNode, path: ConfigPath, inside: Inside): void {
  if (node.kind !== "array") checkSource(run, node, path, inside);
  const count = node.items?.length ?? 0;
  if (count > most.sources) {
    run.report(
      configValue,
      `${nameOf(path)} lists ${count} sources; it can have at most ${most.sources}`,
      path,
    );
    return;
  }
  for (const [index, one] of (node.items ?? []).entries()) checkSource(run, one, [...path, index], inside);
}

/** The source must be readable, and `item` and `object` need one to read. */
export function checkSource(
  run: CheckRun,
  node: JsonNode,
  path: ConfigPath,
  inside: Inside = { item: false, object: false },
): void {
  if (node.kind !== "string") return;
  const text = String(node.value);
  const reading = readDataSource(text);
  if ("fault" in reading) {
    const reserved = reading.fault.startsWith("Braze reserves");
    const meant = reserved ? undefined : meantSource(text);
    const guess = meant === undefined ? "" : `; did you mean ${meant}?`;
    run.report(
      reserved ? reservedName : configValue,
      `${reading.fault}${guess}`,
      placeIn(run, node, reading.offset),
      [
        reserved
          ? reservedAdvice(reading.fault)
          : `Sources: ${[...plainSources, ...Object.keys(dataNamespaces).map((one) => `${one}.<name>`)].join(", ")}${inside.item ? ", item.<path>" : ""}${inside.object ? ", object.<path>" : ""}; quote a name with spaces or dots.`,
      ],
    );
    return;
  }
  checkPurchaseSource(run, reading.source, placeIn(run, node, 0), path);
  checkSurrounding(run, reading.source, `${nameOf(path)} reads "${text}"`, path, inside);
}

/** Where there is no item, `item` is the object. */
function checkSurrounding(
  run: CheckRun,
  { kind }: DataSource,
  what: string,
  path: ConfigPath,
  inside: Inside,
): void {
  const isThere = kind === "item" ? inside.item || inside.object : kind !== "object" || inside.object;
  if (isThere) return;
  run.report(configValue, `${what}, but there is no ${kind} here`, path, [
    kind === "item"
      ? "item.<path> reads the item of the list that a property is in; here, name the event's property: event_property.<name>."
      : "object.<path> reads the object that a property is in; the item of a list is item.<path>.",
  ]);
}

/** From an offset of the string on, if the file has it verbatim; else all of it. */
function placeIn({ source }: CheckRun, node: JsonNode, offset: number): Range {
  const text = String(node.value);
  const written = source.text.slice(node.start, node.end);
  const before = written === text ? 0 : written.slice(1, -1) === text ? 1 : undefined;
  if (before === undefined || offset >= text.length) return node;
  return { start: node.start + before + offset, end: node.start + before + text.length };
}

/** A default must be a value of the type, and is useless where the value is required. */
function checkDefault(run: CheckRun, property: JsonNode, path: ConfigPath): void {
  const fallback = member(property, "default");
  if (!fallback) return;
  const where = [...path, "default"];
  if (at(property, "required")?.value === true) {
    run.report(configValue, `${nameOf(path)} is required and has a default`, where, [
      "A missing required value aborts the send, so the default would never be used: remove one of the two.",
    ]);
  }
  const type = at(property, "type")?.value as ScalarType | "json";
  if (
    ![...scalarTypes, "json"].includes(type) ||
    fallback.value.kind === "object" ||
    fallback.value.kind === "array" ||
    // The schema has reported an empty scalar.
    (fallback.value.kind === "null" && type !== "json")
  )
    return;
  const converted = convertLiteral(type, fallback.value);
  if ("missing" in converted) {
    run.report(
      configValue,
      `the default ${quoted(fallback.value)} does not fit the type ${type}: ${converted.missing}`,
      where,
      ["A default is the literal value that is sent when there is no value."],
    );
  }
}
