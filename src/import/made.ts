import { partsIn, textOf } from "./document-text.js";
import type { Part } from "./document-tree.js";
import type { Arm, Constant, Expression, Test } from "./expression.js";

/** What somebody's data holds at a place. */
export type Leaf = Extract<Expression, { op: "source" | "item" }>;

/** A text as it is written, or a leaf within it. */
export type TextHole = string | { readonly of: Leaf; readonly escaped: boolean };

/** How a value is made, in the words of a config. */
export interface Made {
  /** In the order in which they are asked. */
  readonly leaves: readonly Leaf[];
  /** Always this. */
  readonly constant?: Constant;
  readonly default?: Constant;
  readonly codes?: ReadonlyMap<string, Constant>;
  readonly otherwise?: "keep" | "leave_out" | Constant;
  readonly scale?: number;
  readonly decimals?: number;
  /** Arithmetic was done with it. */
  readonly isNumber?: boolean;
  readonly isBoolean?: boolean;
  /** Printed as JSON, whatever it is. */
  readonly isJson?: boolean;
  /** Format of a time. */
  readonly date?: string;
  readonly isNow?: boolean;
  readonly normalize: readonly ("strip" | "downcase")[];
  readonly hash?: "md5" | "sha1" | "sha256";
  readonly split?: string;
  readonly join?: string;
  /** Members that items have to hold. */
  readonly where?: ReadonlyMap<string, Constant | "present">;
  readonly escaped?: boolean;
  readonly text?: readonly TextHole[];
  /** What the body does with it that a config has no word for. */
  readonly lost: readonly string[];
}

const nothing = { leaves: [], normalize: [], lost: [] } as const satisfies Made;
const lose = (made: Made, what: string): Made => ({ ...made, lost: [...made.lost, what] });

/** How an expression is made; what reads something that no source of a config holds is lost. */
export function madeOf(expression: Expression): Made {
  switch (expression.op) {
    case "constant":
      return { ...nothing, constant: expression.value };
    case "source":
    case "item":
      return { ...nothing, leaves: [expression] };
    case "unknown":
      return lose(nothing, expression.text);
    case "captured":
      return ofParts(partsIn(expression.pieces));
    case "filter":
      return filtered(expression);
    case "choice":
      return chosen(expression.arms.map(({ test, value }) => ({ test, value: () => madeOf(value) })));
  }
}

/** How a text is made of what is in it, without the white space around it. */
export function ofParts(parts: readonly Part[]): Made {
  const constant = textOf(parts);
  if (constant !== undefined) return { ...nothing, constant };
  const telling = parts.filter((part) => part.kind !== "text" || part.text.trim() !== "");
  const [only] = telling;
  if (only && telling.length === 1) {
    if (only.kind === "hole") return madeOf(only.of);
    if (only.kind === "either")
      return chosen(only.arms.map(({ test, value }) => ({ test, value: () => ofParts(value) })));
  }
  return joined(
    parts.map((part) => (part.kind === "text" ? { ...nothing, constant: part.text } : ofParts([part]))),
  );
}

/** One text after the other. */
function joined(all: readonly Made[]): Made {
  const rest = all.filter(({ constant }) => constant !== "" && constant !== null);
  if (rest.length === 1) return rest[0]!;
  const [time, zeros] = rest;
  if (time?.date === "%s" && zeros?.constant === "000" && rest.length === 2)
    return { ...time, scale: (time.scale ?? 1) * 1000 };
  const text: TextHole[] = [];
  const lost: string[] = [];
  for (const made of rest) {
    const [leaf] = made.leaves;
    lost.push(...made.lost);
    if (made.text) text.push(...made.text);
    else if (made.constant !== undefined) text.push(String(made.constant));
    else if (leaf && made.leaves.length === 1 && isPlain(made))
      text.push({ of: leaf, escaped: made.escaped === true });
    else if (made.lost.length === 0) lost.push("a part of the text");
  }
  return {
    ...nothing,
    leaves: text.flatMap((part) => (typeof part === "string" ? [] : [part.of])),
    text,
    lost,
  };
}

