import { concat, known, type Text, union } from "./text.js";

/** The messages with which an operation may fail, as an abstract text; undefined where it never fails. */
export type Messages = Text | undefined;

/** What may go wrong in any of several ways. */
export function anyMessage(...all: readonly Messages[]): Messages {
  const there = all.filter((one) => one !== undefined);
  return there.length > 0 ? union(...there) : undefined;
}

export const internal = known("internal");
export const invalidInteger = known("invalid integer");

/** What Ruby Liquid prints for an operation that fails with one of the messages. */
export const errorText = (messages: Text): Text => concat(known("Liquid error: "), messages);
