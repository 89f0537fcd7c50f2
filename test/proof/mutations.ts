import { nodesOf } from "../../src/liquid/syntax/nodes.js";
import type { Condition, Filter, NodeKind, NodeOf, Template } from "../../src/liquid/syntax/template.js";
import type { Range } from "../../src/source/source.js";

/** A template with one thing wrong. */
export interface Mutant {
  readonly kind: string;
  readonly text: string;
  readonly at: number;
}

type Damage = (template: Template) => Iterable<readonly [Range, string]>;

const inText = (pattern: RegExp, put: string | ((found: string) => string)): Damage =>
  function* ({ nodes, source }) {
    for (const text of nodesOf(nodes, "text")) {
      for (const found of source.text.slice(text.start, text.end).matchAll(pattern)) {
        const start = text.start + found.index;
        yield [{ start, end: start + found[0].length }, typeof put === "string" ? put : put(found[0])];
      }
    }
  };

/** A filter with its bar. */
function* filterOf(
  template: Template,
  name: RegExp,
): Iterable<{ filter: Filter; range: Range; last: Range }> {
  for (const { filters, end } of nodesOf(template.nodes, "filtered")) {
    for (const filter of filters) {
      if (!name.test(filter.name.text)) continue;
      const start = template.source.text.lastIndexOf("|", filter.start);
      yield { filter, range: { start, end: filter.end }, last: { start: end, end } };
    }
  }
}

const dropFilter = (name: RegExp): Damage =>
  function* (template) {
    for (const { range } of filterOf(template, name)) yield [range, ""];
  };

const ofKind = <K extends NodeKind>(
  kind: K,
  put: (node: NodeOf<K>, source: string) => Iterable<readonly [Range, string]>,
): Damage =>
  function* ({ nodes, source }) {
    for (const node of nodesOf(nodes, kind)) yield* put(node, source.text);
  };

const inConditions = (
  put: (condition: Condition, source: string) => Iterable<readonly [Range, string]>,
): Damage => ofKind("condition", put);

const opposite: Readonly<Record<string, string>> = {
  "==": "!=",
  "!=": "==",
  "<": ">",
  ">": "<",
  "<=": ">",
  ">=": "<",
};

/** Twenty-odd ways to damage a body, each at every place where it fits. */
export const damages: Readonly<Record<string, Damage>> = {
  "drop a comma": inText(/,/g, ""),
  "double a comma": inText(/,/g, ",,"),
  "drop a quote": inText(/"/g, ""),
  "drop a brace": inText(/[{}[\]]/g, ""),
  "swap a brace": inText(/[}\]]/g, (found) => (found === "}" ? "]" : "}")),
  "drop a colon": inText(/":/g, '"'),
  "curly quotes": inText(/"/g, "“"),
  "a comment": inText(/,/g, ", // note\n"),
  "trailing comma": inText(/(?=[}\]])/g, ","),
  "drop json_escape": dropFilter(/^json_escape$/),
  "json_escape not last": function* (template) {
    for (const { range, last } of filterOf(template, /^json_escape$/)) {
      yield [last, " | truncate: 9 "];
      yield [range, "| url_encode | replace: '%', '\"'"];
    }
  },
  "drop as_json_string": dropFilter(/^as_json_string$/),
  "drop plus": dropFilter(/^plus$/),
  "drop append": dropFilter(/^append$/),
  "drop default": dropFilter(/^default$/),
  "drop strip or date": dropFilter(/^(strip|date|downcase|times|md5|sha1|sha256)$/),
  "negate a condition": inConditions(function* ({ terms }) {
    for (const { operator } of terms)
      if (operator && opposite[operator.text]) yield [operator, opposite[operator.text]!];
  }),
  "and for or": inConditions(function* ({ operators }) {
    for (const operator of operators) yield [operator, operator.word === "and" ? "or" : "and"];
  }),
  "drop half a condition": inConditions(function* ({ terms, operators }) {
    for (const [index, operator] of operators.entries())
      yield [{ start: operator.start, end: terms[index + 1]!.end }, ""];
  }),
  "another name in a condition": inConditions(function* (condition) {
    for (const variable of nodesOf(condition, "variable")) yield [variable, `${variable.text}_x`];
  }),
  "if for unless": ofKind("if", function* ({ head, tail, branches }, source) {
    // Both tags at once: the block as a whole is rewritten.
    if (!tail || branches.length > 2) return;
    const inside = source.slice(head.name.end, tail.name.start);
    yield [{ start: head.name.start, end: tail.name.end }, `unless${inside}endunless`];
  }),
  "drop an assign": ofKind("assign", function* (part) {
    yield [part, ""];
  }),
  "drop an abort": ofKind("abort_message", function* (part) {
    yield [part, ""];
  }),
  "first for last": ofKind("key", function* (key) {
    if (key.text === "last" || key.text === "first") yield [key, key.text === "last" ? "first" : "last"];
  }),
  "another literal": ofKind("literal", function* (part, source) {
    const text = source.slice(part.start, part.end);
    if (/^["'][^"']{1,3}["']$/.test(text)) yield [part, "'z'"];
  }),
  "quote a value": ofKind("output", function* (part, source) {
    if (source[part.start - 1] !== '"') yield [part, `"${source.slice(part.start, part.end)}"`];
  }),
  "drop an output": ofKind("output", function* (part) {
    yield [part, ""];
  }),
};

/** Every mutant of a template. */
export function* mutantsOf(template: Template): Iterable<Mutant> {
  const { text } = template.source;
  for (const [kind, damage] of Object.entries(damages)) {
    for (const [{ start, end }, put] of damage(template))
      yield { kind, at: start, text: text.slice(0, start) + put + text.slice(end) };
  }
}
