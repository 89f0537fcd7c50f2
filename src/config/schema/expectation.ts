import type * as z from "zod/mini";
import { jsonText, quoted } from "../../source/json-text.js";
import type { ConfigPath } from "../tree.js";
import { patterns } from "./parts.js";
import { propertyKeys } from "./property.js";
import { exampleAt } from "./schema-walk.js";

type Issue = z.core.$ZodIssue;

/** What a place may hold, in words, with an example from the schema. */
export function expectation(issue: Issue, path: ConfigPath): string {
  const words = wordsOf(issue);
  const example = exampleAt(path);
  // A choice already lists its values.
  if (example === undefined || typeof example === "boolean" || issue.code === "invalid_value") return words;
  return `${words}, such as ${flow(example)}`;
}

function wordsOf(issue: Issue): string {
  switch (issue.code) {
    case "invalid_value":
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(", ")}`;
    case "invalid_type":
      return kinds[issue.expected] ?? issue.expected;
    case "invalid_format":
      return formats.get(String(issue.pattern)) ?? "a different string";
    case "too_small":
      return issue.origin === "number" ? `a number from ${issue.minimum}` : "at least one entry";
    case "invalid_union": {
      const options = (issue.errors ?? []).flat().filter((one) => one.path.length === 0);
      return [...new Set(options.map(wordsOf))].join(", or ") || "a different kind of value";
    }
    default:
      return "a different value";
  }
}

/** The values that a place may hold, for did-you-mean. */
export function choices(issue: Issue): string[] {
  if (issue.code === "invalid_value") return issue.values.map(String);
  if (issue.code === "invalid_union") return (issue.errors ?? []).flat().flatMap(choices);
  return [];
}

export const wordsForTypes = `Types: ${[...propertyKeys.keys()].join(", ")}.`;

const kinds: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "a mapping",
  record: "a mapping",
  array: "a list",
};

const formats: ReadonlyMap<string, string> = new Map([
  [String(patterns.secret), "env:NAME, the name of an environment variable"],
  [String(patterns.slug), "lowercase letters, digits, _, . and -, not beginning with . or -"],
  [String(patterns.source), "a source"],
  [String(patterns.blockName), "letters, digits, _ and -"],
  [String(patterns.apiId), "an API identifier of letters, digits, _ and -"],
  [String(patterns.text), "a string that is not empty"],
  [String(patterns.code), "a string without quotation marks, braces and line breaks"],
]);

/** A value as it would be written in YAML on one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${key}: ${flow(inner)}`)
      .join(", ")}}`;
  }
  if (typeof value !== "string") return jsonText(value);
  return /^[A-Za-z_$][\w ./:*-]*$/.test(value) && !/: |^(true|false|null)$/.test(value)
    ? value
    : quoted(value);
}
