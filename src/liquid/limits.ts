/** How much a template may ask for. A hostile one reaches one of these well within a second. */
export interface Limits {
  /** Characters of the template. Braze states no limit for a webhook body; a Content Block may hold 50 KB. */
  readonly template: number;
  /** Characters of one tag or output. */
  readonly markup: number;
  /** Blocks within blocks: Ruby Liquid stops at 100. */
  readonly nesting: number;
  /** `{{ }}`, brackets and ranges within each other in one expression. */
  readonly expression: number;
  /** Findings after which the parser stops. */
  readonly findings: number;
  /** Nodes and loop rounds, and a step more for every 4 characters that a filter reads or 64 that are written. */
  readonly steps: number;
  /** Characters of the rendering. */
  readonly output: number;
  /** Characters, items or decimal digits of one value. */
  readonly value: number;
}

export const defaultLimits: Limits = {
  template: 1_000_000,
  markup: 50_000,
  nesting: 100,
  expression: 20,
  findings: 200,
  steps: 1_000_000,
  output: 5_000_000,
  value: 1_000_000,
};

/** Thrown while rendering; ends it. The message says which limit, with its value. */
export class LimitReached extends Error {}
