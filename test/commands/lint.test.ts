import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

const good = '{"a": "{{${first_name} | json_escape}}"}\n';
const bad = '{\n  "a": "{{${first_name}}}"\n}\n';
const named = '{"a": "{{${frist_name} | json_escape}}"}\n';

async function lint(tree: Record<string, string>, args: string[], stdin = "") {
  await using fixture = await createFixture(tree);
  const host = testHost({ cwd: fixture.path, stdin });
  const exitCode = await main(["lint", ...args], host);
  return { exitCode, out: host.out(), err: host.err() };
}

const filesOf = async (tree: Record<string, string>, args: string[], stdin?: string) => {
  const { out } = await lint(tree, [...args, "--format", "json"], stdin);
  return JSON.parse(out).files.map(
    ({ file, verdict }: { file: string; verdict: string }) => `${file} ${verdict}`,
  );
};

describe("what it reads", () => {
  const tree = {
    "hooks/a.liquid": good,
    "hooks/deep/b.liquid": bad,
    "hooks/readme.md": "no template",
    "hooks/content_blocks/footer.liquid": "no body",
    "hooks/node_modules/x/c.liquid": bad,
    "d.txt": good,
  };

  test("a file of any name", async () => expect(await filesOf(tree, ["d.txt"])).toEqual(["d.txt proven"]));

  test("a folder: every .liquid in it, but no Content Blocks and no packages", async () =>
    expect(await filesOf(tree, ["hooks"])).toEqual(["hooks/a.liquid proven", "hooks/deep/b.liquid refuted"]));

  test("a glob", async () =>
    expect(await filesOf(tree, ["hooks/*.liquid", "*.{txt,md}"])).toEqual([
      "hooks/a.liquid proven",
      "d.txt proven",
    ]));

  test("a file named twice once", async () =>
    expect(await filesOf(tree, ["d.txt", "./d.txt", "*.txt"])).toEqual(["d.txt proven"]));

  test("stdin", async () => expect(await filesOf({}, ["-"], bad)).toEqual(["<stdin> refuted"]));

  test("one that cannot be read does not stop the others", async () => {
    const { exitCode, err } = await lint(tree, ["missing.liquid", "hooks/deep/b.liquid", "empty/*.liquid"]);
    expect(exitCode).toBe(3);
    expect(err).toContain('cannot read "');
    expect(err).toContain('there is no template in "empty/*.liquid"');
    expect(err).toContain("hooks/deep/b.liquid:2:9: error");
  });
});

describe("exit codes", () => {
  test.each([
    ["clean", good, [], 0],
    ["an error", bad, [], 1],
    ["a warning", named, [], 0],
    ["more warnings than allowed", named, ["--max-warnings", "0"], 1],
    ["a wrong format", good, ["--format", "xml"], 2],
    ["an empty file", "", [], 1],
    ["binary", "\0\u0001\u0002", [], 1],
  ])("%s", async (_what, text, args, exitCode) => {
    expect((await lint({ "t.liquid": text }, ["t.liquid", ...args])).exitCode).toBe(exitCode);
  });
});

test("text: the finding with its frame, the witness, nothing on stdout", async () => {
  const { out, err } = await lint({ "t.liquid": bad }, ["t.liquid"]);
  expect(out).toBe("");
  expect(err).toBe(`t.liquid:2:9: error: text inside a JSON string is not escaped [MI062 unescaped-text]
  1 | {
> 2 |   "a": "{{\${first_name}}}"
    |         ^^^^^^^^^^^^^^^^^
  3 | }
  note: breaks for a user with \${first_name} = "Bo's \\"Deli\\""
  note: then the body is …{ "a": "Bo's "Deli"" } …
  note: Write | json_escape as its last filter.

1 error
A user for whom t.liquid breaks; save it and see with mi-braze preview --template t.liquid --user:
{"now":"2023-12-06T18:20:45Z","user":{"first_name":"Bo's \\"Deli\\""}}
npx mi-braze lint --fix fixes it; --fix --dry-run shows how.
More: mi-braze explain MI062
`);
});

test("json: the shape of the contract", async () => {
  const { out } = await lint({ "t.liquid": bad, "n.liquid": named }, [
    "t.liquid",
    "n.liquid",
    "--format",
    "json",
  ]);
  const { version, files, diagnostics, summary } = JSON.parse(out);
  expect({ version, summary }).toEqual({ version: 1, summary: { errors: 1, warnings: 1 } });
  expect(files).toEqual([
    {
      file: "t.liquid",
      verdict: "refuted",
      witness: { now: "2023-12-06T18:20:45Z", user: { first_name: 'Bo\'s "Deli"' } },
    },
    { file: "n.liquid", verdict: "proven" },
  ]);
  expect(
    diagnostics.map(({ code, file, start, end }: Record<string, unknown>) => ({ code, file, start, end })),
  ).toEqual([
    {
      code: "MI046",
      file: "n.liquid",
      start: { line: 1, column: 10, offset: 9 },
      end: { line: 1, column: 23, offset: 22 },
    },
    {
      code: "MI062",
      file: "t.liquid",
      start: { line: 2, column: 9, offset: 10 },
      end: { line: 2, column: 26, offset: 27 },
    },
  ]);
});

test("github: workflow commands, one a line, with what they must escape", async () => {
  const { out } = await lint({ "a,b.liquid": bad }, ["a,b.liquid", "--format", "github"]);
  const lines = out.trimEnd().split("\n");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(
    /^::error file=a%2Cb\.liquid,line=2,col=9,endLine=2,endColumn=26,title=MI062 unescaped-text::text inside a JSON string is not escaped%0Abreaks for a user with /,
  );
});

test("sarif: results that point at rules and at places", async () => {
  const { out, exitCode } = await lint({ "h k/t.liquid": bad }, ["h k/t.liquid", "--format", "sarif"]);
  expect(exitCode).toBe(1);
  const log = JSON.parse(out);
  expect(log.version).toBe("2.1.0");
  const [run] = log.runs;
  expect(run.tool.driver).toMatchObject({
    name: "mi-braze",
    rules: [{ id: "MI062", name: "unescaped-text" }],
  });
  expect(run.results).toHaveLength(1);
  const [result] = run.results;
  expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
  expect(result).toMatchObject({
    level: "error",
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "h%20k/t.liquid" },
          region: { startLine: 2, startColumn: 9, endLine: 2, endColumn: 26 },
        },
      },
    ],
  });
});

test("junit: a case for each file, a failure for each that has an error", async () => {
  const { out } = await lint({ "t.liquid": bad, "g.liquid": good }, [
    "t.liquid",
    "g.liquid",
    "--format",
    "junit",
  ]);
  expect(out).toContain('<testsuites name="mi-braze lint" tests="2" failures="1" errors="0">');
  expect(out).toContain('<testcase name="g.liquid" classname="mi-braze lint"/>');
  expect(out).toMatch(/<failure message="t\.liquid:2:9: error: text inside a JSON string/);
});

test("junit: warnings are the output of a case that passes", async () => {
  const warned = "{\"day\": \"{{ 'now' | date: '%Y-%M-%d' }}\"}";
  const { out } = await lint({ "w.liquid": warned }, ["w.liquid", "--format", "junit"]);
  expect(out).toContain('tests="1" failures="0"');
  expect(out).toMatch(/<system-out>w\.liquid:1:\d+: warning: .*MI151/);
});
