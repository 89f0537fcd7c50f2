import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const folder = new URL("../bench/", import.meta.url);
const benches = readdirSync(folder).filter((name) => name.endsWith(".js"));

/** Nothing else runs them, so a name that has moved would only be missed by whoever measures next. */
test.each(benches)("bench/%s finds all that it imports of the program", async (name) => {
  const text = readFileSync(new URL(name, folder), "utf8");
  for (const [, names, path] of text.matchAll(/^import \{([^}]+)\} from "\.\.\/build\/(.+)\.js";/gm)) {
    const exported = await import(new URL(`../src/${path}.ts`, import.meta.url).href);
    for (const one of names!.split(",").map((part) => part.trim()))
      expect(Object.keys(exported), `${one} of ${path}`).toContain(one);
  }
});
