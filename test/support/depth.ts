import { Random } from "./random.js";

/**
 * How much the tests that draw at random draw, and from which seed. `npm test` draws little, `npm run test:deep` much;
 * `SEED=n` gives every test other draws. The reporter prints both, so that a red run can be run again.
 */
const depths = ["quick", "deep"] as const;
type Depth = (typeof depths)[number];

function depthOf(text: string): Depth {
  const depth = depths.find((one) => one === text);
  if (depth === undefined)
    throw new Error(`TEST_DEPTH is ${JSON.stringify(text)}; expected ${depths.join(" or ")}`);
  return depth;
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new Error(`SEED is ${JSON.stringify(text)}; expected a whole number from 0`);
  return seed;
}

export const depth: Depth = depthOf(process.env.TEST_DEPTH || "quick");
export const seed: number = seedOf(process.env.SEED || "0");

/** One of two sizes: cases, users, mutants; or one of two ways to say which. */
export const sized = <Size>(quick: Size, deep: Size): Size => (depth === "deep" ? deep : quick);

/** A seed of one test's own, moved by `SEED`. */
export const seedFor = (own: number): number => (own + seed * 7919) >>> 0;

/** The generator of one test; `own` keeps its draws apart from those of other tests. */
export const drawsFor = (own: number): Random => new Random(seedFor(own));
