import { Context, toValue } from "liquidjs";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Assumptions } from "../../liquid/assumptions.js";
import type { Meter } from "../../liquid/runtime/meter.js";
import { isArray, isFloat, isHash, isTime, type RubyTime, type Value } from "../../liquid/value.js";

/** After a key in brackets that Liquid would otherwise take for a method of its own. */
export const keyMark = "\u0000";

/** Reads members as Ruby Liquid does; liquidjs would give the characters of a text and a JavaScript object's own fields. */
export class RubyContext extends Context {
  now!: RubyTime;
  assume!: Assumptions;
  meter!: Meter;
  readonly findings: Diagnostic[] = [];
  /** True once an operation failed, even where that prints nothing. */
  failed = false;

  /** Whether a Time compared with `blank` or a text is an error, as `…/liquid/faq.md` has it. */
  get timesRefuseText(): boolean {
    return this.assume["time-blank"] === "error";
  }

  charge(value: Value, times: number): void {
    this.meter.read(value, times);
  }

  override readProperty(
    target: object | Value | undefined,
    key: Parameters<Context["readProperty"]>[1],
  ): unknown {
    if (target === undefined || target === null) return null;
    const name = toValue(key) as unknown;
    if (isHash(target)) return memberOf(target, name);
    if (isArray(target)) return itemOf(target, name);
    if (typeof target === "string") return characterOf([...target], name);
    if (typeof target === "number" || typeof target === "bigint")
      return name === "size" ? bytesOf(target) : null;
    if (typeof target === "boolean" || isFloat(target) || isTime(target)) return null;
    return super.readProperty(target, key);
  }
}

/** The size of a text, and with Rails its first and last character. */
function characterOf(characters: readonly string[], name: unknown): Value {
  if (name === "size") return characters.length;
  if (name === "first") return characters[0] ?? "";
  return name === "last" ? (characters.at(-1) ?? "") : null;
}

/** Ruby's `Integer#size`. */
function bytesOf(value: number | bigint): number {
  const digits = (value < 0 ? -BigInt(value) : BigInt(value)).toString(16).length;
  return Math.max(8, Math.ceil(digits / 2));
}

function memberOf(hash: ReadonlyMap<string, Value>, name: unknown): Value {
  if (typeof name !== "string") return null;
  const bare = name.endsWith(keyMark) ? name.slice(0, -1) : name;
  if (hash.has(bare) || bare !== name) return hash.get(bare) ?? null;
  if (name === "size") return hash.size;
  const [first] = hash;
  return name === "first" && first ? [...first] : null;
}

function itemOf(array: readonly Value[], name: unknown): Value {
  if (typeof name === "number") return array.at(name) ?? null;
  if (name === "size") return array.length;
  if (name === "first") return array[0] ?? null;
  return name === "last" ? (array.at(-1) ?? null) : null;
}
