import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, closeSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import avro from "avsc";
import fc from "fast-check";
import { createFixture } from "fs-fixture";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, test } from "vitest";
import { realFiles } from "../../src/host/real-files.js";
import { realHost } from "../../src/host/real-host.js";
import type { Files } from "../../src/host.js";
import { main } from "../../src/main.js";
import { sized } from "../support/depth.js";
import { testHost } from "../support/host.js";

const config = `version: 1
movable_ink: {endpoint: env:LIVE_URL, authorization: env:LIVE_AUTH}
identity:
  audience: known_and_anonymous
  user_id: custom_attribute.mi_u
  anonymous_id: {from: email_address, hash: md5}
campaigns:
  - event: product_viewed
    trigger: {custom_event: Product Viewed}
    properties:
      id: {type: string, required: true}
      price: number
      color: string
  - type: identify
    trigger: {custom_event: Account Created}
`;
const viewed = (properties: object, rest: object = {}) => ({
  external_id: "u1",
  name: "Product Viewed",
  time: "2026-11-01T10:00:00Z",
  properties,
  ...rest,
});
const lines = (...events: readonly unknown[]) =>
  events.map((event) => `${typeof event === "string" ? event : JSON.stringify(event)}\n`).join("");
const users = lines(
  { external_id: "u1", email: "one@example.com", custom_attributes: { mi_u: "m-1" } },
  { external_id: "u2", email: "one@example.com", custom_attributes: {} },
  { external_id: "u3", email: "three@example.com", custom_attributes: {} },
);

/** Events in an Avro file, one a block, with the fields that Currents gives them. */
async function avroOf(events: readonly ReturnType<typeof viewed>[]): Promise<Buffer> {
  const text = (name: string) => ({ name, type: ["null", "string"], default: null });
  const type = avro.Type.forSchema({
    type: "record",
    name: "CustomEvent",
    fields: [
      { name: "id", type: "string" },
      text("external_user_id"),
      { name: "user_id", type: "string" },
      { name: "time", type: "int" },
      { name: "name", type: "string" },
      text("properties"),
    ],
  } as avro.Schema);
  const encoder = new avro.streams.BlockEncoder(type, { codec: "deflate", blockSize: 1 });
  const chunks: Buffer[] = [];
  encoder.on("data", (chunk: Buffer) => chunks.push(chunk));
  for (const [index, { external_id, name, properties }] of events.entries())
    encoder.write({
      id: `e${index}`,
      external_user_id: external_id,
      user_id: "b1",
      time: 1793527200,
      name,
      properties: JSON.stringify(properties),
    });
  encoder.end();
  await once(encoder, "end");
  return Buffer.concat(chunks);
}

/** Records in a Parquet file, a column for each of their members; what is an object is JSON, as exports have it. */
function parquetOf(
  records: readonly Readonly<Record<string, unknown>>[],
  {
    json = "JSON",
    codec = "SNAPPY",
  }: { readonly json?: "JSON" | "STRING"; readonly codec?: "SNAPPY" | "GZIP" } = {},
): Buffer {
  const names = [...new Set(records.flatMap((one) => Object.keys(one)))];
  const columnData = names.map((name) => {
    const values = records.map((one) => one[name] ?? null);
    const isNested = values.some((one) => typeof one === "object" && one !== null);
    return {
      name,
      type: isNested ? json : ("STRING" as const),
      nullable: true,
      data: isNested && json === "STRING" ? values.map((one) => one && JSON.stringify(one)) : values,
    };
  });
  const compressors = { GZIP: (bytes: Uint8Array) => gzipSync(bytes) };
  return Buffer.from(parquetWriteBuffer({ columnData, codec, compressors, rowGroupSize: 2 }));
}

interface Run {
  readonly files?: Record<string, string | Buffer>;
  readonly stdin?: string;
  readonly disk?: Partial<Files>;
  readonly env?: Record<string, string>;
  readonly ended?: Promise<void>;
  readonly tty?: boolean;
  readonly clock?: () => Date;
}

async function replay(args: readonly string[], { files = {}, disk, clock, ...rest }: Run = {}) {
  await using folder = await createFixture({ "mi-braze.yaml": config, "users.ndjson": users, ...files });
  const host = testHost({ cwd: folder.path, ...(disk && { files: disk }), ...rest });
  const exitCode = await main(["replay", ...args], { ...host, ...(clock && { now: clock }) });
  const read = (name: string) => readFileSync(join(folder.path, name), "utf8");
  const payloads = args.includes("--payloads") && exitCode < 2 ? read("sent.ndjson") : undefined;
  const names = await realFiles.list(folder.path);
  return { exitCode, out: host.out(), err: host.err(), payloads, names };
}

