import { type Diagnostic, hasErrors, type Note } from "../../diagnostics/diagnostic.js";
import { SeededRandom } from "../../seeded-random.js";
import { utf8Length } from "../../source/bytes.js";
import { type Range, type Source, type Span, spanOf } from "../../source/source.js";
import type { Assumptions } from "../assumptions.js";
import { invalidBrazeSyntax, liquidErrorInOutput, missingAnswer } from "../findings.js";
import type { Limits } from "../limits.js";
import { LiquidError } from "../liquid-error.js";
import type { Body, Expression, Filtered, Node, Tag, Template } from "../syntax/template.js";
import type { Value } from "../value.js";
import { strictInteger } from "../values/integer.js";
import { printRaw } from "../values/print-raw.js";
import { slice } from "./collection.js";
import { equals } from "./condition.js";
import { type BlockRenderer, contentBlock } from "./content-block.js";
import { Expressions } from "./expressions.js";
import { ForLoop, TableRowLoop } from "./loops.js";
import {
  type Answer,
  type Choice,
  type Compute,
  type Flag,
  type Interrupt,
  type Loop,
  type LoopBodies,
  type Machine,
  type MadeKinds,
  type MissingAnswer,
  type OneUser,
  type Operand,
  runBody,
  type Way,
} from "./machine.js";
import { Meter } from "./meter.js";
import { toI } from "./numbers.js";
import type { Piece } from "./rendering.js";
import type { Scope } from "./scope.js";
import { Aborted } from "./signals.js";
import { Variables } from "./variables.js";

/** The language that is rendered: what its tags do, and how a text of it is read. */
export interface Runtime {
  readonly tags: Readonly<Record<string, { run(tag: Tag, machine: Machine): void }>>;
  parse(source: Source, options: { readonly lenient: boolean }): Template;
}

export interface RendererOptions {
  readonly lenient: boolean;
  readonly assume: Assumptions;
  readonly limits: Limits;
  readonly seed: number;
  /** Whether to note which part of the template wrote what. */
  readonly traced: boolean;
}

/** Renders a template for one user. */
export class Renderer implements Machine, OneUser, BlockRenderer {
  output = "";
  readonly diagnostics: Diagnostic[] = [];
  readonly pieces: Piece[] = [];
  readonly extras = new Map<string, string>();
  /** `break` and `continue` that no loop has taken yet: while there is one, every body ends after its next tag. */
  private readonly interrupts: Interrupt[] = [];
  readonly cycles = new Map<string, number>();
  private lastChanged: string | undefined;
  readonly blocks: string[] = [];

  readonly meter: Meter;
  private readonly variables: Variables;
  private readonly values: Expressions;

  private readonly forLoops: ForLoop[] = [];
  private readonly rows: TableRowLoop[] = [];
  private readonly offsets = new Map<string, number>();
  private captures = 0;
  private readonly seeded: SeededRandom;
  private place: Range = { start: 0, end: 0 };

  constructor(
    private source: Source,
    readonly scope: Scope,
    private readonly runtime: Runtime,
    private readonly options: RendererOptions,
  ) {
    this.meter = new Meter(options.limits);
    this.variables = new Variables(scope.variables);
    this.values = new Expressions(scope, this.variables, this.meter, options.assume, (name, at) =>
      contentBlock(this, name, at),
    );
    this.seeded = new SeededRandom(options.seed);
  }

  /** Reads a text that is rendered in its turn. */
  parse(source: Source): Template {
    return this.runtime.parse(source, { lenient: this.lenient });
  }

  get lenient(): boolean {
    return this.options.lenient;
  }

  // printing

  text(text: string, at: Range): void {
    this.place = at;
    if (text !== "" && this.options.traced && this.captures === 0) this.trace(text.length, true);
    this.output += text;
    this.meter.output(this.output.length);
  }

  write(text: string): void {
    if (text === "") return;
    if (this.options.traced && this.captures === 0) this.trace(text.length, false);
    this.output += text;
    this.meter.move(text);
    this.meter.output(this.output.length);
  }

  print(value: Filtered | Expression): void {
    this.printValue(value.kind === "filtered" ? this.values.filtered(value) : this.values.evaluate(value));
  }

  private printValue(value: Value): void {
    if (typeof value !== "string") this.meter.read(value);
    this.write(printRaw(value, this.options.assume));
  }

