import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fixtureFrom } from "../../src/braze/fixture/from-object.js";
import { scopeOf } from "../../src/braze/fixture/scope-of.js";
import { assumptionNames, assumptions } from "../../src/braze/liquid/assumptions.js";
import { parseTemplate } from "../../src/braze/liquid/parser/parse.js";
import { render } from "../../src/braze/liquid/render.js";
import { proveTemplate } from "../../src/proof/prove.js";
import { isJson } from "../../src/proof/trace.js";
import { Random } from "../support/random.js";
import { randomUser } from "./random-user.js";

/** Each label is established by rendering: more users with USERS=n. */
const users = Number(process.env.USERS ?? 300);

const folder = new URL("../cases/proof/", import.meta.url);
const labels = { valid: "proven", broken: "refuted" } as const;
const verdicts: string[] = [];

describe.each(["valid", "broken"] as const)("%s bodies", (label) => {
  const names = readdirSync(new URL(`${label}/`, folder)).sort();

  test.each(names)("%s", (name) => {
    const text = readFileSync(new URL(`${label}/${name}`, folder), "utf8");
    const template = parseTemplate({ name, text });
    const breaks = (data: unknown, assume: Record<string, string> = {}): boolean => {
      const { fixture, diagnostics } = fixtureFrom(JSON.stringify(data));
      if (!fixture) throw new Error(diagnostics.map((one) => one.message).join());
      const shown = render(template, scopeOf(fixture, { assume }), { lenient: true, assume });
      return shown.outcome === "sent" && !isJson(shown.text);
    };

    const random = new Random(7);
    let broken = 0;
    for (let user = 0; user < users; user++) {
      const assumption = random.pick(assumptionNames);
      const setting = { [assumption]: random.pick(assumptions[assumption].values) };
      if (breaks(randomUser(random, template), setting)) broken++;
    }
    expect(broken > 0, "what rendering says").toBe(label === "broken");

    const { verdict, witness, diagnostics } = proveTemplate(template);
    verdicts.push(verdict);
    expect({ verdict, found: diagnostics.map((one) => `${one.code} ${one.message}`) }).toMatchObject({
      verdict: labels[label],
    });
    if (witness) expect(breaks(witness), "what the witness shows").toBe(true);
  });
});

test("at least 120 templates, half of them valid, and hardly one unknown", () => {
  expect(verdicts.length).toBeGreaterThanOrEqual(120);
  const share = (verdict: string) => verdicts.filter((one) => one === verdict).length / verdicts.length;
  expect(share("proven")).toBeGreaterThan(0.45);
  expect(share("refuted")).toBeGreaterThan(0.45);
  expect(share("unknown")).toBeLessThan(0.05);
});
