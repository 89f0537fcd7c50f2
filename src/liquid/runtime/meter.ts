import { LimitReached, type Limits } from "../limits.js";
import { isArray, type Value } from "../value.js";

const charactersPerStep = 1024;
const stepsPerClock = 4096;
/** A step so heavy that the clock is looked at every time. */
const costly = 32;
const largest = 10n ** 10_000n;

/** What a rendering may cost: steps, time, and the size of what it makes. Throws `LimitReached` past a limit. */
export class Meter {
  private steps = 0;
  private nextClock = stepsPerClock;
  private readonly deadline: number;

  constructor(private readonly limits: Limits) {
    this.deadline = performance.now() + limits.time;
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
    if (this.steps < this.nextClock && cost < costly) return;
    this.nextClock = this.steps + stepsPerClock;
    if (performance.now() > this.deadline)
      throw new LimitReached(`the template takes more than ${this.limits.time} ms`);
  }

  /** Long values take their time from the steps. Gives the length. */
  weigh(value: Value): number {
    const size = typeof value === "string" || isArray(value) ? value.length : 0;
    if (size >= charactersPerStep) this.step(Math.floor(size / charactersPerStep));
    return size;
  }

  /** A value that an operation made: what grows without end is stopped. */
  checked(value: Value): Value {
    const size = this.weigh(value);
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
