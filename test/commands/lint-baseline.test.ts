import { readFile, writeFile } from "node:fs/promises";
import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

const bad = '{\n  "a": "{{${first_name}}}"\n}\n';
const twice = '{\n  "a": "{{${first_name}}}",\n  "b": "{{${last_name}}}"\n}\n';
const file = "old.json";

interface Folder {
  readonly path: string;
  getPath(name: string): string;
}

async function lint(files: Folder, args: string[], { folder = "", stdin = "" } = {}) {
  const host = testHost({ cwd: files.getPath(folder), stdin });
  const exitCode = await main(["lint", ...args], host);
  return { exitCode, out: host.out(), err: host.err() };
}

async function codes(files: Folder, args: string[], folder = "") {
  const { out } = await lint(files, [...args, "--format", "json"], { folder });
  return JSON.parse(out).diagnostics.map(
    (one: { code: string; file: string; start?: { line: number } }) =>
      `${one.code} ${one.file}:${one.start?.line}`,
  );
}

const known = ["--baseline", file];
const update = [...known, "--update-baseline"];

async function withBaseline(tree: Record<string, string>, names: string[]) {
  const files = await createFixture(tree);
  expect(await lint(files, [...names, ...update])).toMatchObject({ exitCode: 0 });
  return files;
}

describe("what is in the baseline is not told", () => {
  test("the file says what it leaves out, in an order of its own", async () => {
    await using files = await withBaseline({ "b.liquid": twice, "a.liquid": bad }, ["b.liquid", "a.liquid"]);
    expect(await readFile(files.getPath(file), "utf8")).toBe(`{
  "version": 1,
  "findings": [
    {"file":"a.liquid","code":"MI062","line":"\\"a\\": \\"{{\${first_name}}}\\""},
    {"file":"b.liquid","code":"MI062","line":"\\"a\\": \\"{{\${first_name}}}\\","},
    {"file":"b.liquid","code":"MI062","line":"\\"b\\": \\"{{\${last_name}}}\\""}
  ]
}
`);
    expect(await lint(files, ["a.liquid", "b.liquid", ...known])).toEqual({
      exitCode: 0,
      out: "",
      err: "✓ No new findings in 2 bodies.\nNot shown: 3 listed in old.json.\n",
    });
  });

  test.each([
    ["lines above", `\n\n{% comment %}new{% endcomment %}\n${bad}`],
    ["another indentation", bad.replace("  ", "\t\t")],
    ["other line ends", bad.replaceAll("\n", "\r\n")],
  ])("%s make no difference", async (_what, text) => {
    await using files = await withBaseline({ "a.liquid": bad }, ["a.liquid"]);
    await writeFile(files.getPath("a.liquid"), text);
    expect(await codes(files, ["a.liquid", ...known])).toEqual([]);
  });

  test.each([
    ["another line", bad.replace('"a"', '"name"'), ["MI020 old.json:4", "MI062 a.liquid:2"]],
    ["one more of its kind", twice, ["MI062 a.liquid:2", "MI062 a.liquid:3", "MI020 old.json:4"]],
    [
      "one more at an equal line",
      '[\n{\n  "a": "{{${first_name}}}"\n},\n{\n  "a": "{{${first_name}}}"\n}\n]\n',
      ["MI062 a.liquid:6"],
    ],
  ])("%s is told", async (_what, text, expected) => {
    await using files = await withBaseline({ "a.liquid": bad }, ["a.liquid"]);
    await writeFile(files.getPath("a.liquid"), text);
    expect((await codes(files, ["a.liquid", ...known])).toSorted()).toEqual(expected.toSorted());
    expect((await lint(files, ["a.liquid", ...known])).exitCode).toBe(1);
  });

  test("equal findings are counted", async () => {
    const lines = (count: number) => `[${Array(count).fill('\n"{{${first_name}}}"\n').join(",")}]`;
    await using files = await withBaseline({ "a.liquid": lines(2) }, ["a.liquid"]);
    expect(JSON.parse(await readFile(files.getPath(file), "utf8")).findings).toEqual([
      { file: "a.liquid", code: "MI062", line: '"{{${first_name}}}"', count: 2 },
    ]);
    await writeFile(files.getPath("a.liquid"), lines(3));
    expect(await codes(files, ["a.liquid", ...known])).toEqual(["MI062 a.liquid:6"]);
    await writeFile(files.getPath("a.liquid"), lines(1));
    expect(await codes(files, ["a.liquid", ...known])).toEqual(["MI020 old.json:4"]);
  });

  test("in a very long line, what is far from the finding makes no difference", async () => {
    const near = `"near": "${"n".repeat(90)}"`;
    const body = (far: string) =>
      `{"far": "${far.repeat(90)}", ${near}, "a": "{{\${first_name}}}", ${near.replace("near", "next")}, "end": "${far}"}`;
    await using files = await withBaseline({ "a.liquid": body("one") }, ["a.liquid"]);
    expect((await readFile(files.getPath(file), "utf8")).length).toBeLessThan(600);
    await writeFile(files.getPath("a.liquid"), body("other"));
    expect(await codes(files, ["a.liquid", ...known])).toEqual([]);
  });

  test("it counts from the baseline, wherever one is", async () => {
    await using files = await withBaseline({ "hooks/a.liquid": bad }, ["hooks"]);
    expect(await codes(files, ["a.liquid", "--baseline", "../old.json"], "hooks")).toEqual([]);
    expect(await codes(files, [files.getPath("hooks"), "--baseline", files.getPath(file)], "hooks")).toEqual(
      [],
    );
  });

  test("a credential is not written into it", async () => {
    const secret = "Bearer abcdefgh12345678";
    const tree = {
      "a/body.liquid": `{"password": "s3cr3t-s3cr3t-123", "a": "{{\${first_name}}}"}`,
      "a/headers.json": `{"Authorization": "${secret}", "Content-Type": "application/json"}`,
    };
    await using files = await withBaseline(tree, ["a"]);
    const text = await readFile(files.getPath(file), "utf8");
    expect(text).toContain("MI134");
    expect(text).not.toContain("abcdefgh12345678");
    expect(text).not.toContain("s3cr3t");
    expect(await codes(files, ["a", ...known])).toEqual([]);
  });

  test("a generated body's findings, and the config's", async () => {
    const config = `version: 1
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known, user_id: external_id}
campaigns:
  - event: product_viewed
    trigger: {custom_event: Product Viewed}
    properties: {id: {type: string, required: true}}
`;
    await using files = await createFixture({ "mi-braze.yaml": config });
    expect((await codes(files, [])).length).toBeGreaterThan(0);
    expect(await lint(files, update)).toMatchObject({ exitCode: 0 });
    expect(await codes(files, known)).toEqual([]);
    await writeFile(files.getPath("mi-braze.yaml"), config.replace("version: 1", "# moved\n\nversion: 1"));
    expect(await codes(files, known)).toEqual([]);
  });
});

