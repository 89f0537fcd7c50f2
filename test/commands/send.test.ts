import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTls } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { createFixture } from "fs-fixture";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { main } from "../../src/main.js";
import { deliver } from "../../src/movable-ink/client.js";
import { authorizationOf, Sandbox } from "../../src/movable-ink/sandbox/server.js";
import { sized } from "../support/depth.js";
import { testHost } from "../support/host.js";

const project = fileURLToPath(new URL("../../examples/acme-retail/", import.meta.url));
const user = "fixtures/known-user-full.json";
const userFile = user;
const secret = "dXNlcjpwYXNzd29yZA==";

const open: (Server | Sandbox)[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) {
    if (one instanceof Sandbox) await one.close();
    else {
      one.closeAllConnections();
      one.close();
    }
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/behavioral/the-secret-key`;
}

async function send(
  endpoint: string | undefined,
  args: string[] = ["--yes"],
  env: Record<string, string> = {},
) {
  const host = testHost({
    cwd: project,
    env: { MI_BASIC_AUTH: secret, ...(endpoint === undefined ? {} : { MI_ENDPOINT_URL: endpoint }), ...env },
    fetch: globalThis.fetch,
  });
  const exitCode = await main(["send", "--user", user, ...args], host);
  const printed = host.out() + host.err();
  for (const one of [secret, "the-secret-key"]) expect(printed).not.toContain(one);
  return { exitCode, out: host.out(), err: host.err(), printed, slept: host.slept };
}

const answer =
  (status: number, body = "", headers = {}): RequestListener =>
  (request, response) => {
    request.resume();
    response.writeHead(status, headers).end(body);
  };

test("sends what preview shows, with the password that the variable holds", async () => {
  const seen: { authorization?: string | undefined; body: string }[] = [];
  const endpoint = await serve((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      seen.push({ authorization: request.headers.authorization, body });
      response.end("ok");
    });
  });
  const { exitCode, out } = await send(endpoint);
  expect(exitCode).toBe(0);
  expect(out).toContain("POST <MI_ENDPOINT_URL>");
  expect(out).toContain("200 OK\nok");
  expect(seen).toHaveLength(1);
  expect(seen[0]!.authorization).toBe(`Basic ${secret}`);
  expect(JSON.parse(seen[0]!.body)).toMatchObject({ type: "track", user_id: "5c3aa83113dd490100d3d8d7" });
});

describe("nothing is sent", () => {
  const never: RequestListener = () => {
    throw new Error("a request came");
  };
  test.each<[string, string[], Record<string, string>, number, string]>([
    ["in a dry run", ["--dry-run"], {}, 0, "Not sent"],
    ["without a terminal and without --yes", [], {}, 1, "--yes"],
    ["without the password", ["--yes"], { MI_BASIC_AUTH: "" }, 1, "MI_BASIC_AUTH is not set"],
    ["with a line break in the password", ["--yes"], { MI_BASIC_AUTH: "a\nb" }, 1, "line break"],
    [
      "to plain http",
      ["--yes", "--to", "http://collector.example/behavioral/the-secret-key"],
      {},
      2,
      "plain http:",
    ],
    ["to what is not a URL", ["--yes", "--to", "the-secret-key"], {}, 2, "not a URL"],
    [
      "with a password in the URL",
      ["--yes", "--to", "https://u:the-secret-key@example.com/"],
      {},
      2,
      "user name or password",
    ],
  ])("%s", async (_, args, env, exitCode, words) => {
    const result = await send(await serve(never), args, env);
    expect(result.printed).toContain(words);
    expect(result.exitCode).toBe(exitCode);
  });

  test("without the endpoint", async () => {
    const { exitCode, err } = await send(undefined);
    expect(exitCode).toBe(1);
    expect(err).toContain("MI_ENDPOINT_URL is not set");
  });

  test("when the body aborts", async () => {
    const endpoint = await serve(never);
    const { exitCode, err } = await send(endpoint, ["--yes", "--user", "fixtures/unknown-user-aborts.json"]);
    expect(exitCode).toBe(1);
    expect(err).toContain("Braze would not send it: product_viewed: no user_id");
  });
});

describe("answers", () => {
  test.each<[number, number, number]>([
    [202, 0, 1],
    [400, 1, 1],
    [401, 1, 1],
    [404, 1, 1],
    [408, 1, 5],
    [429, 1, 5],
    [503, 1, 5],
  ])("%i: exit code %i after %i requests", async (status, exitCode, requests) => {
    let count = 0;
    const endpoint = await serve((request, response) => {
      count++;
      answer(status, `the key is the-secret-key, and Basic ${secret}`)(request, response);
    });
    const result = await send(endpoint);
    expect({ exitCode: result.exitCode, count }).toEqual({ exitCode, count: requests });
    expect(result.out).toContain(String(status));
    expect(result.slept).toEqual([1000, 2000, 4000, 8000].slice(0, requests - 1));
  });

  test("goes on once the server does", async () => {
    let count = 0;
    const endpoint = await serve((request, response) => answer(++count < 3 ? 503 : 200)(request, response));
    const { exitCode, out } = await send(endpoint);
    expect(exitCode).toBe(0);
    expect(out).toContain("200 OK after 3 tries");
  });

  test("a redirect is not followed", async () => {
    let followed = 0;
    const target = await serve((request, response) => {
      followed++;
      answer(200)(request, response);
    });
    const { exitCode, out } = await send(await serve(answer(302, "", { location: target })));
    expect({ exitCode, followed }).toEqual({ exitCode: 1, followed: 0 });
    expect(out).toContain("does not follow redirects");
  });

  test("10 MB of HTML are cut, and control characters go", async () => {
    const { exitCode, out } = await send(
      await serve(answer(200, `\u001b[31m<html>${"x".repeat(10_000_000)}`)),
    );
    expect(exitCode).toBe(0);
    expect(out.length).toBeLessThan(5000);
    expect(out).not.toContain("\u001b[31m<html>");
  });

  test("json", async () => {
    const { out, exitCode } = await send(await serve(answer(401, "no")), ["--yes", "--format", "json"]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      campaign: "product_viewed",
      outcome: "refused",
      status: 401,
      answer: "no",
      attempts: [{ status: 401, waited: 0 }],
    });
  });
});

describe("not reached", () => {
  test("nothing listens", async () => {
    const { exitCode, err } = await send("http://127.0.0.1:9/behavioral/the-secret-key");
    expect(exitCode).toBe(3);
    expect(err).toContain("Not reached");
  });

  test("a reset", async () => {
    const { exitCode, err } = await send(await serve((request) => request.socket.resetAndDestroy()));
    expect(exitCode).toBe(3);
    expect(err).toContain("Not reached");
  });

  test("100 Continue, which nothing has asked for, is not told as a closed connection", async () => {
    const { exitCode, err } = await send(
      await serve((request, response) => {
        request.resume();
        response.writeContinue();
        response.end();
      }),
    );
    expect(exitCode).toBe(3);
    expect(err).toContain("Not reached: it answered 100 Continue");
    expect(err).not.toContain("closed in the middle");
  });

  const broken: Readonly<Record<string, (status: number) => RequestListener>> = {
    "cut off": (status) => (request, response) => {
      request.resume();
      response.writeHead(status, { "content-length": "100" });
      response.write("half");
      setTimeout(() => request.socket.destroy(), 20);
    },
    "cut off at once": (status) => (request, response) => {
      request.resume();
      response.writeHead(status, { "content-length": "100" }).flushHeaders();
      setTimeout(() => request.socket.destroy(), 20);
    },
    "badly compressed": (status) => (request, response) => {
      request.resume();
      response.writeHead(status, { "content-encoding": "gzip" }).end("half an answer");
    },
    "badly chunked": (status) => (request) => {
      request.resume();
      request.socket.end(`HTTP/1.1 ${status} X\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nhalf`);
    },
  };
  test.for(Object.entries(broken))("an answer that is %s: its status has arrived", async ([, listener]) => {
    const taken = await send(await serve(listener(200)));
    expect([taken.exitCode, taken.out]).toEqual([0, expect.stringContaining("200 OK")]);
    expect(taken.err).toContain("its status has arrived, and so has the event");
    expect(taken.err).not.toContain("Not reached");
    const refused = await send(await serve(listener(401)), ["--yes", "--format", "json"]);
    expect(refused.exitCode).toBe(1);
    expect(JSON.parse(refused.out)).toMatchObject({ outcome: "refused", status: 401 });
    const down = await send(await serve(listener(503)));
    expect([down.exitCode, down.out]).toEqual([1, expect.stringContaining("after 5 tries")]);
    expect(down.err).toContain("its status has arrived.");
  });

  test.for([
    ["gzip", "half an answer"],
    ["deflate", "half an answer"],
    ["br", "abcde"],
  ] as const)("an answer whose compression is damaged says so: %s", async ([encoding, body]) => {
    const taken = await send(
      await serve((request, response) => {
        request.resume();
        response.writeHead(503, { "content-encoding": encoding }).end(body);
      }),
    );
    expect(taken.err).toMatch(/The answer broke off \(its compression is damaged \(\w+\)\)/);
  });

  test("an answer that neither ends nor fails: its status has arrived", async () => {
    // As Node's fetch does with brotli that is none.
    const asked = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => {
      const over = new AbortController();
      setTimeout(() => over.abort(new DOMException("timeout", "TimeoutError")), 300);
      return over.signal;
    });
    onTestFinished(() => asked.mockRestore());
    const delivered = await deliver(
      {
        url: await serve((request) => {
          request.resume();
          request.socket.end("HTTP/1.1 400 X\r\ncontent-encoding: br\r\nconnection: close\r\n\r\nxxxx");
        }),
        authorization: "",
        body: "",
      },
      { fetch, sleep: async () => {}, now: () => new Date() },
    );
    expect(delivered).toMatchObject({ reached: true, status: 400, broken: "it took too long" });
  });

  test("a server that hangs", async () => {
    // The time is asked for and taken as over at once.
    const asked = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => {
      const over = new AbortController();
      setImmediate(() => over.abort(new DOMException("timeout", "TimeoutError")));
      return over.signal;
    });
    onTestFinished(() => asked.mockRestore());
    const delivered = await deliver(
      { url: "https://x.example/", authorization: "", body: "" },
      {
        // As fetch fails when its time is up.
        fetch: (_, init) =>
          new Promise((_resolve, reject) =>
            init!.signal!.addEventListener("abort", () => reject(init!.signal!.reason)),
          ),
        sleep: async () => {},
        now: () => new Date(),
      },
    );
    expect(delivered).toMatchObject({ reached: false, reason: "no response within 10 seconds" });
    expect(asked.mock.calls).toEqual([[10_000]]);
  });

  test("a certificate that nobody has signed", async ({ skip }) => {
    await using fixture = await createFixture();
    const [key, cert] = ["key.pem", "cert.pem"].map((name) => join(fixture.path, name));
    try {
      execFileSync(
        "openssl",
        [
          "req",
          "-x509",
          "-newkey",
          "rsa:2048",
          "-nodes",
          "-days",
          "1",
          "-subj",
          "/CN=localhost",
          "-keyout",
          key!,
          "-out",
          cert!,
        ],
        { stdio: "ignore" },
      );
    } catch {
      skip("no openssl to make a certificate with");
    }
    const server = createTls({ key: readFileSync(key!), cert: readFileSync(cert!) }, answer(200));
    open.push(server as unknown as Server);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    const { exitCode, err } = await send(`https://127.0.0.1:${port}/behavioral/the-secret-key`);
    expect(exitCode).toBe(3);
    expect(err).toMatch(/certificate/);
  });
});

