import type { Range } from "../../source/source.js";
import type { Body, Condition, Expression, Filtered, Interpolation, Node } from "../syntax/template.js";
import type { Value } from "../value.js";

/**
 * What tags are made of. Each tag says once, in these words, what it does; the renderer carries it out for one user, the
 * prover for all users at once. The prover follows every path that some user may take, so a tag never asks which one was
 * taken: it says what happens on each.
 *
 * An operation that fails ends the tag, for those users for whom it fails: Ruby Liquid then prints `Liquid error: …` where
 * the tag is, unless the tag is blank.
 */
export interface Machine {
  /** Prints text of the template as it is. */
  text(text: string, at: Range): void;
  /** Prints text that a tag makes of its own. */
  write(text: string, at: Range): void;
  /** Prints a value. */
  print(value: Filtered | Expression, at: Range): void;
  /** Runs one node, and prints the error of an operation that fails in it. */
  node(node: Exclude<Node, { kind: "text" }>): void;
  /** Takes those with a pending interrupt out of the body. Whether nobody is left in it. */
  interrupted(): boolean;
  /** A body begins, and ends: those who left it early go on after it. */
  enterBody(): void;
  leaveBody(): void;
  /** Assigns a value; one that fails leaves the variable as it was. */
  assign(name: string, value: Filtered): void;
  /** Assigns what a body prints, also where an interrupt cuts it short. */
  capture(name: string, body: Body): void;
  /** Prints a body, unless it prints what the last one that was printed so did. */
  printChanged(body: Body, at: Range): void;
  /** Takes the first way whose test comes to what is wanted, else the last; in one loop, however many there are. */
  choose(ways: readonly Way[], otherwise: () => void): void;
  /** A switch that is off at first. */
  flag(use: (flag: Flag) => void): void;
  /** Runs once for each item, with the loop's own names. */
  each(loop: Loop, bodies: LoopBodies): void;
  /** Leaves every body up to the loop around, now or when one is there. */
  interrupt(kind: Interrupt): void;
  fail(message: string, at: Range): void;
  /** Ends the rendering: nothing is sent. */
  abort(reason: string): void;
  /** Moves a counter, and prints it as it is before or after. */
  count(name: string, by: 1 | -1, prints: "before" | "after", at: Range): void;
  /** Prints what only a rendering knows. */
  made(kinds: MadeKinds, given: readonly Operand[], at: Range, compute: Compute<Value>): void;
  /** Takes one of several branches, and only a rendering knows which. */
  decide(
    branches: readonly (() => void)[],
    given: readonly Operand[],
    at: Range,
    which: Compute<number>,
  ): void;
  /** Assigns what another system answers; with `print`, a text is printed instead. */
  answer(answer: Answer, given: readonly Operand[], at: Range, read: Compute<Value>): void;
  /** Does what leaves no trace in the text. */
  effect(given: readonly Operand[], at: Range, run: Compute<void>): void;
  /**
   * Does what nobody can foretell: Liquid that arrives in an answer.
   * @param unknown what it is, in a few words
   */
  opaque(given: readonly Operand[], at: Range, run: Compute<void>, unknown: string): void;
}

/** Something that is evaluated first, and may fail. An interpolation gives text. */
export type Operand = Expression | Interpolation;

/** What a rendering does with the values of the operands. */
export type Compute<Result> = (user: OneUser, values: readonly Value[]) => Result;

/** What is done where a test holds, or where it does not. */
export interface Way {
  readonly test: Choice;
  readonly wanted: boolean;
  readonly at: Range;
  run(): void;
}

export type Choice = Condition | Equality;

/** `==` between two expressions, as `when` asks. */
export interface Equality {
  readonly kind: "equality";
  readonly left: Expression;
  readonly right: Expression;
}

export type Interrupt = "break" | "continue";

/** `integer`: from 0; `fraction`: floats from 0 to 1; `code`: a text such as shops print on coupons. */
export type MadeKinds = "integer" | "fraction" | "either" | "code";

/** A switch that a tag raises on some paths and asks on others. */
export interface Flag {
  raise(): void;
  /** Runs for those for whom the flag was not raised. */
  unlessRaised(run: () => void): void;
}

