import { describe, expect, test } from "vitest";
import { renderTemplate } from "../../src/index.js";
import { proveTemplate } from "../../src/proof/prove.js";
import { unsound } from "./unsound.js";

const now = "2023-12-06T18:20:45Z";

describe.each(unsound)("$name", ({ template, properties, ruby }) => {
  test("prints what Ruby prints", () => {
    const fixture = { now, event: { name: "Seen", properties }, context: properties };
    expect(renderTemplate(template, fixture, { lenient: true }).body).toEqual(
      typeof ruby === "string" ? ruby : expect.stringMatching(ruby),
    );
  });

  test("is not proven", () => {
    expect(proveTemplate({ name: "unsound.liquid", text: template }).verdict).not.toBe("proven");
  });
});