const day = lines(
  viewed({ id: "p1", price: 12.5, size: "M" }),
  viewed({ id: "p2", price: "call us" }, { external_id: "u2" }),
  viewed({ price: 3 }, { external_id: "u2" }),
  "{not json",
  viewed({ id: "p3" }, { name: "Product Veiwed" }),
  { external_id: "u1", name: "Account Created", time: "2026-11-01T10:00:30Z", properties: {} },
  viewed({ id: "p1" }, { external_id: "u3", id: "e1" }),
  viewed({ id: "p1" }, { external_id: "u3", id: "e1" }),
);

test("payloads that are written over others are read by nobody who could not read those", async () => {
  await using folder = await createFixture({
    "mi-braze.yaml": config,
    "users.ndjson": users,
    "day.ndjson": day,
    "sent.ndjson": "",
  });
  chmodSync(folder.getPath("sent.ndjson"), 0o600);
  const argv = ["replay", "day.ndjson", "--users", "users.ndjson", "--payloads", "sent.ndjson"];
  await main(argv, testHost({ cwd: folder.path }));
  const { mode, size } = statSync(folder.getPath("sent.ndjson"));
  expect([mode & 0o777, size > 0]).toEqual([0o600, true]);
});

test("a day's events, as a report to act on", async () => {
  const { exitCode, out, err } = await replay(["day.ndjson", "--users", "users.ndjson"], {
    files: { "day.ndjson": day },
  });
  expect([exitCode, err]).toEqual([0, ""]);
  expect(
    out,
  ).toBe(`7 events of day.ndjson, 1 of them delivered twice and left out  2026-11-01T10:00:00Z to 2026-11-01T10:00:30Z

✓ product_viewed  4 events, 3 sent, 1 aborted
    aborted  1 × product_viewed: id is missing  day.ndjson:3
    value    1 × properties.price left out: absent  day.ndjson:7
    value    1 × properties.price left out: not a number  day.ndjson:2
    type     1 × properties.price is text, declared as number  day.ndjson:2
    never    properties.color, timezone
    ids      1 with a user_id, 2 with an anonymous_id
    payload  180 bytes on average, 186 at most
    rate     4 a minute at most, at 2026-11-01T10:00Z

✓ identify  1 event, 1 sent
    never    timezone
    ids      1 with a user_id, 1 with an anonymous_id
    payload  132 bytes on average, 132 at most
    rate     1 a minute at most, at 2026-11-01T10:00Z

Rate
  4 payloads a minute at most, at 2026-11-01T10:00Z

No campaign forwards
  1 × event Product Veiwed; did you mean "Product Viewed"?  day.ndjson:5

No campaign reads
  event Product Viewed: size (1 × text)

Identity
  1 × of 2 anonymous ids never sent with a user_id: their history stays apart  day.ndjson:7
  1 × anonymous ids that several profiles have, as the hash of a shared address is  day.ndjson:2

Could not be read
  1 × it is not JSON  day.ndjson:4
`);
});

test("as JSON, with nothing cut off", async () => {
  const { out } = await replay(["day.ndjson", "--users", "users.ndjson", "--format", "json"], {
    files: { "day.ndjson": day },
  });
  const report = JSON.parse(out);
  expect(report).toMatchObject({ version: 1, files: ["day.ndjson"], records: 8, events: 7, duplicates: 1 });
  expect(report.campaigns[0]).toMatchObject({
    campaign: "product_viewed",
    seen: 4,
    sent: 3,
    broken: [],
    ids: { user_id: 1, anonymous_id: 2 },
    rate: {
      peak: { minute: "2026-11-01T10:00Z", events: 4 },
      per: "hour",
      over: [{ from: "2026-11-01T10:00Z", events: 4 }],
    },
    speedLimit: { none: 10, hour: 10 },
  });
  expect(report.campaigns[0].properties).toContainEqual({
    path: "properties.price",
    sent: 1,
    declared: "number",
    observed: [
      { what: "absent", count: 1, first: ["day.ndjson:7"], asDeclared: true },
      { what: "number", count: 1, first: ["day.ndjson:1"], asDeclared: true },
      { what: "text", count: 1, first: ["day.ndjson:2"], asDeclared: false },
    ],
    otherwise: [
      { verdict: "left out", what: "absent", count: 1, first: ["day.ndjson:7"] },
      { verdict: "left out", what: "not a number", count: 1, first: ["day.ndjson:2"] },
    ],
  });
});

