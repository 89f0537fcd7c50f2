import { describe, expect, test } from "vitest";
import { defaultAssumptions } from "../../../src/liquid/assumptions.js";
import { applyFilter, filters } from "../../../src/liquid/filters/index.js";
import { unsupportedFilters } from "../../../src/liquid/filters/unsupported.js";
import { LiquidError } from "../../../src/liquid/liquid-error.js";
import { valueOfJson } from "../../../src/liquid/values/from-json.js";
import type { Json } from "../../../src/source/json.js";
import { recordedNow } from "../recorded.js";
import { rendered } from "../rendered.js";

/** The support matrix of Braze's filter page, and its page of advanced filters. */
const documented = `
  join first last compact concat map reverse size slice sort sort_natural uniq where
  abs at_most at_least ceil divided_by floor minus plus round times modulo money
  append capitalize downcase escape md5 sha1 hmac_sha1_hex hmac_sha256 hmac_sha512 newline_to_br prepend remove
  remove_first replace replace_first split strip strip_html strip_newlines truncate truncatewords upcase
  date default time_zone url_encode url_escape url_param_escape sha2 base64_encode hmac_sha1_base64 hmac_sha256_hex
  hmac_sha256_base64 json_escape json_parse as_json_string property_accessor number_with_delimiter
`
  .trim()
  .split(/\s+/);

describe("the table of filters", () => {
  test("holds every filter that Braze documents, and marks no other as documented", () => {
    const marked = [...filters.values()].filter((filter) => filter.documented).map(({ name }) => name);
    expect(marked.sort()).toEqual([...documented].sort());
  });

  test.each([...filters.values()].map((filter) => [filter.name, filter] as const))(
    "%s gives the output of its example",
    (_, { example }) => {
      expect(rendered(example.template, example.data as Record<string, Json>)).toBe(example.output);
    },
  );

  test("no alternative is itself unsupported, and no documented filter is listed as unsupported", () => {
    for (const name of documented) expect(Object.hasOwn(unsupportedFilters, name), name).toBe(false);
  });

  test.each(documented)("%s takes nothing, and any kind of input, without a crash", (name) => {
    const filter = filters.get(name)!;
    const kinds: Json[] = [null, true, 1, 1.5, "a", [1, null, "x"], { a: { b: [] } }, [], {}];
    const inputs = kinds.map(valueOfJson);
    for (const input of inputs) {
      for (const argument of inputs) {
        const args = filter.parameters.map(() => argument);
        try {
          applyFilter(filter, input, args, { now: recordedNow, assume: defaultAssumptions });
        } catch (error) {
          expect(error).toBeInstanceOf(LiquidError);
        }
      }
    }
  });
});
