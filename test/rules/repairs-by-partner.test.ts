import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fixtureFrom } from "../../src/braze/fixture/from-object.js";
import { scopeOf } from "../../src/braze/fixture/scope-of.js";
import { parseTemplate, render } from "../../src/braze/liquid.js";
import { repair } from "../../src/rules/repair/repair.js";
import { rubyIsHere, tryAllWithRuby } from "../oracle/ruby.js";
import { clock } from "../support/clock.js";

/** Bodies as people write them for the services that partners describe, each torn, with what was meant by it. */
interface Torn {
  readonly about: string;
  readonly body: string;
  /** What the user below is to be sent; null where the time of sending is in it. */
  readonly sent: unknown;
}

const bodies: readonly Torn[] = JSON.parse(
  readFileSync(new URL("../cases/torn-by-partner.json", import.meta.url), "utf8"),
);

const { fixture } = fixtureFrom({
  user: {
    external_id: "u1",
    email: "sam@e.com",
    first_name: "Sam",
    last_name: "Lee",
    phone: "+4912",
    custom_attributes: {
      plan: "gold",
      points: 42,
      tags: ["a", "b"],
      pets: [{ name: "Rex" }, { name: "Tom" }],
    },
  },
  event: {
    name: "ordered",
    properties: {
      order_id: "o1",
      total: 12.5,
      coupon: "X5",
      items: [
        { sku: "s1", qty: 2, price: 9.5 },
        { sku: "s2", qty: 1, price: 3 },
      ],
    },
  },
});
const scope = scopeOf(fixture!, { clock });

const fixed = new Map(
  bodies.map(({ about, body }) => [about, repair({ body: { name: "body.liquid", text: body } })]),
);

test("nine in ten are proven", () => {
  const left = [...fixed].filter(([, { linted }]) => !["proven", "conditional"].includes(linted().verdict));
  console.log(`${fixed.size - left.length} of ${fixed.size} repaired`);
  expect(fixed.size).toBeGreaterThanOrEqual(40);
  expect(left.length / fixed.size).toBeLessThanOrEqual(0.1);
});

describe("what was meant is sent", () => {
  test.each(bodies.map(({ about, sent }) => [about, sent] as const))("%s", (about, sent) => {
    const { text } = fixed.get(about)!;
    const { text: rendered } = render(parseTemplate({ name: "body.liquid", text }), scope);
    const payload = JSON.parse(rendered);
    if (sent !== null) expect(payload).toEqual(sent);
    expect(repair({ body: { name: "body.liquid", text } }).text).toBe(text);
  });

  test.skipIf(!rubyIsHere())("by Ruby, too", () => {
    const asked = bodies.filter(({ sent }) => sent !== null);
    const answers = tryAllWithRuby(
      asked.map(({ about }) => ({ template: fixed.get(about)!.text, scopes: [scope] })),
    );
    asked.forEach(({ sent }, index) => {
      const [answer] = answers[index]!;
      expect(answer && "text" in answer ? JSON.parse(answer.text) : answer).toEqual(sent);
    });
  });
});
