import { expect, test } from "vitest";
import { fixtureFrom } from "../../src/braze/fixture/from-object.js";
import { scopeOf } from "../../src/braze/fixture/scope-of.js";
import { parseTemplate, render } from "../../src/braze/liquid.js";
import { assumptionNames, assumptions } from "../../src/liquid/assumptions.js";
import { isJson } from "../../src/proof/json/trace.js";
import { proveTemplate } from "../../src/proof/prove.js";
import { clock } from "../support/clock.js";
import { drawsFor, sized } from "../support/depth.js";
import { departs } from "./conforms.js";
import { RandomBody } from "./random-body.js";
import { randomUser } from "./random-user.js";

const runs = sized(150, 2500);
const users = 40;

test(`${runs} random templates: what is proven breaks for nobody, what is refuted breaks for its witness`, () => {
  const random = drawsFor(5);
  const count = { proven: 0, conditional: 0, refuted: 0, unknown: 0 };
  for (let run = 0; run < runs; run++) {
    const text = new RandomBody(random).make();
    const template = parseTemplate({ name: "random.liquid", text });
    if (template.diagnostics.some((found) => found.severity === "error")) continue;
    const { verdict, witness, shape } = proveTemplate(template);
    count[verdict]++;
    if (verdict === "refuted") {
      const { fixture } = fixtureFrom(JSON.stringify(witness));
      const shown = render(template, scopeOf(fixture!, { clock }), { lenient: true });
      if (isJson(shown.text))
        throw new Error(`the witness does not break it:\n${text}\n${JSON.stringify(witness)}`);
    }
    if (verdict !== "proven") continue;
    for (let user = 0; user < users; user++) {
      const data = randomUser(random, template);
      const name = random.pick(assumptionNames);
      const assume = { [name]: random.pick(assumptions[name].values) };
      const { fixture, diagnostics } = fixtureFrom(JSON.stringify(data));
      if (!fixture) throw new Error(diagnostics.map((one) => one.message).join());
      const shown = render(template, scopeOf(fixture, { clock, assume }), { lenient: true, assume });
      if (shown.outcome !== "sent") continue;
      const about = `${text}\n${JSON.stringify(data)}\n${JSON.stringify(assume)}\n${shown.text}`;
      if (!isJson(shown.text)) throw new Error(`proven, but breaks:\n${about}`);
      const departure = shape ? departs(JSON.parse(shown.text), shape) : "sent, but without a shape";
      if (departure !== undefined) throw new Error(`${departure}:\n${about}`);
    }
  }
  expect(count.proven).toBeGreaterThan(runs / 20);
  expect(count.refuted).toBeGreaterThan(runs / 20);
});
