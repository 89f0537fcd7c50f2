import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

const lock = JSON.parse(read("package-lock.json")) as {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
};
const manifest = JSON.parse(read("package.json")) as { readonly scripts: Readonly<Record<string, string>> };

it("is installed without any other package", () => {
  const installed = Object.entries(lock.packages).filter(([path, { dev }]) => path !== "" && !dev);
  expect(installed).toEqual([]);
});

it("runs nothing when it is installed but its own build, from Git", () => {
  expect(Object.keys(manifest.scripts).filter((name) => /install|^(pre|post)?prepare/.test(name))).toEqual([
    "prepare",
  ]);
});

// Each is somebody who could change what runs beside credentials.
it("has the code of fewer than 25 packages in its build, and the licence of each", () => {
  const texts = read("dist/licenses.txt")
    .split(`${"-".repeat(80)}\n`)
    .slice(1)
    // The editor of the playground, which runs in a browser and beside no credential.
    .filter((text) => !/^\s*(?:@codemirror|@lezer|@marijn|crelt|style-mod|w3c-keyname)\b/.test(text));
  expect(texts.length).toBeGreaterThan(8);
  expect(texts.length).toBeLessThan(25);
  for (const text of texts) expect(text).toMatch(/^\s*\S+ \d\S* \([\w.-]+\)\n[\s\S]*(?:copyright|license)/i);
});
