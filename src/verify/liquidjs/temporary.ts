import { toText } from "../../braze/liquid/values/print.js";
import type { FilterTable } from "./engine.js";

// stands in until the filter records have an index
export const filters: FilterTable = {
  append: {
    documented: true,
    parameters: [{ name: "text" }],
    apply: (input, [other]) => toText(input) + toText(other ?? null),
  },
  upcase: { documented: true, parameters: [], apply: (input) => toText(input).toUpperCase() },
};
