import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bounds } from "../../src/proof/walk/prover.js";
import { mostWork } from "../../src/proof/witness/witness.js";
import { damages } from "../proof/mutations.js";

const page = readFileSync(new URL("../../docs/proof.md", import.meta.url), "utf8");

test("it tells the bounds and the ways to damage a body as they are", () => {
  const { work, states } = bounds;
  expect(page).toContain(
    `${work.toLocaleString("en")} units of work or ${states} states at one program point`,
  );
  expect(page).toContain(
    `may spend ${work.toLocaleString("en")} units and the search ${mostWork.toLocaleString("en")}`,
  );
  expect(page).toContain(`damaged in ${Object.keys(damages).length} ways`);
});
