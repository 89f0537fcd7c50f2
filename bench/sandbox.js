/** The sandbox under load: requests a second, and what a kill in the middle loses of what was acknowledged. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { table } from "./table.js";

const bin = fileURLToPath(new URL("../bin/mi-braze.js", import.meta.url));
const agent = new Agent({ keepAlive: true, maxSockets: 32 });
const body = (index) =>
  JSON.stringify({
    type: "track",
    event: "product_viewed",
    user_id: `u${index}`,
    timestamp: Date.now(),
    properties: { id: "1", price: 1.5 },
  });

async function start(args) {
  const child = spawn(process.execPath, [bin, "sandbox", "--port", "0", "--format", "json", ...args], {
    cwd: tmpdir(),
  });
  const line = await new Promise((resolve) => child.stdout.once("data", (chunk) => resolve(String(chunk))));
  return { child, ...JSON.parse(line) };
}

const post = (endpoint, authorization, text) =>
  new Promise((resolve, reject) => {
    const sent = request(
      endpoint,
      { method: "POST", agent, headers: { authorization, "content-length": Buffer.byteLength(text) } },
      (response) => {
        let answer = "";
        response.on("data", (chunk) => (answer += chunk));
        response.on("end", () => resolve({ status: response.statusCode, answer }));
        response.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(text);
  });

async function load({ endpoint, authorization }, count, after = () => {}) {
  const acknowledged = [];
  let next = 0;
  const worker = async () => {
    while (next < count) {
      try {
        const { status, answer } = await post(endpoint, authorization, body(next++));
        if (status === 200) acknowledged.push(JSON.parse(answer).request_id);
        after(acknowledged.length);
      } catch {
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: 32 }, worker));
  return acknowledged;
}

const folder = mkdtempSync(join(tmpdir(), "mi-braze-bench-"));
const rows = [];
try {
  for (const [name, args] of [
    ["in memory", []],
    ["on disk", ["--data", join(folder, "load.ndjson")]],
  ]) {
    const sandbox = await start(args);
    await load(sandbox, 500);
    const begin = performance.now();
    const taken = await load(sandbox, 5000);
    rows.push([name, `${Math.round(taken.length / ((performance.now() - begin) / 1000))} requests/s`, ""]);
    sandbox.child.kill();
  }
  let lost = 0;
  let kept = 0;
  for (let run = 0; run < 5; run++) {
    const data = join(folder, `kill${run}.ndjson`);
    const sandbox = await start(["--data", data]);
    const acknowledged = await load(
      sandbox,
      100_000,
      (count) => count > 1000 + run * 137 && sandbox.child.kill("SIGKILL"),
    );
    const text = readFileSync(data, "utf8");
    const there = new Set(
      text
        .slice(0, text.lastIndexOf("\n"))
        .split("\n")
        .map((line) => JSON.parse(line).id),
    );
    kept += acknowledged.length;
    lost += acknowledged.filter((id) => !there.has(id)).length;
  }
  rows.push(["kill -9, five times", `${kept} acknowledged`, `${lost} lost`]);
} finally {
  rmSync(folder, { recursive: true });
}
console.log("\nsandbox: 32 connections, one machine for both ends");
console.log(table(["", "", ""], rows));
agent.destroy();
