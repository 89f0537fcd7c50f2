import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { sized } from "../support/depth.js";
import { testHost } from "../support/host.js";

const good = '{"a": "{{${city} | json_escape}}"}\n';

async function lint(fixture: { path: string }, args: string[], files = {}) {
  const host = testHost({ cwd: fixture.path, files });
  const exitCode = await main(["lint", ...args, "--format", "json"], host);
  const { files: read, diagnostics } = JSON.parse(host.out());
  return {
    exitCode,
    files: read.map(({ file, verdict }: { file: string; verdict: string }) => `${file} ${verdict}`),
    codes: diagnostics.map(({ code, file }: { code: string; file: string | null }) => `${file} ${code}`),
  };
}

/** No file stops the others: each case is beside a good one. */
describe.each<[what: string, content: string | Uint8Array, codes: string[], verdict?: string]>([
  ["a binary", new Uint8Array([0x89, 0x50, 0, 0xff, 0x0d]), ["x.liquid MI006"]],
  ["a NUL byte", "{}\0", ["x.liquid MI006"]],
  ["Latin-1", Buffer.from('{"a": "caf\u00e9"}', "latin1"), ["x.liquid MI006"]],
  ["UTF-16", Buffer.from("\uFEFF{}", "utf16le"), ["x.liquid MI006"]],
  ["50 MB", Buffer.alloc(50_000_000, 0x20), ["x.liquid MI006"]],
  ["an empty file", "", ["x.liquid MI055"], "refuted"],
  ["white space", " \n\t", ["x.liquid MI055"], "refuted"],
  ["JSON alone", '{"a": [1, 2.5e3, null]}', [], "proven"],
  ["Liquid alone", "{% assign a = 1 %}", ["x.liquid MI055", "x.liquid MI137"], "refuted"],
  ["JSON with comments", '{"a": 1} // one', ["x.liquid MI050"], "refuted"],
  ["CRLF", '{\r\n"a": 1\r\n}\r\n', [], "proven"],
  ["one line of 1 MB", `{"a": "${"x".repeat(1_000_000)}"}`, ["x.liquid MI041"], "refuted"],
  ["one line of nearly 1 MB", `{"a": "${"x".repeat(999_900)}"}`, [], "proven"],
  ["brackets without end", "[".repeat(sized(40_000, 200_000)), ["x.liquid MI056"], "refuted"],
  ["a byte order mark", '\uFEFF{"a": 1}', ["x.liquid MI056"], "refuted"],
])("%s", (_, content, codes, verdict) => {
  test("is told, and its neighbour is linted", async () => {
    await using fixture = await createFixture({ "good.liquid": good });
    await writeFile(join(fixture.path, "x.liquid"), content);
    const found = await lint(fixture, ["good.liquid", "x.liquid"]);
    expect(found.codes).toEqual(codes);
    expect(found.files).toEqual(["good.liquid proven", ...(verdict ? [`x.liquid ${verdict}`] : [])]);
    const errors = codes.some((code) => !/MI137|MI064$/.test(code));
    expect(found.exitCode).toBe(errors ? 1 : 0);
  });
});

test("a file that vanishes while it is read", async () => {
  await using fixture = await createFixture({ "a.liquid": good, "b.liquid": good });
  const { files } = testHost({ cwd: fixture.path });
  const gone = Object.assign(new Error("gone"), { code: "ENOENT" });
  const found = await lint(fixture, ["."], {
    read: (path: string, most: number) =>
      path.endsWith("a.liquid") ? Promise.reject(gone) : files.read(path, most),
  });
  expect(found).toMatchObject({ exitCode: 3, files: ["b.liquid proven"], codes: ["null MI001"] });
});

test("links in a circle, and a folder that cannot be read", async () => {
  await using fixture = await createFixture({ "hooks/a.liquid": good });
  await symlink("..", join(fixture.path, "hooks/up"));
  await symlink("self.liquid", join(fixture.path, "hooks/self.liquid"));
  const found = await lint(fixture, ["hooks"]);
  expect(found.files).toEqual(["hooks/a.liquid proven"]);
  expect(found.codes).toEqual(["null MI001"]);
});

test("a folder of the name of a template", async () => {
  await using fixture = await createFixture({ "a.liquid/b.liquid": good });
  expect(await lint(fixture, ["a.liquid"])).toMatchObject({
    exitCode: 0,
    files: ["a.liquid/b.liquid proven"],
  });
});

test("a pattern that names nothing", async () => {
  await using fixture = await createFixture({ "a.liquid": good });
  expect(await lint(fixture, ["*.none", "a.liquid"])).toMatchObject({
    exitCode: 3,
    files: ["a.liquid proven"],
  });
});

describe("headers.json beside a body", () => {
  test.each([
    ["{", "headers.json MI038"],
    ["[]", "headers.json MI038"],
    ['{"A": 1, "Content-Type": "application/json"}', "headers.json MI038"],
    ['{"Accept": "x"}', "headers.json MI135"],
    ['{"Content-Type": "text/plain"}', "headers.json MI135"],
    ['{"Content-Type": "application/json", "X-Name": "{{${frist_name}}}"}', "headers.json MI046"],
    ['{"Content-Type": "application/json", "X-Mail": "{{ mail }}"}', "headers.json MI125"],
    [
      '{"Content-Type": "application/json", "Authorization": "Basic dXNlcjpwYXNzd29yZA=="}',
      "headers.json MI134",
    ],
  ])("%s", async (headers, code) => {
    await using fixture = await createFixture({ "body.liquid": good, "headers.json": headers });
    expect((await lint(fixture, ["body.liquid"])).codes).toEqual([code]);
  });
});

test("a secret is named by its place and never printed", async () => {
  const secret = "dXNlcjpwYXNzd29yZA==";
  await using fixture = await createFixture({
    "body.liquid": `{% comment %} Basic ${secret} {% endcomment %}{"a": "{{\${city}}} Basic ${secret}"}\n`,
    "url.txt": "https://collector.movableink-dmz.com/behavioral/k3y-of-ours\n",
    "headers.json": `{"Authorization": "Basic ${secret}", "Content-Type": "application/json"}`,
  });
  const ways = ["text", "json", "sarif", "github", "junit"].map((format) => ["--format", format]);
  for (const way of [...ways, ["--fix", "--dry-run"]]) {
    const host = testHost({ cwd: fixture.path });
    expect(await main(["lint", "body.liquid", ...way], host)).toBe(1);
    const printed = host.out() + host.err();
    expect(printed).toContain("MI134");
    expect(printed).not.toContain(secret);
    expect(printed).not.toContain("k3y-of-ours");
  }
});
