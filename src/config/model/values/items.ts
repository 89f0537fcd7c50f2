import { isArray, RubyTime, type Value } from "../../../liquid/value.js";
import { isBlank } from "../../../liquid/values/blank.js";
import { toText } from "../../../liquid/values/print.js";
import { strip } from "../../../liquid/values/text.js";
import type { ArrayProperty } from "../config.js";

/** The items that an array property looks at, as long as it does not choose among them by `where`; undefined where the value is not a list, nor a text that it splits. */
export function itemsOf({ split, where, take }: ArrayProperty, value: Value): readonly Value[] | undefined {
  const items = isArray(value) ? value : split === undefined ? undefined : parts(value, split);
  const trimmed =
    split === undefined ? items : items?.map((item) => (typeof item === "string" ? strip(item) : item));
  return take === undefined || where.length > 0 ? trimmed : trimmed?.slice(0, take);
}

/** A time is printed first, as any text filter does. */
function parts(value: Value, separator: string): Value[] | undefined {
  if (typeof value !== "string" && !(value instanceof RubyTime)) return undefined;
  const text = toText(value);
  return isBlank(text) ? undefined : text.split(separator);
}