test("as HTML, one closed page with a plot and all that is told, and what is hostile as it is", async () => {
  const hostile = '</script><img src=x onerror="alert(1)">';
  const days = Array.from({ length: 12 }, (_, at) =>
    viewed({ id: "p" }, { time: `2026-11-${String(at + 1).padStart(2, "0")}T10:00:00Z` }),
  );
  const { exitCode, out } = await replay(["day.ndjson", "--users", "users.ndjson", "--format", "html"], {
    files: { "day.ndjson": day + lines(...days, viewed({ [hostile]: 1 }, { name: hostile })) },
  });
  expect(exitCode).toBe(0);
  expect(out).toMatch(
    /^<!doctype html>[\s\S]*<table id="campaigns">[\s\S]*<svg[\s\S]*<details[\s\S]*<\/html>\n$/,
  );
  expect(out).toContain("script-src &#39;sha256-");
  expect(out.match(/<script/g)).toHaveLength(1);
  expect(out).not.toMatch(/<img|<link|style="|https?:/);
  // A bar for each day that has any, over the time from the first to the last.
  const [, plot = ""] = /<h2>Rate<\/h2>[\s\S]*?<svg([\s\S]*?)<\/svg>/.exec(out)!;
  const at = [...plot.matchAll(/<rect x="([\d.]+)"/g)].map(([, x]) => Number(x));
  expect(at).toHaveLength(12);
  expect(at).toEqual(at.toSorted((a, b) => a - b));
  expect(plot).toContain("2026-11-12");
  for (const told of [
    "1 × <bdi>product_viewed: id is missing</bdi>",
    "properties.price is text, declared as number",
    "properties.color, timezone",
    "did you mean &#34;Product Viewed&#34;?",
    "anonymous ids that several profiles have",
    "it is not JSON",
  ])
    expect(out).toContain(told);
});

test("whose events they are, and whose clock is ahead, is told", async () => {
  const timed = config.replace("identity:", "timestamp: {from: event_property.at}\nidentity:");
  const { name, time } = viewed({});
  const events = lines(
    { name, time, properties: { id: "p1", at: "2026-11-01T09:00:00Z" } },
    viewed({ id: "p1", at: "2026-11-01T08:00:00Z" }),
    viewed({ id: "p1", at: "2026-11-01T10:05:00Z" }, { external_id: "u2" }),
    viewed({ id: "p1" }, { external_id: "stranger", email: "s@example.com" }),
  );
  const { out } = await replay(["day.ndjson", "--users", "users.ndjson"], {
    files: { "day.ndjson": events, "mi-braze.yaml": timed },
  });
  expect(out).toContain("age      timestamps 40 min before their events on average, 2 h at most");
  expect(out).toContain(
    "clock    1 × timestamps after the event: the clock of whoever said them is ahead  day.ndjson:3",
  );
  expect(out).toContain("1 × events that do not say whose they are  day.ndjson:1");
  expect(out).toContain("1 × events of people who are not among --users  day.ndjson:4");
});

test("a peak is held against the limits of either side", async () => {
  const busy = lines(...Array.from({ length: 3_200 }, (_, index) => viewed({ id: `p${index}` })));
  const { out } = await replay(["day.ndjson", "--users", "users.ndjson"], { files: { "day.ndjson": busy } });
  expect(out).toContain(
    "limit    a delivery speed limit of 3,200 a minute holds nothing back, one of 53 for up to an hour",
  );
  expect(out).toContain("were it to answer 429 to them all");
});

describe("payloads", () => {
  test("are what would be sent, one a line, with numbers as they came", async () => {
    const big =
      '{"external_id": "u1", "name": "Product Viewed", "time": "2026-11-01T10:00:00Z", "properties": {"id": 12345678901234567890, "price": 10.50}}';
    const { payloads } = await replay(["-", "--users", "users.ndjson", "--payloads", "sent.ndjson"], {
      stdin: `${big}\n${day}`,
    });
    const sent = payloads!.trimEnd().split("\n");
    expect(sent).toHaveLength(5);
    expect(sent[0]).toBe(
      '{"type":"track","event":"product_viewed","user_id":"m-1","timestamp":1793527200000,"properties":{"id":"12345678901234567890","price":10.5}}',
    );
  });

  test("are whole or not there", async () => {
    const full: Partial<Files> = {
      create: async (path) => {
        const file = await realFiles.create(path);
        return {
          ...file,
          write: async () => Promise.reject(Object.assign(new Error("no space"), { code: "ENOSPC" })),
        };
      },
    };
    const { exitCode, err, names } = await replay(["day.ndjson", "--payloads", "sent.ndjson"], {
      files: { "day.ndjson": day },
      disk: full,
    });
    expect([exitCode, err]).toEqual([3, expect.stringContaining("the disk is full")]);
    expect(names.filter((name) => name.includes("sent"))).toEqual([]);
  });

  test("of a run that was killed are not there, nor is half a report; the next run clears what it left", async () => {
    await using folder = await createFixture({
      "mi-braze.yaml": config,
      "users.ndjson": users,
      "sent.ndjson": "of yesterday\n",
    });
    const at = (name: string) => join(folder.path, name);
    const report = openSync(at("report.html"), "w");
    const child = spawn(
      process.execPath,
      [
        fileURLToPath(new URL("../../bin/mi-braze.js", import.meta.url)),
        ...["replay", "-", "--users", "users.ndjson", "--payloads", "sent.ndjson", "--format", "html"],
      ],
      { cwd: folder.path, stdio: ["pipe", report, "pipe"], env: { PATH: process.env.PATH } },
    );
    const exit = once(child, "exit");
    // Of what it does not read any more, nobody needs to know.
    child.stdin!.on("error", () => {});
    const written = async () =>
      (await realFiles.list(folder.path)).filter(
        (name) => name.startsWith("sent.ndjson.") && statSync(at(name)).size > 0,
      );
    // More than is kept in memory, and no end: it waits for more events.
    child.stdin!.write(
      lines(...Array.from({ length: 1_500 }, (_, index) => viewed({ id: "x".repeat(1_000) + index }))),
    );
    await expect.poll(written, { timeout: 60_000 }).toHaveLength(1);
    child.kill("SIGKILL");
    expect((await exit)[1]).toBe("SIGKILL");
    closeSync(report);
    expect(readFileSync(at("sent.ndjson"), "utf8")).toBe("of yesterday\n");
    expect(readFileSync(at("report.html"), "utf8")).toBe("");
    const { processes } = realHost();
    const host = testHost({ cwd: folder.path, stdin: lines(viewed({ id: "p1" })), processes });
    expect(await main(["replay", "-", "--users", "users.ndjson", "--payloads", "sent.ndjson"], host)).toBe(0);
    expect(readFileSync(at("sent.ndjson"), "utf8").split("\n")).toHaveLength(2);
    expect(await written()).toEqual([]);
  });
});

/** The least that is taken for one is 50 MB. */
const endless: [what: string, paths: string[], files: Record<string, string | Buffer>, says: string] = [
  "what unpacks without end",
  ["a.ndjson.gz"],
  { "a.ndjson.gz": gzipSync(Buffer.alloc(sized(0, 60_000_000), " ")) },
  "it unpacks to more than 300 times its size",
];

describe("what is read", () => {
  const events = [viewed({ id: "a" }), viewed({ id: "b" }), viewed({ id: "c" })];

  test.each<[what: string, paths: string[], files: Record<string, string | Buffer>]>([
    ["a list", ["all.json"], { "all.json": JSON.stringify(events, null, 2) }],
    ["a body of /users/track", ["all.json"], { "all.json": JSON.stringify({ events }, null, 2) }],
    ["gzip", ["all.ndjson.gz"], { "all.ndjson.gz": gzipSync(lines(...events)) }],
    [
      "several files",
      ["a.ndjson", "b.ndjson"],
      { "a.ndjson": lines(events[0]), "b.ndjson": lines(events[1], events[2]) },
    ],
    [
      "a pattern",
      ["*.ndjson.gz"],
      { "a.ndjson.gz": gzipSync(lines(events[0])), "b.ndjson.gz": gzipSync(lines(events[1], events[2])) },
    ],
    [
      "folders as Currents makes them",
      ["currents"],
      {
        "currents/event_type=users.behaviors.CustomEvent/date=2026-11-01-10/1.ndjson": lines(
          events[0],
          events[1],
        ),
        "currents/event_type=users.behaviors.CustomEvent/date=2026-11-01-11/2.ndjson": lines(events[2]),
      },
    ],
  ])("%s", async (_, paths, files) => {
    const { exitCode, out } = await replay([...paths, "--format", "json"], { files });
    expect([exitCode, JSON.parse(out).campaigns[0].seen]).toEqual([0, 3]);
  });

  test("Avro, as Currents writes it", async () => {
    const bytes = await avroOf(events);
    const files = { "event_type=users.behaviors.CustomEvent/1.avro": bytes };
    const { exitCode, out, err } = await replay(
      ["event_type=users.behaviors.CustomEvent", "--format", "json"],
      { files },
    );
    expect([exitCode, err]).toEqual([0, ""]);
    expect(JSON.parse(out).campaigns[0].seen).toBe(3);
  });

  test("Avro that is cut off is told, whatever block it ends in", async () => {
    const bytes = await avroOf(events);
    for (const lost of [1, 17, 40]) {
      const { exitCode, err } = await replay(["a.avro"], {
        files: { "a.avro": bytes.subarray(0, bytes.length - lost) },
      });
      expect([lost, exitCode, err]).toEqual([
        lost,
        3,
        expect.stringContaining('cannot read "a.avro" to its end: it ends in the middle of a block'),
      ]);
    }
  });

  test.for([
    { json: "JSON", codec: "SNAPPY" },
    { json: "STRING", codec: "GZIP" },
  ] as const)("Parquet of events and of users, %j, as the same records in JSON", async (how) => {
    const all = [
      viewed({ id: "p1", price: 12.5 }),
      viewed({ id: "p2", price: "call us" }, { external_id: "u2" }),
      viewed({ price: 3 }, { external_id: "u2", id: "e1" }),
      { external_id: "u1", name: "Account Created", time: "2026-11-01T10:00:30Z", properties: {} },
      viewed({ id: "p1", more: [{ a: 'x"\n' }] }, { external_id: "u3", id: "e2" }),
    ];
    const people = users
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const args = ["--format", "json", "--users"];
    const plain = await replay(["day.ndjson", ...args, "users.ndjson", "--payloads", "sent.ndjson"], {
      files: { "day.ndjson": lines(...all) },
    });
    const packed = await replay(["day.parquet", ...args, "u.parquet", "--payloads", "sent.ndjson"], {
      files: { "day.parquet": parquetOf(all, how), "u.parquet": parquetOf(people, how) },
    });
    expect([packed.exitCode, packed.err, packed.payloads]).toEqual([0, "", plain.payloads]);
    expect(packed.out.replaceAll("day.parquet", "day.ndjson")).toBe(plain.out);
  });

  test.each([true, false])("how far it is, and how fast, is told only at a terminal: %j", async (tty) => {
    let asked = 0;
    const { err } = await replay(["a.ndjson", "b.ndjson"], {
      files: { "a.ndjson": "{}\n", "b.ndjson": "{}\n".repeat(100_000) },
      tty,
      clock: () => new Date(Date.UTC(2026, 10, 1) + 4_000 * asked++),
    });
    expect(/^100000 records, \d+ a second, in file 2 of 2$/m.test(err)).toBe(tty);
  });

  test.each(["", "\n \n", "[]"])("a file without records, %j, is no fault, and is told", async (text) => {
    const { exitCode, err } = await replay(["empty.ndjson"], { files: { "empty.ndjson": text } });
    expect([exitCode, err]).toEqual([0, "There are no events in what was given.\n"]);
  });

  test.each<[name: string, trigger: string, near?: null]>([
    ["ecommerce.product_viewed", "Product Viewed"],
    ["Product Viewed", "ecommerce.product_viewed"],
    ["shop.product-viewed", "ecommerce.product_viewed"],
    ["productviewed", "ecommerce.product_viewed"],
    ["Order Placed", "ecommerce.product_viewed", null],
    ["ecommerce.", "ecommerce.product_viewed", null],
  ])(
    "an event %j that no campaign forwards is told to be near the trigger %j: %j",
    async (name, trigger, near: string | null = trigger) => {
      const { out } = await replay(["day.ndjson", "--format", "json"], {
        files: {
          "mi-braze.yaml": config.replace("custom_event: Product Viewed", `custom_event: ${trigger}`),
          "day.ndjson": lines(viewed({}, { name })),
        },
      });
      expect(JSON.parse(out).unmatched[0].nearest).toBe(near);
    },
  );

  test("Parquet that is cut off or damaged is told, wherever it is, and the others are read", async () => {
    const whole = parquetOf(events as readonly Readonly<Record<string, unknown>>[]);
    const cutOff = [0, 3, 11, whole.length - 9, whole.length - 1].map((length) => whole.subarray(0, length));
    const damaged = [20, whole.length - 60, whole.length - 12].map((at) =>
      Buffer.from(whole).fill(0xff, at, at + 12),
    );
    for (const [index, file] of [...cutOff, ...damaged].entries()) {
      const { exitCode, out, err } = await replay(["a.parquet", "b.ndjson", "--format", "json"], {
        files: { "a.parquet": file, "b.ndjson": lines(events[0]) },
      });
      expect([exitCode, err], String(index)).toEqual([
        3,
        expect.stringMatching(/^error: cannot read "a\.parquet" to its end: it is not Parquet, or not whole/),
      ]);
      expect(JSON.parse(out).campaigns[0].seen).toBe(1);
    }
  });

  test("a file that is cut off is counted as far as it goes, and the others are read", async () => {
    const packed = gzipSync(lines(...events));
    const { exitCode, out, err } = await replay(["a.ndjson.gz", "b.ndjson", "--format", "json"], {
      files: { "a.ndjson.gz": packed.subarray(0, packed.length - 12), "b.ndjson": lines(events[0]) },
    });
    expect([exitCode, err]).toEqual([
      3,
      expect.stringContaining(
        'cannot read "a.ndjson.gz" to its end: what gzip packed is cut off before its end',
      ),
    ]);
    expect(JSON.parse(out).campaigns[0].seen).toBeGreaterThanOrEqual(1);
  });

  test.each<[what: string, paths: string[], files: Record<string, string | Buffer>, says: string]>([
    ["nothing at all", ["none.ndjson"], {}, 'cannot read "none.ndjson": no such file'],
    ["a folder without events", ["empty"], { "empty/readme.txt": "x" }, 'there are no events in "empty"'],
    ["a pattern that names nothing", ["*.gz"], {}, 'there are no events in "*.gz"'],
    [
      "what is called Parquet and is not",
      ["a.parquet"],
      { "a.parquet": "PAR1" },
      "it is not Parquet, or not whole",
    ],
    ["what is called Avro and is not", ["a.avro"], { "a.avro": "{}{}{}{}{}{}{}" }, "it is not Avro"],
    ["what is called gzip and is not", ["a.ndjson.gz"], { "a.ndjson.gz": "{}" }, "it is not packed by gzip"],
    [
      "gzip with a damaged header",
      ["a.ndjson.gz"],
      { "a.ndjson.gz": Buffer.from(gzipSync(day)).fill(0xff, 3, 4) },
      "what gzip packed is damaged: unknown header flags set",
    ],
    ...["garbage\nmore\n", "\n1\n", '[1, "a"]', '{"a": 1}\n{not json\n', "\u0000\u0001"].map(
      (text): [string, string[], Record<string, string>, string] => [
        `records of which none is an event: ${JSON.stringify(text)}`,
        ["bad.ndjson"],
        { "bad.ndjson": text },
        "no record could be read as an event: at bad.ndjson:",
      ],
    ),
    [
      "users that are none",
      ["day.ndjson", "--users", "day.ndjson"],
      { "day.ndjson": '{"a": 1}\n' },
      '"day.ndjson" holds no user at line 1',
    ],
    [
      "users that are cut off",
      ["day.ndjson", "--users", "u.ndjson.gz"],
      { "day.ndjson": day, "u.ndjson.gz": gzipSync(users).subarray(0, -9) },
      'cannot read "u.ndjson.gz": what gzip packed is cut off before its end',
    ],
    ...sized([], [endless]),
    [
      "what belongs to the system",
      ["/proc/self/environ"],
      {},
      'cannot read "/proc/self/environ" to its end: it belongs to the system',
    ],
    [
      "payloads in the place of the config",
      ["day.ndjson", "--payloads", "mi-braze.yaml"],
      { "day.ndjson": day },
      '"mi-braze.yaml" would be written over: it is read here',
    ],
    [
      "a part in the place of the events",
      ["day.ndjson", "--part", "./day.ndjson"],
      { "day.ndjson": day },
      '"day.ndjson" would be written over: it is read here',
    ],
    [
      "one file for both",
      ["day.ndjson", "--part", "x", "--payloads", "x"],
      { "day.ndjson": day },
      '"x" would be written over: it is to hold payloads and the part',
    ],
    [
      "payloads in the place of a device",
      ["day.ndjson", "--payloads", "/dev/null"],
      { "day.ndjson": day },
      'cannot write "/dev/null": it is a device',
    ],
    [
      "a part in the place of a device",
      ["day.ndjson", "--part", "/dev/null"],
      { "day.ndjson": day },
      'cannot write "/dev/null": it is a device',
    ],
    [
      "a part that is not all that belongs to it",
      ["day.ndjson", "a.ndjson.gz", "--part", "x.part"],
      { "day.ndjson": day, "a.ndjson.gz": "{}" },
      "x.part is not written: not all that belongs to it could be read.",
    ],
  ])("%s is told", async (_, paths, files, says) => {
    const { exitCode, err } = await replay(paths, { files });
    expect(exitCode).toBeGreaterThan(0);
    expect(err).toContain(says);
  });
});

describe("compared with another config", () => {
  const older = config
    .replace("price: number", "price: {type: string}")
    .replace("color: string", "title: string")
    .replace("id: {type: string, required: true}", "id: string");

  async function changes(before: string, events: string) {
    const { exitCode, out, err } = await replay(
      ["day.ndjson", "--users", "users.ndjson", "--compare", "old.yaml", "--format", "json"],
      { files: { "day.ndjson": events, "old.yaml": before } },
    );
    expect([exitCode, err]).toEqual([0, ""]);
    return (JSON.parse(out).changes as { what: string; count: number }[]).map(({ what, count }) => [
      what,
      count,
    ]);
  }

  test("what changes is counted in groups", async () => {
    const events = lines(
      viewed({ id: "a", price: 1 }),
      viewed({ id: "b", price: 2, color: "red" }),
      viewed({ price: 3 }),
      viewed({ id: "c", title: "T" }),
    );
    expect(await changes(older, events)).toEqual([
      ["product_viewed: properties.price is number, was text", 2],
      ["product_viewed: properties.color is new", 1],
      ["product_viewed: properties.title is gone", 1],
      ["product_viewed: sent before, aborted (product_viewed: id is missing) now", 1],
    ]);
  });

  test("events that are forwarded by one of them alone are told", async () => {
    const before = config.replace("custom_event: Product Viewed", "custom_event: Seen");
    const events = lines(viewed({ id: "a" }), viewed({ id: "b" }, { name: "Seen" }));
    expect(await changes(before, events)).toEqual([
      ["product_viewed: the event is forwarded now", 1],
      ["product_viewed: the event is no longer forwarded", 1],
    ]);
  });

  test("nothing changes between a config and itself", async () => {
    expect(await changes(config, day)).toEqual([]);
  });

  test("a config that is not there is told", async () => {
    const { exitCode, err } = await replay(["day.ndjson", "--compare", "none.yaml"], {
      files: { "day.ndjson": day },
    });
    expect([exitCode, err]).toEqual([3, expect.stringContaining("none.yaml")]);
  });
});

describe("limits", () => {
  test.each<[limit: string[], exitCode: number, says: string]>([
    [["--max-aborted", "1"], 0, ""],
    [["--max-aborted", "0"], 1, "1 are aborted (--max-aborted 0)."],
    [["--max-unmatched", "0"], 1, "1 have no campaign (--max-unmatched 0)."],
    [["--max-unreadable", "0"], 1, "1 cannot be read (--max-unreadable 0)."],
  ])("%j is exit %i", async (limit, wanted, says) => {
    const { exitCode, err } = await replay(["day.ndjson", "--users", "users.ndjson", ...limit], {
      files: { "day.ndjson": day },
    });
    expect([exitCode, err.trim()]).toEqual([wanted, says]);
  });
});

test("Ctrl-C ends it with what was counted so far", async () => {
  const many = lines(...Array.from({ length: 2_500 }, (_, index) => viewed({ id: `p${index}` })));
  const { exitCode, out, err } = await replay(["many.ndjson", "--format", "json"], {
    files: { "many.ndjson": many },
    ended: Promise.resolve(),
  });
  expect([exitCode, err]).toEqual([3, expect.stringContaining('the replay was ended in "many.ndjson"')]);
  expect(JSON.parse(out).records).toBeLessThan(2_500);
});

describe("in parts", () => {
  const event = fc.record({
    external_id: fc.constantFrom("u1", "u2", "u3", "u4"),
    name: fc.constantFrom("Product Viewed", "Account Created", "Other", "constructor"),
    time: fc.constantFrom("2026-11-01T10:00:00Z", "2026-11-02T11:30:00Z"),
    properties: fc.record(
      {
        id: fc.constantFrom("a", ""),
        price: fc.constantFrom(1, "x", null),
        __proto__x: fc.constant(1),
        toString: fc.constant("y"),
      },
      { requiredKeys: [] },
    ),
    id: fc.constantFrom("e1", "e2", "e3", "e4", "e5"),
  });

  test("any split adds up to the report of one run, byte for byte", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { maxLength: 25 }),
        fc.integer({ min: 1, max: 4 }),
        async (events, of) => {
          await using folder = await createFixture({
            "mi-braze.yaml": config,
            "users.ndjson": users,
            "a.ndjson": lines(...events.slice(0, 10), "{broken"),
            "b.json": JSON.stringify(events.slice(10)),
          });
          const run = async (args: readonly string[], env = {}) => {
            const host = testHost({ cwd: folder.path, env });
            const exitCode = await main(["replay", ...args], host);
            return { exitCode, out: host.out(), err: host.err() };
          };
          const given = ["a.ndjson", "b.json", "--users", "users.ndjson"];
          const whole = await run([...given, "--format", "json"]);
          const parts: string[] = [];
          for (let index = of; index >= 1; index--) {
            parts.push(`${index}.part`);
            const { exitCode } = await run([...given, "--shard", String(of), "--part", `${index}.part`], {
              PARALLEL_SEQ: String(index),
            });
            expect(exitCode).toBe(0);
          }
          const merged = await run(["merge", ...parts, "--format", "json"]);
          expect(merged).toEqual(whole);
        },
      ),
      { numRuns: sized(4, 12) },
    );
  });

  test("that are missing, twice or of another replay are told", async () => {
    await using folder = await createFixture({
      "mi-braze.yaml": config,
      "a.ndjson": day,
      "b.ndjson": day,
      "c.part": "{}",
    });
    const run = async (args: readonly string[]) => {
      const host = testHost({ cwd: folder.path });
      return [await main(["replay", ...args], host), host.err()] as const;
    };
    await run(["a.ndjson", "--shard", "1/2", "--part", "a1.part"]);
    await run(["b.ndjson", "--shard", "2/2", "--part", "b2.part"]);
    const part = await folder.readFile("a1.part", "utf8");
    await folder.writeFile("cut.part", part.slice(0, -70));
    await folder.writeFile("changed.part", part.replace('"records":', '"records":1'));
    const cases = [
      [["cut.part"], '"cut.part" was cut off, or changed after it was written'],
      [["changed.part"], '"changed.part" was cut off, or changed after it was written'],
      [["a1.part"], "of 2 parts, part 2 is missing"],
      [["a1.part", "a1.part"], '"a1.part" is the same part as "a1.part"'],
      [["a1.part", "b2.part"], '"b2.part" and "a1.part" are parts of different replays'],
      [["a1.part", "c.part"], '"c.part" is not a part of a replay'],
    ] as const;
    for (const [parts, says] of cases) {
      expect(await run(["merge", ...parts])).toEqual([3, expect.stringContaining(says)]);
    }
    await folder.writeFile("mi-braze.yaml", config.replace("color", "colour"));
    expect(await run(["merge", "a1.part"])).toEqual([
      3,
      expect.stringContaining("was made with another config"),
    ]);
  });

  test.each<[args: string[], env: Record<string, string>, says: string]>([
    [["--shard", "3/2", "--part", "x"], {}, "there is no part 3 of 2"],
    [["--shard", "0/2", "--part", "x"], {}, "there is no part 0 of 2"],
    [["--shard", "two", "--part", "x"], {}, '--shard is "two"'],
    [["--shard", "4", "--part", "x"], {}, "--shard 4 does not say which part"],
    [
      ["--shard", "4", "--part", "x"],
      { SLURM_ARRAY_TASK_ID: "9", SLURM_ARRAY_TASK_MIN: "1" },
      "there is no part 9 of 4",
    ],
    [
      ["--shard", "4", "--part", "x"],
      { SLURM_ARRAY_TASK_ID: "3", SLURM_ARRAY_TASK_MIN: "3", SLURM_ARRAY_TASK_COUNT: "1" },
      "the array has 1 task",
    ],
    [["--shard", "1/2"], {}, "a part of a replay is not a report of its own"],
  ])("%j is a wrong command line", async (args, env, says) => {
    const { exitCode, err } = await replay(["day.ndjson", ...args], { files: { "day.ndjson": day }, env });
    expect([exitCode, err]).toEqual([2, expect.stringContaining(says)]);
  });
});
