import { fixtureFrom } from "../../braze/fixture/from-object.js";
import { scopeOf } from "../../braze/fixture/scope-of.js";
import type { Scope } from "../../liquid/runtime/scope.js";
import type { WitnessFixture } from "./fixture.js";

/** A witness is small: what grows without end under one user is none to show. */
export const witnessLimits = { output: 300_000, value: 300_000, steps: 200_000 };

/** What a template reads for a user at the fixture's moment; undefined for what is not a fixture. */
export function scopeFor(
  witness: WitnessFixture,
  now: string,
  contentBlocks: ReadonlyMap<string, string>,
): Scope | undefined {
  const { fixture } = fixtureFrom(witness);
  return fixture && scopeOf(fixture, { clock: () => new Date(now), contentBlocks });
}
