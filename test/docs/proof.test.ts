import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { catalogue } from "../../src/diagnostics/catalogue.js";
import { bounds } from "../../src/proof/prover.js";
import { damages } from "../proof/mutations.js";

const page = readFileSync(new URL("../../docs/proof.md", import.meta.url), "utf8");

test("the page about the proof lists its findings by their names", () => {
  const listed = [...page.matchAll(/^\| `(MI0\d\d)` \| ([a-z-]+) \|/gm)].map(([, code, name]) => [
    code,
    name,
  ]);
  const found = Object.entries(catalogue).flatMap(([code, { name }]) =>
    code >= "MI050" && code <= "MI064" ? [[code, name]] : [],
  );
  expect(listed).toEqual(found);
});

test("it tells the bounds and the ways to damage a body as they are", () => {
  const { steps, milliseconds, states } = bounds;
  expect(page).toContain(
    `${steps.toLocaleString("en")} steps, ${milliseconds / 1000} seconds or ${states} states`,
  );
  expect(page).toContain(`damaged in ${Object.keys(damages).length} ways`);
});
