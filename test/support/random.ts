import { SeededRandom } from "../../src/seeded-random.js";

/** Draws that can be made again by their seed. */
export class Random extends SeededRandom {
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }
}
