import { type JsonNode, memberOf, scalarText } from "../../source/json.js";
import { quoted } from "../../source/json-text.js";

/** An event that a tracking plan describes, as JSON of made-up properties: all that there are, and what each has to have. */
export interface PlannedEvent {
  readonly name: string | undefined;
  readonly whole: string;
  readonly least: string;
}

/** Where tools put a plan, or its events. */
const aroundPlans = [
  "data",
  "trackingPlan",
  "tracking_plan",
  "trackingPlans",
  "plan",
  "spec",
  "rules",
  "events",
];
/** Where an event of a plan has its JSON Schema. */
const schemas = ["jsonSchema", "json_schema", "rules", "schema", "properties"];

/** Whether JSON is a plan of Segment, RudderStack or Avo, an event of one, or a JSON Schema. */
export function isPlan(node: JsonNode): boolean {
  const has = (name: string) => memberOf(node, name) !== undefined;
  if (["$schema", "rules", "jsonSchema", "json_schema"].some(has) || isSchema(node)) return true;
  const properties = memberOf(node, "properties");
  if (properties && (isSchema(properties) || describes(properties))) return true;
  return aroundPlans.some((name) => {
    const inner = memberOf(node, name);
    return inner?.kind === "array" ? inner.items!.some(isPlan) : inner?.kind === "object" && isPlan(inner);
  });
}

/** The events of a plan that are tracked; what it says of identify and pages is not one. */
export function plannedEvents(root: JsonNode): PlannedEvent[] {
  const all = root.items ?? [root];
  return all.flatMap((node) => (node.kind === "object" ? eventsOf(node, root, 0) : []));
}

const deepest = 8;

function eventsOf(node: JsonNode, root: JsonNode, depth: number): PlannedEvent[] {
  if (depth > deepest) return [];
  const name = textOf(memberOf(node, "name") ?? memberOf(node, "key") ?? memberOf(node, "title"));
  const schema = schemas.map((key) => memberOf(node, key)).find((one) => one && isDescription(one));
  if (schema) {
    const type = textOf(memberOf(node, "eventType") ?? memberOf(node, "type"))?.toLowerCase();
    const isTracked = type === undefined || ["track", "event", "object"].includes(type);
    const own = schema === memberOf(node, "properties") ? node : schema;
    return isTracked ? [planned(name, own, root)] : [];
  }
  return aroundPlans.flatMap((key) => {
    const inner = memberOf(node, key);
    const each = inner?.items ?? (inner ? [inner] : []);
    return each.flatMap((one) => (one.kind === "object" ? eventsOf(one, root, depth + 1) : []));
  });
}

/** A schema, or a list or map of what each property is. */
const isDescription = (node: JsonNode): boolean =>
  node.kind === "object"
    ? isSchema(node) || memberOf(node, "properties")?.kind === "object" || describes(node)
    : node.kind === "array" && describes(node);

function planned(name: string | undefined, schema: JsonNode, root: JsonNode): PlannedEvent {
  const writer = new ExampleWriter(root);
  // Segment and RudderStack describe the whole call, in which the event's properties are one member.
  const call = memberOf(schema, "properties");
  const inner = memberOf(call, "properties");
  const own = inner && isDescription(inner) ? inner : schema;
  return { name, whole: writer.object(own, false, 0), least: writer.object(own, true, 0) };
}

/** Writes JSON that a schema describes. */
class ExampleWriter {
  constructor(private readonly root: JsonNode) {}

  /** @param least only what is required */
  object(schema: JsonNode, least: boolean, depth: number): string {
    const given = memberOf(schema, "properties") ?? schema;
    const required = (memberOf(schema, "required")?.items ?? []).map(({ value }) => value);
    const members = given.items
      ? given.items.flatMap((one) => {
          const name = textOf(memberOf(one, "name") ?? memberOf(one, "key"));
          return name === undefined ? [] : [{ name, value: one }];
        })
      : (given.members ?? []);
    const kept = members.filter(
      ({ name, value }) => !least || required.includes(name) || memberOf(value, "required")?.value === true,
    );
    return `{${kept.map(({ name, value }) => `${quoted(name)}: ${this.value(name, value, least, depth)}`).join(", ")}}`;
  }

