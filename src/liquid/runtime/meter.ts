import type { FilterDefinition } from "../filters/index.js";
import { LimitReached, type Limits } from "../limits.js";
import { isArray, type Value } from "../value.js";
import { weightOf } from "./weight.js";

/** A step is about as long as a tag takes; in that time so much is moved, or read by a filter. */
const charactersMoved = 64;
const itemsMoved = 8;
const charactersRead = 4;
const largest = 10n ** 10_000n;

/**
 * What a rendering may cost: steps, and the size of what it makes. Reading is charged before it is done, so that what is
 * refused takes no time. Throws `LimitReached` past a limit.
 */
export class Meter {
  private steps = 0;

  constructor(private readonly limits: Limits) {}

  /** Steps so far. */
  get spent(): number {
    return this.steps;
  }

  /** Most items that one loop may still walk over. */
  get mostItems(): number {
    return this.limits.steps - this.steps;
  }

  step(cost: number): void {
    this.steps += cost;
    if (this.steps > this.limits.steps) {
      throw new LimitReached(`the template takes more than ${this.limits.steps} steps`);
    }
  }

  /** Copying or comparing a value, whatever its items hold. Gives its length. */
  move(value: Value): number {
    if (typeof value === "string") {
      if (value.length >= charactersMoved) this.step(Math.floor(value.length / charactersMoved));
      return value.length;
    }
    if (!isArray(value)) return 0;
    if (value.length >= itemsMoved) this.step(Math.floor(value.length / itemsMoved));
    return value.length;
  }

  /** Reading a value to its end, so many times. */
  read(value: Value, times = 1): void {
    const weight = weightOf(value) * times;
    // the step of the tag itself covers what is short
    if (weight >= charactersMoved) this.step(Math.floor(weight / charactersRead));
  }

  /** What a filter is given: read to the end, but array filters only move what they do not charge for themselves. */
  filter({ group }: FilterDefinition, input: Value, args: readonly Value[]): void {
    this.#given(group, input);
    for (const arg of args) this.#given(group, arg);
  }

  #given(group: FilterDefinition["group"], value: Value): void {
    // arrays within arrays are made flat first
    const moved = group === "array" && !(isArray(value) && value.some(isArray));
    if (moved) this.move(value);
    else this.read(value);
  }

  /** A value that an operation made: what grows without end is stopped. */
  checked(value: Value): Value {
    const size = this.move(value);
    if (size > this.limits.value) {
      throw new LimitReached(
        `a value is longer than ${this.limits.value} ${isArray(value) ? "items" : "characters"}`,
      );
    }
    if (typeof value === "bigint" && (value > largest || value < -largest))
      throw new LimitReached("a number has more than 10000 digits");
    return value;
  }

  output(length: number): void {
    if (length > this.limits.output)
      throw new LimitReached(`the output is longer than ${this.limits.output} characters`);
  }
}
