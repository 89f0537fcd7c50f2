import { written } from "../../braze/check-name.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Body, Comparison, Expression, Filtered } from "../../liquid/syntax/template.js";
import { quoted } from "../../source/json-text.js";
import type { Report } from "../rule.js";
import { liveNodesOf } from "../subject/chains.js";
import type { Field } from "../subject/webhook.js";

type LetterCase = "downcase" | "upcase";

/** Texts of one case that are compared with a text of the other: they are never equal. */
export const otherCase = (fields: readonly Field[], report: Report): Diagnostic[] =>
  fields.flatMap(({ template: { nodes }, spanOf }) =>
    liveNodesOf(nodes, "comparison").flatMap((comparison) => {
      const { literal, other } = sidesOf(comparison) ?? {};
      const letterCase = other && caseOf(other, nodes);
      if (!literal || !letterCase) return [];
      const value = String(literal.value);
      const same = letterCase === "downcase" ? value.toLowerCase() : value.toUpperCase();
      if (same === value) return [];
      const name = nameOf(other);
      // Of what is no code in any letters, another finding tells that nobody has it.
      if (name !== undefined && isCode.has(name) && value.length !== 2) return [];
      return [
        name === undefined
          ? report(`${quoted(value)} never equals what \`${letterCase}\` gives`, spanOf(literal), [
              `Write ${quoted(same)}: \`${letterCase}\` leaves no other letters.`,
            ])
          : report(
              `${quoted(value)} never equals ${name}, whose letters are ${words[letterCase]}`,
              spanOf(literal),
              [`Write ${quoted(same)}.`],
            ),
      ];
    }),
  );

const words: Readonly<Record<LetterCase, string>> = { downcase: "small ones", upcase: "capitals" };

/** What Braze writes in one case: codes of countries and languages, and its own names of platforms. */
const ofBraze: Readonly<Record<string, LetterCase>> = {
  "${country}": "upcase",
  "${language}": "downcase",
  "most_recently_used_device.${platform}": "downcase",
};

/** Names that hold codes of two letters. */
const isCode: ReadonlySet<string> = new Set(["${country}", "${language}"]);

/** A name of Braze's data, as it came. */
function nameOf(value: Expression): string | undefined {
  const plain = value.kind === "braced" && value.value.filters.length === 0 ? value.value.value : value;
  if (plain?.kind !== "lookup" || plain.root.kind !== "reference" || plain.path.length > 0) return undefined;
  return written(plain.root.namespace?.text, plain.root.name.text);
}

type Literal = Extract<Expression, { kind: "literal" }>;

function sidesOf({ left, operator, right }: Comparison): { literal: Literal; other: Expression } | undefined {
  if (!operator || !["==", "!="].includes(operator.text) || !left || !right) return undefined;
  if (isText(right)) return { literal: right, other: left };
  return isText(left) ? { literal: left, other: right } : undefined;
}

const isText = (value: Expression): value is Literal =>
  value.kind === "literal" && typeof value.value === "string";

/** The case of everything that a value can be. */
function caseOf(value: Expression, nodes: Body): LetterCase | undefined {
  const own = ofBraze[nameOf(value) ?? ""];
  if (own) return own;
  if (value.kind === "braced")
    return (
      lastCase(value.value) ??
      (value.value.filters.length === 0 && value.value.value ? caseOf(value.value.value, nodes) : undefined)
    );
  if (value.kind !== "lookup" || value.root.kind !== "variable" || value.path.length > 0) return undefined;
  const name = value.root.text;
  const isSetElsewhere = nodesOf(nodes, "capture", "for", "tablerow", "increment", "decrement").some(
    (node) => "variable" in node && "text" in node.variable && node.variable.text === name,
  );
  if (isSetElsewhere) return undefined;
  const cases = nodesOf(nodes, "assign")
    .filter(({ variable }) => variable.text === name)
    .map((one) => lastCase(one.value));
  return cases.every((one) => one === cases[0]) ? cases[0] : undefined;
}

function lastCase({ filters }: Filtered): LetterCase | undefined {
  const name = filters.at(-1)?.name.text;
  return name === "downcase" || name === "upcase" ? name : undefined;
}