/** Nothing is done to it but what a text with holes does. */
const isPlain = (made: Made): boolean =>
  made.default === undefined &&
  !made.codes &&
  made.scale === undefined &&
  made.hash === undefined &&
  made.date === undefined &&
  made.split === undefined &&
  !made.normalize.includes("downcase");

const hashes: Readonly<Record<string, Made["hash"]>> = {
  md5: "md5",
  sha1: "sha1",
  sha2: "sha256",
  sha256: "sha256",
};

function filtered({ name, of, args }: Extract<Expression, { op: "filter" }>): Made {
  const made = madeOf(of);
  const [first, second] = args.map(madeOf);
  const constant = first?.constant;
  const call = `| ${name}`;
  if (Object.hasOwn(hashes, name)) return { ...made, hash: hashes[name]! };
  switch (name) {
    case "json_escape":
    case "lstrip":
    case "rstrip":
    case "escape_once":
      return made;
    case "strip":
      return { ...made, normalize: [...made.normalize, "strip"] };
    case "downcase":
      return { ...made, normalize: [...made.normalize, "downcase"] };
    case "as_json_string":
    case "json":
    case "to_json":
      return { ...made, isJson: true };
    case "url_param_escape":
    case "url_encode":
    case "url_escape":
      return { ...made, escaped: true };
    case "default":
      if (!first) return made;
      if (constant !== undefined)
        return constant === "" || made.default !== undefined ? made : { ...made, default: constant };
      return { ...made, leaves: [...made.leaves, ...first.leaves], lost: [...made.lost, ...first.lost] };
    case "plus":
    case "minus":
      return constant === 0 ? { ...made, isNumber: true } : lose(made, call);
    case "times":
      return typeof constant === "number" ? scaled(made, constant) : lose(made, call);
    case "divided_by":
      return typeof constant === "number" && constant !== 0
        ? scaled(made, inverse(constant))
        : lose(made, call);
    case "round":
      return { ...made, isNumber: true, decimals: typeof constant === "number" ? constant : 0 };
    case "append":
      return first ? joined([made, first]) : made;
    case "prepend":
      return first ? joined([first, made]) : made;
    case "date":
      return dated(made, constant);
    case "split":
      return typeof constant === "string" ? { ...made, split: constant } : lose(made, call);
    case "join":
      return typeof constant === "string" ? { ...made, join: constant } : lose(made, call);
    case "first": {
      const [leaf] = made.leaves;
      return leaf && made.split === undefined ? { ...made, leaves: [firstOf(leaf)] } : lose(made, call);
    }
    case "where":
      if (typeof constant !== "string") return lose(made, call);
      return {
        ...made,
        where: new Map([...(made.where ?? []), [constant, second?.constant ?? "present"]]),
      };
    default:
      return lose(made, call);
  }
}

/** Exact for powers of ten: 1 / 100 is 0.01. */
const inverse = (divisor: number): number => Number((1 / divisor).toPrecision(12));

function scaled(made: Made, factor: number): Made {
  if (factor === 1) return { ...made, isNumber: true };
  return { ...made, isNumber: true, scale: Number(((made.scale ?? 1) * factor).toPrecision(12)) };
}

function dated(made: Made, format: Constant | undefined): Made {
  const isNow = made.constant === "now" || made.constant === "today";
  if (typeof format !== "string") return lose(made, "| date");
  if (!isNow) return { ...made, date: format };
  return { ...nothing, isNow: true, date: format };
}

function firstOf(leaf: Leaf): Leaf {
  if (leaf.op === "item") return { ...leaf, path: [...leaf.path, 0] };
  const { source } = leaf;
  return "path" in source ? { ...leaf, source: { ...source, path: [...source.path, 0] } } : leaf;
}

/** A choice that a config has a key for: a default, other sources, codes, true or false. */
function chosen(arms: readonly Arm<() => Made>[]): Made {
  const made = arms.map(({ test, value }) => ({ test, made: value() }));
  const [first, second] = made;
  if (!first) return nothing;
  if (!second) {
    if (!first.test || asksOnlyFor(first.test, first.made.leaves)) return first.made;
    made.push({ test: undefined, made: { ...nothing, constant: "" } });
  }
  return chosenOf(made);
}

