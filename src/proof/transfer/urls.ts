import type { urlFilters } from "../../liquid/filters/urls.js";
import { allChars, chars, digits, letters, unsafe, without } from "../domain/chars.js";
import { everyText, known } from "../domain/text.js";
import { always, type Transfer, text, unlessNil } from "../domain/transfer.js";

const urlSafe = digits | letters | chars("minus", "underscore", "dot", "percent", "mark");

const urlEncode: Transfer = unlessNil(always(urlSafe | chars("plus")));
const urlEscape: Transfer = unlessNil(always(without(allChars, unsafe | chars("space", "foreign"))));
const urlParamEscape: Transfer = unlessNil(always(urlSafe));
const urlDecode: Transfer = unlessNil(() => text(everyText, known("invalid byte sequence in UTF-8")));

export const urlTransfers = {
  url_encode: urlEncode,
  url_escape: urlEscape,
  url_param_escape: urlParamEscape,
  url_decode: urlDecode,
} satisfies Record<keyof typeof urlFilters, Transfer>;
