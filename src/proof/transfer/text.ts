import type { textFilters } from "../../liquid/filters/text.js";
import { type CharSet, chars, digits, without } from "../domain/chars.js";
import { toTexts } from "../domain/printed.js";
import { anyLike, concat, ropeMax } from "../domain/text.js";
import { argument, rewritten, type Transfer, text, unlessNil } from "../domain/transfer.js";
import { cutTransfers } from "./cut.js";
import { letterCaseTransfers } from "./letter-case.js";
import { replaceTransfers } from "./replace.js";
import { stripTransfers } from "./strip.js";

const append: Transfer = (input, args) => text(concat(toTexts(input), toTexts(argument(args, 0))));
const prepend: Transfer = (input, args) => text(concat(toTexts(argument(args, 0)), toTexts(input)));

const htmlEscaped = (set: CharSet): CharSet =>
  without(set, chars("quote")) |
  (set & chars("quote", "markup") ? chars("markup", "mark", "lower", "lowerHex") | digits : 0);

const newlineToBr: Transfer = rewritten((set) =>
  set & chars("control") ? set | chars("markup", "slash", "lower", "lowerHex", "space") : set,
);

/** No escape has a `<` or a `>` in it, so that none is cut. */
const stripHtml: Transfer = (input) =>
  text(toTexts(input).map((rope) => [anyLike([rope], 0, ropeMax(rope))]));
const escaped: Transfer = unlessNil(rewritten(htmlEscaped));
const escapeOnce: Transfer = rewritten(htmlEscaped);

export const textTransfers = {
  append,
  prepend,
  ...letterCaseTransfers,
  ...stripTransfers,
  ...replaceTransfers,
  ...cutTransfers,
  newline_to_br: newlineToBr,
  strip_html: stripHtml,
  escape: escaped,
  escape_once: escapeOnce,
} satisfies Record<keyof typeof textFilters, Transfer>;
