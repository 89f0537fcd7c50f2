import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

const config = (more = "") => `version: 1
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known, user_id: external_id}
${more}
campaigns:
  - event: product_viewed
    trigger: {custom_event: Product Viewed}
    properties: {id: string, price: number}
`;

const user = { external_id: "u-1", time_zone: "America/New_York" };
const event = { name: "Product Viewed", properties: { id: "p-1", price: 5 } };

async function run(tree: Record<string, string>, ...args: string[]) {
  await using fixture = await createFixture({
    "user.json": JSON.stringify({ now: "2023-12-06T19:20:45Z", user, event }),
    ...tree,
  });
  const host = testHost({ cwd: fixture.path });
  return { exitCode: await main(args, host), out: host.out(), err: host.err() };
}

const preview = async (tree: Record<string, string>, ...args: string[]) => {
  const { out, ...rest } = await run(
    tree,
    "preview",
    "--user",
    "user.json",
    "--template",
    "hook/body.liquid",
    "--format",
    "json",
    ...args,
  );
  return { ...rest, shown: out === "" ? undefined : JSON.parse(out) };
};

describe("the URL and the headers beside a body", () => {
  const tree = {
    "hook/body.liquid": '{% assign a = "body" %}{"seen": "{{ b }}{{ c }}", "mine": "{{ a }}"}',
    "hook/url.txt":
      "{% assign b = 'url' %}https://api.example.com/{{event_properties.${id}}}?a={{ a }}{{ c }}\n",
    "hook/headers.json":
      '{"X-User": "{% assign c = 1 %}{{ ${user_id} }}", "X-Other": "[{{ a }}{{ b }}{{ c }}]"}',
  };

  test("a header's line break is told, and shown as one", async () => {
    const { shown } = await preview({
      "hook/body.liquid": "{}",
      "hook/content_blocks/key.liquid": "abc\n",
      "hook/headers.json": '{"X-Key": "{{content_blocks.${key}}}", "X-Good": "abc"}',
    });
    expect(shown.request.headers["X-Key"]).toBe("abc\n");
    expect(
      shown.diagnostics.map(({ code, message }: { code: string; message: string }) => [code, message]),
    ).toEqual([["MI109", 'the header "X-Key" holds a line break: "abc\\n"']]);
  });

  test("each renders in a scope of its own", async () => {
    const { exitCode, shown } = await preview(tree);
    expect(exitCode).toBe(0);
    expect(shown.request).toEqual({
      method: "POST",
      url: "https://api.example.com/p-1?a=",
      headers: { "X-User": "u-1", "X-Other": "[]" },
      body: '{"seen": "", "mine": "body"}',
    });
  });

  test("an abort in a header calls the send off", async () => {
    const headers = '{"X-Key": "{% if missing == nil %}{% abort_message(no key) %}{% endif %}"}';
    const { shown } = await preview({ ...tree, "hook/headers.json": headers });
    expect(shown).toMatchObject({ outcome: "aborted", abort: "no key", payload: null });
  });

  test("a broken URL is found at its place", async () => {
    const { exitCode, shown } = await preview({
      ...tree,
      "hook/url.txt": "https://x.example/{{ a | nosuch }}",
    });
    expect(exitCode).toBe(1);
    expect(shown.outcome).toBe("failed");
    expect(shown.diagnostics[0]).toMatchObject({
      code: "MI044",
      file: "hook/url.txt",
      start: { column: 26 },
    });
  });

  test.each([
    ["no object", "[]"],
    ["a number", '{"X": 1}'],
    ["half written", '{"X": '],
    ["empty", ""],
  ])("headers.json that is %s is told", async (_what, text) => {
    const { exitCode, err } = await preview({ ...tree, "hook/headers.json": text });
    expect(exitCode).toBe(1);
    expect(err).toMatch(/headers\.json:1:\d+/);
    expect(err).toContain("MI038");
  });
});

