import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { circlesIn } from "./support/circles.js";
import { importsOf, loadedWith } from "./support/imports.js";

const src = fileURLToPath(new URL("../src/", import.meta.url));

/**
 * Rooms from the ground up; a file imports from its own room and from rooms before it. A room with sub-rooms lists them,
 * and files that are in the room itself come where the room is named.
 */
const rooms = [
  "clock.ts",
  "not-read.ts",
  "host.ts",
  "host/",
  "holder.ts",
  "package-file.ts",
  "preset-texts.ts",
  "page-code.ts",
  "version.ts",
  "seeded-random.ts",
  "source/",
  "diagnostics/",
  "egress/",
  "liquid/",
  "liquid/time/",
  "liquid/values/",
  "liquid/filters/",
  "liquid/syntax/",
  "liquid/syntax/parser/",
  "liquid/runtime/",
  "liquid/tags/",
  "braze/",
  "braze/fixture/",
  "movable-ink/sources.ts",
  "movable-ink/answers/",
  "movable-ink/",
  "movable-ink/contract/",
  "movable-ink/sandbox/",
  "config/",
  "config/model/",
  "config/model/values/",
  "config/schema/",
  "config/read/credentials.ts",
  "config/read/checks/",
  "config/read/",
  "braze-api/",
  "signal/",
  "generate/body/",
  "model/",
  "generate/",
  "generate/set-up/",
  "generate/checklist.ts",
  "generate/artifacts.ts",
  "generate/signal/",
  "handoff/",
  "proof/fuel.ts",
  "proof/domain/",
  "proof/transfer/",
  "proof/terms/",
  "proof/fault.ts",
  "proof/json/",
  "proof/walk/",
  "proof/witness/",
  "proof/",
  "verify/liquidjs/",
  "verify/",
  "live/",
  "audit/",
  "pull/",
  "import/",
  "simulate/",
  "replay/",
  "rules/subject/",
  "rules/rule.ts",
  "rules/fix/",
  "rules/json/",
  "rules/liquid/",
  "rules/request/",
  "rules/contract/",
  "rules/meaning/",
  "rules/config/",
  "rules/lint/",
  "rules/ignore/",
  "rules/",
  "rules/repair/",
  "report/",
  "library/",
  "browser/",
  "pages/look/",
  "pages/handoff/",
  "pages/playground/",
  "pages/serve/",
  "pages/audit/",
  "pages/replay/",
  "pages/sandbox/",
  "commands/shared/output/",
  "commands/shared/",
  "commands/init/",
  "commands/import/",
  "commands/audit/",
  "commands/check/",
  "commands/completion/",
  "commands/diff/",
  "commands/doctor/",
  "commands/lint/",
  "commands/lint/since/",
  "commands/lint/compared.ts",
  "commands/lint/lint.ts",
  "commands/lint/index.ts",
  "commands/push/",
  "commands/replay/",
  "commands/serve/",
  "commands/signal/",
  "commands/verify/",
  "commands/",
  "cache/",
  "main.ts",
  "start.ts",
  "index.ts",
];

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.replaceAll("\\", "/"));

const roomOf = (file: string): number =>
  rooms.indexOf(
    rooms
      .filter((room) => file === room || (room.endsWith("/") && file.startsWith(room)))
      .reduce((longest, room) => (room.length > longest.length ? room : longest), ""),
  );

test("every file is in a room", () => {
  expect(files.filter((file) => roomOf(file) < 0)).toEqual([]);
});

test("every folder is a room of its own, so that its order is checked", () => {
  const folders = files.map((file) => file.slice(0, file.lastIndexOf("/") + 1)).filter(Boolean);
  expect([...new Set(folders)].filter((folder) => !rooms.includes(folder))).toEqual([]);
});