/** What a loop runs over, and the names it has while it runs. */
export interface Loop extends Range {
  readonly collection: Expression;
  readonly limit: Expression | undefined;
  readonly offset: Expression | { readonly kind: "continue" } | undefined;
  readonly reversed: boolean;
  /** What `offset: continue` remembers its place by, and `forloop.name`. */
  readonly name: string;
  readonly variable: string;
  readonly drop: LoopDrop;
  readonly cols: Expression | undefined;
  /** How `limit` and `offset` are read: a `strict` one that is not an integer fails, a `loose` one is Ruby's `to_i`. */
  readonly bounds: "strict" | "loose";
  /** Whether the loop takes an interrupt of its iteration, or leaves it pending. */
  readonly takesInterrupts: boolean;
}

/** What a loop does, each with the loop's own names. */
export interface LoopBodies {
  iteration(): void;
  /** Instead of the iterations, where there is no item. */
  none(): void;
  /** Ahead of the iterations and after them, also where there are none. */
  begin?(): void;
  end?(): void;
}

/** The name of a loop's own object. */
export type LoopDrop = "forloop" | "tablerowloop";

export interface Answer {
  readonly variable: string;
  /** What a fixture names it by. */
  readonly source: { readonly kind: "answer"; readonly name: string } | { readonly kind: "catalog" };
  /** What becomes of a text: it is assigned or printed, or the assumption `saved-text` says which. */
  readonly text: "assigned" | "printed" | "assumed";
}

/** What only a rendering for one user can tell. */
export interface OneUser {
  /** From 0 to 1. */
  random(): number;
  /** Where each `cycle` is. */
  readonly cycles: Map<string, number>;
  /** The innermost `tablerow` around. */
  readonly cell: { readonly row: number; readonly column: number; readonly endsRow: boolean };
  /** What the fixture says that another system answers; a finding where it says nothing. */
  connectedContent(name: string, at: Range, missing: MissingAnswer): Value | undefined;
  catalogItems(at: Range): readonly Value[];
  /** A code of a promotion code list. */
  promotionCode(list: string): string;
  addExtra(at: Range, key: string, value: string): void;
  /** Renders a text as Liquid, in the same variables. */
  rendered(name: string, text: string): string;
  save(name: string, value: Value): void;
  write(text: string): void;
}

/** What to say where a fixture has no answer. */
export interface MissingAnswer {
  readonly message: string;
  readonly hint: string;
}

/**
 * Runs what is between two tags. A body that is blank prints no text, and an interrupt ends it after the tag that
 * brought it: text up to the next tag is printed even while an interrupt is pending, as Ruby Liquid does.
 */
export function runBody(machine: Machine, { nodes, silent }: Body): void {
  machine.enterBody();
  for (const node of nodes) {
    if (node.kind === "text") {
      if (!silent) machine.text(node.value, node);
      continue;
    }
    machine.node(node);
    if (machine.interrupted()) break;
  }
  machine.leaveBody();
}

/** The names of one loop around, as they are looked for. */
export interface LoopNames {
  readonly variable: string;
  readonly drop: LoopDrop;
}

/** What a name may be found in. */
export interface Names<Found, Frame extends LoopNames> {
  /** The loops around, the innermost last. */
  readonly loops: readonly Frame[];
  item(loop: Frame): Found;
  drop(loop: Frame): Found;
  assigned(name: string): Found | undefined;
  counted(name: string): Found | undefined;
  given(name: string): Found;
}

/**
 * Looks a name up where Ruby Liquid looks: in the loops around, the innermost first, each with its item before its own
 * object; in what the template assigned; in its counters; in what was there before.
 */
export function findName<Found, Frame extends LoopNames>(names: Names<Found, Frame>, name: string): Found {
  for (let i = names.loops.length - 1; i >= 0; i--) {
    const loop = names.loops[i]!;
    if (loop.variable === name) return names.item(loop);
    if (loop.drop === name) return names.drop(loop);
  }
  const assigned = names.assigned(name);
  return assigned !== undefined ? assigned : (names.counted(name) ?? names.given(name));
}
