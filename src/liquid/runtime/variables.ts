import { LiquidError } from "../liquid-error.js";
import {
  type Drop,
  type Hash,
  type Integer,
  isFloat,
  isInteger,
  isTime,
  RubyFloat,
  RubyTime,
  type Value,
} from "../value.js";
import { isTruthy } from "../values/blank.js";
import { print } from "../values/print.js";
import { findName, type LoopDrop, type LoopNames, type Names } from "./machine.js";

/** Ruby Liquid stops at 100 scopes, of which the template is one. */
const mostFrames = 99;

/** A loop around: its names, and what they hold in this turn. */
export interface Frame extends LoopNames {
  item: Value;
  readonly object: Drop;
}

/** Plain Liquid variables: the loops' own, what the template assigned, what it counted, and what was there before it. */
export class Variables implements Names<Value, Frame> {
  readonly loops: Frame[] = [];
  private readonly assignments: Hash = new Map();
  /** What `increment` and `decrement` count. */
  private readonly counters: Hash = new Map();

  constructor(private readonly data: Hash) {}

  read(name: string): Value {
    return findName(this, name);
  }

  /** Writes a variable of the template, also from within a loop. */
  assign(name: string, value: Value): void {
    this.assignments.set(name, value);
  }

  item(loop: Frame): Value {
    return loop.item;
  }

  drop(loop: Frame): Value {
    return loop.object;
  }

  assigned(name: string): Value | undefined {
    return this.assignments.get(name);
  }

  counted(name: string): Value | undefined {
    return this.counters.get(name);
  }

  given(name: string): Value {
    return this.data.get(name) ?? null;
  }

  /** Moves a counter; a variable of the data with its name is where it begins. */
  count(name: string, by: 1 | -1): { readonly before: string; readonly after: string } {
    const found = this.counted(name) ?? this.given(name);
    const before = isTruthy(found) ? found : 0;
    const after = moved(before, by);
    this.counters.set(name, after);
    return { before: print(before), after: print(after) };
  }

  enter(variable: string, drop: LoopDrop, object: Drop): Frame {
    if (this.loops.length >= mostFrames) throw new LiquidError("Nesting too deep");
    const frame: Frame = { variable, drop, item: null, object };
    this.loops.push(frame);
    return frame;
  }

  leave(): void {
    this.loops.pop();
  }
}

/** What a counter goes on to; a Time moves by a second. */
function moved(before: Value, by: 1 | -1): Value {
  if (isInteger(before)) return addInteger(before, by);
  if (isFloat(before)) return new RubyFloat(before.value + by);
  if (!isTime(before)) throw new LiquidError("internal");
  return new RubyTime(before.nanoseconds + BigInt(by) * 1_000_000_000n, before.offset, before.zone);
}

const addInteger = (value: Integer, by: 1 | -1): Integer =>
  typeof value === "number" ? value + by : value + BigInt(by);
