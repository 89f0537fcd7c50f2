import { describe, expect, test } from "vitest";
import { parseTemplate } from "../../src/braze/liquid.js";
import { renderTemplate } from "../../src/index.js";
import { proveTemplate } from "../../src/proof/prove.js";
import type { WitnessFixture } from "../../src/proof/witness/fixture.js";
import { breaks } from "./breaks.js";
import { unsound } from "./unsound.js";

const breaksFor = (template: string, witness: WitnessFixture) =>
  breaks(parseTemplate({ name: "unsound.liquid", text: template }, { lenient: true }), witness);
const refuted = { verdict: "refuted", breaks: true };

const now = "2023-12-06T18:20:45Z";

describe.each(unsound)("$name", ({ template, properties, ruby, undecided }) => {
  test("prints what Ruby prints", () => {
    const fixture = { now, event: { name: "Seen", properties }, context: properties };
    expect(renderTemplate(template, fixture, { lenient: true }).body).toEqual(
      typeof ruby === "string" ? ruby : expect.stringMatching(ruby),
    );
  });

  test(undecided ? "is not proven" : "is refuted with a user, or proven on a condition", () => {
    const { verdict, witness, conditions } = proveTemplate({ name: "unsound.liquid", text: template });
    if (undecided) expect(verdict).toBe("unknown");
    else if (witness) expect({ verdict, breaks: breaksFor(template, witness) }).toEqual(refuted);
    else expect({ verdict, conditions }).toEqual({ verdict: "conditional", conditions: expect.anything() });
  });
});