/** Whether a test asks for nothing but what is printed, or where in a loop it is. */
function asksOnlyFor(test: Test, leaves: readonly Leaf[]): boolean {
  if (test.op === "position") return true;
  if (test.op === "and") return test.tests.every((one) => asksOnlyFor(one, leaves));
  return test.op === "present" && leaves.some((leaf) => sameLeaf(leaf, madeOf(test.of).leaves[0]));
}

function chosenOf(made: readonly Option[]): Made {
  const [first, second] = made;
  if (made.length === 2 && first && second && !second.test) {
    const fallback = withFallback(first, second.made);
    if (fallback) return fallback;
  }
  const coded = withCodes(made);
  if (coded) return coded;
  const best = made.find((one) => one.made.leaves.length > 0)?.made ?? { ...nothing };
  return lose(best, "a choice between values");
}

interface Option {
  readonly test: Test | undefined;
  readonly made: Made;
}

function withFallback({ test, made }: Option, other: Made): Made | undefined {
  if (test?.op === "not")
    return test.test.op === "present" ? withFallback({ test: test.test, made: other }, made) : undefined;
  if (test?.op !== "present") return undefined;
  const tested = madeOf(test.of);
  if (made.constant === true || made.constant === "true")
    return other.constant === false || other.constant === "false"
      ? { ...tested, isBoolean: true, default: false }
      : undefined;
  if (!sameLeaf(tested.leaves[0], made.leaves[0])) return undefined;
  if (other.constant !== undefined)
    return other.constant === "" || other.constant === null ? made : { ...made, default: other.constant };
  if (other.leaves.length === 0) return undefined;
  const more = other.leaves.filter((leaf) => !made.leaves.some((one) => sameLeaf(one, leaf)));
  return { ...made, leaves: [...made.leaves, ...more], lost: [...made.lost, ...other.lost] };
}

/** `if x == "M"` … `elsif x == "W"` …, each with a text of its own. */
function withCodes(options: readonly Option[]): Made | undefined {
  const codes = new Map<string, Constant>();
  let of: Made | undefined;
  let otherwise: Made["otherwise"] = "leave_out";
  for (const { test, made } of options) {
    if (!test) {
      if (made.constant !== undefined)
        otherwise = made.constant === "" || made.constant === null ? "leave_out" : made.constant;
      else if (of && made.leaves.length === 1 && sameLeaf(of.leaves[0], made.leaves[0])) otherwise = "keep";
      else return undefined;
      continue;
    }
    const equals = equalsIn(test);
    if (!equals || made.constant === undefined || made.constant === null) return undefined;
    for (const one of equals) {
      const tested = madeOf(one.of);
      if (of && !sameLeaf(of.leaves[0], tested.leaves[0])) return undefined;
      of = tested;
      codes.set(String(one.value), made.constant);
    }
  }
  if (of?.leaves.length !== 1) return undefined;
  // What all others get, those get who have nothing.
  const isText = otherwise !== "keep" && otherwise !== "leave_out";
  return { ...of, codes, otherwise, ...(isText ? { default: otherwise } : {}) };
}

/** The values of which a test asks for one. */
function equalsIn(test: Test): Extract<Test, { op: "equals" }>[] | undefined {
  if (test.op === "equals") return [test];
  if (test.op !== "or") return undefined;
  const all = test.tests.map(equalsIn);
  return all.every((one) => one !== undefined) ? all.flat() : undefined;
}

/** Whether two leaves read the same. */
export function sameLeaf(a: Leaf | undefined, b: Leaf | undefined): boolean {
  if (!a || !b || a.op !== b.op) return false;
  if (a.op === "item") return b.op === "item" && a.loop === b.loop && a.path.join("\0") === b.path.join("\0");
  return b.op === "source" && keyOf(a.source) === keyOf(b.source);
}

const keyOf = (source: Extract<Leaf, { op: "source" }>["source"]): string =>
  "path" in source ? [source.kind, source.name, ...source.path].join("\0") : source.kind;