describe("in every way to print", () => {
  const run = async (format: string) => {
    await using files = await withBaseline({ "a.liquid": bad }, ["a.liquid"]);
    await writeFile(files.getPath("a.liquid"), twice);
    return await lint(files, ["a.liquid", ...known, "--format", format]);
  };

  test("json counts what is known", async () => {
    await using files = await withBaseline({ "a.liquid": bad }, ["a.liquid"]);
    const { out, exitCode } = await lint(files, ["a.liquid", ...known, "--format", "json"]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      files: [{ file: "a.liquid", verdict: "refuted" }],
      diagnostics: [],
      summary: { errors: 0, warnings: 0, known: 1 },
    });
  });

  test("github and sarif have what is new, and what is stale in the baseline", async () => {
    const github = (await run("github")).out;
    expect(github).toContain("::error file=a.liquid,line=3");
    expect(github).toContain("::warning file=old.json,line=4");
    const [{ results }] = JSON.parse((await run("sarif")).out).runs;
    expect(results.map(({ ruleId }: { ruleId: string }) => ruleId).toSorted()).toEqual([
      "MI020",
      "MI062",
      "MI062",
    ]);
  });

  test("junit passes a file whose findings are known", async () => {
    await using files = await withBaseline({ "a.liquid": bad }, ["a.liquid"]);
    const { out } = await lint(files, ["a.liquid", ...known, "--format", "junit"]);
    expect(out).toContain('failures="0"');
    expect(out).toContain('name="a.liquid"');
  });

  test("quiet, stdin and a number of warnings", async () => {
    await using files = await createFixture({});
    const stdin = bad;
    expect(await lint(files, ["-", ...update], { stdin })).toMatchObject({ exitCode: 0 });
    expect(await lint(files, ["-", "--quiet", ...known], { stdin })).toEqual({
      exitCode: 0,
      out: "",
      err: "",
    });
    const fixed = '{"a": 1}';
    expect(await lint(files, ["-", ...known], { stdin: fixed })).toMatchObject({ exitCode: 0 });
    expect(await lint(files, ["-", "--max-warnings", "0", ...known], { stdin: fixed })).toMatchObject({
      exitCode: 1,
    });
    expect(await lint(files, ["-", "--quiet", ...known], { stdin: fixed })).toMatchObject({ err: "" });
  });

  test("what is fixed is stale then, and --update-baseline writes what is left", async () => {
    await using files = await withBaseline({ "a.liquid": bad }, ["a.liquid"]);
    const { exitCode, err } = await lint(files, ["a.liquid", "--fix", ...known]);
    expect(exitCode).toBe(0);
    expect(err).toContain('the baseline lists a finding in "a.liquid" that is no longer there');
    expect(err).toContain('line 4: MI062 "a": "{{${first_name}}}"');
    await lint(files, ["a.liquid", "--fix", ...update]);
    expect(JSON.parse(await readFile(files.getPath(file), "utf8")).findings).toEqual([]);
  });
});

