/**
 * What starting the built command costs, as ratios to bare `node` in CPU time, the runs interleaved so that a busy
 * machine slows all alike.
 *
 *   node bench/startup.js [RUNS] [NODE…]    programs of the Nodes to start it with; the one that runs this when absent
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, table } from "./table.js";

const bin = fileURLToPath(new URL("../bin/mi-braze.js", import.meta.url));
const runs = Number(process.argv[2] ?? 15);
const nodes = process.argv.length > 3 ? process.argv.slice(3) : [process.execPath];

const commands = {
  "node -e 0": ["-e", "0"],
  "--version": [bin, "--version"],
  "lint --help": [bin, "lint", "--help"],
  "lint, 12 campaigns": [bin, "lint", "--quiet"],
  "verify, 12 campaigns": [bin, "verify", "--quiet"],
};
const goals = { "--version": 1.1, "lint, 12 campaigns": 8, "verify, 12 campaigns": 8 };

const folder = mkdtempSync(join(tmpdir(), "mi-braze-bench-"));
try {
  writeProject(folder, 12);
  // Every process says at its end what it has cost.
  const says = join(folder, "says.cjs");
  writeFileSync(
    says,
    'process.on("exit", () => require("fs").writeSync(3, JSON.stringify(process.cpuUsage())));\n',
  );
  for (const node of nodes) report(node, says);
} finally {
  rmSync(folder, { recursive: true });
}

function report(node, says) {
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let run = -1; run < runs; run++)
    for (const [name, args] of Object.entries(commands)) {
      const { status, stderr, output } = spawnSync(node, ["--require", says, ...args], {
        cwd: folder,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe", "pipe"],
      });
      if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
      const { user, system } = JSON.parse(output[3]);
      if (run >= 0) times[name].push((user + system) / 1000);
    }
  const { stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  const bare = median(times["node -e 0"]);
  console.log(`\nNode ${stdout.trim()}, medians of ${runs} interleaved runs\n`);
  console.log(
    table(
      ["command", "CPU", "ratio", "goal"],
      Object.entries(times).map(([name, values]) => [
        name,
        `${median(values).toFixed(0)} ms`,
        (median(values) / bare).toFixed(2),
        goals[name] ?? "",
      ]),
    ),
  );
}

function writeProject(path, campaigns) {
  const property = "{ id: { type: string, required: true }, title: string, price: number, url: url }";
  const list = Array.from(
    { length: campaigns },
    (_, index) =>
      `  - { event: event_${index}, trigger: { custom_event: Event ${index} }, properties: ${property} }`,
  );
  const config = `version: 1
movable_ink: { endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH }
identity: { audience: known, user_id: external_id }
campaigns:
${list.join("\n")}
`;
  writeFileSync(join(path, "mi-braze.yaml"), config);
  mkdirSync(join(path, "fixtures"));
  for (let index = 0; index < campaigns; index++) {
    const fixture = {
      now: "2023-12-06T19:20:45Z",
      user: { external_id: "u1", time_zone: "UTC" },
      event: { name: `Event ${index}`, properties: { id: `p${index}`, title: "T", price: 1.5 } },
      expect: {
        payload: {
          type: "track",
          event: `event_${index}`,
          user_id: "u1",
          timestamp: 1701890445000,
          timezone: "UTC",
          properties: { id: `p${index}`, title: "T", price: 1.5 },
        },
      },
    };
    writeFileSync(join(path, "fixtures", `${index}.json`), JSON.stringify(fixture));
  }
}
