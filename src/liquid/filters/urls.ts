import { utf8 } from "../../source/bytes.js";
import { LiquidError } from "../liquid-error.js";
import { toText } from "../values/print.js";
import type { FilterRecord, Filters } from "./definition.js";

/** Nothing stays nothing. */
const url =
  (change: (text: string) => string): FilterRecord["apply"] =>
  (input) =>
    input === null ? null : change(toText(input));

export const urlFilters = {
  url_encode: {
    parameters: [],
    summary: "For a query string: a space becomes `+`.",
    example: { template: "{{ 'google search' | url_encode }}", output: "google+search" },
    apply: url((text) => percent(text, /[^A-Za-z0-9_.~ -]/gu).replaceAll(" ", "+")),
  },
  url_escape: {
    parameters: [],
    summary: "Escapes what is not allowed in a URL; `&` and `?` stay.",
    example: { template: '{{ "hey<>hi" | url_escape }}', output: "hey%3C%3Ehi" },
    apply: url((text) => percent(text, /[^A-Za-z0-9\-_.!~*'();/?:@&=+$,[\]]/gu)),
  },
  url_param_escape: {
    parameters: [],
    summary: "The same, `&` too: for one parameter.",
    example: { template: '{{ "hey<&>hi" | url_param_escape }}', output: "hey%3C%26%3Ehi" },
    apply: url(escapeParameter),
  },
  url_decode: {
    documented: false,
    parameters: [],
    summary: "Decodes percent signs.",
    example: { template: "{{ 'a+b%26' | url_decode }}", output: "a b&" },
    apply: url((text) => {
      try {
        return decodeURIComponent(text.replaceAll("+", " ").replace(/%(?![0-9a-fA-F]{2})/g, "%25"));
      } catch {
        throw new LiquidError("invalid byte sequence in UTF-8");
      }
    }),
  },
} satisfies Filters;

/** A text as it stands in a path or parameter of a URL. */
export function escapeParameter(text: string): string {
  return percent(text, /[^A-Za-z0-9\-_.~]/gu);
}

/** Each UTF-8 byte of what matches, in percent notation. */
const percent = (text: string, unsafe: RegExp): string =>
  text.replace(unsafe, (char) =>
    [...utf8(char)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
  );
