import { expect, test } from "vitest";
import { rubyIsHere } from "../oracle/ruby.js";
import { seed, sized } from "../support/depth.js";
import { campaign, shown } from "./campaign.js";

const options = { seed, users: 30, most: 5 };

test("no proven template breaks, every witness breaks its template, and payloads are of the type foretold", () => {
  const { counts, findings } = campaign({ ...options, runs: sized(8, 400), judges: ["proof"] });
  expect(findings.map(shown)).toEqual([]);
  expect(counts.verdicts.proven).toBeGreaterThan(counts.templates / 20);
  expect(counts.verdicts.refuted).toBeGreaterThan(counts.templates / 20);
});

test.skipIf(!rubyIsHere())("the emulator renders what Ruby renders (skipped without Ruby)", () => {
  const { counts, findings } = campaign({ ...options, runs: sized(24, 600), judges: ["ruby"] });
  expect(findings.map(shown)).toEqual([]);
  expect(counts.comparisons).toBeGreaterThan(counts.templates);
});
