import type { Codes, DataSource, ScalarType, Scaling, TextPart } from "../../config/model/config.js";
import type { Changes } from "../../config/model/values/changes.js";
import { largestScaled, trailingZeros } from "../../config/model/values/rules.js";
import type { OrderedJson } from "../../source/json.js";
import { type AroundVariables, isAlwaysText, pipe, read } from "./expression.js";
import type { Condition, LeafShape, Line, Statement } from "./shape.js";
import { assign, when } from "./statements.js";
import { datetimeLines, datetimeOutput, datetimePresent } from "./times.js";

/** How one scalar is read, tested and printed. */
export interface Prepared {
  readonly lines: readonly Line[];
  /** Holds exactly when the value is not missing. */
  readonly present: Condition;
  /** The opposite, where Liquid can say it in one test. */
  readonly absent?: Condition;
  readonly quoted: boolean;
  readonly output: string;
}

/** A scalar, or whatever JSON there is, and what is done to it. */
export interface Readable extends Changes {
  readonly text?: readonly TextPart[] | undefined;
  /** Whether white space around a text does not count. */
  readonly stripped?: boolean;
  /** The first whose value is not missing counts. */
  readonly from: readonly [DataSource, ...DataSource[]];
}

/** The statements that bring a value of any kind to one type, and the test that is safe on it. */
export function prepare(readable: Readable, variable: string, around: AroundVariables): Prepared {
  if (readable.text) return putTogether(readable.text, readable.from, variable, around);
  const [first, ...others] = readable.from.map((from) => prepareFrom(readable, variable, from, around));
  return { ...first!, lines: [...first!.lines, ...others.map((other) => [fallback(first!, other)])] };
}

/** A text with holes: blank as soon as one of them is. */
function putTogether(
  parts: readonly TextPart[],
  from: readonly DataSource[],
  variable: string,
  around: AroundVariables,
): Prepared {
  const hole = `${variable}_text`;
  const kind = `${variable}_kind`;
  const isWhole = `${variable}_whole`;
  const add = (value: string): Statement => assign(variable, pipe(variable, `append: ${value}`));
  const [first] = parts;
  const start = typeof first === "string" ? first : "";
  const lines = (start === "" ? parts : parts.slice(1)).map((part): Line => {
    if (typeof part === "string") return [add(`"${part}"`)];
    const source = from[part.hole]!;
    const value = read(source, around);
    const structures = isAlwaysText(source)
      ? []
      : [assign(kind, kindOf(value)), when(`"{[" contains ${kind}`, [assign(hole, '""')])];
    return [
      assign(hole, pipe(value, 'append: ""')),
      ...structures,
      when(`${hole} == blank`, [assign(isWhole, '"no"')]),
      ...(part.escaped ? [assign(hole, pipe(hole, "url_param_escape"))] : []),
      add(hole),
    ];
  });
  return {
    lines: [
      [assign(variable, `"${start}"`), assign(isWhole, '"yes"')],
      ...lines,
      [when(`${isWhole} == "no"`, [assign(variable, '""')])],
    ],
    present: `${variable} != blank`,
    absent: `${variable} == blank`,
    quoted: true,
    output: pipe(variable, "json_escape"),
  };
}

/** Every source is brought to the same variables, so that one test tells of all. */
const fallback = ({ present, absent }: Prepared, { lines }: Prepared): Statement =>
  absent === undefined
    ? { kind: "unless", when: present, body: lines }
    : { kind: "if", when: absent, body: lines };

function prepareFrom(
  { type, join, map, scaling, stripped, from: all }: Readable,
  variable: string,
  from: DataSource,
  around: AroundVariables,
): Prepared {
  const value = read(from, around);
  if (join !== undefined && !isAlwaysText(from)) return joined(join, variable, value);
  if (!map && stripped && (type === "string" || type === "url")) return text(variable, value, false, "strip");
  if (!map) return typed(type, variable, from, value, scaling, all.length === 1);
  const isText = type === "string" || type === "url";
  const name = isText ? variable : `${variable}_code`;
  const code = text(name, value, isAlwaysText(from));
  const lines = [...code.lines, [decode(name, map)]];
  if (isText) return { ...code, lines };
  const prepared = typed(type, variable, { kind: "item", path: [] }, name, scaling, false);
  return { ...prepared, lines: [...lines, ...prepared.lines] };
}

/** The items of a list as one text, where there is a list; else as any text. */
function joined(separator: string, variable: string, value: string): Prepared {
  const [list, kind, part] = [`${variable}_list`, `${variable}_kind`, `${variable}_part`];
  const item = text(`${part}_text`, part, false);
  const add = (value: string): Statement => assign(variable, pipe(variable, `append: ${value}`));
  const each: Line[] = [
    ...item.lines,
    [when(item.present, [when(`${variable} != blank`, [add(`"${separator}"`)]), add(`${part}_text`)])],
  ];
  const whole = text(variable, list, false);
  return {
    ...whole,
    lines: [
      [assign(list, value)],
      ...whole.lines,
      [when(`${kind} == "["`, [{ kind: "for", item: part, of: list, body: each }])],
    ],
  };
}

/** The value that each code stands for, in its place. What is missing stays so. */
function decode(name: string, { values, otherwise }: Codes): Statement {
  const becomes = (text: string): Line => [assign(name, `"${text}"`)];
  const rest =
    otherwise === "keep"
      ? undefined
      : otherwise === "leave_out"
        ? becomes("")
        : [when(`${name} != blank`, becomes(otherwise.text))];
  return {
    kind: "case",
    of: name,
    branches: [...values].map(([code, text]) => ({ value: `"${code}"`, body: becomes(text) })),
    otherwise: rest,
  };
}

