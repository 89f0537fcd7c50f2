import { once } from "node:events";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { main } from "../../src/main.js";
import { type TestHost, type TestHostOptions, testHost } from "./host.js";

/**
 * `npx mi-braze` and `mi-braze` for shell scripts, answered by this process: what is tested is the script, and starting
 * the command anew for each line would take most of the time. `bin/mi-braze.js` itself is tried by the first day.
 * @param hostFor what the commands run on
 * @returns the folder to put in front of the path, and what ends the server
 */
export async function commandServer(
  folder: string,
  hostFor: (options: TestHostOptions) => TestHost = testHost,
): Promise<{ bin: string; close(): Promise<void> }> {
  const server = createServer((socket) => {
    answer(socket, hostFor).catch((error: Error) => socket.end(reply(99, "", `${error.stack}\n`)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const bin = join(folder, ".bin");
  await mkdir(bin);
  const ask = (drop: string) => `#!/bin/bash
${drop}
exec 3<>/dev/tcp/127.0.0.1/${port}
{ printf '%s\\0' "$PWD" "$#" "$@"; env -0; } | base64 -w0 >&3
echo >&3
# bash itself reads a socket byte by byte.
reply=$(cat <&3)
texts=\${reply#* }
base64 -d <<<"\${texts%% *}"
base64 -d <<<"\${texts#* }" >&2
exit "\${reply%% *}"
`;
  await writeFile(join(bin, "npx"), ask('[ "$1" = --yes ] && shift\nshift'));
  await writeFile(join(bin, "mi-braze"), ask(":"));
  for (const name of ["npx", "mi-braze"]) await chmod(join(bin, name), 0o755);
  return { bin, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

const running = new Set<number>();
let started = 0;

async function answer(socket: Socket, hostFor: (options: TestHostOptions) => TestHost): Promise<void> {
  const [asked] = (await once(createInterface(socket), "line")) as [string];
  const [cwd, count, ...rest] = Buffer.from(asked, "base64").toString("utf8").split("\0");
  const argv = rest.slice(0, Number(count));
  const env = Object.fromEntries(
    rest
      .slice(Number(count))
      .filter((line) => line.includes("="))
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  // Commands of one script may run side by side: each is a process of its own, as its files say.
  const own = ++started;
  running.add(own);
  const host = hostFor({
    cwd: cwd!,
    env,
    processes: { own, where: "0a0a0a0a", isRunning: (id) => running.has(id) },
  });
  const exitCode = await main(argv, host).finally(() => running.delete(own));
  socket.end(reply(exitCode, host.out(), host.err()));
}

/** One line, in which nothing is empty. */
const reply = (exitCode: number, ...texts: string[]): string =>
  `${[exitCode, ...texts.map((text) => Buffer.from(text).toString("base64") || "=")].join(" ")}\n`;