describe("stale entries", () => {
  test("of files that were not looked at say nothing, and are kept", async () => {
    await using files = await withBaseline({ "a.liquid": bad, "b.liquid": twice }, ["a.liquid", "b.liquid"]);
    await writeFile(files.getPath("b.liquid"), "{}");
    expect(await codes(files, ["a.liquid", ...known])).toEqual([]);
    expect(await codes(files, ["b.liquid", ...known])).toEqual(["MI020 old.json:5"]);
    const { err } = await lint(files, ["b.liquid", ...update]);
    expect(err).toContain(
      "old.json: 0 findings written; entries of files that were not looked at are kept: 1",
    );
  });

  test("of files that are gone are told by any run", async () => {
    await using files = await withBaseline({ "a.liquid": bad, "b.liquid": bad }, ["a.liquid", "b.liquid"]);
    await files.rm("b.liquid");
    expect(await codes(files, ["a.liquid", ...known])).toEqual(["MI020 old.json:5"]);
  });

  test("of a whole repository are told, also where the file is left out now", async () => {
    const config = (list: string) => `version: 1\nlint: {files: ${list}}\n`;
    const tree = { "a.liquid": bad, "b.liquid": bad, "mi-braze.yaml": config("['*.liquid']") };
    await using files = await withBaseline(tree, []);
    await writeFile(files.getPath("mi-braze.yaml"), config("[a.liquid]"));
    expect(await codes(files, known)).toEqual(["MI020 old.json:5"]);
  });
});

describe("a baseline that cannot be used", () => {
  test.each([
    ["not there", undefined, 'there is no baseline "old.json"', "--update-baseline"],
    ["empty", "", 'the baseline "old.json" is not JSON', "Delete the file"],
    ["half written", '{"version": 1, "findings": [{"file"', 'the baseline "old.json" is not JSON', "Delete"],
    ["merged badly", "{\n<<<<<<< HEAD\n}", "the marks of a merge conflict", "Delete the file"],
    ["another file", '{"name": "package"}', '"old.json" is not a baseline of mi-braze', "Name another file"],
    ["a list", "[]", '"old.json" is not a baseline of mi-braze', "Name another file"],
    ["a later version", '{"version": 2, "findings": []}', "the baseline is of version 2", "Delete"],
    [
      "a wrong entry",
      '{"version": 1, "findings": [{"file": 1}]}',
      'needs "file", "code" and "line"',
      "Delete",
    ],
    [
      "a wrong count",
      '{"version": 1, "findings": [{"file": "a", "code": "MI062", "line": "", "count": 0}]}',
      'a "count" from 1',
      "Delete",
    ],
  ])("%s", async (_what, text, message, next) => {
    await using files = await createFixture({
      "a.liquid": bad,
      ...(text === undefined ? {} : { [file]: text }),
    });
    const { exitCode, err, out } = await lint(files, ["a.liquid", ...known]);
    expect({ exitCode, out }).toEqual({ exitCode: 3, out: "" });
    expect(err).toContain(message);
    expect(err).toContain(next);
    expect(err).not.toMatch(/\n\s+at /);
    if (text === undefined) return;
    expect(await lint(files, ["a.liquid", ...update])).toMatchObject({ exitCode: 3 });
    expect(await readFile(files.getPath(file), "utf8")).toBe(text);
  });

  test("is not written from a config with errors", async () => {
    await using files = await createFixture({ "mi-braze.yaml": "version: 1\nlnt: {}\n" });
    expect(await lint(files, update)).toMatchObject({ exitCode: 1 });
    expect(await files.exists(file)).toBe(false);
  });

  test("what could not be read is never listed", async () => {
    await using files = await createFixture({ "a.liquid": bad });
    expect(await lint(files, ["a.liquid", "gone.liquid", ...update])).toMatchObject({ exitCode: 3 });
    expect(await readFile(files.getPath(file), "utf8")).not.toContain("MI001");
  });

  test("a disk that is full leaves the old one as it is", async () => {
    await using files = await withBaseline({ "a.liquid": bad }, ["a.liquid"]);
    const text = await readFile(files.getPath(file), "utf8");
    const full = Object.assign(new Error("full"), { code: "ENOSPC" });
    const host = testHost({ cwd: files.path, files: { rename: async () => Promise.reject(full) } });
    expect(await main(["lint", "a.liquid", ...update], host)).toBe(3);
    expect(host.err()).toContain("the disk is full");
    expect(await readFile(files.getPath(file), "utf8")).toBe(text);
  });

  test.each([
    [["--update-baseline"], "--update-baseline writes the file that --baseline names"],
    [[...update, "--fix", "--dry-run"], "does not go with --dry-run"],
    [[...update, "--changed-since", "main"], "does not go with --changed-since"],
  ])("%s", async (args, message) => {
    await using files = await createFixture({ "a.liquid": bad });
    const { exitCode, err } = await lint(files, ["a.liquid", ...args]);
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
  });
});
