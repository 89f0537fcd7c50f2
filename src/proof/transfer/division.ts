import { knownRope } from "../domain/text.js";
import { argument, gives, type Transfer } from "../domain/transfer.js";
import { has, isNonzero } from "../domain/value.js";
import { numberKinds, numberTransfers } from "./numbers.js";

/** Behind a guard that rules out zero, a division does not fail for it. */
const unlessZero =
  (divide: Transfer): Transfer =>
  (input, args) => {
    const { value, fails } = divide(input, args);
    const divisor = argument(args, 0);
    if (!fails || has(divisor, ~numberKinds) || !isNonzero(divisor)) return gives(value, fails);
    const left = fails.filter((rope) => knownRope(rope) !== "divided by 0");
    return gives(value, left.length > 0 ? left : undefined);
  };

export const divisionTransfers = {
  divided_by: unlessZero(numberTransfers.divided_by),
  modulo: unlessZero(numberTransfers.modulo),
} satisfies Partial<typeof numberTransfers>;
