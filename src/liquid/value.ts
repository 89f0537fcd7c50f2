/**
 * The values Liquid computes with, as Ruby has them. The platform's engine is Ruby Liquid, so integers and floats are
 * kept apart (`79.0` prints `79.0`) and hashes keep their order.
 */
export type Value =
  | null
  | boolean
  | Integer
  | RubyFloat
  | string
  | RubyTime
  | Value[]
  | Hash
  | RubyRange
  | Drop;

/** A JavaScript number is always an integer within ±2^53; larger ones are bigint. Make them with `integer()`. */
export type Integer = number | bigint;

export type Hash = Map<string, Value>;

export class RubyFloat {
  constructor(readonly value: number) {}
}

/** A Ruby Time: an instant and the offset it is shown in. */
export class RubyTime {
  constructor(
    /** Nanoseconds since 1970-01-01T00:00:00Z. */
    readonly nanoseconds: bigint,
    /** Seconds east of UTC. */
    readonly offset: number,
    /** `UTC` for a UTC time, the zone's abbreviation (`EST`) where it came from a named zone, else undefined. */
    readonly zone?: string,
  ) {}

  static fromMilliseconds(
    milliseconds: number,
    offset = 0,
    zone: string | undefined = offset === 0 ? "UTC" : undefined,
  ): RubyTime {
    return new RubyTime(BigInt(Math.trunc(milliseconds)) * 1_000_000n, offset, zone);
  }

  /** Whole seconds since 1970, rounded down as Ruby's `to_i` does. */
  get seconds(): Integer {
    const whole = this.nanoseconds / 1_000_000_000n;
    return integer(this.nanoseconds < 0n && whole * 1_000_000_000n !== this.nanoseconds ? whole - 1n : whole);
  }
}

/** `(first..last)`, both included. */
export class RubyRange {
  constructor(
    readonly first: Integer,
    readonly last: Integer,
  ) {}
}

/** A value with members that are computed when they are read, such as `forloop`. */
export abstract class Drop {
  abstract get(name: string): Value;
  /** What the engine prints for the drop itself. */
  abstract print(): string;
}

/** The smallest form of a whole number: number within ±2^53, else bigint. */
export function integer(value: bigint): Integer {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

export const isInteger = (value: Value): value is Integer =>
  typeof value === "number" || typeof value === "bigint";
/** Beyond what Ruby keeps in a machine word, as the index of an array has to be. */
export const isLong = (value: Integer): boolean =>
  typeof value === "bigint" && BigInt.asIntN(64, value) !== value;
export const isFloat = (value: unknown): value is RubyFloat => value instanceof RubyFloat;
export const isHash = (value: unknown): value is Hash => value instanceof Map;
export const isArray = (value: unknown): value is Value[] => Array.isArray(value);
export const isTime = (value: unknown): value is RubyTime => value instanceof RubyTime;
