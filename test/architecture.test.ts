import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const src = fileURLToPath(new URL("../src/", import.meta.url));

/** Rooms from the ground up. A file imports from its own room and from rooms before it. */
const rooms = [
  "host.ts",
  "version.ts",
  "source/",
  "diagnostics/",
  "payload/",
  "braze/liquid/",
  "braze/",
  "movable-ink/",
  "config/",
  "webhook/",
  "proof/",
  "rules/",
  "verify/",
  "signal/",
  "report/",
  "handoff/",
  "commands/",
  "main.ts",
  "index.ts",
];

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.replaceAll("\\", "/"));

const roomOf = (file: string): number =>
  rooms.findIndex((room) => file === room || (room.endsWith("/") && file.startsWith(room)));

/** Every import of a file: static, of types, and dynamic ones. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), "utf8");
  const found = text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g);
  return [...found].map(([, path]) =>
    relative(src, join(src, dirname(file), path!))
      .replaceAll("\\", "/")
      .replace(/\.js$/, ".ts"),
  );
}

test("every file stands in a room", () => {
  expect(files.filter((file) => roomOf(file) < 0)).toEqual([]);
});

test("imports run one way: from a room to itself or to rooms below it", () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => !target.startsWith("..") && roomOf(target) > roomOf(file))
      .map((target) => `${file} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test("only the host reads the process", () => {
  const reading = files.filter(
    (file) => file !== "host.ts" && /\bprocess\./.test(readFileSync(join(src, file), "utf8")),
  );
  expect(reading).toEqual([]);
});

test("the check sees an import that runs the wrong way", () => {
  expect(roomOf("commands/generate.ts")).toBeGreaterThan(roomOf("webhook/body/plan.ts"));
  expect(importsOf("commands/generate.ts")).toContain("config/config.ts");
});
