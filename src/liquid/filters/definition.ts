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

/** One filter: what it does, how it is called, and where that is documented. Its name is its key in the family's record. */
export interface FilterRecord {
  /** False for what standard Liquid has and Braze's documentation does not name. */
  readonly documented?: false;
  readonly parameters: readonly Parameter[];
  /** Named arguments. */
  readonly keywords?: readonly string[];
  readonly summary: string;
  readonly example: {
    readonly template: string;
    readonly data?: Readonly<Record<string, unknown>>;
    readonly output: string;
  };
  /** Page of the documentation, where it is not the usual one. */
  readonly source?: string;
  /** The assumptions that its answer hangs on. */
  readonly assumes?: readonly AssumptionName[];
  readonly traits?: FilterTraits;
  /**
   * Ruby hands named arguments over as one hash after the others; so do we. The number of arguments is checked before.
   * @throws LiquidError in Ruby's words
   */
  apply(input: Value, args: readonly Value[], context: FilterContext): Value;
}

/** What is known of a filter without running it: rules, fixes and the proof ask for a trait, never for a name. */
export interface FilterTraits {
  /** A hash: it tells nothing of what it was made of. */
  readonly digest?: true;
  /** It may read the clock. */
  readonly clock?: true;
  /** Its first argument is a strftime format. */
  readonly strftime?: true;
  /** It makes another unit of a number of seconds. */
  readonly rescales?: true;
  /** What it gives may be between the quotes of a JSON string (`escaped`), or where a JSON value is expected (`value`). */
  readonly json?: "escaped" | "value";
  /** It gives the member that its first argument names. */
  readonly member?: true;
  /** It reads its input as a list. */
  readonly list?: true;
  /** It writes for people to read: `html`, entities for a page; `separated`, a number with marks between its digits. */
  readonly forPeople?: "html" | "separated";
  /** Its first argument is only looked for: it is never part of what comes out. */
  readonly seeks?: true;
}

/** The filters of a family, by name. */
export type Filters = Readonly<Record<string, FilterRecord>>;

export interface Parameter {
  readonly name: string;
  readonly optional?: boolean;
}

export const brazeFilters =
  "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/filters";
export const advancedFilters =
  "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/advanced_filters";
export const liquidReference = "https://shopify.github.io/liquid";
