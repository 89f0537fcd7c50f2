import { describe, expect, test } from "vitest";
import { parseTemplate } from "../../src/braze/liquid.js";
import { assumptionNames, assumptions } from "../../src/liquid/assumptions.js";
import { drawsFor, sized } from "../support/depth.js";
import { proofOf } from "../support/proofs.js";
import { breaks } from "./breaks.js";
import { labelledBodies, labels } from "./labelled-bodies.js";
import { randomUser } from "./random-user.js";

/** Each label is established by rendering: valid for so many users, broken for one of at most so many. */
const users = { valid: sized(50, 1500), broken: 10_000 };

describe.each(["valid", "broken"] as const)("%s bodies", (label) => {
  test.each(labelledBodies(label))("%s", (name, text) => {
    const template = parseTemplate({ name, text });
    const random = drawsFor(7);
    let broken = false;
    for (let user = 0; user < users[label] && !broken; user++) {
      const assumption = random.pick(assumptionNames);
      const setting = { [assumption]: random.pick(assumptions[assumption].values) };
      broken = breaks(template, randomUser(random, template), setting);
    }
    expect(broken, "what rendering says").toBe(label === "broken");

    const { verdict, witness, diagnostics } = proofOf(text);
    expect({ verdict, found: diagnostics.map((one) => `${one.code} ${one.message}`) }).toMatchObject({
      verdict: labels[label],
    });
    if (witness) expect(breaks(template, witness), "what the witness shows").toBe(true);
  });
});

test("there are at least 60 bodies of each label", () => {
  expect(labelledBodies("valid").length).toBeGreaterThanOrEqual(60);
  expect(labelledBodies("broken").length).toBeGreaterThanOrEqual(60);
});
