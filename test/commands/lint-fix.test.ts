import { chmod, lstat, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { applyPatch } from "diff";
import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

const bad = '{\r\n  // the city\r\n  "a": "{{${city}}}"\r\n}\r\n';
const fixed = '{\r\n  {% comment %} the city {% endcomment %}\r\n  "a": "{{${city} | json_escape}}"\r\n}\r\n';
const good = '{"a": "{{${city} | json_escape}}"}\n';

async function lint(
  tree: Record<string, string>,
  args: string[],
  options: Partial<Parameters<typeof testHost>[0]> = {},
) {
  await using fixture = await createFixture(tree);
  const host = testHost({ cwd: fixture.path, ...options });
  const exitCode = await main(["lint", ...args], host);
  const after: Record<string, string> = {};
  for (const name of Object.keys(tree)) after[name] = await readFile(join(fixture.path, name), "utf8");
  return { exitCode, out: host.out(), err: host.err(), after };
}

test("fixes a file, and leaves every other byte as it was", async () => {
  const { exitCode, err, after } = await lint({ "a.liquid": bad, "b.liquid": good }, [".", "--fix"]);
  expect(after).toEqual({ "a.liquid": fixed, "b.liquid": good });
  expect(err).toContain("a.liquid: 2 fixes: ");
  expect(exitCode).toBe(0);
});

test("a dry run prints a diff, writes nothing, and tells what would be left", async () => {
  const { exitCode, out, err, after } = await lint({ "a.liquid": bad }, ["a.liquid", "--fix", "--dry-run"]);
  expect(after["a.liquid"]).toBe(bad);
  expect(out).toContain('-  "a": "{{${city}}}"');
  expect(out).toContain('+  "a": "{{${city} | json_escape}}"');
  expect(err).toBe(
    "a.liquid: would make 2 fixes: Make it a comment of Liquid; Write | json_escape as the last filter\n✓ No findings would be left; nothing was written.\n",
  );
  expect(exitCode).toBe(1);
});

const half = '{\n  // the city\n  "a": "{{${city}}}",\n  "plan": YOUR-PLAN-ID\n}\n';

test("what a dry run leaves is where it is in the file as it is, and nothing promises to fix it", async () => {
  const { exitCode, out } = await lint({ "a.liquid": half }, [
    "a.liquid",
    "--fix",
    "--dry-run",
    "--format",
    "json",
  ]);
  const { files, diagnostics } = JSON.parse(out);
  expect(files).toMatchObject([{ file: "a.liquid", verdict: "refuted" }]);
  expect(applyPatch(half, files[0].diff)).toBe(
    '{\n  {% comment %} the city {% endcomment %}\n  "a": "{{${city} | json_escape}}",\n  "plan": YOUR-PLAN-ID\n}\n',
  );
  const offset = half.indexOf("YOUR");
  expect(diagnostics).toMatchObject([
    { code: "MI054", start: { line: 4, column: 11, offset }, end: { offset: offset + 12 } },
  ]);
  expect(diagnostics[0]).not.toHaveProperty("fix");
  expect(exitCode).toBe(1);
});

test("a long line is shown where it changes", async () => {
  const words = "lorem ipsum ".repeat(40);
  const { out } = await lint({ "a.liquid": `{"a": "${words}", "b": "{{\${city}}}", "c": "${words}"}\n` }, [
    "a.liquid",
    "--fix",
    "--dry-run",
  ]);
  expect(out).toMatch(/^\+….{0,40}\{\{\$\{city\} \| json_escape\}\}.{0,40}…$/m);
});

describe("--fix-only", () => {
  const body = '{\n  // the city\n  "a": "{{${city}}}"\n}\n';
  test.each([[["MI062", "a.liquid"]], [["unescaped-text", "a.liquid"]], [["mi062,MI060", "a.liquid"]]])(
    "fixes those findings alone: %j",
    async (args) => {
      const { exitCode, after } = await lint({ "a.liquid": body }, ["--fix-only", ...args]);
      expect(after["a.liquid"]).toBe('{\n  // the city\n  "a": "{{${city} | json_escape}}"\n}\n');
      expect(exitCode).toBe(1);
    },
  );

  test("fixes what is a guess, whatever else stays broken", async () => {
    const { after } = await lint({ "a.liquid": body }, ["a.liquid", "--fix-only", "json-comment"]);
    expect(after["a.liquid"]).toBe('{\n  {% comment %} the city {% endcomment %}\n  "a": "{{${city}}}"\n}\n');
  });

  test.each([
    [["MI62"], 'there is no finding called "MI62"; did you mean "MI062"?'],
    [["unescaped-txt"], 'did you mean "unescaped-text"?'],
    [["MI064"], "--fix has no repair for MI064 not-proven"],
    [["nonsense", "MI99"], 'there is no finding called "nonsense"'],
    [[","], "needs at least one code"],
  ])("%j", async (codes, words) => {
    const { exitCode, err, after } = await lint({ "a.liquid": body }, ["a.liquid", "--fix-only", ...codes]);
    expect({ exitCode, text: after["a.liquid"] }).toEqual({ exitCode: 2, text: body });
    expect(err).toContain(words);
    expect(err).toContain("--fix fixes MI0");
  });
});

test("the text of stdin goes to stdout", async () => {
  const { exitCode, out } = await lint({}, ["-", "--fix"], { stdin: bad });
  expect({ exitCode, out }).toEqual({ exitCode: 0, out: fixed });
});

test("what cannot be fixed safely stays, and is told", async () => {
  const body = '{"plan": YOUR-PLAN-ID, "city": "{{${city}}}"}\n';
  const { exitCode, err, after } = await lint({ "a.liquid": body }, ["a.liquid", "--fix"]);
  expect(after["a.liquid"]).toBe('{"plan": YOUR-PLAN-ID, "city": "{{${city} | json_escape}}"}\n');
  expect(err).toContain("MI054");
  expect(exitCode).toBe(1);
});

test.each([
  ["a list joined by quotes", `{"a": ["{{event_properties.\${tags} | join: '","'}}"]}`],
  ["a list joined ahead", `{% assign t = event_properties.\${tags} | join: '","' %}{"a": ["{{ t }}"]}`],
  [
    "a list put together",
    `{% assign t = event_properties.\${tags} | join: '","' | prepend: '["' | append: '"]' %}{"a": {{ t }}}`,
  ],
  ["two members in one value", `{"a": "{{\${city} | append: '", "b": "' | append: \${country}}}"}`],
])("quotes of the template itself are not escaped: %s", async (_name, body) => {
  const { exitCode, err, after } = await lint({ "a.liquid": body }, ["a.liquid", "--fix"]);
  expect({ exitCode, text: after["a.liquid"] }).toEqual({ exitCode: 1, text: body });
  expect(err).toContain("The template itself writes quotes into this value");
  expect(err).not.toContain("mi-braze lint --fix fixes");
});

test("a captured member is escaped where it is captured", async () => {
  const body = `{% capture t %}"{{\${city}}}"{% endcapture %}{"a": [{{ t }}]}`;
  const { exitCode, after } = await lint({ "a.liquid": body }, ["a.liquid", "--fix"]);
  expect({ exitCode, text: after["a.liquid"] }).toEqual({
    exitCode: 0,
    text: `{% capture t %}"{{\${city} | json_escape}}"{% endcapture %}{"a": [{{ t }}]}`,
  });
});

test("what is ignored is not fixed", async () => {
  const body = '{% comment %}mi-braze-ignore MI062 our own names{% endcomment %}\n{"a": "{{${city}}}"}\n';
  const { exitCode, after } = await lint({ "a.liquid": body }, ["a.liquid", "--fix"]);
  expect({ exitCode, text: after["a.liquid"] }).toEqual({ exitCode: 0, text: body });
});

test("a file keeps its rights, and a link to it stays one", async () => {
  await using fixture = await createFixture({ "real.liquid": bad });
  const [real, link] = ["real.liquid", "link.liquid"].map((name) => join(fixture.path, name));
  await chmod(real!, 0o600);
  await symlink("real.liquid", link!);
  expect(await main(["lint", "link.liquid", "--fix"], testHost({ cwd: fixture.path }))).toBe(0);
  expect(await readFile(real!, "utf8")).toBe(fixed);
  expect((await lstat(link!)).isSymbolicLink()).toBe(true);
  expect((await lstat(real!)).mode & 0o777).toBe(0o600);
});

test("a file that cannot be written is told, and the others are fixed", async () => {
  await using fixture = await createFixture({ "a.liquid": bad, "b.liquid": bad });
  const real = testHost({ cwd: fixture.path }).files;
  const host = testHost({
    cwd: fixture.path,
    files: {
      rename: async (from, to) => {
        if (to.endsWith("a.liquid")) throw Object.assign(new Error("no"), { code: "EACCES" });
        await real.rename(from, to);
      },
    },
  });
  expect(await main(["lint", ".", "--fix"], host)).toBe(3);
  expect(await readFile(join(fixture.path, "a.liquid"), "utf8")).toBe(bad);
  expect(await readFile(join(fixture.path, "b.liquid"), "utf8")).toBe(fixed);
  expect(await real.list(fixture.path)).toEqual(["a.liquid", "b.liquid"]);
  expect(host.err()).toContain("cannot write");
});

describe("what does not go together", () => {
  test.each([
    [["a.liquid", "--dry-run"], "give both"],
    [["a.liquid", "--fix", "--watch"], "--watch goes with no --fix"],
    [["-", "--watch"], "not with stdin"],
    [["-", "--fix", "--format", "json"], "leave out --format"],
  ])("%j", async (args, words) => {
    const { exitCode, err } = await lint({ "a.liquid": good }, args);
    expect(exitCode).toBe(2);
    expect(err).toContain(words);
  });
});

test("--watch lints again after each change", async () => {
  await using fixture = await createFixture({ "a.liquid": bad });
  const path = join(fixture.path, "a.liquid");
  const watched: string[][] = [];
  const host = testHost({
    cwd: fixture.path,
    files: {
      changes: async function* (folders) {
        watched.push([...folders]);
        await fixture.writeFile("a.liquid", good);
        yield;
      },
    },
  });
  expect(await main(["lint", "a.liquid", "--watch"], host)).toBe(0);
  expect(watched.map((one) => one.map((folder) => `${folder}/`.replace(/\/\/$/, "/")))).toEqual([
    [`${join(path, "..")}/`],
  ]);
  expect(host.err()).toMatch(/MI062[\s\S]*Watching[\s\S]*No findings in 1 body/);
});

test("a byte order mark that a body may not have is taken out, and with that there is nothing left to fix", async () => {
  const { err, after } = await lint({ "a.liquid": `\ufeff${bad}` }, ["a.liquid", "--fix"]);
  expect(err).toContain("Remove what cannot be seen");
  expect(after["a.liquid"]).not.toContain("\ufeff");
  const again = await lint(after, ["a.liquid", "--fix"]);
  expect(again.err).not.toContain("fix:");
});

/** Files that are read with a body are fixed where the fault is. */
describe("beside the body", () => {
  const address = "\ufeffhttps://e.com/in?mail={{${email_address}}}&note=new orders\r\n";
  const headers = '{\r\n  "Content_Type": "application/json",\r\n  "Authorisation": "Bearer <T>"\r\n}';
  const tree = {
    "hooks/a.liquid": '{"id": "{{${user_id} | json_escape}}", {{content_blocks.${person}}}, "n": 1}\n',
    "hooks/b.liquid": '{"p": { {{content_blocks.${person}}} }, "t": "{{content_blocks.${greeting}}}"}\n',
    "hooks/content_blocks/person.liquid": '"name": "{{${first_name}}}",\r\n"city": {{${city}}}\r\n',
    "hooks/content_blocks/greeting.liquid": "\ufeffHello {{${first_name}}},\nwelcome\n",
    "hooks/url.txt": address,
    "hooks/headers.json": headers,
  };
  const mended = {
    "hooks/content_blocks/person.liquid":
      '"name": "{{${first_name} | json_escape}}",\r\n"city": {{${city} | as_json_string}}\r\n',
    "hooks/content_blocks/greeting.liquid": "\ufeffHello {{${first_name} | json_escape}},\\nwelcome",
    "hooks/url.txt":
      "\ufeffhttps://e.com/in?mail={{${email_address} | url_param_escape}}&note=new%20orders\r\n",
    "hooks/headers.json":
      '{\r\n  "Content-Type": "application/json",\r\n  "Authorization": "Bearer <T>"\r\n}',
  };

  test("Content Blocks once for all bodies, the URL and the headers", async () => {
    const { exitCode, err, after } = await lint(tree, ["hooks", "--fix"]);
    expect(after).toEqual({ ...tree, ...mended });
    expect(err.match(/person\.liquid: 2 fixes/g)).toHaveLength(1);
    expect(err).toContain("url.txt: 2 fixes: ");
    expect(exitCode).toBe(0);
  });

  test("a dry run shows each file once, and writes none", async () => {
    const { exitCode, out, after } = await lint(tree, ["hooks", "--fix", "--dry-run", "--format", "json"]);
    expect(after).toEqual(tree);
    const { files, diagnostics } = JSON.parse(out);
    const patch = files.map(({ diff }: { diff?: string }) => diff ?? "").join("");
    for (const name of Object.keys(mended)) expect(patch.split(`+++ ${name}`)).toHaveLength(2);
    expect(diagnostics).toEqual([]);
    expect(exitCode).toBe(1);
  });

  test("--fix-only knows what is found there", async () => {
    const { after } = await lint(tree, ["hooks", "--fix-only", "MI105", "MI062"]);
    expect(after).toMatchObject({
      "hooks/url.txt": address.replace("}}}", "} | url_param_escape}}"),
      "hooks/headers.json": headers,
      "hooks/content_blocks/person.liquid":
        '"name": "{{${first_name} | json_escape}}",\r\n"city": {{${city}}}\r\n',
    });
  });

  test("what is left of a dry run is where it is in the file as it is", async () => {
    const url = "https://e.com/in/?mail={{${email_address}}}&key=<KEY>&m={{x | json}}";
    const { out } = await lint({ "a.liquid": good, "url.txt": url }, [
      ...["a.liquid", "--fix", "--dry-run", "--format", "json"],
    ]);
    const left = JSON.parse(out).diagnostics.filter(({ file }: { file: string }) => file === "url.txt");
    for (const { start } of left) expect(url.slice(start.offset)).toMatch(/^(\{\{)?(x|json)/);
  });

  test.each<[name: string, part: string, body: string, other: string]>([
    [
      "needs the comma",
      '"a": 1,',
      "{ {{content_blocks.${part}}} }\n",
      '{ {{content_blocks.${part}}} "n": 1}\n',
    ],
    [
      "escapes all of it",
      "Hi {{${first_name}}}",
      '{"a": "{{content_blocks.${part}}}"}\n',
      '{% capture t %}{{content_blocks.${part}}}{% endcapture %}{"a": {{t | as_json_string}}}\n',
    ],
  ])("a block is left alone where another body, which is not named, %s", async (_name, part, body, other) => {
    const files = { "a.liquid": body, "b.liquid": other, "content_blocks/part.liquid": part };
    expect((await lint(files, ["a.liquid", "--fix"])).after).toEqual(files);
    const { "b.liquid": _, ...alone } = files;
    expect((await lint(alone, ["a.liquid", "--fix"])).exitCode).toBe(0);
  });

  test("a comma that is missing after a block is written after its name", async () => {
    const files = {
      "a.liquid": '{ {{content_blocks.${part}}} "n": 1}\n',
      "content_blocks/part.liquid": '"a": 1\n',
    };
    const { after } = await lint(files, ["a.liquid", "--fix"]);
    expect(after).toEqual({ ...files, "a.liquid": '{ {{content_blocks.${part}}}, "n": 1}\n' });
  });

  test("a link stays a link, and a file keeps its mode", async () => {
    await using fixture = await createFixture({
      "a.liquid": "{ {{content_blocks.${part}}} }",
      "shared/part.liquid": '"a": "{{${city}}}"',
      "content_blocks/other.liquid": "",
      ".git/HEAD": "",
    });
    const [real, link] = ["shared/part.liquid", "content_blocks/part.liquid"].map((one) =>
      join(fixture.path, one),
    );
    await chmod(real!, 0o640);
    await symlink(real!, link!);
    await main(["lint", "a.liquid", "--fix"], testHost({ cwd: fixture.path }));
    expect(await readFile(real!, "utf8")).toBe('"a": "{{${city} | json_escape}}"');
    expect((await lstat(link!)).isSymbolicLink()).toBe(true);
    expect((await lstat(real!)).mode & 0o777).toBe(0o640);
  });
});

describe("the summary promises what --fix does", () => {
  test.each<[name: string, tree: Record<string, string>, says: string | undefined]>([
    ["guesses, too", { "a.liquid": '{\n  "a": 1\n  "b: 2,\n  c: \'x\'\n}\n' }, "fixes them all"],
    ["not what stays", { "a.liquid": half }, "fixes 2 of them"],
    ["nothing where nothing can be done", { "a.liquid": '{"plan": YOUR-PLAN-ID}\n' }, undefined],
    [
      "Content Blocks and the URL",
      {
        "a.liquid": "{ {{content_blocks.${part}}} }\n",
        "content_blocks/part.liquid": '"a": "{{${city}}}"',
        "url.txt": "https://e.com/?mail={{${email_address}}}",
      },
      "fixes them all",
    ],
  ])("%s", async (_name, tree, says) => {
    const before = await lint(tree, ["a.liquid"]);
    const after = await lint(tree, ["a.liquid", "--fix"]);
    if (says === undefined) expect(before.err).not.toContain("--fix fixes");
    else expect(before.err).toContain(`npx mi-braze lint --fix ${says};`);
    expect(after.exitCode).toBe(says === "fixes them all" ? 0 : 1);
  });
});
