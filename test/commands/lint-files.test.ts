import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

const good = '{"a": "{{${first_name} | json_escape}}"}\n';
const bad = '{\n  "a": "{{${first_name}}}"\n}\n';
const campaigns = `version: 1
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known, user_id: external_id}
timestamp: {from: event_property.at}
campaigns:
  - event: product_viewed
    trigger: {custom_event: Product Viewed}
    properties: {id: {type: string, required: true}}
`;
const fixture = {
  user: { external_id: "u1" },
  event: { name: "Product Viewed", time: "2023-11-14T22:13:20Z", properties: { id: "p", at: "2023-11-14" } },
  expect: { payload: {} },
};

async function lint(tree: Record<string, string>, args: string[] = [], folder = "") {
  await using files = await createFixture(tree);
  const host = testHost({ cwd: files.getPath(folder) });
  const exitCode = await main(["lint", ...args], host);
  return { exitCode, out: host.out(), err: host.err() };
}

async function looked(tree: Record<string, string>, args: string[] = [], folder = "") {
  const { out } = await lint(tree, [...args, "--format", "json"], folder);
  return JSON.parse(out).files.map(({ file }: { file: string }) => file);
}

async function codes(tree: Record<string, string>, args: string[] = []) {
  const { out } = await lint(tree, [...args, "--format", "json"]);
  return JSON.parse(out).diagnostics.map(
    (one: { code: string; file: string; start?: { line: number } }) =>
      `${one.code} ${one.file}:${one.start?.line}`,
  );
}

describe("lint.files", () => {
  const tree = {
    "hooks/a.liquid": good,
    "hooks/drafts/b.liquid": bad,
    "hooks/content_blocks/footer.liquid": "no body",
    "other/c.liquid": good,
    "mails/welcome.html": "<p>{{${first_name}}}</p>",
  };
  const config = (files: string) => ({ ...tree, "mi-braze.yaml": `version: 1\nlint:\n  files: ${files}\n` });

  test.each([
    ["a folder", "[hooks]", ["hooks/a.liquid", "hooks/drafts/b.liquid"]],
    ["a folder with a slash", "[./hooks/]", ["hooks/a.liquid", "hooks/drafts/b.liquid"]],
    ["a glob, without Content Blocks", "['hooks/**/*.liquid']", ["hooks/a.liquid", "hooks/drafts/b.liquid"]],
    ["a file", "[other/c.liquid]", ["other/c.liquid"]],
    ["what is left out", "[hooks, other, '!hooks/drafts']", ["hooks/a.liquid", "other/c.liquid"]],
    ["what is left out first", "['!**/drafts/**', '**/*.liquid']", ["hooks/a.liquid", "other/c.liquid"]],
    ["a file that is named twice", "['hooks/*.liquid', hooks/a.liquid]", ["hooks/a.liquid"]],
    ["a list of ways to write it", "['{hooks,other}/*.liquid']", ["hooks/a.liquid", "other/c.liquid"]],
  ])("%s", async (_what, files, expected) => expect(await looked(config(files))).toEqual(expected));

  test("counts from the config, wherever one is", async () =>
    expect(await looked(config("[other]"), [], "hooks/drafts")).toEqual([
      expect.stringMatching(/\/other\/c\.liquid$/),
    ]));

  test("files that are named go before it", async () =>
    expect(await looked(config("[other]"), ["hooks/a.liquid"])).toEqual(["hooks/a.liquid"]));

  test("what names no template is told at its place, and does not stop the others", async () => {
    const { exitCode, err } = await lint(config("[other, hoks]"));
    expect(exitCode).toBe(3);
    expect(err).toContain('mi-braze.yaml:3:18: error: there is no template in "hoks"');
  });

  test("an empty list and a wrong kind are findings", async () => {
    expect((await lint(config("[]"))).err).toContain("at least one entry");
    expect((await lint(config("hooks"))).err).toContain("a list");
  });
});

test("campaigns and files are looked at in one run, a generated body once", async () => {
  const tree = {
    "mi-braze.yaml": `${campaigns}lint: {files: ["**/*.liquid"]}\n`,
    "fixtures/one.json": JSON.stringify(fixture),
    "hooks/a.liquid": bad,
  };
  await using files = await createFixture(tree);
  const host = testHost({ cwd: files.path });
  expect(await main(["generate"], host)).toBe(0);
  expect(await main(["lint", "--format", "json"], host)).toBe(1);
  const { files: found, diagnostics } = JSON.parse(host.out().slice(host.out().indexOf("{")));
  expect(found.map(({ file }: { file: string }) => file)).toEqual([
    "product_viewed/body.liquid",
    "hooks/a.liquid",
  ]);
  expect(diagnostics.map(({ code, file }: Record<string, string>) => `${code} ${file}`)).toEqual([
    "MI062 hooks/a.liquid",
  ]);
});

