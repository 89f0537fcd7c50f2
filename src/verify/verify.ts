import type { Triggered } from "../braze/fixture/campaign-of.js";
import type { ReadFixture } from "../braze/fixture/read.js";
import { type CaseResult, type VerifyInput, verifyCase } from "./verify-case.js";

export interface VerifySummary {
  readonly passed: number;
  readonly failed: number;
  readonly errored: number;
}

export interface Verification {
  readonly cases: readonly CaseResult[];
  readonly summary: VerifySummary;
}

/**
 * Every fixture against its expectation, in the order given.
 * @param guarded does the work on one fixture: where that goes wrong, the others are verified all the same
 */
export function verifyFixtures<C extends Triggered>(
  fixtures: readonly ReadFixture[],
  input: VerifyInput<C>,
  guarded: (fixture: ReadFixture, verify: () => CaseResult) => CaseResult = (_, verify) => verify(),
): Verification {
  return withSummary(fixtures.map((fixture) => guarded(fixture, () => verifyCase(fixture, input))));
}

export function withSummary(cases: readonly CaseResult[]): Verification {
  const count = (outcome: CaseResult["outcome"]) => cases.filter((one) => one.outcome === outcome).length;
  return {
    cases,
    summary: { passed: count("passed"), failed: count("failed"), errored: count("errored") },
  };
}
