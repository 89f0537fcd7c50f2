/**
 * A number that JavaScript would write in another way than it is written: `9007199254740993`, `1.10`, `-0`, `1e3`. Any
 * other number of a JSON value is a plain one.
 */
export class JsonNumber {
  /** @param text in JSON's notation */
  constructor(readonly text: string) {}

  /** The nearest JavaScript number. */
  valueOf(): number {
    return Number(this.text);
  }

  toString(): string {
    return this.text;
  }

  /** What `JSON.stringify` of somebody else's makes of it. */
  toJSON(): number {
    return Number(this.text);
  }
}

/** Whether a value of JSON is a number, however it is kept. */
export const isJsonNumber = (value: unknown): value is number | JsonNumber =>
  typeof value === "number" || value instanceof JsonNumber;

/** A number with its notation kept. */
export const jsonNumber = (text: string): number | JsonNumber =>
  isPlain(text) ? Number(text) : new JsonNumber(text);

/** Whether JavaScript writes the number as it is written. */
export const isPlain = (text: string): boolean => String(Number(text)) === text;

/** Whether two notations mean one number, to the last digit: `79`, `79.0` and `7.9e1` do. */
export function isSameNumber(left: string, right: string): boolean {
  const [one, other] = [exactly(left), exactly(right)];
  return one.digits === other.digits && one.exponent === other.exponent && one.negative === other.negative;
}

/** Whether a number has no fraction: `3`, `3.0` and `1e21` have none. */
export const isWholeNumber = (text: string): boolean => exactly(text).exponent >= 0n;

/** `digits` times ten to the power of `exponent`. Neither is spelled out: `1e999999999` is a number as well. */
interface Exactly {
  readonly negative: boolean;
  /** Without zeros at either end; none for zero. */
  readonly digits: string;
  readonly exponent: bigint;
}

function exactly(text: string): Exactly {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const negative = mantissa.startsWith("-");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = whole + fraction;
  let from = 0;
  let to = digits.length;
  while (digits[from] === "0") from++;
  while (to > from && digits[to - 1] === "0") to--;
  // Zero is the same on either side of itself.
  if (from === to) return { negative: false, digits: "", exponent: 0n };
  return {
    negative,
    digits: digits.slice(from, to),
    exponent: BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - to),
  };
}
