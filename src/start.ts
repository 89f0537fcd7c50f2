import { fileURLToPath } from "node:url";
import { realHost } from "./host.js";
import { main } from "./main.js";

/** The command line as a process of its own. */
export async function start(): Promise<void> {
  process.exitCode = await main(process.argv.slice(2), realHost(), builtFile());
}

/** This file, where the build has made it: it names every other by a digest of what that holds. */
function builtFile(): string | undefined {
  const file = fileURLToPath(import.meta.url);
  return file.endsWith(".js") ? file : undefined;
}
