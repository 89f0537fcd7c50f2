import { written } from "../../braze/check-name.js";
import { everydayDigits, madeText } from "../../braze/inputs.js";
import { findingKind } from "../../diagnostics/diagnostic.js";
import { nodesIn, nodesOf } from "../../liquid/syntax/nodes.js";
import type { Body, Branch, Comparison, Condition, If } from "../../liquid/syntax/template.js";
import type { Decision } from "../../proof/walk/decisions.js";
import type { Rule } from "../rule.js";
import { isTrueByDefault } from "./default-for-false.js";
import { otherCase } from "./letter-case.js";

export const sameForEverybody: Rule = {
  kind: findingKind("MI146", "same-for-everybody", "warning", { chosenInConfig: true }),
  summary: "A condition that comes out the same for everybody, or a branch that nobody reaches.",
  why: "`x != 'a' or x != 'b'` is true of every `x`, `x == 'a' and x == 'b'` of none, and an `elsif` that asks what the `if` has asked is never reached: what the branch is for is sent to everybody, or to nobody.",
  fix: "None of several values is `x != 'a' and x != 'b'`, one of several is `x == 'a' or x == 'b'`. Otherwise ask for what the data can hold at this place, or remove the branch.",
  sources: ["https://shopify.github.io/liquid/basics/operators/"],
  bad: {
    body: `{% if custom_attribute.\${plan} != 'free' or custom_attribute.\${plan} != 'trial' %}{% assign paying = 1 %}{% endif %}{"paying": {{paying | plus: 0}}}`,
  },
  good: {
    body: `{% if custom_attribute.\${plan} != 'free' and custom_attribute.\${plan} != 'trial' %}{% assign paying = 1 %}{% endif %}{"paying": {{paying | plus: 0}}}`,
  },
  yields: true,
  check: ({ proof, body, fields }, report) => {
    const { nodes, source } = body.template;
    const decisions = new Map(proof.decisions.map((one) => [one.start, one]));
    const decided = nodesOf(nodes, "if", "unless").flatMap((tag) =>
      tag.branches.flatMap((branch, index) => {
        const { condition } = branch;
        const decision = condition && decisions.get(condition.start);
        if (!decision || decision.true === decision.false || decision.fails) return [];
        if (isMeant(condition, decision, index) || asksLongNumber(condition)) return [];
        if (condition.terms.some((term) => asksSwitch(term, nodes))) return [];
        // The default is told of.
        if (nodesOf(condition, "variable").some(({ text }) => isTrueByDefault(text, nodes))) return [];
        const shown = source.text.slice(condition.start, condition.end);
        return [
          report(`\`${shown}\` ${wordsFor(tag, branch, decision)}`, body.spanOf(condition), [
            fixFor(condition, decision, nodes),
          ]),
        ];
      }),
    );
    return [...decided, ...otherCase(fields, report)];
  },
};

/** A guard after another, and a `true` that stands for itself, are as they are meant to be. */
function isMeant(condition: Condition, decision: Decision, index: number): boolean {
  if (decision.constant) return !isOfLiterals(condition);
  return !decision.alone && (index === 0 || decision.true);
}

/** All of it is written out, and compares. */
const isOfLiterals = (condition: Condition): boolean =>
  condition.terms.every(
    (term) => term.operator !== undefined && nodesIn(term).every(({ kind }) => kind !== "lookup"),
  );

/** An id may have more digits than numbers of everyday have, which the decision is about. */
const asksLongNumber = (condition: Condition): boolean =>
  nodesOf(condition, "literal").some(
    ({ value }) =>
      (typeof value === "number" || typeof value === "bigint") &&
      Math.abs(Number(value)) >= 10 ** everydayDigits,
  );

/** It asks for what the template sets by hand, once: a switch for whoever edits it. */
const asksSwitch = (term: Comparison, nodes: Body): boolean =>
  nodesOf(term, "variable").some(({ text }) => {
    const [only, ...others] = nodesOf(nodes, "assign").filter(({ variable }) => variable.text === text);
    return only?.value.value?.kind === "literal" && only.value.filters.length === 0 && others.length === 0;
  });

function wordsFor({ kind }: If, branch: Branch, { true: holds, alone }: Decision): string {
  const outcome = holds ? "is true for everybody" : "is true for nobody";
  if (!alone) return `${outcome} who comes here: what comes before takes them all`;
  const isTurned = kind === "unless" && branch.head.name.text === "unless";
  return `${outcome}, so this branch is ${holds === isTurned ? "never" : "always"} taken`;
}

/** The variable of a comparison that is captured with white space at its ends. */
const spacedCapture = (term: Comparison, nodes: Body): string[] =>
  nodesOf(term, "variable").flatMap(({ text }) => {
    const captures = nodesOf(nodes, "capture").filter(({ variable }) => variable.text === text);
    const ends = captures.flatMap(({ body }) => [body.nodes[0], body.nodes.at(-1)]);
    const isSpaced = ends.some((one) => one?.kind === "text" && /^\s|\s$/.test(one.value));
    return isSpaced && nodesOf(nodes, "assign").every(({ variable }) => variable.text !== text) ? [text] : [];
  });

function fixFor(condition: Condition, { true: holds, alone }: Decision, nodes: Body): string {
  const { terms, operators } = condition;
  const all = (operator: string, word: "and" | "or") =>
    terms.length > 1 &&
    operators.every((one) => one.word === word) &&
    terms.every((term) => term.operator?.text === operator);
  if (holds && all("!=", "or")) return "For none of several values, join the comparisons by `and`.";
  if (!holds && all("==", "and")) return "For one of several values, join the comparisons by `or`.";
  if (!alone) return "Ask for something else here, or remove the branch.";
  const captured = condition.terms.flatMap((term) => (term.operator ? spacedCapture(term, nodes) : []))[0];
  if (captured !== undefined)
    return `What {% capture ${captured} %} keeps begins or ends with the line breaks of its own: take them off by {% assign ${captured} = ${captured} | strip %}, or write it on one line.`;
  if (nodesOf(condition, "literal").some(({ value }) => typeof value === "string" && value.includes("${")))
    return "A name in quotes is a string: write it without them.";
  const [example] = nodesOf(condition, "reference").flatMap(({ namespace, name }) => {
    const made = madeText(namespace?.text, name.text);
    return made ? [`${written(namespace?.text, name.text)} holds texts like ${made.example}.`] : [];
  });
  if (example !== undefined) return example;
  if (nodesOf(condition, "emptiness").length > 0)
    return "A number is never blank, and what a filter has made is hardly ever nothing: ask for the value as it came.";
  return "Ask for what the data can hold at this place.";
}
