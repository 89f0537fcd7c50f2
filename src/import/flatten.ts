import { dataNamespaces } from "../braze/data.js";
import { parseTemplate } from "../braze/liquid.js";
import type { BrazeSource } from "../config/model/config.js";
import { plainSources } from "../config/model/data-source.js";
import {
  type Body,
  type Branch,
  type Case,
  type Comparison,
  type Condition,
  type Filtered,
  type If,
  type Lookup,
  type Node,
  plainText,
  type Template,
  type Expression as Written,
} from "../liquid/syntax/template.js";
import { RubyFloat, type Value } from "../liquid/value.js";
import { jsonNumber } from "../source/json-number.js";
import type { Range } from "../source/source.js";
import {
  type Arm,
  type Constant,
  type Expression,
  type Loop,
  type Loss,
  not,
  type Piece,
  type Test,
} from "./expression.js";

/** A send that the body aborts: under which tests, all of which hold. */
export interface Abort extends Range {
  readonly when: readonly Test[];
}

/** A body without variables, tags and Content Blocks: what it prints, and when it is not sent. */
export interface Flat {
  readonly pieces: readonly Piece[];
  readonly aborts: readonly Abort[];
  readonly losses: readonly Loss[];
}

type Variables = Map<string, Expression>;

/** Reads a body as what it prints, with each variable replaced by what it holds at that place. */
export function flatten(template: Template, contentBlocks: ReadonlyMap<string, string>): Flat {
  const reader = new Flattener(template, contentBlocks);
  const { pieces } = reader.body(template.nodes, new Map(), []);
  return { pieces, aborts: reader.aborts, losses: reader.losses };
}

/** What a stretch of the body comes to; `ends` where whoever comes here is not sent anything. */
interface Stretch {
  readonly pieces: Piece[];
  readonly ends: boolean;
}

class Flattener {
  readonly aborts: Abort[] = [];
  readonly losses: Loss[] = [];
  readonly #open: string[] = [];

  constructor(
    private readonly template: Template,
    private readonly contentBlocks: ReadonlyMap<string, string>,
    /** Where all of it is, of a Content Block. */
    private readonly at?: Range,
  ) {}

  body(body: Pick<Body, "nodes">, variables: Variables, when: readonly Test[]): Stretch {
    const pieces: Piece[] = [];
    for (const node of body.nodes) {
      const { pieces: more, ends } = this.#node(node, variables, when);
      pieces.push(...more);
      if (ends) return { pieces, ends };
    }
    return { pieces, ends: false };
  }