function typed(
  type: ScalarType | "json",
  variable: string,
  from: DataSource,
  value: string,
  scaling: Scaling | undefined,
  alone: boolean,
): Prepared {
  switch (type) {
    case "string":
    case "url":
      return text(variable, value, isAlwaysText(from));
    case "number":
      return number(variable, asNumberSource(from, value), scaling);
    case "integer":
      return integer(variable, asNumberSource(from, value), scaling);
    case "boolean":
      return boolean(variable, value);
    case "datetime":
      // Now is printed as a datetime already.
      return from.kind === "now" && alone ? text(variable, value, true) : datetime(variable, value);
    case "json":
      return json(variable, value);
  }
}

export function leaf(prepared: Prepared, fallback: OrderedJson | undefined): LeafShape {
  const { quoted, output, present } = prepared;
  const otherwise = fallback === undefined ? undefined : { unless: present, json: fallback };
  return { kind: "leaf", quoted, output, otherwise };
}

/** `now` is a time: for a number it is its epoch seconds. */
const asNumberSource = (from: DataSource, value: string) =>
  from.kind === "now" ? '"now" | date: "%s"' : value;

/**
 * Appending nothing turns any value into text, so that comparing it with `blank` cannot fail (a Time would).
 * A hash or an array would become Ruby's own notation: the first character of its JSON tells, and it counts as missing.
 */
export function text(variable: string, value: string, alwaysText: boolean, ...normalize: string[]): Prepared {
  const line = [assign(variable, pipe(value, 'append: ""', ...normalize))];
  if (!alwaysText) {
    line.push(assign(`${variable}_kind`, kindOf(value)));
    line.push(when(`"{[" contains ${variable}_kind`, [assign(variable, '""')]));
  }
  return {
    lines: [line],
    present: `${variable} != blank`,
    absent: `${variable} == blank`,
    quoted: true,
    output: pipe(variable, "json_escape"),
  };
}

/** The first character of a value's JSON: `{` a hash, `[` an array. Nothing else in Liquid tells them from text. */
export const kindOf = (value: string) => pipe(value, "as_json_string", "slice: 0");

const numberForms = `"${Array.from({ length: trailingZeros + 1 }, (_, zeros) => "N" + "0".repeat(zeros)).join(",")}"`;

/**
 * A round trip: `plus: 0` takes the leading number of any text, and it counts only if its own print, with some trailing
 * zeros, is the text that came. The second `replace` keeps `00` from passing for 0.
 */
function numberLines(variable: string, value: string, scaling: Scaling | undefined): Line[] {
  const forms = pipe(numberForms, `replace: "N", ${variable}`, 'replace: ",00", ", "', 'split: ","');
  return [
    [
      assign(variable, pipe(value, "plus: 0", ...(scaling ? clamp : []))),
      assign(`${variable}_text`, pipe(value, 'append: ""', "strip")),
      assign(`${variable}_forms`, forms),
    ],
    ...(scaling ? [[scale(variable, scaling)]] : []),
  ];
}

/** Clamped, so that one that is too large is not what its text says, and no product outgrows a float. */
const clamp = [`at_most: ${largestScaled}`, `at_least: -${largestScaled}`];

function scale(variable: string, { factor, decimals }: Scaling): Statement {
  const filters = [
    ...(factor === "1" ? [] : [`times: ${factor}`]),
    ...(decimals === undefined ? [] : [decimals === 0 ? "round" : `round: ${decimals}`]),
  ];
  return assign(variable, pipe(variable, ...filters));
}

function number(variable: string, value: string, scaling: Scaling | undefined): Prepared {
  return {
    lines: numberLines(variable, value, scaling),
    present: `${variable}_forms contains ${variable}_text`,
    quoted: false,
    output: variable,
  };
}

function integer(variable: string, value: string, scaling: Scaling | undefined): Prepared {
  const lines = numberLines(variable, value, scaling);
  return {
    lines: [...lines.slice(0, -1), [...lines.at(-1)!, assign(`${variable}_whole`, pipe(variable, "round"))]],
    present: `${variable}_forms contains ${variable}_text and ${variable} == ${variable}_whole`,
    quoted: false,
    output: `${variable}_whole`,
  };
}

function datetime(variable: string, value: string): Prepared {
  return {
    lines: datetimeLines(variable, value),
    present: datetimePresent(variable),
    quoted: true,
    output: datetimeOutput(variable),
  };
}

function boolean(variable: string, value: string): Prepared {
  return {
    lines: [[assign(variable, pipe(value, 'append: ""', "strip", "downcase"))]],
    present: `${variable} == "true" or ${variable} == "false"`,
    absent: `${variable} != "true" and ${variable} != "false"`,
    quoted: false,
    output: variable,
  };
}

/** An array that is empty, or holds only blanks, is blank as text and a value all the same. */
function json(variable: string, value: string): Prepared {
  const text = `${variable}_text`;
  const kind = `${variable}_kind`;
  const line = [
    assign(variable, value),
    assign(text, pipe(value, 'append: ""')),
    assign(kind, kindOf(value)),
  ];
  return {
    lines: [[...line, when(`${kind} == "["`, [assign(text, kind)])]],
    present: `${text} != blank`,
    absent: `${text} == blank`,
    quoted: false,
    output: pipe(variable, "as_json_string"),
  };
}
