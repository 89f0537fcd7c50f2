// Loaded into the child before the command: says at its end what it has cost.
import { existsSync, readFileSync, writeFileSync } from "node:fs";

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  // Linux counts what the parent had before it became this program into maxRSS.
  const peak =
    existsSync("/proc/self/status") && /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"));
  const usage = {
    cpu: (userCPUTime + systemCPUTime) / 1e6,
    megabytes: (peak ? Number(peak[1]) : maxRSS) / 1024,
  };
  writeFileSync(process.env.HOSTILE_USAGE, JSON.stringify(usage));
});
