import { parseJson } from "../../source/json.js";
import { LiquidError } from "../liquid-error.js";
import { isHash } from "../value.js";
import { asJsonText, escapeHtml, jsonEscape } from "../values/as-json.js";
import { valueOfNode } from "../values/from-json.js";
import { toText } from "../values/print.js";
import { advancedFilters, type Filters } from "./definition.js";

export const jsonFilters = {
  json_escape: {
    parameters: [],
    summary:
      "Quotes, backslashes and control characters escaped, for use between the quotes of a JSON string.",
    example: { template: "{{ a | json_escape }}", data: { a: 'Bo\'s "Deli"' }, output: 'Bo\'s \\"Deli\\"' },
    assumes: ["json-escape-html", "json-escape-nil"],
    traits: { json: "escaped" },
    apply: (input, _args, { assume }) => {
      if (input === null) return assume?.["json-escape-nil"] === "null" ? "null" : "";
      const text = jsonEscape(toText(input));
      return assume?.["json-escape-html"] === "escaped" ? escapeHtml(text) : text;
    },
  },
  as_json_string: {
    parameters: [],
    summary: "Any value as JSON.",
    example: { template: "{{ a | as_json_string }}", data: { a: { b: [1, "x"] } }, output: '{"b":[1,"x"]}' },
    source: advancedFilters,
    assumes: ["as-json-html"],
    traits: { json: "value" },
    apply: (input, _args, { assume }) => asJsonText(input, assume?.["as-json-html"] !== "plain"),
  },
  json_parse: {
    parameters: [],
    summary: "The value that a JSON text stands for.",
    example: { template: "{% assign a = '{\"b\": 1}' | json_parse %}{{ a.b }}", output: "1" },
    source: advancedFilters,
    assumes: ["json-parse-error"],
    apply: (input, _args, { assume }) => {
      if (typeof input !== "string") return input;
      const { root, faults } = parseJson({ name: "json_parse", text: input });
      if (root && faults.length === 0) return valueOfNode(root);
      if (assume?.["json-parse-error"] === "nil") return null;
      throw new LiquidError("json_parse could not read the text as JSON");
    },
  },
  property_accessor: {
    parameters: [{ name: "name" }],
    summary: "The member of a hash whose name is in a variable.",
    example: { template: "{{ a | property_accessor: 'b' }}", data: { a: { b: 42 } }, output: "42" },
    source: advancedFilters,
    traits: { member: true },
    apply: (input, [name]) => (isHash(input) ? (input.get(toText(name!)) ?? null) : null),
  },
} satisfies Filters;
