import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { renderTemplate } from "../../src/index.js";

/** What Braze's page says of a template, in one of five ways. */
interface Example {
  readonly template: string;
  /** As a fixture file holds it; a user without fields when absent. */
  readonly fixture?: Readonly<Record<string, unknown>>;
  readonly output?: string;
  readonly abort?: string;
  /** Words of the error: the page says that it does not work. */
  readonly refused?: string;
  /** Words of the warning: the page says that it does not work, and Ruby Liquid reads past it. */
  readonly warned?: string;
  /** Why this is not what the page prints. */
  readonly note?: string;
}

const url = new URL("../cases/documentation/examples.json", import.meta.url);
const pages = JSON.parse(readFileSync(url, "utf8")) as Record<string, readonly Example[]>;
const now = "2023-12-06T18:20:45Z";

describe.each(Object.entries(pages))("%s", (page, examples) => {
  test.each(examples.map((example) => [example.template, example] as const))("%j", (template, example) => {
    const { fixture = { user: {} }, output, abort, refused, warned } = example;
    const rendering = renderTemplate(template, fixture, { now });
    const of = (wanted: string) =>
      rendering.diagnostics.filter(({ severity }) => severity === wanted).map(({ message }) => message);
    if (refused !== undefined) {
      expect(rendering.outcome).toBe("failed");
      expect(of("error").join("\n")).toContain(refused);
      return;
    }
    expect(of("error")).toEqual([]);
    if (warned !== undefined) expect(of("warning").join("\n")).toContain(warned);
    if (abort !== undefined) expect(rendering).toMatchObject({ outcome: "aborted", abort });
    else expect(rendering.outcome).toBe("sent");
    if (output !== undefined) expect(rendering.body).toBe(output);
  });

  test("is a page of Braze's documentation, and each example says what comes of it", () => {
    expect(page).toMatch(/^_docs\/.*\.md$/);
    for (const { output, abort, refused, warned, template } of examples) {
      expect(
        [output, abort, refused, warned].filter((one) => one !== undefined),
        template,
      ).toHaveLength(1);
    }
  });
});
