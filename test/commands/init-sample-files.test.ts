import { once } from "node:events";
import { gzipSync } from "node:zlib";
import avro from "avsc";
import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

const event = (name: string) => JSON.stringify({ name, external_id: "u", properties: { color: "red" } });
const tree = {
  "samples/a.json": event("Boot Laced"),
  "samples/deep/b.ndjson": `${event("Coat Worn")}\n${event("Hat Worn")}\n`,
  "samples/deep/c.json.gz": gzipSync(event("Belt Worn")),
  "samples/readme.md": "no sample",
};

test("a file of Avro, as Currents writes it", async () => {
  const type = avro.Type.forSchema({
    type: "record",
    name: "CustomEvent",
    fields: ["id", "user_id", "external_user_id", "app_id", "name", "properties"].map((name) => ({
      name,
      type: ["null", "string"],
    })),
  } as avro.Schema);
  const encoder = new avro.streams.BlockEncoder(type, { codec: "deflate" });
  const chunks: Buffer[] = [];
  encoder.on("data", (chunk: Buffer) => chunks.push(chunk));
  const common = { id: "e", user_id: "b", external_user_id: "u", app_id: "a", name: "Boot Laced" };
  encoder.write({ ...common, properties: '{"color": "red", "price": 10}' });
  encoder.write({ ...common, properties: '{"color": "blue", "price": 9.5}' });
  encoder.end();
  await once(encoder, "end");
  await using folder = await createFixture({ "currents/dt=1/part.avro": Buffer.concat(chunks) });
  const host = testHost({ cwd: folder.path });
  expect([await main(["init", "--yes", "--dir", "p", "--from-event", "currents"], host), host.err()]).toEqual(
    [0, expect.anything()],
  );
  const text = await folder.readFile("p/mi-braze.yaml", "utf8");
  expect(text).toMatch(/event: boot_laced[\s\S]*color: string\n +price: number/);
});

test.each([
  ["a folder", ["samples"], ["boot_laced", "coat_worn", "hat_worn", "belt_worn"]],
  ["a pattern", ["samples/**/*.ndjson"], ["coat_worn", "hat_worn"]],
  ["a packed file", ["samples/deep/c.json.gz"], ["belt_worn"]],
  [
    "a file and a folder",
    ["samples/a.json", "samples/deep"],
    ["boot_laced", "coat_worn", "hat_worn", "belt_worn"],
  ],
])("%s", async (_, paths, campaigns) => {
  await using folder = await createFixture(tree);
  const host = testHost({ cwd: folder.path });
  expect([await main(["init", "--yes", "--dir", "p", "--from-event", ...paths], host), host.err()]).toEqual([
    0,
    expect.anything(),
  ]);
  const text = await folder.readFile("p/mi-braze.yaml", "utf8");
  expect([...text.matchAll(/^ {2}- event: (\w+)/gm)].map(([, one]) => one).sort()).toEqual(
    campaigns.toSorted(),
  );
});

test.each([
  ["one a line", (all: string[]) => all.join("\n")],
  ["a list", (all: string[]) => `[${all.join(",\n ")}]`],
])("a file that is too long to be kept, %s: what the last of it says counts", async (_, written) => {
  const many = Array.from({ length: 1100 }, (_, n) =>
    JSON.stringify({
      name: "Boot Laced",
      external_id: "u",
      properties: { n, size: 40, color: "red", tags: ["x".repeat(5000)] },
    }),
  );
  const others = [
    JSON.stringify({ type: "identify", userId: "u", traits: {}, context: {} }),
    JSON.stringify({ name: "Boot Laced", external_id: "u", properties: { n: 1, size: "XL", lace: true } }),
    JSON.stringify({ name: "Hat Worn", external_id: "u", properties: { color: "red" } }),
  ];
  await using folder = await createFixture({ "a.json": written([...many, ...others]) });
  const host = testHost({ cwd: folder.path });
  expect([await main(["init", "--yes", "--dir", "p", "--from-event", "a.json"], host), host.err()]).toEqual([
    0,
    expect.anything(),
  ]);
  const text = await folder.readFile("p/mi-braze.yaml", "utf8");
  expect(text).toMatch(
    /n: number\n +size: string\n +color: string\n +tags: .*\n +lace: boolean[\s\S]*event: hat_worn/,
  );
});

const viewed = { type: "track", event: "Boot Laced", userId: "u", context: {}, properties: { color: "red" } };
const identified = { type: "identify", userId: "u", traits: { mi_u: "m", plan: "gold" }, context: {} };
const others = [identified, { type: "page", userId: "u", context: {} }, { type: "alias", userId: "u" }];
const ofMParticle = {
  events: [
    { event_type: "custom_event", data: { event_name: "Boot Laced", custom_attributes: { color: "red" } } },
    { event_type: "commerce_event", data: { product_action: { action: "purchase" } } },
  ],
  user_attributes: { mi_u: "m" },
};

