import type { Range } from "../../source/source.js";
import { keyOf } from "../domain/join.js";
import { constants } from "../domain/printed.js";
import type { AbstractValue } from "../domain/value.js";
import type { Input, Term, Terms } from "../terms/term.js";

/**
 * Where the walk is: in which Content Blocks and in which loops. What is only known by a set of values becomes an input
 * of its own, named after the place where it was made: two values of one set are not the same value, or a test on one
 * would tell something of the other.
 */
export class ProgramPoint {
  #blocks = "";
  #loops: readonly string[] = [];

  constructor(private readonly terms: Terms) {}

  /** A place of the text, also where a Content Block is passed twice. */
  id(place: Range): string {
    return `${this.#blocks}${place.start}`;
  }

  /** The loops around, the innermost last. */
  get loops(): readonly string[] {
    return this.#loops;
  }

  inBlock<T>(place: Range, walk: () => T): T {
    const outer = this.#blocks;
    this.#blocks = `${this.id(place)}/`;
    try {
      return walk();
    } finally {
      this.#blocks = outer;
    }
  }

  /** One of several iterations that are walked one by one: what is made in one is not what is made in another. */
  inIteration<T>(loop: Range, index: number, walk: () => T): T {
    const outer = this.#blocks;
    this.#blocks = `${this.id(loop)}#${index}/`;
    try {
      return walk();
    } finally {
      this.#blocks = outer;
    }
  }

  inLoop<T>(loop: string, walk: () => T): T {
    const outer = this.#loops;
    this.#loops = [...outer, loop];
    try {
      return walk();
    } finally {
      this.#loops = outer;
    }
  }

  /** One value of a set, made here in this iteration. `what` tells apart what is made at one place. */
  made(place: Range, what: string, values: AbstractValue): Term {
    if (constants(values)?.length === 1) return this.terms.some(values);
    return this.terms.input(`made ${this.id(place)} ${what} ${keyOf(values)}`, () => ({
      place: { kind: "made" },
      domain: values,
      loops: this.#loops,
    }));
  }

  /** Which of several paths led here: the same for all that differs between them. */
  branch(place: Range, which: string | number): Input {
    return this.terms.branch(`${this.id(place)} ${which}`, this.#loops);
  }
}

/** Whether a term hangs on the iteration of a loop. */
export const variesIn = ({ inputs }: { readonly inputs: ReadonlySet<Input> }, loop: string): boolean =>
  [...inputs].some((input) => loopsOf(input).includes(loop));

/** Whether a term is of what a user or an event holds alone, which is the same wherever it is read. */
export const isGiven = ({ inputs }: { readonly inputs: ReadonlySet<Input> }): boolean =>
  [...inputs].every((input) => {
    const { kind } = rootOf(input).place;
    return kind === "profile" || kind === "namespace" || kind === "variable";
  });

const rootOf = (input: Input): Input => (input.place.kind === "member" ? rootOf(input.place.of) : input);

function loopsOf(input: Input): readonly string[] {
  const { place } = input;
  return place.kind === "member" ? loopsOf(place.of) : (input.loops ?? none);
}

const none: readonly string[] = [];
