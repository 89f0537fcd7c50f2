import { isFloat, type Value } from "../../braze/liquid/value.js";
import type { FilterTable } from "./engine.js";
export const toText = (value: Value): string =>
  value === null
    ? ""
    : isFloat(value)
      ? Number.isInteger(value.value)
        ? `${value.value}.0`
        : String(value.value)
      : Array.isArray(value)
        ? value.map(toText).join("")
        : String(value);
export const filters: FilterTable = {
  append: { apply: (input, [other]) => toText(input) + toText(other ?? null) },
  upcase: { apply: (input) => toText(input).toUpperCase() },
};