describe("a file that is read with bodies stands for them", () => {
  const tree = {
    "hooks/order/body.liquid": bad,
    "hooks/order/url.txt": "https://example.com/in",
    "hooks/order/headers.json": '{"Content-Type": "application/json"}',
    "hooks/order/content_blocks/footer.liquid": "text",
    "hooks/order/content_blocks/deep/x.liquid": "text",
  };

  test.each(["url.txt", "headers.json", "content_blocks/footer.liquid"])("%s", async (name) =>
    expect(await looked(tree, [`hooks/order/${name}`])).toEqual(["hooks/order/body.liquid"]),
  );
});

test("a Content Block without bodies beside it, and headers of something else, are not templates", async () => {
  const tree = { "content_blocks/a.liquid": "text", "web/headers.json": "{}" };
  expect((await lint(tree, ["content_blocks/a.liquid", "web/headers.json"])).exitCode).toBe(0);
});

describe("lint.ignore", () => {
  const ignored = (ignore: string, files = "[hooks]") => ({
    "hooks/old/a.liquid": bad,
    "hooks/b.liquid": bad,
    "mi-braze.yaml": `version: 1\nlint:\n  files: ${files}\n  ignore:\n    - ${ignore}\n`,
  });

  test.each([
    ["a rule", "{code: MI062, reason: ours}", []],
    ["a folder", "{code: MI062, files: hooks/old, reason: ours}", ["MI062 hooks/b.liquid:2"]],
    ["a folder, every rule", "{files: hooks/old/, reason: ours}", ["MI062 hooks/b.liquid:2"]],
    ["a file", "{code: unescaped-text, files: hooks/b.liquid, reason: ours}", ["MI062 hooks/old/a.liquid:2"]],
    ["several", "{code: MI062, files: [hooks/b.liquid, 'hooks/old/**'], reason: ours}", []],
    [
      "nothing that is there",
      "{code: MI060, reason: ours}",
      ["MI062 hooks/b.liquid:2", "MI062 hooks/old/a.liquid:2", "MI140 mi-braze.yaml:5"],
    ],
    [
      "no file that is there",
      "{files: hooks/new, reason: ours}",
      ["MI062 hooks/b.liquid:2", "MI062 hooks/old/a.liquid:2", "MI140 mi-braze.yaml:5"],
    ],
  ])("%s", async (_what, ignore, expected) => expect(await codes(ignored(ignore))).toEqual(expected));

  test("says what to ignore, and why", async () => {
    const { err, exitCode } = await lint(ignored("{reason: ours}"));
    expect(exitCode).toBe(1);
    expect(err).toContain('"lint.ignore[0]" does not say what to ignore');
    expect((await lint(ignored("{code: MI062}"))).err).toContain('"lint.ignore[0].reason" is missing');
  });

  test("is needless only where all that it is for was looked at", async () => {
    const tree = { ...ignored("{code: MI062, files: 'hooks/**', reason: ours}"), "hooks/c.liquid": good };
    expect(await codes(tree, ["hooks/c.liquid"])).toEqual([]);
    const one = { ...ignored("{code: MI062, files: hooks/c.liquid, reason: ours}"), "hooks/c.liquid": good };
    expect(await codes(one, ["hooks/c.liquid"])).toEqual(["MI140 mi-braze.yaml:5"]);
  });

  test("is for a file that is read with a body, too", async () => {
    const tree = {
      "hooks/order/body.liquid": good,
      "hooks/order/url.txt": "https://example.com/?e={{${email_address}}}",
      "mi-braze.yaml":
        "version: 1\nlint: {ignore: [{code: MI105, files: hooks/order/url.txt, reason: the receiver copes}]}\n",
    };
    expect(await codes(tree)).toEqual([]);
  });
});

describe("a directive", () => {
  const over = (directive: string, text = bad) => `{% comment %}${directive}{% endcomment %}\n${text}`;

  test.each([
    ["several codes", "mi-braze-ignore-file MI062, MI137 ours", ["MI140 t.liquid:1"]],
    [
      "several codes, close together",
      "mi-braze-ignore-file MI062,unescaped-text: ours",
      ["MI140 t.liquid:1"],
    ],
    ["a dash before the reason", "mi-braze-ignore-file MI062 -- ours", []],
    ["no reason", "mi-braze-ignore-file MI062 --", ["MI062 t.liquid:3", "MI141 t.liquid:1"]],
    ["a misspelt name", "mi-braze-ignore-file unescaped-txt ours", ["MI062 t.liquid:3", "MI141 t.liquid:1"]],
  ])("%s", async (_what, directive, expected) =>
    expect((await codes({ "t.liquid": over(directive) }, ["t.liquid"])).toSorted()).toEqual(
      expected.toSorted(),
    ),
  );
});