describe("Content Blocks from files", () => {
  const body = "{\"footer\": {{content_blocks.${footer} | id: 'cb1'}}}";

  test("preview puts the text of the file in", async () => {
    const { shown } = await preview({
      "hook/body.liquid": body,
      "hook/content_blocks/footer.liquid": '{"by": "{{content_blocks.${brand}}}"}',
      "hook/content_blocks/brand.liquid": "Acme",
    });
    expect(shown.payload).toEqual({ footer: { by: "Acme" } });
  });

  test("the third in a chain vanishes, as in Braze", async () => {
    const { shown } = await preview({
      "hook/body.liquid": '{"a": "{{content_blocks.${one}}}"}',
      "hook/content_blocks/one.liquid": "1{{content_blocks.${two}}}",
      "hook/content_blocks/two.liquid": "2{{content_blocks.${three}}}",
      "hook/content_blocks/three.liquid": "3",
    });
    expect(shown.payload).toEqual({ a: "12" });
    expect(shown.diagnostics[0].message).toContain("third in a chain");
  });

  const lint = async (tree: Record<string, string>) => {
    const { out, exitCode } = await run(tree, "lint", "hook/body.liquid", "--format", "json");
    return { exitCode, ...JSON.parse(out) };
  };

  test("lint proves through the file", async () => {
    const good = await lint({ "hook/body.liquid": body, "hook/content_blocks/footer.liquid": '"Acme"' });
    expect(good).toMatchObject({ exitCode: 0, files: [{ verdict: "proven" }] });
    const bad = await lint({
      "hook/body.liquid": body,
      "hook/content_blocks/footer.liquid": '"{{${first_name}}}"',
    });
    expect(bad).toMatchObject({
      exitCode: 1,
      files: [{ verdict: "refuted" }],
      diagnostics: [{ code: "MI062", start: { line: 1, column: 12 } }],
    });
  });

  test("a block that is not at hand is a condition, and says where to put it", async () => {
    const found = await lint({ "hook/body.liquid": body });
    expect(found).toMatchObject({
      exitCode: 0,
      files: [{ verdict: "conditional", conditions: [{ name: `content_blocks.\${footer}` }] }],
    });
    const notes = found.diagnostics[0].notes.map((note: { message: string }) => note.message);
    expect(notes.join(" ")).toContain("content_blocks/footer.liquid");
  });
});

describe("assumptions", () => {
  const template = { "hook/body.liquid": '{"text": {{ event_properties.${price} | as_json_string }}}' };

  test("--assume changes what Braze is taken to do", async () => {
    expect((await preview(template)).shown.payload).toEqual({ text: 5 });
    expect((await preview(template, "--assume", "event-properties=string")).shown.payload).toEqual({
      text: "5",
    });
  });

  test("a hash that is printed as it is", async () => {
    const raw = { "hook/body.liquid": '{"user": {{ v }}}' };
    const fixture = JSON.stringify({ variables: { v: { a: 1 } } });
    const shown = async (...args: string[]) =>
      (await preview({ ...raw, "user.json": fixture }, ...args)).shown;
    expect((await shown()).outcome).toBe("failed");
    expect((await shown("--assume", "raw-hash=json")).payload).toEqual({ user: { a: 1 } });
  });

  test("every wrong one is told, with the nearest right one", async () => {
    const { exitCode, err } = await preview(
      template,
      "--assume",
      "event-property=string",
      "--assume",
      "dates=tim",
    );
    expect(exitCode).toBe(2);
    expect(err).toContain('did you mean "event-properties"?');
    expect(err).toContain('did you mean "time"?');
  });

  const strict = {
    "mi-braze.yaml": config("assume: {errors: strict, event-properties: string}"),
    "fixtures/a.json": JSON.stringify({
      now: "2023-12-06T19:20:45Z",
      user,
      event,
      expect: {
        payload: {
          type: "track",
          event: "product_viewed",
          user_id: "u-1",
          timestamp: 1701890445000,
          timezone: "America/New_York",
          properties: { id: "p-1", price: 5 },
        },
      },
    }),
  };

  test("the config can set them, and a generated body does not mind", async () => {
    const { exitCode, out } = await run(strict, "verify", "--format", "json");
    expect(JSON.parse(out).summary).toEqual({ passed: 1, failed: 0, errored: 0 });
    expect(exitCode).toBe(0);
  });

  test("a wrong one in the config is told at its place", async () => {
    const { exitCode, err } = await run(
      { "mi-braze.yaml": config("assume: {event-properties: text, date: time}") },
      "verify",
    );
    expect(exitCode).toBe(1);
    expect(err).toMatch(/mi-braze\.yaml:4:28/);
    expect(err).toContain('did you mean "dates"?');
  });
});

test("one fault of a body's JSON is one finding, not those that follow from it", async () => {
  const body = '{"a": {{x}}, b: 1';
  const { out } = await run(
    { "body.liquid": body },
    "preview",
    "--user",
    "user.json",
    "--template",
    "body.liquid",
    "--format",
    "json",
  );
  expect(JSON.parse(out).diagnostics).toMatchObject([
    { code: "MI043", message: expect.stringContaining("expected a value") },
  ]);
});
