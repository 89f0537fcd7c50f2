import type { FilterName } from "../../liquid/filters/index.js";
import type { Transfer } from "../domain/transfer.js";
import { arrayTransfers } from "./arrays.js";
import { dateTransfers } from "./dates.js";
import { encodingTransfers } from "./encoding.js";
import { jsonTransfers } from "./json.js";
import { numberTransfers } from "./numbers.js";
import { otherTransfers } from "./other.js";
import { textTransfers } from "./text.js";
import { urlTransfers } from "./urls.js";

/** What each filter may give for sets of values: every result of its `apply`, under every assumption, lies in it. */
export const transfers: Readonly<Record<FilterName, Transfer>> = {
  ...textTransfers,
  ...arrayTransfers,
  ...numberTransfers,
  ...dateTransfers,
  ...encodingTransfers,
  ...jsonTransfers,
  ...otherTransfers,
  ...urlTransfers,
};