  /** Another template in the same variables: a Content Block, an answer that is rendered again. Gives what it prints. */
  include(template: Template): string {
    const { source, place } = this;
    this.diagnostics.push(...template.diagnostics);
    if (hasErrors(template.diagnostics)) return "";
    try {
      this.source = template.source;
      return this.captured(() => runBody(this, template.nodes));
    } finally {
      this.source = source;
      this.place = place;
    }
  }

  private captured(run: () => void): string {
    const before = this.output;
    this.output = "";
    this.captures++;
    try {
      run();
      return this.meter.checked(this.output) as string;
    } finally {
      this.output = before;
      this.captures--;
    }
  }

  private trace(length: number, verbatim: boolean): void {
    const start = this.output.length;
    const { start: from, end } = this.place;
    this.pieces.push({ start, end: start + length, span: spanOf(this.source, from, end), verbatim });
  }

  node(node: Exclude<Node, { kind: "text" }>): void {
    this.meter.step(1);
    this.place = node;
    try {
      if (node.kind === "output") this.print(node.value);
      else if (node.kind !== "broken") this.runtime.tags[node.kind]!.run(node, this);
    } catch (error) {
      if (!(error instanceof LiquidError)) throw error;
      this.failed(node, error);
    }
  }

  /** An operation failed: Ruby prints so where the tag or output is, unless the tag can print nothing. */
  private failed(node: Exclude<Node, { kind: "text" }>, error: LiquidError): void {
    this.place = node;
    const at = "head" in node && node.head ? node.head : node;
    if (node.kind === "assign" || node.blank) {
      const what = node.kind === "assign" ? "the variable stays as it was" : "nothing is printed";
      this.add(at, `\`${error.message}\`: this fails in silence, and ${what}`);
      return;
    }
    this.write(`Liquid error: ${error.message}`);
    this.add(at, `this prints \`Liquid error: ${error.message}\``);
  }

  enterBody(): void {}
  leaveBody(): void {}

  interrupted(): boolean {
    return this.interrupts.length > 0;
  }

  interrupt(kind: Interrupt): void {
    this.interrupts.push(kind);
  }

  fail(message: string): void {
    throw new LiquidError(message);
  }

  abort(reason: string): void {
    throw new Aborted(reason);
  }

  // what tags do

  assign(name: string, value: Filtered): void {
    this.variables.assign(name, this.values.filtered(value));
  }

  capture(name: string, body: Body): void {
    this.variables.assign(
      name,
      this.captured(() => runBody(this, body)),
    );
  }

  printChanged(body: Body): void {
    const text = this.captured(() => runBody(this, body));
    if (text === this.lastChanged) return;
    this.lastChanged = text;
    this.write(text);
  }

  choose(ways: readonly Way[], otherwise: () => void): void {
    const holds = (test: Choice) =>
      test.kind === "equality" ? equals(this.values, test.left, test.right) : this.values.condition(test);
    const taken = ways.find(({ test, wanted }) => holds(test) === wanted);
    if (taken) taken.run();
    else otherwise();
  }

  flag(use: (flag: Flag) => void): void {
    let raised = false;
    use({
      raise: () => {
        raised = true;
      },
      unlessRaised: (run) => {
        if (!raised) run();
      },
    });
  }

  count(name: string, by: 1 | -1, prints: "before" | "after"): void {
    this.write(this.variables.count(name, by)[prints]);
  }

  made(_kinds: MadeKinds, given: readonly Operand[], _at: Range, compute: Compute<Value>): void {
    this.printValue(compute(this, this.operands(given)));
  }

  decide(
    branches: readonly (() => void)[],
    given: readonly Operand[],
    _at: Range,
    which: Compute<number>,
  ): void {
    branches[which(this, this.operands(given))]?.();
  }

  answer({ variable, text }: Answer, given: readonly Operand[], _at: Range, read: Compute<Value>): void {
    const value = read(this, this.operands(given));
    const prints =
      text === "printed" || (text === "assumed" && this.options.assume["saved-text"] === "printed");
    if (prints && typeof value === "string") this.printValue(value);
    else this.variables.assign(variable, value);
  }

  effect(given: readonly Operand[], _at: Range, run: Compute<void>): void {
    run(this, this.operands(given));
  }

  opaque(given: readonly Operand[], at: Range, run: Compute<void>): void {
    this.effect(given, at, run);
  }

  private operands(given: readonly Operand[]): Value[] {
    return given.map((one) =>
      one.kind === "interpolation" ? this.values.interpolate(one) : this.values.evaluate(one),
    );
  }

