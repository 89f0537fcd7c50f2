import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseTemplate } from "../../src/braze/liquid.js";
import { sized } from "../support/depth.js";
import { proofOf } from "../support/proofs.js";
import { breaks } from "./breaks.js";
import { isHeavy } from "./heavy-bodies.js";

const folder = new URL("../cases/imprecise/", import.meta.url);

const bodies = (label: string) =>
  readdirSync(new URL(`${label}/`, folder))
    .sort()
    .filter((name) => sized(!isHeavy(name), true))
    .map((name) => [name, readFileSync(new URL(`${label}/${name}`, folder), "utf8")]);

// Bodies of people's own that a proof once called wrong or gave up on; rendering for many users says what they are.
describe("valid for everyday data", () => {
  test.each(bodies("valid"))("%s", (_name, text) => {
    const { verdict, diagnostics } = proofOf(text!);
    expect(["proven", "conditional"], diagnostics.map((one) => one.message).join("; ")).toContain(verdict);
  });
});

describe("broken for somebody who exists", () => {
  test.each(bodies("broken"))("%s", (name, text) => {
    const { verdict, witness } = proofOf(text!);
    expect(verdict).toBe("refuted");
    expect(breaks(parseTemplate({ name: name!, text: text! }), witness!)).toBe(true);
  });
});