test("the sandbox takes it, and tells a wrong password and a wrong key", async () => {
  const credentials = { key: "the-secret-key", username: "sandbox", password: "pw" };
  const sandbox = new Sandbox({
    ...credentials,
    uuid: randomUUID,
    now: () => new Date("2023-12-06T18:20:45Z"),
  });
  open.push(sandbox);
  const endpoint = `${await sandbox.listen(0)}/behavioral/the-secret-key`;
  const env = { MI_BASIC_AUTH: authorizationOf(credentials) };
  expect((await send(endpoint, ["--yes"], env)).exitCode).toBe(0);
  expect(sandbox.store.events[0]).toMatchObject({ event: "product_viewed", warnings: [] });
  expect((await send(endpoint)).out).toContain("401 Unauthorized");
  expect((await send(endpoint.replace("the-", "another-"), ["--yes"], env)).out).toContain(
    "Behavioral endpoint key not found",
  );
});

describe("whatever an answer says, no secret is shown", () => {
  const [user, password, key] = ["secretuser", "s3cr3tPassw0rd", "Zx9Qk77LmPq2"];
  const encoded = Buffer.from(`${user}:${password}`).toString("base64");
  const says: Readonly<Record<string, string>> = {
    "user and password": `user ${user} with password ${password} is unknown`,
    "the pair": `bad credentials ${user}:${password}`,
    "the header": `Basic ${encoded}`,
    "the key": `Behavioral endpoint key ${key} not found`,
    "the path": `404 for /behavioral/${key}`,
    JSON: JSON.stringify({ a: JSON.stringify({ b: `${user}:${password}`, c: `/behavioral/${key}` }) }),
    "a URL with escapes": encodeURIComponent(`https://x/behavioral/${key}?p=${password}`),
    "escapes of each letter": [...password].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join(""),
    "control characters in it": `${password.slice(0, 5)}\u0000\u001b[1m${password.slice(5)}`,
    "a line break in it": `${key.slice(0, 5)}\n${key.slice(5)}`,
    "nothing visible in it": [...password].join("\u200b"),
    "its end where the answer is cut": `${"x".repeat(1995)}${password}`,
    "its end where no more is read": `${"-".repeat(64 * 1024 - 6)}${password}`,
    capitals: password.toUpperCase(),
  };
  const config = (authorization: string) =>
    readFileSync(join(project, "mi-braze.yaml"), "utf8").replace(/authorization: .*/, authorization);
  const ways: Readonly<Record<string, [string, Record<string, string>]>> = {
    "base64 in one variable": ["authorization: env:MI_BASIC_AUTH", { MI_BASIC_AUTH: encoded }],
    "with its scheme": ["authorization: env:MI_BASIC_AUTH", { MI_BASIC_AUTH: `Basic ${encoded}` }],
    "in two variables": [
      "authorization: {username: env:MI_USER, password: env:MI_PASS}",
      { MI_USER: user!, MI_PASS: password! },
    ],
  };
  const endings = (text: string) => (text.includes(key!) ? ["", "?source=braze", "#x", "/v1", "/"] : [""]);
  test.for(
    Object.entries(ways).flatMap(([name, way]) =>
      Object.entries(says).map((said) => [name, ...said, way] as const),
    ),
  )("%s: %s", async ([, , text, [authorization, env]]) => {
    await using fixture = await createFixture({
      "mi-braze.yaml": config(authorization),
      "u.json": readFileSync(join(project, userFile)),
    });
    const endpoint = (await serve(answer(401, text))).replace("the-secret-key", key!);
    for (const [at, ending] of endings(text).entries())
      for (const format of sized([["text", "json"][at % 2]!], ["text", "json"])) {
        const host = testHost({
          cwd: fixture.path,
          env: { ...env, MI_ENDPOINT_URL: endpoint + ending },
          fetch: globalThis.fetch,
        });
        await main(["send", "--user", "u.json", "--yes", "--format", format], host);
        const printed = host.out() + host.err();
        expect(printed).toContain("401");
        for (const secret of [user, password, key, encoded.slice(0, -2), password!.toUpperCase()])
          expect(printed.replace(/[\u200b]|\\u200b/g, "")).not.toContain(secret);
        if (format === "json") JSON.parse(host.out());
      }
  });
});

