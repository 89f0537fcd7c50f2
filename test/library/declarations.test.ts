import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { declarationsOf } from "../support/declarations.js";

const root = new URL("../../", import.meta.url);

/** A target by conditions, or one that is the same for everybody. */
const typesOf = (target: { types: string } | { default: { types: string } }): string =>
  "types" in target ? target.types : target.default.types;

/** What `package.json` exports, with the declarations that the build made for it. */
const modules = new Map(
  Object.entries(manifest.exports).flatMap(([path, target]) =>
    typeof target === "string"
      ? []
      : [[path.replace(/^\./, manifest.name), new URL(typesOf(target), root)] as const],
  ),
);

// A difference is a change of the library's interface: run with -u, and say in the changelog what callers have to do.
test("the public declarations are those on record", async () => {
  await expect(declarationsOf(modules)).toMatchFileSnapshot("../cases/library/declarations.txt");
});
