import { execFile } from "node:child_process";
import { cp, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createFixture } from "fs-fixture";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { depth } from "../support/depth.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const minutes = 60_000;

/** npm as a user calls it: without what the npm that runs these tests has put into the environment. */
const env = Object.fromEntries(
  Object.entries({ ...process.env, NO_COLOR: "1" }).filter(([name]) => !/^(npm_|TEST_|VITEST)/i.test(name)),
);

function run(cwd: string, command: string): Promise<{ exitCode: number; out: string }> {
  return new Promise((resolve) => {
    execFile("bash", ["-c", command], { cwd, env, timeout: 9 * minutes }, (error, out, err) =>
      resolve({ exitCode: error ? Number(error.code ?? 1) : 0, out: `${out}${err}` }),
    );
  });
}

async function succeed(cwd: string, command: string): Promise<string> {
  const { exitCode, out } = await run(cwd, command);
  expect({ command, exitCode, out }).toEqual({ command, exitCode: 0, out });
  return out;
}

/** What a new user does first, in a project where mi-braze is installed. */
async function use(project: string): Promise<void> {
  await succeed(project, "npx --no-install mi-braze init --yes --brand Shop");
  await succeed(project, "npx --no-install mi-braze generate");
  await succeed(project, "npx --no-install mi-braze verify");
  expect(await succeed(project, "npx --no-install mi-braze lint")).toContain("No findings");
  expect(await succeed(project, "npx --no-install mi-braze explain MI062")).toContain("json_escape");
  const library =
    'import { proveTemplate } from "mi-braze"; console.log(proveTemplate("{{${city}}}").verdict)';
  expect(await succeed(project, `node --input-type=module -e '${library}'`)).toBe("refuted\n");
}

/** Installing asks the registry for what mi-braze is made of, and compiles it: a minute for each way. */
const isReachable =
  depth === "deep" && (await run(root, "npm view commander version --fetch-retries=0")).exitCode === 0;
if (depth === "deep" && !isReachable)
  console.warn("No package registry can be reached: the ways of installing are not tried.");

describe.skipIf(!isReachable)("mi-braze is installed in an empty folder", () => {
  let folder: Awaited<ReturnType<typeof createFixture>>;
  let clone: string;

  // A fresh clone: the sources alone, neither their build nor their dependencies.
  beforeAll(async () => {
    folder = await createFixture();
    clone = join(folder.path, "mi-braze");
    await mkdir(clone);
    for (const name of await readdir(root))
      if (!["node_modules", "dist", "coverage", ".git"].includes(name))
        await cp(join(root, name), join(clone, name), {
          recursive: true,
          filter: (path) => !path.endsWith("node_modules"),
        });
  });
  afterAll(() => folder?.rm());

  const emptyProject = async (name: string) => {
    const project = join(folder.path, name);
    await mkdir(project);
    await succeed(project, "npm init --yes");
    return project;
  };

  test(
    "from Git, at a tag",
    async () => {
      await succeed(
        clone,
        "git init -q && git add -A && git -c user.name=a -c user.email=a@example.com commit -qm all && git tag v0.2.0",
      );
      const project = await emptyProject("from-git");
      await succeed(project, `npm install 'git+${pathToFileURL(clone).href}#v0.2.0'`);
      await use(project);
    },
    10 * minutes,
  );

  test(
    "from a clone's folder, which then holds its build and its dependencies",
    async () => {
      const project = await emptyProject("from-clone");
      await succeed(project, "npm install ../mi-braze");
      await use(project);
      expect(await readdir(clone)).toEqual(expect.arrayContaining(["dist", "node_modules"]));
    },
    10 * minutes,
  );

  test(
    "from the tarball that npm pack makes",
    async () => {
      await succeed(clone, "npm ci --ignore-scripts && npm pack --pack-destination ..");
      const project = await emptyProject("from-tarball");
      await succeed(project, "npm install ../mi-braze-*.tgz");
      await use(project);
      const installed = await readdir(join(project, "node_modules/mi-braze"));
      expect(installed).not.toContain("src");
      expect(installed).not.toContain("test");
    },
    10 * minutes,
  );
});