  #node(node: Node, variables: Variables, when: readonly Test[]): Stretch {
    const place = this.#place(node);
    const printing = (...pieces: Piece[]): Stretch => ({ pieces, ends: false });
    switch (node.kind) {
      case "text":
        return printing({ ...place, kind: "text", text: node.value });
      case "raw":
        return printing({ ...place, kind: "text", text: node.text.value });
      case "output":
      case "echo":
        return printing(...this.#printed(node.value, variables, place, when));
      case "assign":
        variables.set(node.variable.text, this.#filtered(node.value, variables));
        return printing();
      case "capture": {
        const { pieces, ends } = this.body(node.body, variables, when);
        variables.set(node.variable.text, { ...place, op: "captured", pieces });
        return { pieces: [], ends };
      }
      case "if":
      case "unless":
        return this.#branches(this.#armsOfIf(node, variables), variables, when, place);
      case "case":
        return this.#branches(this.#armsOfCase(node, variables), variables, when, place);
      case "for": {
        const loop = this.#loop(node, variables);
        const inner = new Map(variables);
        inner.set(node.variable.text, { ...place, op: "item", loop, path: [] });
        const { pieces } = this.body(node.body, inner, []);
        for (const [name, value] of inner) {
          // A comma that the first item sets is found again by every other one.
          if (name !== node.variable.text && variables.get(name) !== value) variables.set(name, value);
        }
        return printing({ ...place, kind: "each", loop, pieces });
      }
      case "liquid":
      case "translation":
        return this.body(node.body, variables, when);
      case "ifchanged":
        this.#lose(node, "ifchanged");
        return printing();
      case "abort_message":
        this.aborts.push({ ...place, when });
        return { pieces: [], ends: true };
      case "comment":
      case "#":
      case "message_extras":
        return printing();
      case "connected_content": {
        const saved = node.options.find(({ name }) => name.text === "save")?.value;
        const name = saved && plainText(saved);
        if (name) variables.set(name, { ...place, op: "unknown", text: `the answer "${name}"` });
        this.#lose(node, "the tag connected_content");
        return printing();
      }
      case "catalog_items":
      case "catalog_selection_items":
      case "shopping_cart":
      case "promotion":
      case "random":
      case "cycle":
      case "increment":
      case "decrement":
      case "tablerow":
      case "break":
      case "continue":
      case "include":
      case "render":
      case "broken":
        this.#lose(node, `the tag ${node.head?.name.text ?? node.kind}`);
        return printing();
    }
  }

  #printed(value: Filtered, variables: Variables, place: Range, when: readonly Test[]): readonly Piece[] {
    const root = value.value?.kind === "lookup" ? value.value.root : undefined;
    if (root?.kind === "reference" && root.namespace?.text === "content_blocks") {
      const text = this.contentBlocks.get(root.name.text);
      const isOpen = this.#open.includes(root.name.text);
      if (text !== undefined && !isOpen && value.filters.length === 0) {
        const template = parseTemplate({ name: root.name.text, text });
        const inside = new Flattener(template, this.contentBlocks, place);
        inside.#open.push(...this.#open, root.name.text);
        const { pieces } = inside.body(template.nodes, variables, when);
        this.aborts.push(...inside.aborts);
        this.losses.push(...inside.losses);
        return pieces;
      }
      this.losses.push({ ...place, what: `the Content Block "${root.name.text}", which is not there` });
      return [];
    }
    return [{ ...place, kind: "hole", of: this.#filtered(value, variables) }];
  }

  #branches(
    arms: readonly Arm<Pick<Body, "nodes">>[],
    variables: Variables,
    when: readonly Test[],
    place: Range,
  ): Stretch {
    const before = new Map(variables);
    const done: { readonly arm: Arm<Piece[]>; readonly variables: Variables }[] = [];
    const failed: Test[] = [];
    let someEnd = false;
    for (const { test, value } of arms) {
      const inner = new Map(before);
      const { pieces, ends } = this.body(value, inner, [...when, ...failed, ...(test ? [test] : [])]);
      if (ends) someEnd = true;
      else done.push({ arm: { test, value: pieces }, variables: inner });
      if (test) failed.push(not(test));
    }
    const hasElse = arms.some(({ test }) => test === undefined);
    if (done.length === 0 && hasElse) return { pieces: [], ends: true };
    this.#join(
      variables,
      hasElse || done.length === 0
        ? done
        : [...done, { arm: { test: undefined, value: [] }, variables: before }],
      place,
    );
    const [only] = done;
    // Everybody else was aborted: what is left is for all.
    if (only && done.length === 1 && hasElse && someEnd) return { pieces: only.arm.value, ends: false };
    const printing = done.map(({ arm }) => arm).filter(({ value }) => value.length > 0);
    const pieces: Piece[] =
      printing.length === 0 ? [] : [{ ...place, kind: "either", arms: done.map(({ arm }) => arm) }];
    return { pieces, ends: false };
  }

