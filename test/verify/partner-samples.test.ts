import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readFixture } from "../../src/braze/fixture/read.js";
import { scopeOf } from "../../src/braze/fixture/scope-of.js";
import { outcomeOf } from "../../src/verify/outcome.js";
import { renderWithLiquidjs } from "../../src/verify/second-opinion.js";
import { clock } from "../support/clock.js";

const text = (name: string) =>
  readFileSync(new URL(`../cases/fixtures/partner/${name}`, import.meta.url), "utf8");

/** The samples of the partner page send their `//` lines, so no receiver can read them. */
describe("the webhooks of the partner page", () => {
  it.each([
    [
      "product-viewed",
      '"anonymous_id": "e3933077e3267e7db2d79322a49a0117"\n  "event": "product_viewed"',
      '"color": "green"',
    ],
    ["category-viewed", '"id": "bathroom-1"', '"user_id": "123456789"'],
    // an e-mail that is not there has the digest of nothing
    ["identify", '"anonymous_id": "d41d8cd98f00b204e9800998ecf8427e"', '"timestamp": "1701886845"'],
  ])("%s renders as printed, and is not JSON", (name, ...parts) => {
    const { fixture } = readFixture({ name: `${name}.json`, text: text(`${name}.json`) });
    const body = { name: `${name}.liquid`, text: text(`${name}.liquid`) };
    const rendering = renderWithLiquidjs(body, scopeOf(fixture!, { clock }));
    expect(rendering).toMatchObject({ outcome: "sent", diagnostics: [] });
    for (const part of parts) expect(rendering.text).toContain(part);
    const outcome = outcomeOf(rendering, body);
    expect(outcome.kind === "failed" && outcome.diagnostics[0]).toMatchObject({
      code: "MI043",
      span: { start: 0 },
    });
  });
});