test.each<[string, Record<string, string>, string, string]>([
  [
    "calls in one file",
    { "s/a.ndjson": [...others, viewed].map((one) => JSON.stringify(one)).join("\n") },
    '1 of "identify", 1 of "page" and 1 of "alias"',
    "--user-id custom_attribute.mi_u",
  ],
  [
    "calls in files of their own",
    { "s/a.json": JSON.stringify(identified), "s/b.json": JSON.stringify(viewed) },
    '1 of "identify"',
    "--user-id custom_attribute.mi_u",
  ],
  [
    "a batch of mParticle",
    { "s/a.json": JSON.stringify(ofMParticle) },
    '1 of "commerce_event"',
    "custom_attribute.mi_u (taken)",
  ],
])(
  "what names no event is passed over and told, with the ids that it has: %s",
  async (_, files, told, id) => {
    await using folder = await createFixture(files);
    const host = testHost({ cwd: folder.path });
    expect([await main(["init", "--yes", "--dir", "p", "--from-event", "s"], host), host.err()]).toEqual([
      0,
      expect.stringContaining(told),
    ]);
    expect(host.err()).toContain(id);
    expect((await folder.readFile("p/mi-braze.yaml", "utf8")).match(/^ {2}- event: .*/gm)).toHaveLength(1);
  },
);

test("names that differ in their case only and values of several kinds are told, inside objects, too", async () => {
  const sample = (size: unknown) =>
    JSON.stringify({ name: "A", external_id: "u", properties: { color: 1, box: { Size: size, size: "M" } } });
  await using folder = await createFixture({ "a.ndjson": `${sample("L")}\n${sample({ width: 3 })}` });
  const host = testHost({ cwd: folder.path });
  expect(await main(["init", "--yes", "--dir", "p", "--from-event", "a.ndjson"], host)).toBe(0);
  expect(host.err()).toContain('"Size" and "size" differ in their case only');
  expect(host.err()).toContain('No one type fits "Size"');
});

interface Campaign {
  readonly id?: string;
  readonly event: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

test("several events that Movable Ink calls the same are campaigns of their own under that name", async () => {
  const names = ["Product Viewed", "view_item", "Item Viewed", "product_viewed_2"];
  const samples = names.map((name, at) => ({
    external_id: "u1",
    name,
    properties: { product_id: `p${at}`, name: "Hat" },
  }));
  await using folder = await createFixture({
    "a.ndjson": samples.map((one) => JSON.stringify(one)).join("\n"),
  });
  const run = async (...argv: string[]) => {
    const host = testHost({ cwd: folder.path });
    return [await main(argv, host), host.err()];
  };
  expect(await run("init", "--yes", "--from-event", "a.ndjson")).toEqual([0, expect.anything()]);
  expect(await run("verify", "--max-warnings", "0")).toEqual([0, expect.anything()]);
  const { campaigns } = parse(await folder.readFile("mi-braze.yaml", "utf8"));
  const shown = campaigns.map(({ id, event, properties }: Campaign) => [
    id ?? event,
    event,
    Object.keys(properties),
  ]);
  expect(shown).toEqual([
    ["product_viewed", "product_viewed", ["id", "title"]],
    ["product_viewed_2", "product_viewed", ["id", "title"]],
    ["product_viewed_3", "product_viewed", ["id", "title"]],
    ["product_viewed_2_2", "product_viewed_2", ["product_id", "name"]],
  ]);
});

test("more events than a config can have campaigns are told, and nothing written", async () => {
  const samples = Array.from({ length: 501 }, (_, at) => event(`Seen ${at}`)).join("\n");
  await using folder = await createFixture({ "a.ndjson": samples });
  const host = testHost({ cwd: folder.path });
  expect(await main(["init", "--yes", "--dir", "p", "--from-event", "a.ndjson"], host)).toBe(1);
  expect(host.err()).toContain(
    'more than 500 events, and a config can have 500 campaigns at most: "Seen 500"',
  );
  expect(await folder.exists("p")).toBe(false);
});

test.each<[string, Record<string, string | Buffer>, string, string]>([
  ["an empty folder", { "s/x.txt": "" }, "s", 'there is no sample in "s"'],
  ["a pattern that names nothing", {}, "s/*.json", 'there is no sample in "s/*.json"'],
  ["a file that is not packed", { "a.json.gz": event("A") }, "a.json.gz", "it is not packed by gzip"],
  [
    "one cut off",
    { "a.json.gz": gzipSync(event("A")).subarray(0, 20) },
    "a.json.gz",
    "what gzip packed is cut off before its end",
  ],
  [
    "one that is blank, however long",
    { "a.json.gz": gzipSync(Buffer.alloc(6_000_000, 32)) },
    "a.json.gz",
    "there is nothing in it",
  ],
  [
    "one record that is too long",
    { "a.json": `{"name": "${"x".repeat(11_000_000)}"}` },
    "a.json",
    "in line 1, it is longer than",
  ],
  [
    "a line that is not JSON, far down in a long file",
    {
      "a.ndjson": `${`${JSON.stringify({ name: "A", properties: { color: "x".repeat(5000) } })}\n`.repeat(1100)}{"name": }\n`,
    },
    "a.ndjson",
    "a.ndjson, line 1101",
  ],
  ["one that is not text", { "a.json.gz": gzipSync(Buffer.from([0xff, 0xfe])) }, "a.json.gz", "not UTF-8"],
  ["what is called Avro and is not", { "a.avro": event("A") }, "a.avro", "it is not Avro"],
  ["a missing file", {}, "a.json", "no such file"],
])("%s is told, and nothing written", async (_, files, path, words) => {
  await using folder = await createFixture({ ...files, "keep.txt": "" });
  const host = testHost({ cwd: folder.path });
  expect(await main(["init", "--yes", "--dir", "p", "--from-event", path], host)).toBe(3);
  expect(host.err()).toContain(words);
  expect(await folder.exists("p")).toBe(false);
});
