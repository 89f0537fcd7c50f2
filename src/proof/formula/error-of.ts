import { anyText, concat, known, type Text } from "../domain/text.js";
import { errorText } from "./error-text.js";
import type { Symbol_, Test } from "./term.js";

/** A message of `date` or `time_zone` repeats the value that it could not read, quotes and all. */
const quoting: Text = concat(known("Liquid error: "), anyText);

/** What Ruby Liquid prints where making a value fails. */
export const errorTextOf = (term: Symbol_): Text => (quotesData(term) ? quoting : errorText);

/** The same where a condition fails. */
export const errorTextOfTest = (test: Test): Text => (testQuotesData(test) ? quoting : errorText);

function testQuotesData(test: Test): boolean {
  switch (test.op) {
    case "truthy":
    case "blank":
    case "empty":
      return quotesData(test.value);
    case "equals":
    case "contains":
    case "order":
      return quotesData(test.left) || quotesData(test.right);
    case "not":
      return testQuotesData(test.test);
    case "and":
    case "or":
      return testQuotesData(test.left) || testQuotesData(test.right);
    case "fixed":
      return false;
  }
}

/** Whether the message of a failure may hold any text of the user's. */
function quotesData(term: Symbol_): boolean {
  switch (term.op) {
    case "some":
    case "input":
      return false;
    case "filter":
      return term.filter.traits?.clock === true || quotesData(term.input) || term.args.some(quotesData);
    case "member":
      return quotesData(term.of);
    case "choice":
      return quotesData(term.yes) || quotesData(term.no);
    case "text":
      return term.parts.some(quotesData);
    case "range":
      return quotesData(term.first) || quotesData(term.last);
    case "bound":
    case "printed":
    case "attempt":
      return quotesData(term.value);
  }
}
