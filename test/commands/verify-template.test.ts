import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

async function run(fixture: { path: string }, ...args: string[]) {
  const host = testHost({ cwd: fixture.path });
  const exitCode = await main(args, host);
  return { exitCode, out: host.out(), err: host.err() };
}

async function verify(fixture: { path: string }, ...args: string[]) {
  const { exitCode, out, err } = await run(fixture, "verify", ...args, "--format", "json");
  const { cases, diagnostics } = JSON.parse(out || '{"cases": [], "diagnostics": []}');
  return { exitCode, cases, err, codes: diagnostics.map(({ code }: { code: string }) => code), diagnostics };
}

const order = `{"id": "{{event_properties.\${id} | json_escape}}", "qty": {{event_properties.\${qty} | default: 1}}}\n`;
const bought = (properties: object, more: object = {}) =>
  JSON.stringify({ user: { external_id: "u" }, event: { name: "Bought", properties }, ...more });
const expecting = (payload: unknown) => ({ expect: { payload } });
const campaigns = `version: 1
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known, user_id: external_id}
campaigns:
  - event: bought
    trigger: {custom_event: Bought}
    properties: {id: string}
`;

describe("verify --template", () => {
  test("holds a body to what fixtures expect, without a config", async () => {
    await using fixture = await createFixture({
      "hooks/order.liquid": order,
      "cases/good.json": bought({ id: 'a"b', qty: 2 }, expecting({ qty: 2, id: 'a"b' })),
      "cases/bad.json": bought({ id: "x" }, expecting({ id: "x", qty: 7 })),
    });
    const { exitCode, cases, codes } = await verify(
      fixture,
      "--template",
      "hooks/order.liquid",
      "cases/*.json",
    );
    expect(exitCode).toBe(1);
    expect(codes).toEqual(["MI034"]);
    expect(cases).toEqual([
      {
        fixture: "cases/bad.json",
        campaign: null,
        template: "hooks/order.liquid",
        outcome: "failed",
        diff: [{ path: "$.qty", expected: 7, actual: 1 }],
      },
      { fixture: "cases/good.json", campaign: null, template: "hooks/order.liquid", outcome: "passed" },
    ]);
  });

  test.each([
    ["a list", '[{"id": "{{event_properties.${id}}}"}]', "", [{ id: "x" }], [{ id: "y" }]],
    [
      "a form that its header names",
      "\nid={{event_properties.${id}}}&n=1\n",
      "application/x-www-form-urlencoded",
      "id=x&n=1",
      "id=y&n=1",
    ],
    ["a form without headers", "id={{event_properties.${id}}}\n", "", "id=x", "id=y"],
    ["plain text", "Hello {{event_properties.${id}}}!\n", "text/plain", "Hello x!\n", "Hello y!"],
    [
      "a string that nothing but the fixture calls one",
      "Hello {{event_properties.${id}}}",
      "",
      "Hello x",
      "Hi x",
    ],
    ["an XML body", "<id>{{event_properties.${id}}}</id>", "application/xml", "<id>x</id>", "<id>y</id>"],
    ["a JSON string", '"{{event_properties.${id}}}"', "application/json", "x", "y"],
  ])("%s", async (_what, body, type, good, bad) => {
    await using fixture = await createFixture({
      "hook/body.liquid": body,
      ...(type ? { "hook/headers.json": JSON.stringify({ "content-type": type }) } : {}),
      "good.json": bought({ id: "x" }, expecting(good)),
      "bad.json": bought({ id: "x" }, expecting(bad)),
      "none.json": bought({ id: "x" }),
    });
    const held = (name: string) => verify(fixture, "--template", "hook/body.liquid", name);
    expect((await held("good.json")).cases).toMatchObject([{ outcome: "passed" }]);
    expect(await held("bad.json")).toMatchObject({ exitCode: 1, codes: ["MI034"] });
    expect(await held("none.json")).toMatchObject({ exitCode: 1, cases: [{ outcome: expect.any(String) }] });
    await run(fixture, "verify", "--template", "hook/body.liquid", "bad.json", "--update", "--yes");
    expect(await held("bad.json")).toMatchObject({ exitCode: 0, codes: [] });
  });

  test("reads Content Blocks, URL and headers beside the body, and answers of the fixture", async () => {
    await using fixture = await createFixture({
      "hook/body.liquid":
        '{% connected_content https://e.com :save p %}{"t": "{{p.tier}}", "b": "{{content_blocks.${hi}}}"}',
      "hook/content_blocks/hi.liquid": "hello",
      "hook/url.txt":
        "{% if ${user_id} == 'gone' %}{% abort_message('no such user') %}{% endif %}https://e.com",
      "a.json": bought(
        {},
        { connected_content: { p: { tier: "gold" } }, ...expecting({ t: "gold", b: "hello" }) },
      ),
      "b.json": JSON.stringify({
        user: { external_id: "gone" },
        connected_content: { p: {} },
        expect: { abort: "no such" },
      }),
    });
    const { cases, exitCode } = await verify(fixture, "--template", "hook/body.liquid", "a.json", "b.json");
    expect([exitCode, cases.map(({ outcome }: { outcome: string }) => outcome)]).toEqual([
      0,
      ["passed", "passed"],
    ]);
  });

  test("a broken body fails, with what is wrong", async () => {
    await using fixture = await createFixture({
      "a.liquid": '{"id": "{{event_properties.${id}}}"}',
      "a.json": bought({ id: 'x"y' }, expecting({ id: 'x"y' })),
    });
    expect(await verify(fixture, "--template", "a.liquid", "a.json")).toMatchObject({
      exitCode: 1,
      cases: [{ outcome: "failed" }],
      codes: ["MI043"],
    });
  });

  test("without fixtures, those that name it; where none does, it says what to write", async () => {
    await using fixture = await createFixture({
      "hooks/order.liquid": order,
      "hooks/other.liquid": "{}",
      "fixtures/a.json": bought(
        { id: "x" },
        { template: "hooks/order.liquid", ...expecting({ id: "x", qty: 1 }) },
      ),
      "fixtures/b.json": bought({}, { template: "hooks/other.liquid", ...expecting({ no: 1 }) }),
    });
    expect((await verify(fixture, "--template", "hooks/order.liquid")).cases).toMatchObject([
      { fixture: "fixtures/a.json", outcome: "passed" },
    ]);
    await fixture.writeFile("hooks/third.liquid", "{}");
    const { exitCode, err } = await verify(fixture, "--template", "hooks/third.liquid");
    expect([exitCode, err]).toEqual([2, expect.stringContaining('"template": "hooks/third.liquid"')]);
    expect((await verify(fixture, "--template", "hooks/gone.liquid", "fixtures/a.json")).exitCode).toBe(3);
  });
});

