import type { BrazeSource } from "../config/model/config.js";
import type { JsonNumber } from "../source/json-number.js";
import type { Range } from "../source/source.js";

/** What Liquid writes as a literal; a number keeps how it is written. */
export type Constant = string | number | JsonNumber | boolean | null;

/** How a value of an existing body comes about, with every variable replaced by what it was set to. */
export type Expression = Range &
  (
    | { readonly op: "constant"; readonly value: Constant }
    | { readonly op: "source"; readonly source: BrazeSource }
    | { readonly op: "item"; readonly loop: Loop; readonly path: readonly (string | number)[] }
    | {
        readonly op: "filter";
        readonly name: string;
        readonly of: Expression;
        readonly args: readonly Expression[];
      }
    /** The value of the first arm whose test holds. */
    | { readonly op: "choice"; readonly arms: readonly Arm<Expression>[] }
    /** What a capture holds. */
    | { readonly op: "captured"; readonly pieces: readonly Piece[] }
    /** A name or operation that a config has no word for; `text` is how the body writes it. */
    | { readonly op: "unknown"; readonly text: string }
  );

/** A loop of the body: what its items are, and how many of them it takes. */
export interface Loop extends Range {
  readonly variable: string;
  readonly over: Expression;
  readonly take: number | undefined;
}

/** A branch; `else` has no test. */
export interface Arm<T> {
  readonly test: Test | undefined;
  readonly value: T;
}

export type Test =
  | { readonly op: "present"; readonly of: Expression }
  | { readonly op: "equals"; readonly of: Expression; readonly value: Constant }
  | { readonly op: "not"; readonly test: Test }
  | { readonly op: "and" | "or"; readonly tests: readonly Test[] }
  /** Whether this is a loop's first or last item: such a test is there for a comma. */
  | { readonly op: "position" }
  | { readonly op: "unknown"; readonly text: string };

/** What a body prints, one piece after the other. */
export type Piece = Range &
  (
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "hole"; readonly of: Expression }
    | { readonly kind: "either"; readonly arms: readonly Arm<readonly Piece[]>[] }
    | { readonly kind: "each"; readonly loop: Loop; readonly pieces: readonly Piece[] }
  );

/** Something of the body that the config does not carry over, and where it is. */
export interface Loss extends Range {
  readonly what: string;
  /** Names of members down to what is not sent, or not as it was; `[]` for an item. */
  readonly path?: readonly string[];
}

export const not = (test: Test): Test => (test.op === "not" ? test.test : { op: "not", test });