  private value(name: string, given: JsonNode, least: boolean, depth: number): string {
    const schema = this.resolved(given, 0);
    if (depth > deepest || schema.kind !== "object") return "null";
    const [first] = memberOf(schema, "enum")?.items ?? [memberOf(schema, "const")].filter((one) => one);
    if (first && first.kind !== "object" && first.kind !== "array") return plain(first);
    for (const key of ["anyOf", "oneOf", "allOf"]) {
      const other = memberOf(schema, key)?.items?.find((one) => memberOf(one, "type")?.value !== "null");
      if (other) return this.value(name, other, least, depth + 1);
    }
    if (memberOf(schema, "list")?.value === true) return `[${this.scalar(name, schema)}]`;
    const type = typeOf(schema);
    if (type === "object" || (type === undefined && memberOf(schema, "properties")))
      return this.object(schema, least, depth + 1);
    if (type !== "array" && type !== "list") return this.scalar(name, schema);
    const items = memberOf(schema, "items");
    return items ? `[${this.value(name, items.items?.[0] ?? items, least, depth + 1)}]` : "[]";
  }

  private scalar(name: string, schema: JsonNode): string {
    const format = textOf(memberOf(schema, "format"))?.toLowerCase() ?? "";
    switch (typeOf(schema)) {
      case "string":
        if (format === "date-time") return quoted(times.time);
        if (format === "date") return quoted(times.day);
        return quoted(format === "uri" || format === "url" ? "https://www.example.com/" : `example ${name}`);
      case "date":
      case "datetime":
        return quoted(times.time);
      case "number":
      case "float":
      case "double":
      case "decimal":
        return "19.99";
      case "integer":
      case "int":
      case "long":
        return "1";
      case "boolean":
      case "bool":
        return "true";
      default:
        return "null";
    }
  }

  /** What a `$ref` within the file leads to. */
  private resolved(schema: JsonNode, depth: number): JsonNode {
    const reference = textOf(memberOf(schema, "$ref"));
    if (depth > deepest || !reference?.startsWith("#/")) return schema;
    const found = reference
      .slice(2)
      .split("/")
      .reduce<JsonNode | undefined>(
        (node, part) => memberOf(node, part.replaceAll("~1", "/").replaceAll("~0", "~")),
        this.root,
      );
    return found ? this.resolved(found, depth + 1) : schema;
  }
}

const times = { time: "2024-05-14T09:29:58Z", day: "2024-05-14" };

/** The first type that is not null, in lower case. */
function typeOf(schema: JsonNode): string | undefined {
  const type = memberOf(schema, "type");
  const all = (type?.items ?? (type ? [type] : [])).map(({ value }) => String(value).toLowerCase());
  return all.find((one) => one !== "null");
}

const plain = (node: JsonNode): string =>
  node.kind === "string" ? quoted(String(node.value)) : (scalarText(node) ?? "null");

const textOf = (node: JsonNode | undefined): string | undefined =>
  node?.kind === "string" && String(node.value).trim() !== "" ? String(node.value) : undefined;

function isSchema(node: JsonNode): boolean {
  const properties = memberOf(node, "properties");
  return memberOf(node, "type")?.value === "object" && properties !== undefined && describes(properties);
}

/** Types of JSON Schema, and what the tools call theirs. */
const types =
  /^(string|number|integer|int|long|float|double|decimal|boolean|bool|object|array|list|date|datetime|any|null)$/i;

/** Whether each of these is said to be of a type: properties that were sent hardly are all objects with a `type`. */
function describes(properties: JsonNode): boolean {
  const values = properties.items ?? (properties.members ?? []).map(({ value }) => value);
  return values.length > 0 && values.every(isOfType);
}

function isOfType(node: JsonNode): boolean {
  if (memberOf(node, "value")) return false;
  const type = memberOf(node, "type");
  const written = type?.items ?? (type ? [type] : []);
  return written.length > 0
    ? written.every(({ value }) => typeof value === "string" && types.test(value))
    : ["$ref", "anyOf", "oneOf", "allOf", "enum", "const"].some((name) => memberOf(node, name));
}