describe("a fixture that names its body", () => {
  const tree = {
    "hooks/order.liquid": order,
    "fixtures/order.json": bought(
      { id: "x" },
      { template: "hooks/order.liquid", ...expecting({ id: "x", qty: 1 }) },
    ),
  };

  test.each([
    ["without a config", undefined],
    [
      "with a config without Movable Ink",
      "version: 1\nlint: {files: [hooks]}\nassume: {event-properties: typed}\n",
    ],
    ["with a config of fixtures alone", "version: 1\nfixtures: [fixtures/*.json]\n"],
    ["beside campaigns", campaigns],
  ])("%s, a bare verify renders it", async (_where, config) => {
    await using fixture = await createFixture({ ...tree, ...(config ? { "mi-braze.yaml": config } : {}) });
    expect(await verify(fixture)).toMatchObject({
      exitCode: 0,
      cases: [
        { fixture: "fixtures/order.json", campaign: null, template: "hooks/order.liquid", outcome: "passed" },
      ],
      codes: [],
    });
  });

  test("the path counts from the config's folder, wherever one is", async () => {
    await using fixture = await createFixture({ ...tree, "mi-braze.yaml": "version: 1\nlint: {}\n" });
    expect(await verify({ path: `${fixture.path}/hooks` })).toMatchObject({ exitCode: 0, codes: [] });
    expect(
      await run({ path: `${fixture.path}/hooks` }, "preview", "--user", "../fixtures/order.json"),
    ).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining('"qty": 1'),
    });
  });

  test("does not stand for the campaign that its event triggers", async () => {
    await using fixture = await createFixture({ ...tree, "mi-braze.yaml": campaigns });
    const { out } = await run(fixture, "lint", "--format", "json");
    expect(JSON.parse(out).diagnostics.map(({ code }: { code: string }) => code)).toEqual(["MI019"]);
    expect(await run(fixture, "send", "--user", "fixtures/order.json", "--dry-run")).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('for the template "hooks/order.liquid"'),
    });
  });

  test.each([
    ["hooks/ordr.liquid", 'there is no template "hooks/ordr.liquid"; did you mean "hooks/order.liquid"?'],
    [
      "../hooks/order.liquid",
      'there is no template "../hooks/order.liquid"; did you mean "hooks/order.liquid"?',
    ],
    ["hooks", '"hooks" is a folder'],
  ])("%s is not there", async (template, message) => {
    await using fixture = await createFixture({
      ...tree,
      "fixtures/a.json": bought({}, { template, ...expecting({}) }),
    });
    const { exitCode, cases, diagnostics } = await verify(fixture);
    expect(exitCode).toBe(1);
    expect(cases).toMatchObject([{ outcome: "errored" }, { outcome: "passed" }]);
    expect(diagnostics).toMatchObject([{ code: "MI031", message, file: "fixtures/a.json" }]);
  });

  test("one that names neither, and one that names both", async () => {
    await using fixture = await createFixture({
      ...tree,
      "fixtures/a.json": bought({}, expecting({})),
      "fixtures/b.json": bought({}, { template: "hooks/order.liquid", campaign: "x" }),
    });
    const { diagnostics } = await verify(fixture);
    expect(
      diagnostics.map(({ code, message }: { code: string; message: string }) => [code, message]),
    ).toEqual([
      ["MI032", "this fixture names no template, and no config with campaigns is at hand"],
      ["MI031", '"campaign" and "template" name two bodies; a fixture is for one of them'],
    ]);
  });

  test("where nothing names a body, it says how", async () => {
    await using fixture = await createFixture({ "fixtures/a.json": bought({}) });
    const bare = await run(fixture, "verify");
    expect([bare.exitCode, bare.err]).toEqual([
      3,
      expect.stringContaining('"template": "hooks/order.liquid"'),
    ]);
    await fixture.writeFile("mi-braze.yaml", "version: 1\nlint: {}\n");
    const settings = await run(fixture, "verify");
    expect([settings.exitCode, settings.err]).toEqual([
      1,
      expect.stringContaining('"template": "hooks/order.liquid"'),
    ]);
  });

  test("a payload to Movable Ink's collector is held to the contract", async () => {
    await using fixture = await createFixture({
      "hook/body.liquid": '{"type": "trak"}',
      "hook/url.txt": "https://collector.micpn.com/behavioral/x",
      "fixtures/a.json": bought({}, { template: "hook/body.liquid", ...expecting({ type: "trak" }) }),
    });
    const { exitCode, codes } = await verify(fixture);
    expect(exitCode).toBe(0);
    expect(codes.length).toBeGreaterThan(0);
  });

  test("JUnit groups the cases by the body", async () => {
    await using fixture = await createFixture(tree);
    expect((await run(fixture, "verify", "--format", "junit")).out).toContain(
      '<testsuite name="hooks/order.liquid"',
    );
    expect((await run(fixture, "verify")).out).toContain("✓ fixtures/order.json → hooks/order.liquid");
  });
});
