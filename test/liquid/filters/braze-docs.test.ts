import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Json } from "../../../src/source/json.js";
import { rendered } from "../rendered.js";

interface Example {
  readonly template: string;
  readonly data?: Readonly<Record<string, Json>>;
  readonly output: string;
}

const url = new URL("../../cases/filters/braze-docs.json", import.meta.url);
const examples = JSON.parse(readFileSync(url, "utf8")) as Example[];

/** The examples of Braze's pages on filters and advanced filters; those whose printed output is wrong stay out. */
describe("an example of Braze's documentation", () => {
  test.each(examples.map(({ template, data, output }) => [template, output, data] as const))(
    "%s",
    (template, output, data) => {
      expect(rendered(template, data, { lenient: false })).toBe(output);
    },
  );
});
