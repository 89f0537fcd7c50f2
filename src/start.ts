import { realHost } from "./host.js";
import { main } from "./main.js";

/** The command line as a process of its own. */
export async function start(): Promise<void> {
  process.exitCode = await main(process.argv.slice(2), realHost());
}
