import { existsSync, readFileSync, writeSync } from "node:fs";
import module from "node:module";

const here = (path) => new URL(path, import.meta.url);

export async function run() {
  if (isVersionAsked() && writesVersion()) return;
  try {
    // What V8 made of the files in an earlier run, in Node's own folder for that. Absent before Node 22.1.
    module.enableCompileCache?.();
    const { start } = await import("../dist/start.js");
    await start();
  } catch (error) {
    const { whatToRun } = await import("./incomplete-install.js");
    const words = whatToRun(error);
    if (words === undefined) throw error;
    console.error(words);
    process.exitCode = 3;
  }
}

const isVersionAsked = () =>
  process.argv.length === 3 && (process.argv[2] === "--version" || process.argv[2] === "-V");

/** Scripts ask for the version often, so nothing is loaded for it; where it cannot be written, the program says why. */
function writesVersion() {
  if (!existsSync(here("../dist/start.js"))) return false;
  const { version } = JSON.parse(readFileSync(here("../package.json"), "utf8"));
  try {
    return writeSync(1, `${version}\n`) > 0;
  } catch {
    return false;
  }
}
