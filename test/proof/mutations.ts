import type { Assign, Condition, Filter, If, Name, Template } from "../../src/liquid/syntax/template.js";
import { type Part, visit } from "../../src/liquid/syntax/visit.js";
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
    for (const part of partsIn(nodes)) {
      if (part.kind !== "text") continue;
      for (const found of source.text.slice(part.start, part.end).matchAll(pattern)) {
        const start = part.start + found.index;
        yield [{ start, end: start + found[0].length }, typeof put === "string" ? put : put(found[0])];
      }
    }
  };

function partsIn(root: Part): Part[] {
  const found: Part[] = [];
  visit(root, (part) => found.push(part));
  return found;
}

/** A filter with its bar. */
function* filterOf(
  template: Template,
  name: RegExp,
): Iterable<{ filter: Filter; range: Range; last: Range }> {
  for (const part of partsIn(template.nodes)) {
    if (part.kind !== "filtered") continue;
    const { filters } = part as unknown as { filters: readonly Filter[] };
    for (const filter of filters) {
      if (!name.test(filter.name.text)) continue;
      const start = template.source.text.lastIndexOf("|", filter.start);
      yield { filter, range: { start, end: filter.end }, last: { start: part.end, end: part.end } };
    }
  }
}

const dropFilter = (name: RegExp): Damage =>
  function* (template) {
    for (const { range } of filterOf(template, name)) yield [range, ""];
  };

const ofKind = <P extends Part>(
  kind: string,
  put: (part: P, source: string) => Iterable<readonly [Range, string]>,
): Damage =>
  function* ({ nodes, source }) {
    for (const part of partsIn(nodes)) if (part.kind === kind) yield* put(part as P, source.text);
  };

const inConditions = (
  put: (condition: Condition, source: string) => Iterable<readonly [Range, string]>,
): Damage =>
  function* ({ nodes, source }) {
    for (const part of partsIn(nodes))
      if ("terms" in part) yield* put(part as unknown as Condition, source.text);
  };

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
    for (const part of partsIn(condition))
      if (part.kind === "variable") yield [part, `${(part as unknown as Name).text}_x`];
  }),
  "if for unless": ofKind<If & Part>("if", function* (part, source) {
    // Both tags at once: the block as a whole is rewritten.
    const { head, tail } = part;
    if (!tail || part.branches.length > 2) return;
    const inside = source.slice(head.name.end, tail.name.start);
    yield [{ start: head.name.start, end: tail.name.end }, `unless${inside}endunless`];
  }),
  "drop an assign": ofKind<Assign & Part>("assign", function* (part) {
    yield [part, ""];
  }),
  "drop an abort": ofKind("abort_message", function* (part) {
    yield [part, ""];
  }),
  "first for last": ofKind("key", function* (part) {
    const { text } = part as unknown as Name;
    if (text === "last" || text === "first") yield [part, text === "last" ? "first" : "last"];
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
