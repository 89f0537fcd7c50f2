import { wordsOf } from "../../source/words.js";

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));

const amounts = set("price prices cost costs amount revenue fee discount tax shipping subtotal");
/** Also said of things that are counted. */
const perhapsAmounts = set("total value balance spend spent paid");
const cents = set("cent cents pence");
/** Also said of versions, and of times. */
const perhapsCents = set("minor subunit subunits micros");
const currencies = set("money usd eur gbp");

const says = (name: string, ...sets: readonly ReadonlySet<string>[]): boolean =>
  wordsOf(name).some((word) => sets.some((words) => words.has(word)));

/** Whether a name says that it holds an amount of money in its smallest unit. */
export const isMinorUnits = (name: string): boolean => says(name, cents, perhapsCents);

/** Whether a name may be one of an amount of money, in whatever unit. */
export const mayBeMoney = (name: string): boolean => says(name, amounts, perhapsAmounts, cents, currencies);

/** Whether a name is one of an amount of money, and hardly of anything else. */
export const isMoney = (name: string): boolean => says(name, amounts, cents, currencies);