  /** What each variable holds after the branches. */
  #join(
    variables: Variables,
    done: readonly { readonly arm: Arm<unknown>; readonly variables: Variables }[],
    place: Range,
  ): void {
    const names = new Set(done.flatMap((one) => [...one.variables.keys()]));
    for (const name of names) {
      const values = done.map((one) => one.variables.get(name));
      if (values.every((value) => value === values[0])) variables.set(name, values[0]!);
      else {
        const nothing: Expression = { ...place, op: "constant", value: null };
        const arms = done.map(({ arm }, at) => ({ test: arm.test, value: values[at] ?? nothing }));
        variables.set(name, { ...place, op: "choice", arms });
      }
    }
  }

  #armsOfIf(node: If, variables: Variables): Arm<Body>[] {
    return node.branches.map(({ condition, body }: Branch, at) => {
      const test = condition && this.#condition(condition, variables);
      return { test: test && at === 0 && node.kind === "unless" ? not(test) : test, value: body };
    });
  }

  #armsOfCase(node: Case, variables: Variables): Arm<Body>[] {
    const of = this.#expression(node.subject, variables);
    return node.branches.map(({ values, body }) => {
      const tests = values?.map((value): Test => this.#equals(of, this.#expression(value, variables), value));
      return { test: tests && either(tests), value: body };
    });
  }

  #condition({ terms, operators }: Condition, variables: Variables): Test {
    // Liquid groups from the right.
    return terms.slice(0, -1).reduceRight<Test>(
      (right, term, at) => ({
        op: operators[at]!.word,
        tests: [this.#comparison(term, variables), right],
      }),
      this.#comparison(terms.at(-1)!, variables),
    );
  }

  #comparison(comparison: Comparison, variables: Variables): Test {
    const { left, operator, right } = comparison;
    const unknown: Test = { op: "unknown", text: this.#text(comparison) };
    if (!left) return unknown;
    if (isPosition(left)) return { op: "position" };
    if (!operator) return { op: "present", of: this.#expression(left, variables) };
    if (!right) return unknown;
    if (isSize(left) && right.kind === "literal" && right.value === 0 && /^(>|!=)$/.test(operator.text))
      return { op: "present", of: this.#expression(withoutSize(left), variables) };
    if (!/^(==|!=|<>)$/.test(operator.text)) return unknown;
    const test = this.#equals(
      this.#expression(left, variables),
      this.#expression(right, variables),
      right,
      unknown,
    );
    return operator.text === "==" ? test : not(test);
  }

  #equals(
    of: Expression,
    to: Expression,
    written: Written,
    unknown: Test = { op: "unknown", text: this.#text(written) },
  ): Test {
    if (written.kind === "emptiness") return not({ op: "present", of });
    if (to.op !== "constant")
      return of.op === "constant" ? { op: "equals", of: to, value: of.value } : unknown;
    return to.value === "" || to.value === null
      ? not({ op: "present", of })
      : { op: "equals", of, value: to.value };
  }

  #loop(
    node: Range & {
      readonly variable: { readonly text: string };
      readonly collection: Written;
      readonly limit: Written | undefined;
      readonly offset: object | undefined;
      readonly reversed: object | undefined;
    },
    variables: Variables,
  ): Loop {
    const place = this.#place(node);
    const limit = node.limit && this.#expression(node.limit, variables);
    const take = limit?.op === "constant" && typeof limit.value === "number" ? limit.value : undefined;
    if (node.limit && take === undefined) this.#lose(node, "a limit that the data decides");
    if (node.offset) this.#lose(node, "the loop's offset");
    if (node.reversed) this.#lose(node, "the loop's reversed");
    return {
      ...place,
      variable: node.variable.text,
      over: this.#expression(node.collection, variables),
      take,
    };
  }

  #filtered({ value, filters, start, end }: Filtered, variables: Variables): Expression {
    const place = this.#place({ start, end });
    const first: Expression = value
      ? this.#expression(value, variables)
      : { ...place, op: "constant", value: "" };
    return filters.reduce<Expression>(
      (of, filter) => ({
        ...place,
        op: "filter",
        name: filter.name.text,
        of,
        args: filter.arguments.map((argument) => this.#expression(argument, variables)),
      }),
      first,
    );
  }

  #expression(written: Written, variables: Variables): Expression {
    const place = this.#place(written);
    switch (written.kind) {
      case "literal":
        return { ...place, op: "constant", value: constantOf(written.value) };
      case "emptiness":
        return { ...place, op: "constant", value: "" };
      case "braced":
        return this.#filtered(written.value, variables);
      case "range":
        return { ...place, op: "unknown", text: this.#text(written) };
      case "lookup":
        return this.#lookup(written, variables);
    }
  }

  #lookup(lookup: Lookup, variables: Variables): Expression {
    const place = this.#place(lookup);
    const unknown: Expression = { ...place, op: "unknown", text: this.#text(lookup) };
    const path = lookup.path.map((part) =>
      part.kind === "key"
        ? part.text
        : part.index.kind === "literal"
          ? constantOf(part.index.value)
          : undefined,
    );
    if (!path.every((part) => typeof part === "string" || typeof part === "number")) return unknown;
    const { root } = lookup;
    if (root.kind === "reference") {
      const source = sourceOf(root.namespace?.text, root.name.text);
      return source ? within({ ...place, op: "source", source }, path, unknown) : unknown;
    }
    if (root.kind !== "variable") return unknown;
    const value = variables.get(root.text);
    // What nothing sets is nil.
    if (!value) return { ...place, op: "constant", value: null };
    return within(value, path, unknown);
  }

  #lose(node: Range, what: string): void {
    this.losses.push({ ...this.#place(node), what });
  }

  #place({ start, end }: Range): Range {
    return this.at ?? { start, end };
  }

  #text({ start, end }: Range): string {
    return this.template.source.text.slice(start, end).trim();
  }
}

