import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const page = readFileSync(new URL("../../docs/library.md", import.meta.url), "utf8");

/** Each example, and what the page says that it prints. */
const examples = [...page.matchAll(/^```js\n(.*?)^```\n\n```text\n(.*?)^```$/gms)].map(
  ([, script, printed]) => ({ script: script!, printed: printed! }),
);

/** A script as the body of a function, so that one process can run them all. */
const inFunction = (script: string): string =>
  `async (console) => {\n${script.replace(/^import (\{.*?\}) from (".*?");$/gm, "const $1 = await import($2);")}}`;

/** What each prints. The package imports itself by its name, so the build and what package.json exports are tried too. */
function outputsOf(scripts: readonly string[]): string[] {
  const runner = `
    import { format } from "node:util";
    const outputs = [];
    for (const run of [${scripts.map(inFunction).join(",\n")}]) {
      let out = "";
      await run({ log: (...args) => { out += format(...args) + "\\n"; } });
      outputs.push(out);
    }
    console.log(JSON.stringify(outputs));`;
  const args = ["--input-type=module", "--eval", runner];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" }));
}

describe("docs/library.md", () => {
  let outputs: string[];
  beforeAll(() => {
    outputs = outputsOf(examples.map(({ script }) => script));
  });

  test.each(examples.map(({ script, printed }, index) => [index, script.trim(), printed]))(
    "example %i prints what it says: %s",
    (index, _script, printed) => expect(outputs[index as number]).toBe(printed),
  );

  test("shows no block of code that is not tried", () => {
    expect(page.match(/^```js$/gm)).toHaveLength(examples.length);
    expect(examples.length).toBeGreaterThan(6);
  });

  test("names everything that the library exports", () => {
    expect(Object.keys(library).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
