import { written } from "../../braze/check-name.js";
import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Body, Comparison, Expression } from "../../liquid/syntax/template.js";
import { quoted } from "../../source/json-text.js";
import type { Rule } from "../rule.js";
import { liveNodesOf } from "../subject/chains.js";
import { kindOf } from "../subject/value-kinds.js";

export const booleanComparedWithText: Rule = {
  kind: findingKind("MI145", "boolean-compared-with-text", "warning"),
  summary: "A boolean is compared with `'true'` or `'false'` in quotes.",
  why: "In quotes it is a string, and a boolean never equals a string: nobody is in the branch that is meant, everybody in the other.",
  fix: 'Write `true` or `false` without quotes. Where the value may be either, make a string of it first: `| append: ""`.',
  sources: ["https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/operators"],
  bad: {
    body: `{% if most_recently_used_device.\${foreground_push_enabled} == 'true' %}{% abort_message('push') %}{% endif %}{"a": 1}`,
  },
  good: {
    body: `{% if most_recently_used_device.\${foreground_push_enabled} == true %}{% abort_message('push') %}{% endif %}{"a": 1}`,
  },
  check: ({ fields }, report) =>
    fields.flatMap(({ template: { nodes }, spanOf }) =>
      liveNodesOf(nodes, "comparison").flatMap((comparison) => {
        const { text, other } = sidesOf(comparison) ?? {};
        if (!text || !other) return [];
        const word = quoted(String(text.value));
        if (kindOf(other, nodes) === "boolean")
          return [report(`${word} is a string, compared with a boolean: they are never equal`, spanOf(text))];
        const name = ownName(other);
        if (name === undefined || isAlsoBoolean(other, nodes)) return [];
        const typed = name.startsWith("event_properties.")
          ? "Where properties keep their type (the assumption event-properties=typed), a"
          : "A";
        const found = report(`this holds only if ${name} arrives as the text ${word}`, spanOf(text), [
          `${typed} boolean is ${text.value} without quotes; append: "" makes a string of either.`,
        ]);
        return [{ ...found, severity: "info" as const }];
      }),
    ),
};

type TextLiteral = Extract<Expression, { kind: "literal" }>;

function sidesOf({
  left,
  operator,
  right,
}: Comparison): { text: TextLiteral; other: Expression } | undefined {
  if (!operator || !["==", "!="].includes(operator.text) || !left || !right) return undefined;
  if (isBooleanText(left)) return { text: left, other: right };
  return isBooleanText(right) ? { text: right, other: left } : undefined;
}

const isBooleanText = (value: Expression): value is TextLiteral =>
  value.kind === "literal" && (value.value === "true" || value.value === "false");

const ownNamespaces: ReadonlySet<string> = new Set([
  ...["event_properties", "custom_attribute", "api_trigger_properties", "canvas_entry_properties", "context"],
]);

/** What somebody has named, as it came: it may be a boolean, or a text. */
function ownName(value: Expression): string | undefined {
  const plain = value.kind === "braced" && value.value.filters.length === 0 ? value.value.value : value;
  if (plain?.kind !== "lookup" || plain.root.kind !== "reference" || plain.path.length > 0) return undefined;
  const { namespace, name } = plain.root;
  return namespace && ownNamespaces.has(namespace.text) ? written(namespace.text, name.text) : undefined;
}

/** The template asks for the boolean as well. */
const isAlsoBoolean = (value: Expression, nodes: Body): boolean =>
  liveNodesOf(nodes, "comparison").some(
    ({ left, right }) =>
      [left, right].some((side) => side?.kind === "literal" && typeof side.value === "boolean") &&
      [left, right].some((side) => side && ownName(side) === ownName(value)),
  );
