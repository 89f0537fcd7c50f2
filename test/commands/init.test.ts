import { createFixture, type FsFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

/** Runs init in a folder of its own. */
async function init(args: string[], tree: Record<string, string> = {}, stdin = "") {
  const fixture = await createFixture(tree);
  const host = testHost({ cwd: fixture.path, stdin });
  const exitCode = await main(["init", ...args], host);
  return { exitCode, fixture, out: host.out(), err: host.err(), left: await filesOf(fixture) };
}

async function filesOf(fixture: FsFixture): Promise<string[]> {
  const entries = await fixture.readdir("", { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(fixture.path.length).replace(/^\//, ""))
    .sort();
}

const readYaml = async (fixture: FsFixture, path = "mi-braze.yaml") =>
  parse(await fixture.readFile(path, "utf8"));
const readJson = async (fixture: FsFixture, path: string) => JSON.parse(await fixture.readFile(path, "utf8"));

async function verify(fixture: FsFixture, folder = "") {
  const host = testHost({ cwd: fixture.getPath(folder) });
  return { exitCode: await main(["verify"], host), text: host.out() + host.err() };
}

describe("without flags and without a terminal", () => {
  test("writes a config and a fixture, and says what is next", async () => {
    const { exitCode, out, err, left, fixture } = await init([]);
    expect(exitCode).toBe(0);
    expect(left).toEqual(["fixtures/product_viewed.json", "mi-braze.yaml"]);
    expect(out).toBe("+ mi-braze.yaml\n+ fixtures/product_viewed.json\n");
    expect(err).toMatch(/Next:\n {2}npx mi-braze preview --user fixtures\/product_viewed.json/);
    expect(await readYaml(fixture)).toEqual({
      version: 1,
      movable_ink: { endpoint: "env:MI_ENDPOINT_URL", authorization: "env:MI_BASIC_AUTH" },
      identity: { audience: "known", user_id: "external_id" },
      timestamp: { from: "now" },
      fixtures: ["fixtures/*.json"],
      campaigns: [
        { event: "product_viewed", trigger: { custom_event: "Product Viewed" }, preset: "product_viewed" },
      ],
    });
    const { user, event, expect: expected } = await readJson(fixture, "fixtures/product_viewed.json");
    expect(event.name).toBe("Product Viewed");
    expect(expected.payload).toMatchObject({
      type: "track",
      event: "product_viewed",
      user_id: user.external_id,
      timestamp: 1715679000000,
      timezone: user.time_zone,
    });
    expect(Object.keys(event.properties)).toEqual(Object.keys(expected.payload.properties));
  });

  test("what it wrote verifies, and generates", async () => {
    const { fixture } = await init([]);
    expect(await verify(fixture)).toMatchObject({ exitCode: 0 });
    const host = testHost({ cwd: fixture.path });
    expect([await main(["generate"], host), host.err()]).toMatchObject([0, /1 campaign/]);
  });

  test("a second run touches nothing", async () => {
    const { fixture } = await init([]);
    const before = await fixture.readFile("mi-braze.yaml", "utf8");
    const host = testHost({ cwd: fixture.path });
    expect(await main(["init", "--brand", "Other"], host)).toBe(3);
    expect(host.err()).toMatch(/"mi-braze.yaml" exists already/);
    expect(host.out()).toBe("");
    expect(await fixture.readFile("mi-braze.yaml", "utf8")).toBe(before);
  });

  test("a fixture that is there already keeps the config from being written", async () => {
    const { exitCode, err, left } = await init([], { "fixtures/product_viewed.json": "{}" });
    expect(exitCode).toBe(3);
    expect(err).toMatch(/"fixtures\/product_viewed.json" exists already/);
    expect(left).toEqual(["fixtures/product_viewed.json"]);
  });
});

describe("flags", () => {
  test("all of them", async () => {
    const { fixture, left, exitCode } = await init([
      ...[
        "--brand",
        'Acme: "Retail" #1',
        "--audience",
        "known_and_anonymous",
        "--user-id",
        "custom_attribute.mi_u",
      ],
      ...["--anonymous-id", "device_id", "--event", "cart_viewed", "--trigger", "Cart Viewed!"],
      ...["--preset", "none", "--timezone", "Europe/Paris", "--dir", "a/b"],
    ]);
    expect(exitCode).toBe(0);
    expect(left).toEqual([
      "a/b/fixtures/cart_viewed-anonymous.json",
      "a/b/fixtures/cart_viewed.json",
      "a/b/fixtures/identify.json",
      "a/b/mi-braze.yaml",
    ]);
    expect(await readYaml(fixture, "a/b/mi-braze.yaml")).toMatchObject({
      brand: 'Acme: "Retail" #1',
      identity: {
        audience: "known_and_anonymous",
        user_id: "custom_attribute.mi_u",
        anonymous_id: "device_id",
      },
      timezone: { from: "time_zone", default: "Europe/Paris" },
      campaigns: [
        { event: "cart_viewed", trigger: { custom_event: "Cart Viewed!" }, properties: { id: "string" } },
        { type: "identify", trigger: { custom_event: "Account Created" } },
      ],
    });
    const both = await readJson(fixture, "a/b/fixtures/identify.json");
    expect(both.expect.payload).toMatchObject({
      user_id: both.user.custom_attributes.mi_u,
      anonymous_id: both.user.devices[0].device_id,
    });
    const known = await readJson(fixture, "a/b/fixtures/cart_viewed.json");
    expect(known.expect.payload.user_id).toBe(known.user.custom_attributes.mi_u);
    expect(known.expect.payload).not.toHaveProperty("anonymous_id");
    const anonymous = await readJson(fixture, "a/b/fixtures/cart_viewed-anonymous.json");
    expect(anonymous.expect.payload.anonymous_id).toBe(anonymous.user.devices[0].device_id);
    expect(anonymous.expect.payload).not.toHaveProperty("user_id");
    expect(await verify(fixture, "a/b")).toMatchObject({ exitCode: 0 });
  });

  test.each([
    [["--event", "cart_viewed"], { event: "cart_viewed", trigger: { custom_event: "Cart Viewed" } }],
    [["--trigger", "Café besucht"], { event: "cafe_besucht", trigger: { custom_event: "Café besucht" } }],
    [["--trigger", "🛒"], { event: "event", trigger: { custom_event: "🛒" } }],
    [["--trigger", "Signal"], { id: "signal_event", event: "signal_event" }],
    [["--event", "Product Viewed"], { id: "product_viewed", event: "Product Viewed" }],
    [
      ["--trigger", "view_item", "--preset", "product_viewed"],
      { event: "product_viewed", preset: "product_viewed" },
    ],
  ])("%s", async (args, campaign) => {
    const { fixture, exitCode } = await init(args);
    expect(exitCode).toBe(0);
    expect((await readYaml(fixture)).campaigns[0]).toMatchObject(
      "id" in campaign && campaign.id === campaign.event ? { event: campaign.event } : campaign,
    );
  });

  test("an e-mail address never goes out in the clear", async () => {
    const { fixture } = await init(["--anonymous-id", "email_address"]);
    expect((await readYaml(fixture)).identity).toEqual({
      audience: "known_and_anonymous",
      user_id: "external_id",
      anonymous_id: { from: "email_address", normalize: ["strip", "downcase"], hash: "md5" },
    });
    const { expect: expected } = await readJson(fixture, "fixtures/product_viewed-anonymous.json");
    expect(expected.payload.anonymous_id).toMatch(/^[0-9a-f]{32}$/);
  });

  test.each([
    [["--user-id", "extrenal_id"], /--user-id "extrenal_id": .*/],
    [["--user-id", ""], /--user-id "": /],
    [["--anonymous-id", "nowhere"], /--anonymous-id "nowhere": /],
    [["--audience", "everyone"], /--audience "everyone": [\s\S]*known_and_anonymous/],
    [["--preset", "product_veiwed"], /--preset "product_veiwed": .*product_viewed/],
    [["--timezone", "Mars/Base"], /--timezone "Mars\/Base": /],
    [["--event", ""], /--event "": /],
    [["--trigger", ""], /--trigger "": /],
    [["--colour", "red"], /unknown option '--colour'/],
  ])("%s is refused by its name", async (args, words) => {
    const { exitCode, err, left } = await init(args);
    expect(exitCode).toBe(2);
    expect(err).toMatch(words);
    expect(left).toEqual([]);
  });

  test("--dir that is a file", async () => {
    const { exitCode, err, left } = await init(["--dir", "there"], { there: "" });
    expect([exitCode, left]).toEqual([3, ["there"]]);
    expect(err).toMatch(/cannot write to "there": it is a file, not a folder/);
  });
});

describe("the first line names a schema", () => {
  const firstLine = async (fixture: FsFixture, path: string) =>
    (await fixture.readFile(path, "utf8")).split("\n")[0];

  test("of the package installed above", async () => {
    const { fixture } = await init(["--dir", "crm/braze"], {
      "node_modules/mi-braze/templates/mi-braze.schema.json": "{}",
    });
    const line = "# yaml-language-server: $schema=../../node_modules/mi-braze/templates/mi-braze.schema.json";
    expect(await firstLine(fixture, "crm/braze/mi-braze.yaml")).toBe(line);
  });

  test("or says how to get one, where none is installed", async () => {
    const { fixture } = await init([]);
    const text = await fixture.readFile("mi-braze.yaml", "utf8");
    expect(text.split("\n").slice(0, 2)).toEqual([
      "# To complete and check this file in an editor: mi-braze schema > mi-braze.schema.json, then uncomment",
      "# # yaml-language-server: $schema=./mi-braze.schema.json",
    ]);
    expect(text).not.toContain("@");
  });
});

describe("--from-event", () => {
  const event = {
    name: "Order Shipped",
    time: "2023-12-06T19:20:45Z",
    external_id: "real-customer",
    properties: {
      id: "o1",
      total: 42.5,
      lines: [
        { sku: "a", quantity: 1 },
        { sku: "b", gift: true },
      ],
      "a{b}": 1,
      time: "2023-12-06",
      meta: { "x\ny": 1, color: "red" },
    },
  };

  test("writes names and types, leaves out what the config refuses, and says so", async () => {
    const { exitCode, err, fixture } = await init(["--from-event", "event.json"], {
      "event.json": JSON.stringify(event),
    });
    expect([exitCode, err]).toMatchObject([0, expect.anything()]);
    expect((await readYaml(fixture)).campaigns).toEqual([
      {
        event: "order_shipped",
        trigger: { custom_event: "Order Shipped" },
        properties: {
          id: "string",
          total: "number",
          lines: { type: "array", items: { sku: "string", quantity: "integer", gift: "boolean" } },
          meta: { type: "object", properties: { color: "string" } },
        },
      },
    ]);
    expect(err).toMatch(/Left out the property "a\{b\}": /);
    expect(err).toMatch(/Left out the property "time": /);
    expect(err).toMatch(
      /Left out the property "meta" of "x\\ny": |Left out the property "x\\ny" of "meta": /,
    );
    const text = await fixture.readFile("fixtures/order_shipped.json", "utf8");
    expect(text).not.toContain("real-customer");
    expect(JSON.parse(text).expect.payload.properties).toEqual({
      id: "o1",
      total: 42.5,
      lines: [
        { sku: "a", quantity: 1 },
        { sku: "b", gift: true },
      ],
      meta: { color: "red" },
    });
    expect(await verify(fixture)).toMatchObject({ exitCode: 0 });
  });

  test("writes no credential, wherever in a sample one is", async () => {
    const secret = "Tr0ub4dorHorse99";
    const properties = {
      id: "5031",
      password: secret,
      link: `https://shop.example/reset?token=${secret}`,
      header: `Bearer ${secret}`,
      lines: [{ sku: "a", secret }, { sku: "b" }],
      session: { id: "7", apiToken: secret },
    };
    const event = { name: "Order Shipped", api_key: secret, properties };
    const { exitCode, err, fixture } = await init(["--from-event", "a.json"], {
      "a.json": JSON.stringify(event),
    });
    expect(exitCode).toBe(0);
    const written = ["mi-braze.yaml", "fixtures/order_shipped.json"];
    for (const text of [err, ...(await Promise.all(written.map((name) => fixture.readFile(name, "utf8"))))]) {
      expect(text).not.toContain(secret);
    }
    expect((await readJson(fixture, written[1]!)).event.properties).toEqual({
      id: "5031",
      lines: [{ sku: "a" }, { sku: "b" }],
      session: { id: "7" },
    });
    expect(err).toContain('Left out the property "apiToken" of "session": it is a credential by its name');
  });

  test("amounts that are no numbers, and times in two units, are told", async () => {
    const events = [
      {
        price: "$1,299.00",
        lines: [{ cost: "12,50 €" }, { cost: "CHF 1’200.–" }],
        fee: "free",
        rrp: "£3",
        tax: "1.5",
        viewed_at: 1700000000,
        order_number: 1700000000,
        sold: { ends_on: "1700000000" },
      },
      { viewed_at: 1700000000000, order_number: 1700000000000, sold: { ends_on: 1700000000000 } },
    ].map((properties) => ({ name: "Offer Seen", properties }));
    const { fixture, err } = await init(["--yes", "--from-event", "a.json"], {
      "a.json": JSON.stringify(events),
    });
    expect(err).toContain(
      'The samples have "price" ("$1,299.00"), "cost" ("12,50 €") and "rrp" ("£3") as texts that no number is read from',
    );
    for (const name of ["viewed_at", "ends_on"])
      expect(err).toContain(`"${name}" is in seconds in some samples and in milliseconds in others`);
    expect(err).not.toContain('"order_number"');
    const text = await fixture.readFile("mi-braze.yaml", "utf8");
    expect(text).toContain(
      '# Amounts that the samples have as texts, so that they do not arrive as numbers: price ("$1,299.00")',
    );
    expect(parse(text).campaigns[0].properties).toMatchObject({
      price: "string",
      tax: "number",
      viewed_at: "number",
    });
    expect(await verify(fixture)).toMatchObject({ exitCode: 0 });
  });

  test("times in two units are told also where thousands of samples are alike", async () => {
    const line = (viewed_at: number) => JSON.stringify({ name: "Offer Seen", properties: { viewed_at } });
    const lines = [...Array.from({ length: 100 }, () => line(1700000000)), line(1700000000000)];
    const { err } = await init(["--yes", "--from-event", "a.ndjson"], { "a.ndjson": lines.join("\n") });
    expect(err).toContain('"viewed_at" is in seconds in some samples');
  });

  test("learns from every sample of every event, and keeps each value of them", async () => {
    const order = (properties: object) => ({ name: "Order Shipped", properties });
    const { exitCode, err, fixture } = await init(["--from-event", "a.json", "b.ndjson"], {
      "a.json": JSON.stringify({
        events: [
          order({ id: 5031, total: 27, tax: "", lines: [], price_cents: 1299, mail: "bob@example.com" }),
          { name: "Cart Viewed", properties: { cart_id: 7 } },
        ],
      }),
      "b.ndjson": [
        order({ id: "A-7", total: 27.5, tax: 2, coupon: null, address: { city: "Oslo" } }),
        { type: "track", event: "order_shipped", messageId: "1", properties: { total: 3, price_cents: 5 } },
      ]
        .map((event) => JSON.stringify(event))
        .join("\n"),
    });
    expect([exitCode, err]).toMatchObject([0, expect.anything()]);
    expect((await readYaml(fixture)).campaigns).toEqual([
      {
        event: "order_shipped",
        trigger: { custom_event: ["Order Shipped", "order_shipped"] },
        properties: {
          id: "string",
          total: "number",
          tax: "number",
          lines: "json",
          price: { type: "number", from: "event_property.price_cents", scale: 0.01 },
          coupon: "json",
        },
      },
      { event: "cart_viewed", trigger: { custom_event: "Cart Viewed" }, properties: { cart_id: "string" } },
    ]);
    expect(err).toContain('"Order Shipped" and "order_shipped" are taken for one event.');
    expect(err).toContain('"price_cents" is taken for hundredths by its name and sent as "price"');
    expect(err).toContain('No sample has a value of "lines" or "coupon"');
    expect(err).toMatch(/Left out the property "mail": it looks like an e-mail address/);
    expect(err).toMatch(/Left out the property "address": it is personal data by its name/);
    const sent = await Promise.all(
      ["", "-2", "-3"].map(async (number) => {
        const { event, expect } = await readJson(fixture, `fixtures/order_shipped${number}.json`);
        return [event.name, expect.payload.properties];
      }),
    );
    expect(sent).toEqual([
      ["Order Shipped", { id: "5031", total: 27, lines: [], price: 12.99 }],
      ["Order Shipped", { id: "A-7", total: 27.5, tax: 2 }],
      ["order_shipped", { total: 3, price: 0.05 }],
    ]);
    expect(await verify(fixture)).toMatchObject({ exitCode: 0 });
  });

  test("takes the event that --trigger names first", async () => {
    const { fixture } = await init(
      ["--from-event", "-", "--trigger", "B", "--preset", "product_viewed"],
      {},
      '[{"name": "A", "properties": {"x": 1}}, {"name": "B", "properties": {"color": "red"}}]',
    );
    expect((await readYaml(fixture)).campaigns).toMatchObject([
      { preset: "product_viewed", trigger: { custom_event: "B" }, properties: { color: "string" } },
      { event: "a", trigger: { custom_event: "A" }, properties: { x: "number" } },
    ]);
  });

  test("keeps the numbers of the sample as they are written", async () => {
    const { fixture } = await init(
      ["--from-event", "-"],
      {},
      '{"name": "A", "properties": {"n": 10.0, "i": 12345678901234567890}}',
    );
    expect(await fixture.readFile("fixtures/a.json", "utf8")).toMatch(
      /"n": 10\.0,\s+"i": 12345678901234567890/,
    );
  });

  test("beside a preset, adds what that lacks and expects the abort it causes", async () => {
    const { fixture, err } = await init(
      ["--from-event", "-", "--preset", "product_viewed"],
      {},
      '{"name": "Seen", "properties": {"title": "Hat", "size": "M"}}',
    );
    expect((await readYaml(fixture)).campaigns[0]).toMatchObject({
      preset: "product_viewed",
      properties: { size: "string" },
    });
    expect((await readJson(fixture, "fixtures/product_viewed.json")).expect.abort).toMatch(/id/);
    expect(err).toMatch(/expects that nothing is sent: .*id/);
  });

  test("properties alone need the event's name", async () => {
    const { exitCode, err, left } = await init(["--from-event", "-"], {}, '{"id": "p1"}');
    expect([exitCode, left]).toEqual([2, []]);
    expect(err).toMatch(/add --trigger NAME/);
    expect((await init(["--from-event", "-", "--trigger", "Seen"], {}, '{"id": "p1"}')).exitCode).toBe(0);
  });

  test("a list of texts where Movable Ink has objects with an id becomes one, and loses nothing", async () => {
    await using fixture = await createFixture({
      "event.json": JSON.stringify({
        name: "Product Viewed",
        properties: { product_id: "A-1", categories: ["Bathroom", "Sale"], tags: ["new"] },
      }),
    });
    const run = async (...args: string[]) => {
      const host = testHost({ cwd: fixture.path });
      return { exitCode: await main(args, host), out: host.out(), err: host.err() };
    };
    expect((await run("init", "--yes", "--from-event", "event.json")).exitCode).toBe(0);
    const text = await fixture.readFile("mi-braze.yaml", "utf8");
    expect(text).toContain(
      "categories: {type: array, items: {id: {type: string, from: item, required: true}}}",
    );
    expect(text).toContain("tags: {type: array, items: string}");
    const preview = await run("preview", "--user", "fixtures/product_viewed.json", "--format", "json");
    expect(JSON.parse(preview.out)).toMatchObject({
      payload: { properties: { id: "A-1", categories: [{ id: "Bathroom" }, { id: "Sale" }], tags: ["new"] } },
      diagnostics: [],
    });
  });

  test.each([
    ["missing.json", {}, 3, /cannot read "missing.json": no such file/],
    ["a.json", { "a.json": "{oops}" }, 3, /a\.json:1:2/],
    ["a.json", { "a.json": "[]" }, 1, /a\.json:1:1/],
    ["a.json", { "a.json": "" }, 3, /"a\.json" is empty/],
    ["folder", { "folder/x": "" }, 3, /there is no sample in "folder"/],
  ])("%s %o", async (path, tree, code, words) => {
    const { exitCode, err, left } = await init(["--from-event", path], tree);
    expect(exitCode).toBe(code);
    expect(err).toMatch(words);
    expect(left).toEqual(Object.keys(tree));
  });
});

test.each([
  [["--audience", "known"], 1],
  [["--anonymous-id", "braze_id", "--trigger", "Account Created", "--event", "account_created"], 2],
  [["--anonymous-id", "braze_id"], 2],
])("%j: an identify only where it ties something", async (flags, count) => {
  const { fixture } = await init(flags);
  expect((await readYaml(fixture, "mi-braze.yaml")).campaigns).toHaveLength(count);
});

describe("every commented alternative in the config is right as it stands", () => {
  test.each([
    ["# brand:"],
    ["# authorization:", "authorization:"],
    ["# user_id:", "user_id:"],
    ["# track:"],
    ["# timestamp:", "timestamp:"],
    ["# timezone:"],
    ["# wire:"],
    ["# properties:", "#   color:"],
  ])("%s %s", async (comment, other = "") => {
    const { fixture } = await init(["--anonymous-id", "braze_id"]);
    const lines = (await fixture.readFile("mi-braze.yaml", "utf8")).split("\n");
    const begins = (line: string, start: string) => start !== "" && line.trimStart().startsWith(start);
    expect(lines.filter((line) => begins(line, comment) || begins(line, other))).toHaveLength(
      other === "" ? 1 : 2,
    );
    const changed = lines.flatMap((line) => {
      if (begins(line, comment) || (begins(line, other) && other.startsWith("#")))
        return line.replace("# ", "");
      return begins(line, other) ? [] : line;
    });
    await fixture.writeFile("mi-braze.yaml", changed.join("\n"));
    const host = testHost({ cwd: fixture.path });
    expect([await main(["generate"], host), host.err()]).toMatchObject([0, /campaign/]);
  });
});
