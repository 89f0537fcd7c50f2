/** Start-up of the built command, as ratios to bare `node`, the runs interleaved so that a busy machine slows all alike. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../bin/mi-braze.js", import.meta.url));
const runs = Number(process.argv[2] ?? 15);

const folder = mkdtempSync(join(tmpdir(), "mi-braze-bench-"));
writeProject(folder, 12);

const commands = {
  "node -e 0": ["-e", "0"],
  "--version": [bin, "--version"],
  "lint, 12 campaigns": [bin, "lint", "--quiet"],
  "verify, 12 campaigns": [bin, "verify", "--quiet"],
};
const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
for (let run = -1; run < runs; run++) {
  for (const [name, args] of Object.entries(commands)) {
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
    if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
    if (run >= 0) times[name].push(milliseconds);
  }
}
rmSync(folder, { recursive: true });

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const bare = median(times["node -e 0"]);
const goals = { "--version": 1.1, "lint, 12 campaigns": 2.5, "verify, 12 campaigns": 2.5 };
console.log(`start-up, medians of ${runs} interleaved runs`);
for (const [name, values] of Object.entries(times)) {
  const ratio = (median(values) / bare).toFixed(2);
  const goal = goals[name] ? `  (goal ${goals[name]})` : "";
  console.log(
    `${name.padEnd(24)} ${median(values).toFixed(0).padStart(5)} ms  ${ratio.padStart(5)} x${goal}`,
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