  private add(node: Range, message: string): void {
    const strict = this.options.assume.errors === "strict";
    const span = spanOf(this.source, node.start, node.end);
    // a loop fails once for each item in the same words
    if (this.diagnostics.length < 1000) {
      this.diagnostics.push(
        liquidErrorInOutput.report(message, { span, ...(strict ? { severity: "error" } : {}) }),
      );
    }
  }

  // loops

  each(loop: Loop, { iteration, none, begin, end }: LoopBodies): void {
    const items = this.itemsOf(loop);
    if (items.length === 0 && !begin) {
      none();
      return;
    }
    const drop =
      loop.drop === "forloop"
        ? new ForLoop(loop.name, items.length, this.forLoops.at(-1) ?? null)
        : new TableRowLoop(items.length, loop.cols ? Number(toI(this.values.evaluate(loop.cols))) : 0);
    begin?.();
    const frame = this.variables.enter(loop.variable, loop.drop, drop);
    if (drop instanceof ForLoop) this.forLoops.push(drop);
    else this.rows.push(drop);
    try {
      for (const item of items) {
        this.meter.step(1);
        frame.item = item;
        iteration();
        drop.advance();
        if (loop.takesInterrupts && this.interrupts.length > 0 && this.interrupts.pop() === "break") break;
      }
    } finally {
      if (drop instanceof ForLoop) this.forLoops.pop();
      else this.rows.pop();
      this.variables.leave();
    }
    end?.();
  }

  /** The items that a loop runs over; remembers where it ends for `offset: continue`. */
  private itemsOf({ name, collection, limit, offset, reversed, bounds }: Loop): Value[] {
    const bound = (expression: Expression): number | undefined => {
      const value = this.values.evaluate(expression);
      if (bounds === "loose") return Number(toI(value));
      return value === null ? undefined : Number(strictInteger(value));
    };
    let from = 0;
    if (offset?.kind === "continue") from = this.offsets.get(name) ?? 0;
    else if (offset) from = bound(offset) ?? 0;
    const items = this.values.evaluate(collection);
    const most = limit && bound(limit);
    const to = most === undefined ? undefined : most + from;
    const segment = slice(items, from, to, this.meter.mostItems);
    if (reversed) segment.reverse();
    if (bounds === "strict") this.offsets.set(name, from + segment.length);
    return segment;
  }

  get cell() {
    const row = this.rows.at(-1)!;
    return { row: row.row, column: row.column, endsRow: row.endsRow };
  }

  // what the fixture answers

  /** Something that Braze would ask another system for, and the fixture does not hold. */
  missing(at: Range, message: string, notes: readonly (Note | string)[]): void {
    this.diagnostics.push(
      missingAnswer.report(message, { span: spanOf(this.source, at.start, at.end), notes }),
    );
  }

  connectedContent(name: string, at: Range, { message, hint }: MissingAnswer): Value | undefined {
    const answer = this.scope.connectedContent.get(name);
    if (answer === undefined) this.missing(at, message, [hint]);
    return answer;
  }

  save(name: string, value: Value): void {
    this.variables.assign(name, value);
  }

  rendered(name: string, text: string): string {
    return this.include(this.parse({ name, text }));
  }

  catalogItems(at: Range): readonly Value[] {
    const items = this.scope.catalogItems;
    if (!items)
      this.missing(at, "the fixture has no catalog items", ['add them to the fixture: "catalog_items": […]']);
    return items ?? [];
  }

  addExtra(at: Range, key: string, value: string): void {
    this.extras.set(key, value);
    let size = 0;
    for (const [name, text] of this.extras) size += utf8Length(name) + utf8Length(text);
    if (size <= 1024) return;
    const span = spanOf(this.source, at.start, at.end);
    const message = `message extras take ${size} bytes; Braze keeps 1 KB`;
    this.diagnostics.push(invalidBrazeSyntax.report(message, { span, severity: "warning" }));
  }

  random(): number {
    return this.seeded.next();
  }

  promotionCode(list: string): string {
    return this.scope.promotionCodes?.get(list) ?? `${list}-CODE`.toUpperCase();
  }

  // findings and limits

  warn(at: Range, message: string, severity: "warning" | "error"): void {
    this.diagnostics.push(
      invalidBrazeSyntax.report(message, { span: spanOf(this.source, at.start, at.end), severity }),
    );
  }

  /** Where the rendering is. */
  here(): Span {
    return spanOf(this.source, this.place.start, this.place.end);
  }
}
