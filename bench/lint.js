/** A thousand templates through the command: files a second, memory, and what the start costs. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, table } from "./table.js";

const bin = fileURLToPath(new URL("../bin/mi-braze.js", import.meta.url));
const folder = new URL("../test/cases/webhooks/", import.meta.url);
const bodies = ["clean", "broken"].flatMap((kind) =>
  readdirSync(new URL(`${kind}/`, folder)).map((name) =>
    readFileSync(new URL(`${kind}/${name}`, folder), "utf8"),
  ),
);

const root = mkdtempSync(join(tmpdir(), "mi-braze-bench-"));
const rows = [];
try {
  for (const count of [1, 10, 100, 1000]) {
    const hooks = join(root, String(count));
    mkdirSync(hooks);
    // Each differs from the others, so that none is read from memory.
    for (let index = 0; index < count; index++)
      writeFileSync(
        join(hooks, `h${index}.liquid`),
        `{% comment %} hook ${index} {% endcomment %}\n${bodies[index % bodies.length]}`,
      );
    const runs = Array.from({ length: count < 1000 ? 5 : 3 }, () =>
      measured([bin, "lint", hooks, "--format", "json"]),
    );
    const seconds = median(runs.map((run) => run.seconds));
    const memory = median(runs.map((run) => run.memory));
    rows.push([count, `${seconds.toFixed(2)} s`, (count / seconds).toFixed(0), `${memory.toFixed(0)} MB`]);
  }
} finally {
  rmSync(root, { recursive: true });
}
console.log("\nlint: the whole command, start included");
console.log(table(["files", "time", "files/s", "memory"], rows));

function measured(args) {
  const script = `process.on("exit", () => process.stderr.write("\\u0001" + process.resourceUsage().maxRSS)); process.argv = ${JSON.stringify([process.execPath, ...args])}; await import(${JSON.stringify(bin)});`;
  const start = performance.now();
  const { stderr, stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - start) / 1000;
  if (!stdout.includes('"summary"')) throw new Error(stderr);
  return { seconds, memory: Number(stderr.split("\u0001")[1]) / 1024 };
}
