import type { Range } from "../../../source/source.js";
import type {
  Braced,
  Expression,
  Literal,
  Lookup,
  Name,
  PathPart,
  ReferenceRoot,
  Root,
} from "../template.js";
import { integer, RubyFloat, type Value } from "../value.js";
import { parseFiltered } from "./filtered.js";
import type { Markup } from "./markup.js";
import { bracedMark, notSpace, pattern, plainSegment, referenceMark, segment, space } from "./patterns.js";

const words: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["", null],
  ["nil", null],
  ["null", null],
  ["true", true],
  ["false", false],
  ["blank", ""],
  ["empty", ""],
]);

/** One word of a markup as a value: Ruby takes anything that is no literal for a variable, and so never fails here. */
export function parseExpression(markup: Markup, start: number, end: number, depth = 0): Expression {
  const at = markup.trim(start, end);
  const text = markup.text.slice(at.start, at.end);
  const place = markup.place(at.start, at.end);
  if (depth > markup.findings.limits.expression) {
    markup.findings.limit(place, `the expression nests more than ${markup.findings.limits.expression} deep`);
  }
  const first = text[0];
  if ((first === '"' || first === "'") && text.endsWith(first)) {
    // a lone quote is the empty text to Ruby
    return literal(place, text.length > 1 ? markup.slice(at.start + 1, at.end - 1) : "");
  }
  if (/^-?\d+$/.test(text)) return literal(place, integer(BigInt(text)));
  const range = text.endsWith(")") ? rangeParts(text) : undefined;
  if (range) {
    const from = at.start + range.first.start;
    return {
      kind: "range",
      ...place,
      first: parseExpression(markup, from, at.start + range.first.end, depth + 1),
      last: parseExpression(markup, at.start + range.last.start, at.start + range.last.end, depth + 1),
    };
  }
  if (/^-?\d[\d.]+$/.test(text)) return literal(place, new RubyFloat(leadingFloat(text)));
  if (words.has(text)) return literal(place, words.get(text)!);
  return parseLookup(markup, at.start, at.end, depth);
}

const literal = (place: Range, value: Value): Literal => ({ kind: "literal", ...place, value });

const leadingFloat = (text: string): number => Number(/^-?\d+(?:\.\d+)?/.exec(text)![0]);

/** `(first..last)`: as in Ruby, the last pair of dots parts the two. The look-ahead keeps hostile rows of dots linear. */
function rangeParts(text: string): { first: Range; last: Range } | undefined {
  const found = rangePattern.exec(text);
  if (!found) return undefined;
  const [first, last] = [found.indices![2]!, found.indices![3]!];
  return { first: { start: first[0], end: first[1] }, last: { start: last[0], end: last[1] } };
}

const rangePattern = pattern(
  `^\\(${space}*(?=((${notSpace}+)${space}*\\.\\.))\\1${space}*(${notSpace}+)${space}*\\)$`,
);

const segments = new RegExp(segment, "g");
const plainSegments = new RegExp(plainSegment, "g");

/** Behind the last closing bracket no bracket can be a segment, so none is tried there: rows of `[` stay linear. */
function segmentsOf(text: string, start: number): Segment[] {
  const cut = text.lastIndexOf("]") + 1;
  const toSegment = (offset: number) => (found: RegExpExecArray) => ({
    text: found[0],
    start: offset + found.index,
    end: offset + found.index + found[0].length,
  });
  return [
    ...[...text.slice(0, cut).matchAll(segments)].map(toSegment(start)),
    ...[...text.slice(cut).matchAll(plainSegments)].map(toSegment(start + cut)),
  ];
}

/** A variable's path, or a Braze name and what follows it. Characters that belong to no segment are skipped, as in Ruby. */
function parseLookup(markup: Markup, start: number, end: number, depth: number): Expression {
  const text = markup.text.slice(start, end);
  const parts = segmentsOf(text, start);
  const place = markup.place(start, end);
  const [first, second] = parts;
  if (!first) return { kind: "lookup", ...place, root: { kind: "variable", text: "", ...place }, path: [] };
  if (first.text[0] === bracedMark)
    return braced(markup, first.start, parts.length > 1 ? parts[1] : undefined);
  let root: Root;
  let rest = parts.slice(1);
  if (first.text[0] === referenceMark) root = reference(markup, undefined, first);
  else if (second?.text[0] === referenceMark) {
    root = reference(markup, first, second);
    rest = parts.slice(2);
  } else if (first.text[0] === "[") {
    const name = parseExpression(markup, first.start + 1, first.end - 1, depth + 1);
    root = { kind: "computed", ...markup.place(first.start, first.end), name };
  } else root = { kind: "variable", text: first.text, ...markup.place(first.start, first.end) };
  const path = rest.flatMap((part) => pathPart(markup, part, depth));
  return { kind: "lookup", ...place, root, path } satisfies Lookup;
}

type Segment = Name;

function pathPart(markup: Markup, part: Segment, depth: number): PathPart[] {
  const place = markup.place(part.start, part.end);
  if (part.text[0] === referenceMark || part.text[0] === bracedMark) {
    markup.findings.invalid(place, "a Braze name cannot stand inside a path", [
      "assign it to a variable first, and write `list[variable]` or `| property_accessor: variable`",
    ]);
    return [];
  }
  if (part.text[0] !== "[") return [{ kind: "key", text: part.text, ...place }];
  return [
    { kind: "index", ...place, index: parseExpression(markup, part.start + 1, part.end - 1, depth + 1) },
  ];
}

function reference(markup: Markup, namespace: Segment | undefined, mark: Segment): ReferenceRoot {
  const inner = markup.within(markup.constructs.get(mark.start)!);
  const at = inner.trim(0, inner.text.length);
  const text = inner.slice(at.start, at.end);
  const place = inner.place(at.start, at.end);
  const whole = markup.place(namespace?.start ?? mark.start, mark.end);
  if (text === "") markup.findings.error(whole, "there is no name between the braces of `${}`");
  if (namespace && markup.text.slice(namespace.end, mark.start) !== ".") {
    const gap = markup.place(namespace.start, mark.end);
    markup.findings.invalid(
      gap,
      `write \`${namespace.text}.\${${text}}\`: a dot and nothing else joins the two`,
    );
  }
  return {
    kind: "reference",
    ...whole,
    namespace: namespace && { text: namespace.text, ...markup.place(namespace.start, namespace.end) },
    name: { text, ...place },
  };
}

function braced(markup: Markup, start: number, after: Segment | undefined): Braced {
  const construct = markup.constructs.get(start)!;
  if (after) {
    markup.findings.invalid(
      markup.place(after.start, after.end),
      "a path must stand inside the braces: `{{list[0].name}}`",
    );
  }
  const value = parseFiltered(markup.within(construct), { within: "braces" });
  return { kind: "braced", ...markup.placeOf(construct), value };
}
