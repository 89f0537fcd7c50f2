import { createServer, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import type { Attack } from "../attack.js";
import { config, fixture } from "./project.js";

const password = "s3cr3tPassw0rd";
const key = "Zx9Qk77LmPq2";

const answer = (head: string, body = "", status = "400 Bad"): string =>
  `HTTP/1.1 ${status}\r\n${head}connection: close\r\n\r\n${body}`;
const says = (body: string, status?: string) => (socket: Socket) => socket.end(answer("", body, status));
const packed = (encoding: string, body: Uint8Array, status?: string) => (socket: Socket) => {
  socket.write(answer(`content-encoding: ${encoding}\r\ncontent-length: ${body.length}\r\n`, "", status));
  socket.end(body);
};
const apart = (text: string, by: string) => text.match(/.{1,4}/g)!.join(by);

/** What answers a request to send an event, and whether its status can be known. */
const servers: readonly (readonly [
  variant: string,
  respond: (socket: Socket) => unknown,
  exitCode: number,
])[] = [
  ["closes at once", (socket) => socket.destroy(), 3],
  ["half a status line", (socket) => socket.end("HTTP/1.1 20"), 3],
  ["another protocol", (socket) => socket.end("SSH-2.0-OpenSSH\r\n"), 3],
  ["another version", (socket) => socket.end("HTTP/9.9 200 OK\r\n\r\n"), 3],
  ["a status of two digits", (socket) => socket.end("HTTP/1.1 99 x\r\n\r\n"), 3],
  ["a status of four digits", (socket) => socket.end("HTTP/1.1 2000 x\r\n\r\n"), 3],
  ["another protocol is offered", (socket) => socket.end("HTTP/1.1 101 x\r\nupgrade: x\r\n\r\n"), 3],
  [
    "100 Continue, which nothing has asked for",
    (socket) => socket.end(`HTTP/1.1 100 Continue\r\n\r\n${answer("", "{}", "200 OK")}`),
    3,
  ],
  [
    "103, before its answer",
    (socket) => socket.end(`HTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\n${answer("", "{}", "200 OK")}`),
    0,
  ],
  ["a header of a megabyte", (socket) => socket.end(answer(`x: ${"a".repeat(1e6)}\r\n`)), 3],
  ["100,000 headers", (socket) => socket.end(answer("x: y\r\n".repeat(100_000))), 3],
  ["two lengths", (socket) => socket.end(answer("content-length: 1\r\ncontent-length: 5\r\n", "hello")), 3],
  ["a negative length", (socket) => socket.end(answer("content-length: -5\r\n", "x")), 3],
  ["a NUL in a header", (socket) => socket.end(answer("x: a\0b\r\n")), 3],
  ["a chunk that is none", (socket) => socket.end(answer("transfer-encoding: chunked\r\n", "zz\r\nx")), 1],
  [
    "a chunk without end",
    (socket) => socket.end(answer("transfer-encoding: chunked\r\n", "ffffffff\r\nx")),
    1,
  ],
  ["200 MB, packed", packed("gzip", gzipSync(Buffer.alloc(2e8, 0x20)), "200 OK"), 0],
  ["brotli that is none", (socket) => socket.end(answer("content-encoding: br\r\n", "xxxx")), 1],
  ["a secret, packed twice", packed("gzip, gzip", gzipSync(gzipSync(password))), 1],
  [
    "a redirect to a file",
    (socket) => socket.end(answer("location: file:///etc/passwd\r\n", "", "302 x")),
    1,
  ],
  ["what a terminal obeys", says("\u001b[2J\u202e", "400 \u001b]0;PWN\u0007"), 1],
  ["what a CI server obeys", says("x\r\n::error::pwn\n##[error]y\n::add-mask::z"), 1],
  ["a secret in its status line", says("", `401 ${password} ${key}`), 1],
  ["a secret in groups", says(`${apart(password, "-")} and ${apart(key, " ")}`), 1],
  ["a secret from its end", says([...password].reverse().join("")), 1],
  ["a secret in UTF-16", says([...password].join("\0")), 1],
  ["a list of 60,000 lists", says("[".repeat(60_000)), 1],
];

const harm = [
  [/s3cr|ssw0|Zx9Q|LmPq|dr0w/i, "a secret is printed"],
  [/[\u001b\u0007\u202e]/, "what a terminal obeys is printed"],
  [/^(?:::|##\[)/m, "a command of a CI server is printed"],
] as const;

export const hostileServers: readonly Attack[] = servers.map(([variant, respond, expected]): Attack => {
  const env: Record<string, string> = {
    MI_BASIC_AUTH: Buffer.from(`acme-user:${password}`).toString("base64"),
  };
  return {
    kind: "a server",
    variant,
    files: { "mi-braze.yaml": config, "fixtures/u.json": fixture },
    env,
    usesNetwork: true,
    prepare: async () => {
      const server = createServer((socket) => {
        socket.on("error", () => {});
        socket.once("data", () => respond(socket));
      });
      await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
      const address = server.address();
      if (typeof address === "object")
        env.MI_ENDPOINT_URL = `http://127.0.0.1:${address?.port}/behavioral/${key}`;
      return () => void server.close();
    },
    argv: ["send", "-u", "fixtures/u.json", "--yes"],
    holds: ({ exitCode, stdout, stderr }) => {
      const said = stdout + stderr;
      for (const [pattern, words] of harm) if (pattern.test(said)) throw new Error(`${words}:\n${said}`);
      if (exitCode !== expected) throw new Error(`exit ${exitCode}, not ${expected}:\n${said}`);
      if (exitCode === 3 && !said.includes("Not reached")) throw new Error(said);
    },
  };
});
