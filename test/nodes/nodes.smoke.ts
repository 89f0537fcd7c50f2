import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createFixture } from "fs-fixture";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** The lowest Node that package.json allows, and the newest of each line; the registry has each as a package. */
const nodes = ["20.12", "20", "22", "24", "26"];

const root = fileURLToPath(new URL("../../", import.meta.url));
const cache = join(root, "node_modules/.cache/nodes");
const { version, engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  version: string;
  engines: { node: string };
};

interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Without what the npm that runs this has put into the environment. */
const env = Object.fromEntries(
  Object.entries({ ...process.env, NO_COLOR: "1" }).filter(
    ([name]) => !/^(npm_|TEST_|VITEST|NODE_)/i.test(name),
  ),
);

const run = (cwd: string, file: string, ...args: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(file, args, { cwd, env, maxBuffer: 1 << 26 }, (error, out, err) =>
      resolve({ exitCode: error ? Number(error.code ?? 1) : 0, out, err }),
    );
  });

async function succeed(cwd: string, file: string, ...args: string[]): Promise<string> {
  const ran = await run(cwd, file, ...args);
  expect({ args, ...ran }).toMatchObject({ exitCode: 0 });
  return ran.out;
}

/** The program of a Node, from the registry where it is not here yet. */
async function nodeOf(wanted: string): Promise<string> {
  const folder = join(cache, wanted);
  const program = join(folder, "node_modules/node/bin/node");
  if (!existsSync(program)) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "package.json"), '{"private": true}\n');
    await succeed(folder, "npm", "install", `node@${wanted}`, "--no-audit", "--no-fund", "--loglevel=error");
  }
  return program;
}

let folder: Awaited<ReturnType<typeof createFixture>>;

// Installed once, as npm itself does not run on each of these Nodes; below it, each has a project of its own.
beforeAll(async () => {
  folder = await createFixture({ "package.json": '{"private": true}\n' });
  await succeed(root, "npm", "pack", "--pack-destination", folder.path, "--loglevel=error");
  await succeed(
    folder.path,
    "npm",
    "install",
    `./mi-braze-${version}.tgz`,
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  );
});
afterAll(() => folder.rm());

/** Everything that a first day prints and writes. */
async function firstDay(node: string, project: string): Promise<Record<string, string>> {
  const braze = (...args: string[]) =>
    succeed(project, node, join(folder.path, "node_modules/mi-braze/bin/mi-braze.js"), ...args);
  expect(await braze("--version")).toBe(`${version}\n`);
  await braze("init", "--yes", "--brand", "Shop");
  const [fixture] = await readdir(join(project, "fixtures"));
  const printed = {
    generate: await braze("generate"),
    check: await braze("generate", "--check"),
    preview: await braze("preview", "--user", `fixtures/${fixture}`, "--format", "json"),
    verify: await braze("verify", "--format", "json"),
    lint: await braze("lint", "--format", "json"),
    explain: await braze("explain", "MI062"),
    library: await succeed(
      project,
      node,
      "--input-type=module",
      "--eval",
      'import { lintSource } from "mi-braze"; import { renderTemplate } from "mi-braze/render"; console.log(JSON.stringify([lintSource("{{${city}}}", { file: "a.liquid" }), renderTemplate("{{ 1.0 }}")]))',
    ),
  };
  const files = (await readdir(project, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  const written = await Promise.all(
    files.map(async ({ parentPath, path, name }) => {
      const file = join(parentPath ?? path, name);
      return [file.slice(project.length + 1), await readFile(file, "utf8")] as const;
    }),
  );
  return { ...printed, ...Object.fromEntries(written.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

test("package.json allows the lowest of them", () => expect(engines.node).toBe(`>=${nodes[0]}`));

describe("the packed tarball", () => {
  let first: Record<string, string> | undefined;

  test.each(nodes)(
    "does a first day's work under Node %s, and the same as under the others",
    async (wanted) => {
      const node = await nodeOf(wanted);
      const found = (await succeed(root, node, "--version")).trim();
      expect(found.startsWith(`v${wanted}.`), found).toBe(true);
      const project = join(folder.path, `node-${wanted}`);
      await mkdir(project);
      const day = await firstDay(node, project);
      expect(Object.keys(day).length).toBeGreaterThan(10);
      first ??= day;
      expect(day).toEqual(first);
      console.log(`Node ${found}: ${Object.keys(day).length} outputs and files, all as expected`);
    },
  );
});
