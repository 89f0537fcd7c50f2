import { expect, test } from "vitest";
import { stringify } from "yaml";
import { abortReason } from "../../src/generate/body/abort-reason.js";
import { configOf } from "../support/bodies.js";
import { everyWay } from "../support/every-way.js";

test("a reason begins with the slug and names what is missing", () => {
  expect(abortReason.noIdentifier("product_viewed")).toBe("product_viewed: no user_id and no anonymous_id");
  expect(abortReason.missingId("identify", "anonymous_id")).toBe("identify: anonymous_id is missing");
  expect(abortReason.missingProperty("product_viewed", ["categories", "id"])).toBe(
    "product_viewed: categories.id is missing",
  );
});

test.each([
  ["a long slug", "s".repeat(150), ["id"]],
  ["a slug that leaves no room", "s".repeat(126), ["id"]],
  ["a slug that just fits", "s".repeat(112), ["id"]],
  ["a long path", "viewed", ["a".repeat(60), "b".repeat(60), "id"]],
  ["a long name beyond ASCII", "viewed", ["ключ".repeat(40)]],
  ["a name of characters in two halves", "viewed", ["🥾".repeat(70)]],
  ["the same, cut at another place", "viewed_", ["🥾".repeat(70)]],
] as const)("%s stays within 128 characters and is whole text", (_what, slug, path) => {
  const reason = abortReason.missingProperty(slug, path);
  expect([...reason].length).toBeLessThanOrEqual(128);
  expect(reason.startsWith(slug.slice(0, 120))).toBe(true);
  expect(reason).not.toMatch(/\p{Surrogate}/u);
});

test("the end of a long path stays: it names the property", () => {
  const reason = abortReason.missingProperty("viewed", ["a".repeat(60), "b".repeat(60), "sku"]);
  expect(reason).toMatch(/^viewed: …a*\.b{60}\.sku is missing$/);
});

test.each(["it's", "100%", "a (b)", "🥾".repeat(70), "c\\d", "[x]", "5$"])(
  "a body aborts with the same reason for a property called %s",
  (name) => {
    const config = configOf(
      stringify({
        version: 1,
        movable_ink: { endpoint: "env:A", authorization: "env:B" },
        identity: { audience: "known", user_id: "external_id" },
        campaigns: [
          {
            event: "viewed",
            trigger: { custom_event: "Viewed" },
            properties: { [name]: { type: "string", required: true } },
          },
        ],
      }),
    );
    expect(everyWay(config, '{"user_id": "u"}')).toEqual({
      abort: abortReason.missingProperty("viewed", [name]),
    });
  },
);
