import { chars, digits, letters } from "../domain/chars.js";
import { anyOf, concat, known, type Text } from "../domain/text.js";

/** What Ruby Liquid prints for an operation that fails. */
export const errorText: Text = concat(
  known("Liquid error: "),
  anyOf(
    letters |
      digits |
      chars("space", "mark", "dot", "markup", "minus", "underscore", "comma", "colon", "slash"),
    1,
  ),
);