describe("a variable that no header can hold", () => {
  const withUser = readFileSync(join(project, "mi-braze.yaml"), "utf8").replace(
    /authorization: .*/,
    "authorization: {username: env:MI_USER, password: env:MI_PASS}",
  );
  test.for([
    ["MI_BASIC_AUTH", "Привет", "MI_BASIC_AUTH holds U+041F"],
    ["MI_BASIC_AUTH", "abc\u{1f600}def", "MI_BASIC_AUTH holds U+1F600"],
    ["MI_BASIC_AUTH", "abcdef ghijkl", "another scheme than Basic"],
    ["MI_BASIC_AUTH", "Basic abc def", "MI_BASIC_AUTH holds U+0020"],
    ["MI_BASIC_AUTH", "Bearer abcdefgh", "another scheme than Basic"],
    ["MI_BASIC_AUTH", "a\nb", "a line break"],
    ["MI_USER", "acme:user", "MI_USER holds a colon"],
  ] as const)("%s: %j", async ([name, value, words]) => {
    await using fixture = await createFixture({
      "mi-braze.yaml": name === "MI_USER" ? withUser : readFileSync(join(project, "mi-braze.yaml"), "utf8"),
      "u.json": readFileSync(join(project, userFile)),
    });
    const host = testHost({
      cwd: fixture.path,
      env: { MI_ENDPOINT_URL: "http://127.0.0.1:1/behavioral/x", MI_PASS: "p", [name]: value },
    });
    expect(await main(["send", "--user", "u.json", "--yes"], host)).toBe(1);
    expect(host.err()).toContain(words);
    expect(host.err()).not.toContain(value);
  });
});

test.for(["\x04", "\x03", "\x1b", "\r", "n"])("%j at the question sends nothing", async (keys) => {
  const host = testHost({
    cwd: project,
    tty: true,
    env: { MI_BASIC_AUTH: secret, MI_ENDPOINT_URL: "http://127.0.0.1:1/behavioral/the-secret-key" },
  });
  const ended = main(["send", "--user", user], host);
  await vi.waitUntil(() => host.screen().includes("Send it"));
  host.press(keys);
  expect(await ended).toBe(1);
  expect(host.err()).toContain("Not sent.");
});

test("the end of the input at the question sends nothing", async () => {
  const host = testHost({
    cwd: project,
    tty: true,
    env: { MI_BASIC_AUTH: secret, MI_ENDPOINT_URL: "http://127.0.0.1:1/behavioral/the-secret-key" },
  });
  const ended = main(["send", "--user", user], host);
  await vi.waitUntil(() => host.screen().includes("Send it"));
  (host.terminal!.input as PassThrough).end();
  expect(await ended).toBe(1);
});
