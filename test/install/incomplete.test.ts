import { execFile } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import * as proof from "../../src/library/proof.js";
import * as render from "../../src/library/render.js";
import * as rules from "../../src/library/rules.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

const node = (cwd: string, ...args: string[]): Promise<{ exitCode: number; out: string; err: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, args, { cwd }, (error, out, err) =>
      resolve({ exitCode: error ? Number(error.code) : 0, out, err }),
    );
  });

/** A project in which mi-braze is installed without its build. */
async function unbuilt() {
  const fixture = await createFixture();
  const folder = join(fixture.path, "node_modules/mi-braze");
  await mkdir(folder, { recursive: true });
  for (const name of ["bin", "entry", "package.json"])
    await cp(join(root, name), join(folder, name), { recursive: true });
  return { fixture, folder };
}

const command = "node_modules/mi-braze/bin/mi-braze.js";

describe("without its build", () => {
  test("a clone says what to run", async () => {
    const { fixture, folder } = await unbuilt();
    await using _ = fixture;
    await mkdir(join(folder, "src"));
    expect(await node(fixture.path, command, "lint")).toEqual({
      exitCode: 3,
      out: "",
      err: `mi-braze cannot start: it has not been built. Run this once, then try again:\n  npm --prefix ${folder} ci\n`,
    });
  });

  test("a package says that it has to be installed again", async () => {
    const { fixture, folder } = await unbuilt();
    await using _ = fixture;
    expect(await node(fixture.path, command, "lint")).toEqual({
      exitCode: 3,
      out: "",
      err: `mi-braze cannot start: it has not been built in ${folder}. Remove that folder and install mi-braze again, without --ignore-scripts.\n`,
    });
  });

  test("a package without one of its files says which", async () => {
    const { fixture, folder } = await unbuilt();
    await using _ = fixture;
    await mkdir(join(folder, "dist"));
    await writeFile(join(folder, "dist/start.js"), 'export const start = () => import("./lint.js");');
    expect(await node(fixture.path, command, "lint")).toEqual({
      exitCode: 3,
      out: "",
      err: `mi-braze cannot start: dist/lint.js is missing in ${folder}. Remove that folder and install mi-braze again.\n`,
    });
  });

  test("the library says the same, without a stack", async () => {
    const { fixture, folder } = await unbuilt();
    await using _ = fixture;
    await mkdir(join(folder, "src"));
    const { exitCode, err } = await node(fixture.path, "--input-type=module", "-e", 'import "mi-braze"');
    expect(exitCode).toBe(1);
    expect(err).toContain(
      `Error: mi-braze cannot start: it has not been built. Run this once, then try again:\n  npm --prefix ${folder} ci`,
    );
    expect(err).not.toMatch(/^ +at /m);
  });
});

test.each([
  ["mi-braze", "index.js", library],
  ["mi-braze/render", "render.js", render],
  ["mi-braze/proof", "proof.js", proof],
  ["mi-braze/rules", "rules.js", rules],
])("%s has every name of its part", async (specifier, file, part) => {
  const { fixture, folder } = await unbuilt();
  await using _ = fixture;
  await mkdir(join(folder, "dist"));
  const names = Object.keys(part);
  await writeFile(
    join(folder, "dist", file),
    names.map((name) => `export const ${name} = "${name}";`).join("\n"),
  );
  const script = `import * as all from "${specifier}"; console.log(JSON.stringify(all))`;
  const { out } = await node(fixture.path, "--input-type=module", "-e", script);
  expect(JSON.parse(out)).toEqual(Object.fromEntries(names.map((name) => [name, name])));
});

describe("an old Node", () => {
  const asNode = async (version: string) => {
    await using fixture = await createFixture({
      "as.cjs": `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });`,
    });
    return await node(root, "--require", join(fixture.path, "as.cjs"), "bin/mi-braze.js", "lint");
  };

  test.each(["10.24.0", "18.20.8", "20.11.1"])("%s is told which one is needed", async (version) => {
    const { exitCode, err } = await asNode(version);
    expect(exitCode).toBe(3);
    expect(err).toBe(
      `mi-braze needs Node 20.12 or newer. This is Node ${version}, at ${process.execPath}.\n`,
    );
  });

  test("is the one that package.json refuses", async () => {
    const { engines } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    expect(engines.node).toBe(">=20.12");
  });

  test("can read the command's file: there is no import statement in it, and none of the newer operators", async () => {
    const text = await readFile(join(root, "bin/mi-braze.js"), "utf8");
    expect(text).not.toMatch(/^import |\?\?|\?\.|\bawait\b|import\.meta/m);
  });
});
