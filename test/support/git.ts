import { spawnSync } from "node:child_process";

let here: boolean | undefined;

/** True where Git is installed; where not, it says once what is skipped for that. */
export function gitIsHere(): boolean {
  if (here === undefined) {
    here = spawnSync("git", ["--version"]).status === 0;
    if (!here) console.warn("Git is not installed: what asks it is not tried.");
  }
  return here;
}
