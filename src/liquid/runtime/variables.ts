import { LiquidError } from "../liquid-error.js";
import { type Drop, type Hash, type Integer, isFloat, isInteger, RubyFloat, type Value } from "../value.js";
import { isTruthy } from "../values/blank.js";
import { print } from "../values/print.js";

/** Ruby Liquid stops at 100 scopes, of which the template is one. */
const mostFrames = 99;

/** The names that a loop adds while it runs. */
export interface Frame {
  readonly variable: string;
  item: Value;
  readonly loopName: string;
  readonly loop: Drop;
}

/** Plain Liquid variables: the loops' own, what the template assigned, what it counted, and what was there before it. */
export class Variables {
  private readonly assigned: Hash = new Map();
  /** What `increment` and `decrement` count; seen by lookups, behind assigned variables. */
  private readonly counters: Hash = new Map();
  private readonly frames: Frame[] = [];

  constructor(private readonly given: Hash) {}

  read(name: string): Value {
    for (let i = this.frames.length - 1; i >= 0; i--) {
      const frame = this.frames[i]!;
      if (frame.variable === name) return frame.item;
      if (frame.loopName === name) return frame.loop;
    }
    return this.assigned.get(name) ?? this.before(name);
  }

  /** Writes a variable of the template, also from within a loop. */
  assign(name: string, value: Value): void {
    this.assigned.set(name, value);
  }

  /** What stood before the template: counters first, as Ruby writes them over the data. */
  private before(name: string): Value {
    if (this.assigned.has(name)) return null;
    return this.counters.get(name) ?? this.given.get(name) ?? null;
  }

  /** Moves a counter; a variable of the data with its name is where it begins. */
  count(name: string, by: 1 | -1): { readonly before: string; readonly after: string } {
    const found = this.counters.get(name) ?? this.given.get(name) ?? null;
    const before = isTruthy(found) ? found : 0;
    if (!isInteger(before) && !isFloat(before)) throw new LiquidError("internal");
    const after: Value = isFloat(before) ? new RubyFloat(before.value + by) : addInteger(before, by);
    this.counters.set(name, after);
    return { before: print(before), after: print(after) };
  }

  enter(variable: string, loopName: string, loop: Drop): Frame {
    if (this.frames.length >= mostFrames) throw new LiquidError("Nesting too deep");
    const frame: Frame = { variable, item: null, loopName, loop };
    this.frames.push(frame);
    return frame;
  }

  leave(): void {
    this.frames.pop();
  }
}

const addInteger = (value: Integer, by: 1 | -1): Integer =>
  typeof value === "number" ? value + by : value + BigInt(by);
