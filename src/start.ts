import { writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { realHost } from "./host/real-host.js";
import { main } from "./main.js";

/** The command line as a process of its own. */
export async function start(): Promise<void> {
  process.once("exit", unfinished);
  process.exitCode = await main(process.argv.slice(2), realHost(), builtFile());
  process.off("exit", unfinished);
}

/** Node ends when nothing is left to wait for, also where something forgot to say that it is done. */
function unfinished(): void {
  process.exitCode = 3;
  writeSync(2, "mi-braze: this is a bug, please report it: the run ended before it was done\n");
}

/** This file, where the build has made it: it names every other by a digest of what that holds. */
function builtFile(): string | undefined {
  const file = fileURLToPath(import.meta.url);
  return file.endsWith(".js") ? file : undefined;
}
