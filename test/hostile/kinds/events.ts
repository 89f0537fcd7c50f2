import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync, gzipSync } from "node:zlib";
import { avroFile as avro, avroBytes as bytes } from "../../support/avro.js";
import type { Attack } from "../attack.js";
import { config, fixture } from "./project.js";

const check = (wrong: boolean, what: string): void => {
  if (wrong) throw new Error(what);
};
const event =
  '{"external_id":"u1","name":"Product Viewed","time":"2026-11-01T10:00:00Z","properties":{"id":"1"}}\n';
const files = { "mi-braze.yaml": config, "fixtures/u.json": fixture, "day.ndjson": event };

const record = { type: "record", name: "E", fields: [{ name: "name", type: "string" }] };
let deep: unknown = "string";
for (let level = 0; level < 3000; level++) deep = { type: "array", items: deep };

/** What replay is given in the place of events, and what it says. */
const inputs: readonly (readonly [name: string, content: Uint8Array | string, says: RegExp])[] = [
  ["blanks.ndjson.gz", gzipSync(Buffer.alloc(2e8, 0x20)), /unpacks to more than/],
  ["line.ndjson.gz", gzipSync(`{"a":"${"x".repeat(1.5e8)}"}`), /unpacks to more than|longer than/],
  ["twice.ndjson.gz", gzipSync(gzipSync(event)), /not JSON|not UTF-8/],
  ["cut.ndjson.gz", gzipSync(event.repeat(100)).subarray(0, -20), /is cut off before its end/],
  ["none.ndjson.gz", event, /it is not packed by gzip/],
  ["blanks.ndjson", " \n".repeat(5e6), /0 events/],
  ["deep.ndjson", `${"[".repeat(1e6)}\n${event}`, /not closed/],
  ["open.json", `[${event.trim()},`.repeat(50_000), /not closed|not JSON/],
  ["names.ndjson", `{"__proto__":1,"name":"constructor","external_id":"__proto__"}\n${event}`, /constructor/],
  ["bomb.avro", avro(record, deflateRawSync(Buffer.alloc(3e8))), /block 1 unpacks to more than/],
  ["count.avro", avro(record, deflateRawSync(bytes("x")), { count: 1e9 }), /records, and has 1\b/],
  ["fewer.avro", avro(record, deflateRawSync(bytes("x")), { count: 0 }), /0 records, and has more/],
  ["size.avro", avro(record, Buffer.from("x"), { size: 1e15 }), /block 1 says that it is longer than/],
  ["short.avro", avro(record, deflateRawSync(bytes("x")), { size: 2 }), /mark is not where/],
  ["beyond.avro", avro(record, deflateRawSync(bytes("x")), { size: 1000 }), /in the middle of a block/],
  [
    "deep.avro",
    avro({ ...record, fields: [{ name: "name", type: deep }] }, deflateRawSync(bytes("x"))),
    /cannot read/,
  ],
  ["codec.avro", avro(record, bytes("x"), { codec: "__proto__" }), /cannot read/],
  [
    "code.avro",
    avro({ ...record, fields: [{ name: "a;process.exit(9)//", type: "string" }] }, bytes("x")),
    /cannot read/,
  ],
  [
    "loop.avro",
    avro({ ...record, fields: [{ name: "name", type: "E" }] }, deflateRawSync(bytes("x"))),
    /cannot read/,
  ],
];

const replayed = inputs.map(
  ([name, content, says]): Attack => ({
    kind: "replay",
    variant: name,
    files: { ...files, [name]: content },
    argv: ["replay", name],
    holds: ({ stdout, stderr }) => check(!says.test(stdout + stderr), (stdout + stderr).slice(0, 600)),
  }),
);