const either = (tests: readonly Test[]): Test => (tests.length === 1 ? tests[0]! : { op: "or", tests });

const isPosition = (written: Written): boolean =>
  written.kind === "lookup" && written.root.kind === "variable" && written.root.text === "forloop";

const isSize = (written: Written): written is Lookup =>
  written.kind === "lookup" && written.path.length > 0 && isKey(written.path.at(-1)!, "size");

const withoutSize = (lookup: Lookup): Lookup => ({ ...lookup, path: lookup.path.slice(0, -1) });

const isKey = (part: Lookup["path"][number], name: string) => part.kind === "key" && part.text === name;

function constantOf(value: Value): Constant {
  if (value instanceof RubyFloat) return value.value;
  if (typeof value === "bigint") return jsonNumber(String(value));
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** How a config calls what Liquid reads by `${name}`; undefined where it has no word for it. */
function sourceOf(namespace: string | undefined, name: string): BrazeSource | undefined {
  if (namespace === undefined) {
    const kind = name === "user_id" ? "external_id" : plainSources.find((one) => one === name);
    return kind && kind !== "now" ? { kind } : undefined;
  }
  if (namespace === "most_recently_used_device" && name === "id") return { kind: "device_id" };
  const known = namespace === "context_properties" ? "context" : namespace;
  for (const [kind, liquid] of Object.entries(dataNamespaces))
    if (liquid === known) return { kind: kind as keyof typeof dataNamespaces, name, path: [] };
  return undefined;
}

/** A member of what an expression reads. */
function within(of: Expression, path: readonly (string | number)[], unknown: Expression): Expression {
  if (path.length === 0) return of;
  // `first` is an item where the value is a list.
  const parts = path.map((part) => (part === "first" ? 0 : part));
  if (of.op === "source" && "path" in of.source)
    return { ...of, source: { ...of.source, path: [...of.source.path, ...parts] } };
  if (of.op === "item") return { ...of, path: [...of.path, ...parts] };
  if (of.op === "filter" && of.name === "first" && of.args.length === 0)
    return within(within(of.of, [0], unknown), path, unknown);
  if (of.op === "choice")
    return { ...of, arms: of.arms.map(({ test, value }) => ({ test, value: within(value, path, unknown) })) };
  return of.op === "constant" && of.value === null ? of : unknown;
}
