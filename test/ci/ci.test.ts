import { execFile } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createFixture } from "fs-fixture";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { commandServer } from "../support/command-server.js";
import { gitIsHere } from "../support/git.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (name: string) => readFile(join(root, name), "utf8");

/** A project, and an `npx` on the path that runs the command of this repository. */
async function project() {
  const fixture = await createFixture();
  await cp(join(root, "examples/acme-retail"), fixture.path, { recursive: true });
  const { close } = await commandServer(fixture.path);
  const rm = async () => {
    await close();
    await fixture.rm();
  };
  return { path: fixture.path, rm, [Symbol.asyncDispose]: rm };
}

interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

const sh = (cwd: string, script: string, env: Record<string, string> = {}): Promise<Ran> =>
  new Promise((resolve) => {
    const path = `${join(cwd, ".bin")}${delimiter}${process.env.PATH}`;
    execFile(
      "bash",
      ["-c", script],
      { cwd, env: { ...process.env, NO_COLOR: "1", PATH: path, ...env } },
      (error, out, err) => resolve({ exitCode: error ? Number(error.code) : 0, out, err }),
    );
  });

const bad = '{"a": "{{${city}}}"}\n';

/** Every command of mi-braze that a page's code blocks show, as a shell runs it. */
function commandsIn(page: string): string[] {
  const blocks = [...page.matchAll(/^```\w*\n(.*?)^```/gms)].map(([, text]) => text!);
  return [
    ...new Set(
      blocks.flatMap((text) => [...text.matchAll(/npx mi-braze [^\n'#]*/g)].map(([line]) => line.trim())),
    ),
  ];
}

describe("docs/ci.md", async () => {
  const commands = commandsIn(await read("docs/ci.md"));

  test("shows commands", () => expect(commands.length).toBeGreaterThanOrEqual(5));

  // As a pull request's job finds it, with the files that earlier commands of the page have written.
  const fixture = await project();
  afterAll(() => fixture.rm());
  const git = "git -c user.name=a -c user.email=a@example.com";
  if (gitIsHere())
    await sh(
      fixture.path,
      `git init -q && git add . && ${git} commit -qm all && git update-ref refs/remotes/origin/main HEAD`,
    );

  const asksGit = (command: string) => command.includes("--changed-since");
  test.each(commands.filter((command) => gitIsHere() || !asksGit(command)))("%s", async (command) => {
    if (command.endsWith("--baseline mi-braze-baseline.json"))
      await sh(fixture.path, `${command} --update-baseline`);
    const { exitCode, err } = await sh(fixture.path, command, { GITHUB_BASE_REF: "main" });
    expect({ exitCode, err }).toMatchObject({ exitCode: 0 });
  });

  test("its YAML can be read, and its ignores work", async () => {
    const page = await read("docs/ci.md");
    for (const [, text] of page.matchAll(/^```yaml\n(.*?)^```/gms)) expect(parse(text!)).toBeTruthy();
    await using fixture = await project();
    const [, body] = /^```liquid\n(.*?)^```/ms.exec(page)!;
    await writeFile(join(fixture.path, "member.liquid"), body!);
    expect(await sh(fixture.path, "npx mi-braze lint member.liquid")).toMatchObject({ exitCode: 0 });
    const [, yaml] = /^```yaml\n# mi-braze.yaml\n(.*?)^```/ms.exec(page)!;
    const config = await readFile(join(fixture.path, "mi-braze.yaml"), "utf8");
    await writeFile(join(fixture.path, "mi-braze.yaml"), `${config.replace(/^lint:[\s\S]*/m, "")}\n${yaml}`);
    await mkdir(join(fixture.path, "hooks/legacy"), { recursive: true });
    await writeFile(join(fixture.path, "hooks/legacy/a.liquid"), bad);
    expect(await sh(fixture.path, "npx mi-braze lint hooks")).toMatchObject({ exitCode: 0 });
  });
});

describe("action.yml", async () => {
  const action = parse(await read("action.yml"));
  const [step] = action.runs.steps;
  const run = async (inputs: Record<string, string>) => {
    const fixture = await project();
    await mkdir(join(fixture.path, "hooks/deep"), { recursive: true });
    await writeFile(join(fixture.path, "hooks/deep/a.liquid"), bad);
    const given = (name: string) => inputs[name] ?? action.inputs[name].default;
    const env = Object.fromEntries(
      Object.entries<string>(step.env).map(([name, value]) => [
        name,
        value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input) => given(input)),
      ]),
    );
    return { fixture, ...(await sh(fixture.path, step.run, env)) };
  };

  test("lints the config where no files are given", async () => {
    const { fixture, exitCode, out } = await run({});
    await using _ = fixture;
    expect({ exitCode, out: out.trim() }).toEqual({ exitCode: 0, out: "" });
  });

  test("annotates the files that a glob names, and writes SARIF", async () => {
    const { fixture, exitCode, out } = await run({ files: "hooks/**/*.liquid", "sarif-file": "out.sarif" });
    await using _ = fixture;
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^::error file=hooks\/deep\/a\.liquid,line=1,/m);
    const sarif = JSON.parse(await readFile(join(fixture.path, "out.sarif"), "utf8"));
    expect(sarif.runs[0].results[0].ruleId).toBe("MI062");
  });

  test("every input has a use", () => {
    const used = JSON.stringify(action.runs);
    for (const name of Object.keys(action.inputs)) expect(used).toContain(`inputs.${name} `);
  });
});

describe(".pre-commit-hooks.yaml", async () => {
  const hooks: { id: string; entry: string; files: string; exclude?: string; pass_filenames?: boolean }[] =
    parse(await read(".pre-commit-hooks.yaml"));
  const hook = (id: string) => hooks.find((one) => one.id === id)!;

  test("mi-braze-lint fails on a broken file, and mi-braze-fix fixes it", async () => {
    await using fixture = await project();
    await writeFile(join(fixture.path, "a.liquid"), bad);
    expect(await sh(fixture.path, `${hook("mi-braze-lint").entry} a.liquid`)).toMatchObject({ exitCode: 1 });
    expect(await sh(fixture.path, `${hook("mi-braze-fix").entry} a.liquid`)).toMatchObject({ exitCode: 0 });
    expect(await sh(fixture.path, `${hook("mi-braze-lint").entry} a.liquid`)).toMatchObject({ exitCode: 0 });
  });

  test("mi-braze-generate fails until what is generated is there", async () => {
    await using fixture = await project();
    await sh(fixture.path, "rm -r webhooks");
    expect(await sh(fixture.path, hook("mi-braze-generate").entry)).toMatchObject({ exitCode: 1 });
    await sh(fixture.path, "npx mi-braze generate");
    expect(await sh(fixture.path, hook("mi-braze-generate").entry)).toMatchObject({ exitCode: 0 });
  });

  test.each([
    ["mi-braze-lint", ["a.liquid", "b/a.liquid", "b/content_blocks/a.liquid", "b/url.txt", "headers.json"]],
    ["mi-braze-fix", ["a.liquid", "b/a.liquid"]],
  ])("%s sees templates, and lint what is read with them", (id, expected) => {
    const { files, exclude } = hook(id);
    const sees = (path: string) =>
      new RegExp(files).test(path) && !(exclude && new RegExp(exclude).test(path));
    const paths = [
      ..."a.liquid b/a.liquid b/content_blocks/a.liquid b/url.txt headers.json".split(" "),
      ..."a.md my-headers.json url.txt.bak".split(" "),
    ];
    expect(paths.filter(sees)).toEqual(expected);
  });
});