test("imports run one way: from a room to itself or to rooms below it", () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => !target.startsWith("..") && roomOf(target) > roomOf(file))
      .map((target) => `${file} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test("every room has files", () => {
  const used = new Set(files.map((file) => rooms[roomOf(file)]));
  expect(rooms.filter((room) => !used.has(room))).toEqual([]);
});

test("no file imports itself by way of others, types included", () => {
  expect(circlesIn(new Map(files.map((file) => [file, importsOf(file)])))).toEqual([]);
});

test("the check sees a circle", () => {
  const imports = new Map([
    ["a.ts", ["b.ts"]],
    ["b.ts", ["c.ts", "d.ts"]],
    ["c.ts", ["a.ts"]],
    ["d.ts", []],
  ]);
  expect(circlesIn(imports)).toEqual([["a.ts", "b.ts", "c.ts"]]);
});

test("only the host and the start read the process", () => {
  const reading = files.filter(
    (file) =>
      !file.startsWith("host/") &&
      file !== "start.ts" &&
      /\bprocess\.\w/.test(readFileSync(join(src, file), "utf8")),
  );
  expect(reading).toEqual([]);
});

const outside =
  /\bnew Date\(\)|\bDate\.now\b|\bperformance\.now\b|\bhrtime\b|\bMath\.random\b|\brandom(?:UUID|Bytes|Int)\b|\bgetRandomValues\b/;

test("only the host and the clock read a clock or draws at random", () => {
  const asking = files.filter((file) => outside.test(readFileSync(join(src, file), "utf8")));
  expect(asking).toEqual(["clock.ts", "host/real-host.ts", "host/scratch.ts"]);
});

/** JavaScript's own reader and writer, which change numbers, and the files that may use them. */
const changesNumbers = /\bJSON\.(?:parse|stringify)\(|\.json\(\)/;
const ownJson = new Map([
  ["source/json.ts", "the reader: it has looked for such numbers before"],
  ["source/strict-json.ts", "single strings, which hold no numbers"],
  ["source/json-text.ts", "the writer: it has looked for such numbers before"],
  ["version.ts", "package.json"],
  ["cache/slots.ts", "what the cache has written: questions, texts and an exit code"],
  ["commands/shared/avro.ts", "the schema of an Avro file: names of types"],
  ["commands/shared/output/changes.ts", "the manifest that generate wrote: names and hashes"],
]);

test("users' JSON is read and written in one place each, where numbers keep how they are written", () => {
  const using = files.filter((file) => changesNumbers.test(readFileSync(join(src, file), "utf8")));
  expect(using.sort()).toEqual([...ownJson.keys()].sort());
});

/** Node's modules and globals. */
const ofNode = /\bfrom "node:|\bimport\("node:|\bBuffer\.|\b__dirname\b|\brequire\(/;

test("what browsers run knows nothing of Node", () => {
  const engine = [...loadedWith("browser/worker.ts"), ...loadedWith("browser/client.ts")];
  // The build puts the texts themselves in its place.
  const compiled = ["preset-texts.ts", "package-file.ts"];
  const wrong = engine.filter((file) => {
    const text = readFileSync(join(src, file), "utf8");
    return !compiled.includes(file) && ofNode.test(text);
  });
  expect(wrong).toEqual([]);
  expect(engine.length).toBeGreaterThan(300);
  expect(engine).not.toContain("host.ts");
});

/** Files outside the commands that go to files and folders by way of a host, and so know what a path is. */
const readers = [
  "braze/content-blocks.ts",
  "braze/read-source.ts",
  "braze/webhook-files.ts",
  "config/read/load.ts",
  "source/read-text.ts",
  "verify/fixture-files.ts",
  "verify/glob.ts",
  "verify/written.ts",
];

test("rooms of the engine import nothing of Node", () => {
  const rooms =
    /^(?:source|diagnostics|egress|liquid|braze|config|generate|model|proof|verify|import|rules|movable-ink\/contract|browser)\//;
  const wrong = files.filter(
    (file) =>
      rooms.test(file) && !readers.includes(file) && ofNode.test(readFileSync(join(src, file), "utf8")),
  );
  expect(wrong).toEqual([]);
});

test("the check sees an import that runs the wrong way", () => {
  expect(roomOf("commands/generate.ts")).toBeGreaterThan(roomOf("generate/body/plan.ts"));
  expect(importsOf("commands/generate.ts")).toContain("config/model/config.ts");
});
