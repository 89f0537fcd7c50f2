import type { AssumptionName, Assumptions } from "../assumptions.js";
import type { RubyTime, Value } from "../value.js";

/** What a filter may ask of the world around it. */
export interface FilterContext {
  /** What `now` means. */
  readonly now: RubyTime;
  readonly assume?: Assumptions | undefined;
  /** Charges for reading a value so many times. Array filters say so themselves; others are charged for reading all once. */
  charge?(value: Value, times: number): void;
}

/** One filter: what it is called, what it does, and where that is written. */
export interface FilterDefinition {
  readonly name: string;
  readonly group: "text" | "array" | "number" | "date" | "encoding" | "json" | "url" | "other";
  /** False for what standard Liquid has and Braze's documentation does not name. */
  readonly documented: boolean;
  readonly parameters: readonly Parameter[];
  /** Named arguments. */
  readonly keywords?: readonly string[];
  readonly summary: string;
  readonly example: {
    readonly template: string;
    readonly data?: Readonly<Record<string, unknown>>;
    readonly output: string;
  };
  /** Page of the documentation. */
  readonly source: string;
  /** The assumptions that its answer hangs on. */
  readonly assumes?: readonly AssumptionName[];
  /**
   * Ruby hands named arguments over as one hash behind the others; so do we. The number of arguments is checked before.
   * @throws LiquidError in Ruby's words
   */
  apply(input: Value, args: readonly Value[], context: FilterContext): Value;
}

export interface Parameter {
  readonly name: string;
  readonly optional?: boolean;
}

export const brazeFilters =
  "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/filters";
export const advancedFilters =
  "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/advanced_filters";
export const liquidReference = "https://shopify.github.io/liquid";
