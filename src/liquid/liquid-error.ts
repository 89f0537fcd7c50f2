/** What Ruby Liquid writes into the output as `Liquid error: <message>`; the prefix is the evaluator's. */
export class LiquidError extends Error {}
