/**
 * What starting the built command costs, as ratios to bare `node` in CPU time, the runs interleaved so that a busy
 * machine slows all alike.
 *
 *   node bench/startup.js [RUNS] [NODE…]    programs of the Nodes to start it with; the one that runs this when absent
 *   … --write                               writes the tables into docs/performance.md
 *   … --check                               exit 1 where a ratio is worse than the one written there, by more than noise
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readTable, writeTable } from "./record.js";
import { quartiles, table } from "./table.js";

const bin = fileURLToPath(new URL("../bin/mi-braze.js", import.meta.url));
const flags = process.argv.slice(2).filter((word) => word.startsWith("--"));
const [runs = "15", ...others] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const nodes = others.length > 0 ? others : [process.execPath];

const folder = mkdtempSync(join(tmpdir(), "mi-braze-bench-"));
const kept = join(folder, "kept");
let fresh = 0;
/** What has changed is what no earlier run has seen: each run has a cache of its own. */
const anew = () => ["--cache-location", join(folder, `fresh-${fresh++}`)];

const commands = {
  "node -e 0": () => ["-e", "0"],
  "--version": () => [bin, "--version"],
  "lint --help": () => [bin, "lint", "--help"],
  "lint, 12 campaigns, nothing changed": () => [bin, "lint", "--quiet", "--cache-location", kept],
  "lint, 12 campaigns, everything changed": () => [bin, "lint", "--quiet", ...anew()],
  "verify, 12 campaigns, nothing changed": () => [bin, "verify", "--quiet", "--cache-location", kept],
  "verify, 12 campaigns, everything changed": () => [bin, "verify", "--quiet", ...anew()],
};
const bare = "node -e 0";
const goals = {
  "--version": 1.1,
  "lint, 12 campaigns, nothing changed": 4,
  "lint, 12 campaigns, everything changed": 8,
  "verify, 12 campaigns, nothing changed": 4,
  "verify, 12 campaigns, everything changed": 8,
};
/** A ratio is worse when even its better quarter is that much above the worse quarter of the recorded one: all ratios of a run may be a fifth off. */
const noise = 1.3;

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
  const { stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  const title = `Start, Node ${stdout.trim().slice(1).split(".")[0]}`;
  const times = measured(node, says);
  const rows = Object.entries(times).map(([name, values]) => {
    // Each run against the bare one of its own round.
    const [low, middle, high] = quartiles(values.map((value, round) => value / times[bare][round]));
    const cost = quartiles(values)[1];
    return {
      name,
      cells: [`${cost.toFixed(0)} ms`, ...[middle, low, high].map((one) => one.toFixed(2))],
      low,
    };
  });
  const head = ["command", "CPU", "ratio", "from", "to", "goal"];
  const cells = rows.map(({ name, cells }) => [name, ...cells, String(goals[name] ?? "")]);
  console.log(
    `\n${title} (${stdout.trim()}), ${runs} interleaved runs; half of the ratios are between from and to\n`,
  );
  console.log(table(head, cells));
  if (flags.includes("--write"))
    writeTable(title, `Node ${stdout.trim().slice(1)}, ${runs} runs`, head, cells);
  if (flags.includes("--check")) check(title, rows);
}

function measured(node, says) {
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let run = -1; run < Number(runs); run++)
    for (const [name, args] of Object.entries(commands)) {
      const { status, stderr, output } = spawnSync(node, ["--require", says, ...args()], {
        cwd: folder,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe", "pipe"],
      });
      if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
      const { user, system } = JSON.parse(output[3]);
      if (run >= 0) times[name].push((user + system) / 1000);
    }
  return times;
}

function check(title, rows) {
  const recorded = readTable(title);
  if (!recorded) throw new Error(`docs/performance.md has no "${title}"; --write makes it`);
  for (const { name, low } of rows) {
    const before = recorded.get(name);
    if (!before || low <= Number(before.to) * noise) continue;
    console.error(
      `${title}, ${name}: ${low.toFixed(2)} at best; recorded are ${before.from} to ${before.to}`,
    );
    process.exitCode = 1;
  }
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
