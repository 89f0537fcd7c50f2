import type { Host } from "../../host.js";

/** What opens an address with whatever its owner has chosen: on Linux and BSD, on macOS, on Windows. */
const openers: readonly (readonly [program: string, args: readonly string[]])[] = [
  ["xdg-open", []],
  ["open", []],
  ["rundll32", ["url.dll,FileProtocolHandler"]],
];

/** @returns whether there was a program to open it */
export async function openBrowser(host: Host, address: string): Promise<boolean> {
  for (const [program, args] of openers) {
    // One that stays as long as its browser is not waited for.
    const ended = host.run(program, [...args, address], host.cwd).catch(() => undefined);
    const answer = await Promise.race([ended, host.sleep(2000).then(() => "running" as const)]);
    if (answer === "running" || answer?.exitCode === 0) return true;
  }
  return false;
}
