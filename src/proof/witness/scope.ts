import type { Situation } from "../../braze/fixture/fixture.js";
import { fixtureFrom } from "../../braze/fixture/from-object.js";
import { scopeOf } from "../../braze/fixture/scope-of.js";
import type { Scope } from "../../liquid/runtime/scope.js";
import { jsonText } from "../../source/json-text.js";
import type { WitnessFixture } from "./fixture.js";

/** A witness is small: what grows without end under one user is none to show. */
export const witnessLimits = { output: 300_000, value: 300_000, steps: 200_000 };

/** Fixtures that were read, by their text: the plainest users are tried on every body. */
const read = new Map<string, Situation | undefined>();
const mostRead = 1000;

/** What a template reads for a user at the fixture's moment; undefined for what is not a fixture. */
export function scopeFor(
  witness: WitnessFixture,
  now: string,
  contentBlocks: ReadonlyMap<string, string>,
  text = jsonText(witness),
): Scope | undefined {
  if (!read.has(text)) {
    if (read.size >= mostRead) read.clear();
    read.set(text, fixtureFrom(text).fixture);
  }
  const fixture = read.get(text);
  return fixture && scopeOf(fixture, { clock: () => new Date(now), contentBlocks });
}