/** What is not a file, as each of what replay reads. */
const places: readonly (readonly [string, (at: string) => void, RegExp])[] = [
  ["a pipe", (at) => execFileSync("mkfifo", [at]), /is a pipe/],
  ["a link to a device", (at) => symlinkSync("/dev/zero", at), /belongs to the system/],
  ["a link out of the project", (at) => symlinkSync("/etc/passwd", at), /outside the project/],
  ["a link to itself", (at) => symlinkSync("x.ndjson", at), /symbolic links/],
];
const read: readonly (readonly string[])[] = [
  ["x.ndjson"],
  ["day.ndjson", "--users", "x.ndjson"],
  ["merge", "x.ndjson"],
  ["day.ndjson", "--compare", "x.ndjson"],
];
const inPlace = read.flatMap((argv, index) =>
  places
    .filter((_, place) => (index + place) % 2 === 0)
    .map(
      ([variant, make, says]): Attack => ({
        kind: `replay ${argv.join(" ")}`,
        variant,
        files: { ...files, "mi-braze.yaml": config },
        prepare: (folder) => make(join(folder, "x.ndjson")),
        argv: ["replay", ...argv],
        holds: ({ exitCode, stdout, stderr }) => {
          check(/root:x:/.test(stdout + stderr), "it quotes what is outside the project");
          check(exitCode !== 3 || !says.test(stderr), `exit ${exitCode}: ${stderr.slice(0, 600)}`);
        },
      }),
    ),
);

/** What replay would write over. */
const written: readonly (readonly [string, readonly string[]])[] = [
  ["/dev/null", ["--payloads", "/dev/null"]],
  ["/dev/null", ["--part", "/dev/null"]],
  ["mi-braze.yaml", ["--payloads", "mi-braze.yaml"]],
  ["day.ndjson", ["--part", "day.ndjson"]],
  ["pipe", ["--payloads", "pipe"]],
];
const kept = written.map(
  ([path, options]): Attack => ({
    kind: "replay writes",
    variant: options.join(" "),
    files,
    prepare: (folder) => execFileSync("mkfifo", [join(folder, "pipe")]),
    argv: ["replay", "day.ndjson", ...options],
    holds: ({ exitCode, folder, stderr }) => {
      check(exitCode !== 2 && exitCode !== 3, `exit ${exitCode}`);
      check(!stderr.includes(path), stderr);
      check(readFileSync(join(folder, "mi-braze.yaml"), "utf8") !== config, "the config is another");
    },
  }),
);

/** What a journal of the sandbox may be, which a command that ends by itself cannot use. */
const journals: readonly (readonly [string, (at: string) => void])[] = [
  ["a pipe", (at) => execFileSync("mkfifo", [at])],
  ["a device", (at) => symlinkSync("/dev/zero", at)],
  ["a line of 500 MB", (at) => execFileSync("sh", ["-c", 'truncate -s 500M "$0"; echo >> "$0"', at])],
  ["JSON of somebody else's", (at) => writeFileSync(at, '{"a":1}\n')],
  ["a folder", (at) => execFileSync("mkdir", [at])],
];
const sandbox = journals.map(
  ([variant, make]): Attack => ({
    kind: "sandbox --data",
    variant,
    files,
    prepare: (folder) => make(join(folder, "j.ndjson")),
    argv: ["sandbox", "--data", "j.ndjson", "--port", "0"],
    saysLimit: /damaged/,
    holds: ({ exitCode, stderr }) =>
      check(exitCode !== 3 || !/cannot use/.test(stderr), `${exitCode} ${stderr}`),
  }),
);

/** Places that cannot be written, as root may write where modes forbid it. */
const outputs: readonly (readonly [string, readonly string[]])[] = [
  ["a file in the place of the folder", ["generate", "--out", "day.ndjson"]],
  ["a device in the place of the folder", ["generate", "--out", "/dev/null"]],
  ["the system's folder", ["generate", "--out", "/proc/mi-braze"]],
  ["a name of 300 characters", ["generate", "--out", "a".repeat(300)]],
  ["a name of 300 characters", ["replay", "day.ndjson", "--part", "a".repeat(300)]],
  ["a folder that is not there", ["replay", "day.ndjson", "--payloads", "none/x"]],
];
const unwritable = outputs.map(
  ([variant, argv]): Attack => ({
    kind: `not to be written, ${argv[0]}`,
    variant,
    files,
    prepare: (folder) => chmodSync(join(folder, "day.ndjson"), 0o444),
    argv,
    holds: ({ exitCode, stderr, folder }) => {
      check(exitCode !== 3 || !/cannot write/.test(stderr), `exit ${exitCode}: ${stderr}`);
      check(readFileSync(join(folder, "day.ndjson"), "utf8") !== event, "the events are others");
    },
  }),
);

export const hostileEvents: readonly Attack[] = [...replayed, ...inPlace, ...kept, ...sandbox, ...unwritable];
