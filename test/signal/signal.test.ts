import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createFixture, type FsFixture } from "fs-fixture";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/read/read.js";
import { main } from "../../src/main.js";
import { catalogue } from "../../src/rules/registry.js";
import { testHost } from "../support/host.js";

const example = new URL("../../examples/signal/", import.meta.url);
const exampleConfig = readFileSync(new URL("mi-braze.yaml", example), "utf8");

interface LocalSignal {
  readonly url: string;
  readonly installed: { name: string; config: Record<string, string> }[];
  readonly requests: string[];
  close(): void;
}
type Start = (options?: object) => Promise<LocalSignal>;
const { startSignal, tokens } = (await import(new URL("server.js", example).href)) as {
  startSignal: Start;
  tokens: Record<"admin" | "viewer" | "expired", string>;
};

const apiKey = "mi_the_secret_key_0123";
const installPath = "POST /v1/admin/integration-catalog/movable_ink_customer_data/install";

let folder: FsFixture;
const open: { close(): unknown }[] = [];
beforeEach(async () => {
  folder = await createFixture({ "mi-braze.yaml": exampleConfig });
});
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await folder.rm();
});

async function signal(options?: object): Promise<LocalSignal> {
  const server = await startSignal(options);
  open.push(server);
  return server;
}

/** A server that is not Signal, or not well. */
async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  open.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const refusal = (code: string, message = "No.") => JSON.stringify({ error: { code, message } });

interface RunOptions {
  readonly token?: string | undefined;
  readonly key?: string | undefined;
  readonly config?: string;
}

async function run(
  baseUrl: string,
  args: readonly string[],
  { token = tokens.admin, key = apiKey, config = exampleConfig }: RunOptions = {},
) {
  await folder.writeFile("mi-braze.yaml", config.replace("http://localhost:8084", baseUrl));
  const host = testHost({
    cwd: folder.path,
    env: { SIGNAL_TOKEN: token || undefined, MI_API_KEY: key || undefined },
    fetch: globalThis.fetch,
  });
  const exitCode = await main(["signal", ...args], host);
  const printed = host.out() + host.err();
  for (const secret of [token, key]) if (secret) expect(printed).not.toContain(secret);
  return { exitCode, out: host.out(), err: host.err(), printed, slept: host.slept };
}

describe("the whole way", () => {
  test.each(["", "/", "/v1/admin", "/v1/admin/", "/api/v1/admin"])(
    'generate, install, check with base_url ending in "%s"',
    async (path) => {
      const server = await signal();
      const url = `${server.url}${path}`;
      expect(await run(url, ["generate"])).toMatchObject({ exitCode: 0 });
      expect(await run(url, ["generate", "--check"])).toMatchObject({ exitCode: 0 });
      expect(await run(url, ["check"])).toMatchObject({
        exitCode: 1,
        err: expect.stringContaining("is not installed"),
      });
      expect(await run(url, ["install", "--yes"])).toMatchObject({
        exitCode: 0,
        err: expect.stringContaining("Installed (201)"),
      });
      expect(server.installed).toEqual([
        {
          id: "1",
          catalog_key: "movable_ink_customer_data",
          revision: 1,
          name: "Movable Ink",
          variant: "default",
          config: { api_key: apiKey, company_id: "12345", feed_id: "feed-12345" },
          delivery_mode: "server_side",
        },
      ]);
      const checked = await run(url, ["check", "--format", "json"]);
      expect([checked.exitCode, JSON.parse(checked.out)]).toEqual([
        0,
        { installed: true, same: true, differences: [] },
      ]);
    },
  );

  test("what is installed otherwise is said, part by part", async () => {
    const server = await signal();
    await run(server.url, ["install", "--yes"]);
    const config = exampleConfig.replace("feed_id: feed-12345", "feed_id: feed-9").replace('"12345"', "777");
    const { exitCode, err } = await run(server.url, ["check"], { config });
    expect(exitCode).toBe(1);
    expect(err).toContain('feed_id is "feed-12345", the config has "feed-9"');
    expect(err).toContain('company_id is "12345", the config has "777"');
  });

  test("the script installs it too, with both secrets from the environment", async () => {
    const server = await signal();
    await run(server.url, ["generate"]);
    const sh = (env: Record<string, string>) =>
      new Promise<{ code: number; printed: string }>((done) =>
        execFile(
          "sh",
          [folder.getPath("webhooks/signal/install.sh")],
          { env: { PATH: process.env.PATH, ...env } },
          (error, out, err) => done({ code: error ? Number(error.code) : 0, printed: out + err }),
        ),
      );
    const first = await sh({ SIGNAL_TOKEN: tokens.admin, MI_API_KEY: apiKey });
    expect([first.code, JSON.parse(first.printed).data.config.api_key]).toEqual([0, "***"]);
    expect(server.installed[0]!.config).toEqual({
      api_key: apiKey,
      company_id: "12345",
      feed_id: "feed-12345",
    });
    const again = await sh({ SIGNAL_TOKEN: tokens.admin, MI_API_KEY: apiKey });
    expect([again.code, again.printed]).toEqual([22, expect.stringContaining('"CONFLICT"')]);
    for (const env of [{}, { SIGNAL_TOKEN: "t" }, { SIGNAL_TOKEN: 'a"b', MI_API_KEY: "k" }] as Record<
      string,
      string
    >[])
      expect((await sh(env)).code).toBe(2);
    expect(server.installed).toHaveLength(1);
  });

  test("the script carries a name that shell, JSON and curl would each read otherwise", async () => {
    const server = await signal();
    const name = `It's "Movable" \\ Ink $HOME \`id\` %s`;
    const config = exampleConfig.replace("name: Movable Ink", `name: ${JSON.stringify(name)}`);
    await run(server.url, ["generate"], { config });
    await new Promise((done) =>
      execFile(
        "sh",
        [folder.getPath("webhooks/signal/install.sh")],
        { env: { PATH: process.env.PATH, SIGNAL_TOKEN: tokens.admin, MI_API_KEY: apiKey } },
        done,
      ),
    );
    expect(server.installed[0]?.name).toBe(name);
  });
});

describe("nothing is installed", () => {
  test("with --dry-run, which asks nobody and needs no secret", async () => {
    const server = await signal();
    const { exitCode, out, err } = await run(server.url, ["install", "--dry-run"], { token: "", key: "" });
    expect([exitCode, server.requests]).toEqual([0, []]);
    expect(out).toContain(
      `POST ${server.url}/v1/admin/integration-catalog/movable_ink_customer_data/install`,
    );
    expect(out).toContain('"api_key": "<MI_API_KEY>"');
    expect(err).toContain("Not sent");
  });

  test("without a terminal and without --yes", async () => {
    const server = await signal();
    const { exitCode, err } = await run(server.url, ["install"]);
    expect([exitCode, server.installed]).toEqual([1, []]);
    expect(err).toContain("--yes");
    expect(server.requests).not.toContain(installPath);
  });

  test("twice", async () => {
    const server = await signal();
    await run(server.url, ["install", "--yes"]);
    const { exitCode, err } = await run(server.url, ["install", "--yes"]);
    expect([exitCode, server.installed.length]).toEqual([1, 1]);
    expect(err).toContain('there is one already, called "Movable Ink"');
    expect(server.requests.filter((one) => one === installPath)).toHaveLength(1);
  });

  test("under another name beside what is there", async () => {
    const server = await signal();
    await run(server.url, ["install", "--yes"]);
    const config = exampleConfig.replace("name: Movable Ink", "name: Second");
    expect((await run(server.url, ["install", "--yes"], { config })).exitCode).toBe(1);
    expect(server.installed).toHaveLength(1);
  });

  test("twice where Signal does not list what is installed: 409", async () => {
    const server = await signal({ listing: false });
    const first = await run(server.url, ["install", "--yes"]);
    expect([first.exitCode, first.err]).toEqual([0, expect.stringContaining("does not list")]);
    const { exitCode, err } = await run(server.url, ["install", "--yes"]);
    expect([exitCode, server.installed.length]).toEqual([1, 1]);
    expect(err).toContain("409 Conflict: CONFLICT There is an integration called Movable Ink already.");
  });

  test("where the catalog asks for more, or has no such variant", async () => {
    const catalog = {
      key: "movable_ink_customer_data",
      config_fields: [{ key: "region", label: "Region", type: "string", required: true }],
      variants: [{ key: "retail", name: "Retail" }],
    };
    const server = await signal({ catalog });
    const { exitCode, err } = await run(server.url, ["install", "--yes"]);
    expect([exitCode, server.installed]).toEqual([1, []]);
    expect(err).toContain('the catalog requires "region" (Region)');
    expect(err).toContain('no variant "default"; it has retail');
  });

  test.each([
    ["SIGNAL_TOKEN is not set", { token: "" }],
    ["MI_API_KEY is not set", { key: "" }],
    ["SIGNAL_TOKEN holds white space", { token: "two words" }],
    ["MI_API_KEY holds white space", { key: "a\nb" }],
    ["SIGNAL_TOKEN holds quotes around its value", { token: "'token'" }],
  ])("where %s", async (words, options) => {
    const server = await signal();
    const { exitCode, err } = await run(server.url, ["install", "--yes"], options);
    expect([exitCode, err, server.installed]).toEqual([1, expect.stringContaining(words), []]);
  });
});

describe("each refusal says what to do", () => {
  test.each([
    ["an expired token", () => tokens.expired, "valid for 15 minutes", "expired_token"],
    ["a wrong token", () => "nobody", "Get a new token from the cluster", "invalid_token"],
  ])("%s", async (_name, token, words, page) => {
    const server = await signal();
    for (const args of [["install", "--yes"], ["check"]]) {
      const { exitCode, err } = await run(server.url, args, { token: token() });
      expect([exitCode, err]).toEqual([1, expect.stringContaining(words)]);
      expect(err).toContain(`mi-braze explain ${page}`);
    }
  });

  test("a token without the right", async () => {
    const server = await signal();
    const { exitCode, err } = await run(server.url, ["install", "--yes"], { token: tokens.viewer });
    expect([exitCode, err]).toEqual([1, expect.stringContaining("403 Forbidden: FORBIDDEN")]);
    expect(err).toContain("Ask a Signal administrator");
  });

  test.each([
    [400, refusal("BAD_REQUEST"), "mi-braze explain signal-400"],
    [401, refusal("ACCOUNT_LOCKED"), "The account is locked"],
    [422, refusal("VALIDATION_ERROR", "feed_id is unknown"), "feed_id is unknown"],
    [500, refusal("INTERNAL"), "signal check before you install again"],
    [503, "<html>down</html>", "signal check before you install again"],
    [418, "", "An undocumented response"],
    [404, "<html>nginx</html>", "mi-braze explain signal-wrong-host"],
    [200, "<html>Welcome</html>", "mi-braze explain signal-wrong-host"],
    [302, "", "sent only to the address in the config"],
  ])("%i %s", async (status, body, words) => {
    let keySent = false;
    const url = await serve((request, response) => {
      request.on("data", (chunk) => (keySent ||= String(chunk).includes(apiKey)));
      request.on("end", () => {
        response.writeHead(status, { Location: "http://127.0.0.1:1/elsewhere" }).end(body);
      });
    });
    for (const args of [["install", "--yes"], ["check"]]) {
      const { exitCode, err } = await run(url, args);
      expect([exitCode, err]).toEqual([1, expect.stringContaining(words)]);
    }
    // Only a server that answers as Signal does is told the API key.
    expect(keySent).toBe(false);
  });

  test("429 is waited for as long as it asks, and said", async () => {
    let time = 0;
    const server = await signal({ clock: () => time });
    for (let asked = 0; asked < 100; asked++)
      await fetch(`${server.url}/v1/admin/integrations`, {
        headers: { Authorization: `Bearer ${tokens.admin}` },
      });
    await folder.writeFile("mi-braze.yaml", exampleConfig.replace("http://localhost:8084", server.url));
    const host = testHost({
      cwd: folder.path,
      env: { SIGNAL_TOKEN: tokens.admin, MI_API_KEY: apiKey },
      fetch: globalThis.fetch,
    });
    const slept: number[] = [];
    const waits = {
      ...host,
      sleep: async (milliseconds: number) => {
        slept.push(milliseconds);
        time += milliseconds;
      },
    };
    expect(await main(["signal", "install", "--yes"], waits)).toBe(0);
    expect([slept, server.installed.length]).toEqual([[60_000], 1]);
    expect(host.err()).toContain("trying again in 60 s");
  });

  test.each(["0", "-5", "later", "3", "100000"])("429 for ever, Retry-After: %s, ends", async (after) => {
    let asked = 0;
    const url = await serve((_request, response) => {
      asked++;
      response.writeHead(429, { "Retry-After": after }).end(refusal("RATE_LIMITED"));
    });
    const { exitCode, err, slept } = await run(url, ["check"]);
    expect([exitCode, err]).toEqual([1, expect.stringContaining("More than 100 requests a minute")]);
    expect(slept.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(60_000);
    expect(asked).toBeLessThanOrEqual(61);
  });
});

/** What the management API answers before anything is installed. */
const getAnswer = ({ url }: { url?: string | undefined }) =>
  url?.endsWith("/integrations")
    ? "[]"
    : '{"key": "movable_ink_customer_data", "config_fields": [], "variants": []}';

describe("whoever is not Signal is told no API key", () => {
  const noSuch = JSON.stringify({ error: { message: "x" } });
  test.each([
    ["an empty list", [200, "[]"], [200, "[]"]],
    ["an empty object", [200, "{}"], [200, "{}"]],
    ["an object with other members", [200, '{"ok": true}'], [200, '{"items": []}']],
    ["an error without a code", [404, noSuch], [404, noSuch]],
    ["no such address, twice", [404, refusal("NOT_FOUND")], [404, refusal("NOT_FOUND")]],
    ["no catalog, and an empty list", [404, refusal("NOT_FOUND")], [200, "[]"]],
    ["a list of things without names", [404, refusal("NOT_FOUND")], [200, "[1, {}]"]],
    ["an entry under another key", [200, '{"key": "segment"}'], [200, "[]"]],
  ] as const)("%s", async (_name, entry, list) => {
    const posts: string[] = [];
    const url = await serve((request, response) => {
      if (request.method === "POST") posts.push(request.url ?? "");
      const [status, body] = request.url?.endsWith("/integrations") ? list : entry;
      response.writeHead(status).end(body);
    });
    const { exitCode, err } = await run(url, ["install", "--yes"]);
    expect([exitCode, posts]).toEqual([1, []]);
    expect(err).toContain("mi-braze explain signal-wrong-host");
  });

  test("but one that lists other integrations is Signal, also without a catalog", async () => {
    const url = await serve((request, response) => {
      if (request.method === "POST") return void response.writeHead(201).end("{}");
      const isList = request.url?.endsWith("/integrations");
      response.writeHead(isList ? 200 : 404).end(isList ? '[{"name": "Segment"}]' : refusal("NOT_FOUND"));
    });
    expect((await run(url, ["install", "--yes"])).exitCode).toBe(0);
  });
});

test.each([
  ["a page", 200, "<html>Welcome</html>", 1, "not known whether"],
  ["no such address, as a page", 404, "<html>nginx</html>", 1, "not known whether"],
  ["half of it", 201, "half", 0, "Installed (201)"],
] as const)("an install that is answered by %s", async (_name, status, body, code, words) => {
  const url = await serve((request, response) => {
    request.resume();
    if (request.method === "GET") return void response.end(getAnswer(request));
    response.writeHead(status, body === "half" ? { "content-length": "100" } : {});
    if (body !== "half") return void response.end(body);
    response.write(body);
    setTimeout(() => request.socket.destroy(), 20);
  });
  const { exitCode, err } = await run(url, ["install", "--yes"]);
  expect([exitCode, err]).toEqual([code, expect.stringContaining(words)]);
  expect(err).not.toContain("No API key is sent");
});

test("a server that says the token or the key is not repeated", async () => {
  const said = `${tokens.admin} ${apiKey}`;
  const names = JSON.stringify([
    { name: "Movable Ink", variant: said, config: { company_id: said, feed_id: said } },
  ]);
  const fields = JSON.stringify({
    key: "movable_ink_customer_data",
    config_fields: [{ key: said, label: said, required: true }],
    variants: [{ key: said }],
  });
  const url = await serve((request, response) =>
    response.end(request.url?.endsWith("/integrations") ? names : fields),
  );
  for (const args of [["check"], ["check", "--format", "json"], ["install", "--yes"]]) {
    const { out, err } = await run(url, args);
    for (const one of [tokens.admin, apiKey]) expect(out + err).not.toContain(one);
    expect(out + err).toContain("***");
  }
});

test("install.sh cannot mix up token and key, whatever their variables are called", async () => {
  for (const [token, key] of [
    ["secret", "other"],
    ["one", "secret"],
    ["check", "_"],
    ["i", "name"],
  ] as const) {
    const server = await signal();
    const config = exampleConfig
      .replace("env:SIGNAL_TOKEN", `env:${token}`)
      .replace("env:MI_API_KEY", `env:${key}`);
    await run(server.url, ["generate"], { config });
    await new Promise((done) =>
      execFile(
        "sh",
        [folder.getPath("webhooks/signal/install.sh")],
        { env: { PATH: process.env.PATH, [token]: tokens.admin, [key]: apiKey } },
        done,
      ),
    );
    if (key !== "_") expect(server.installed[0]?.config.api_key).toBe(apiKey);
  }
});

test.each(["\\0", "\\u0000", "\\x1b[1m", "\\x7f", "\\x9b"])("a name with %s is refused", async (control) => {
  const server = await signal();
  const config = exampleConfig.replace("name: Movable Ink", `name: "a${control}b"`);
  const { exitCode, err } = await run(server.url, ["generate"], { config });
  expect([exitCode, err]).toEqual([1, expect.stringContaining("control character")]);
});

describe("no answer", () => {
  test("a wrong host", async () => {
    const config = exampleConfig.replace("http://localhost:8084", "https://signal.invalid");
    const { exitCode, err } = await run("", ["check"], { config });
    expect([exitCode, err]).toEqual([3, expect.stringMatching(/Not reached: .*(ENOTFOUND|EAI_AGAIN)/)]);
    expect(err).toContain("mi-braze explain signal-wrong-host");
  });

  test("nothing listens", async () => {
    const { exitCode, err } = await run("http://127.0.0.1:1", ["install", "--yes"]);
    expect([exitCode, err]).toEqual([3, expect.stringContaining("Not reached")]);
  });

  test("a connection that is cut while it installs: asked once, and said that it may have been installed", async () => {
    let posts = 0;
    const url = await serve((request, response) => {
      if (request.method === "GET") return void response.end(getAnswer(request));
      posts++;
      request.socket.destroy();
    });
    const { exitCode, err } = await run(url, ["install", "--yes"]);
    expect([exitCode, posts]).toEqual([3, 1]);
    expect(err).toContain("It may have been installed all the same");
    // It has been sent.
    expect(err).not.toContain("No API key is sent");
    expect(err).toContain("sent, with the API key");
  });

  test("a time-out", async () => {
    const config = exampleConfig;
    await folder.writeFile("mi-braze.yaml", config);
    const host = testHost({
      cwd: folder.path,
      env: { SIGNAL_TOKEN: tokens.admin, MI_API_KEY: apiKey },
      // Fifteen seconds that a test need not wait for: the signal ends as the real one does.
      fetch: async (_url, init) => {
        Object.defineProperty(init!.signal!, "aborted", { value: true });
        throw init!.signal!.reason ?? new DOMException("The operation timed out", "TimeoutError");
      },
    });
    expect(await main(["signal", "check"], host)).toBe(3);
    expect(host.err()).toContain("no response within 15 seconds");
    expect(host.err()).toContain("mi-braze explain signal-timeout");
  });

  test("an answer without end, and one that echoes the secrets with escape codes", async () => {
    const endless = await serve((_request, response) => {
      const write = () => {
        while (response.write("x".repeat(65_536)));
        response.once("drain", write);
      };
      write();
    });
    expect((await run(endless, ["check"])).exitCode).toBe(1);
    const echo = await serve((request, response) => {
      response
        .writeHead(400)
        .end(refusal("E", `\u001b[2J${request.headers.authorization} ${"y".repeat(9000)}`));
    });
    const { err } = await run(echo, ["check"]);
    expect(err).toContain("Bearer ***");
    expect(err).not.toContain("\u001b[2J");
    expect(err.length).toBeLessThan(4000);
  });
});

describe("the sample", () => {
  const check = async (sample: unknown, config = exampleConfig) => {
    const text = typeof sample === "string" ? sample : JSON.stringify(sample);
    await folder.writeFile("sample.json", text);
    return run("http://localhost:8084", ["check", "--sample", "sample.json"], { config, token: "", key: "" });
  };

  test("the example's fits", async () => {
    expect((await check(readFileSync(new URL("sample.json", example), "utf8"))).exitCode).toBe(0);
  });

  test.each([
    ["a flat object", { id: "1", price: "2.5" }, '"price" is "2.5"; the schema has number'],
    ["an attribute that is not there", { colour: "red" }, '"colour" is not in the schema'],
    [
      "a /users/track body",
      { events: [{ name: "home", properties: { section: 7 } }] },
      '"section" is 7; the schema has string',
    ],
    ["a fixture", { event: { name: "home", properties: { scroll_depth: true } } }, '"scroll_depth" is true'],
    ["an integer with a fraction", { points: 1.5 }, '"points" is 1.5; the schema has integer'],
    ["a relative URL", { url: "/p/1" }, '"url" is "/p/1"; the schema has url'],
  ])("%s", async (_name, sample, words) => {
    const { exitCode, err } = await check(sample);
    expect([exitCode, err]).toEqual([1, expect.stringContaining(words)]);
    expect(err).toContain("MI101");
  });

  test("null and what is absent fit", async () => {
    expect((await check({ price: null })).exitCode).toBe(0);
    expect((await check({})).exitCode).toBe(0);
  });

  test.each([
    ["nothing", ""],
    ["half of it", '{"id": '],
    ["a list", "[]"],
  ])("no JSON object: %s", async (_name, text) => {
    const { exitCode, err } = await check(text);
    expect([exitCode, err]).toEqual([1, expect.stringContaining("the sample is no")]);
  });

  test("a file that is not text", async () => {
    const { exitCode, err } = await check("\0");
    expect([exitCode, err]).toEqual([3, expect.stringContaining("NUL byte")]);
  });

  test("a file that is not there", async () => {
    const { exitCode } = await run("http://localhost:8084", ["check", "--sample", "none.json"]);
    expect(exitCode).toBe(3);
  });
});

describe("generate", () => {
  test("the files, without a secret; then nothing changes; then --check sees an edit", async () => {
    const first = await run("https://signal.example.com", ["generate"]);
    expect(first.out.trim().split("\n")).toEqual(
      [
        "install.json",
        "install.sh",
        "mapping.md",
        "checklist.md",
        "feed-schema.md",
        "feed-schema.csv",
        "manifest.json",
      ].map((name) => `+ webhooks/signal/${name}`),
    );
    const texts: Record<string, string> = {};
    for (const name of ["install.json", "mapping.md", "checklist.md", "feed-schema.md", "feed-schema.csv"])
      texts[name] = await folder.readFile(`webhooks/signal/${name}`, "utf8");
    expect(JSON.parse(texts["install.json"]!)).toEqual({
      name: "Movable Ink",
      variant: "default",
      config: { api_key: "<MI_API_KEY>", company_id: "12345", feed_id: "feed-12345" },
      delivery_mode: "server_side",
    });
    expect(texts["mapping.md"]).toContain('Call: `page("home", properties)`');
    expect(texts["mapping.md"]).toContain("identify(userId, traits)");
    expect(texts["mapping.md"]).toContain("| `scroll_depth` | number |  |");
    expect(texts["feed-schema.csv"]).toContain('"points","integer","identify"\r\n');
    for (const words of [
      "Account Settings",
      "Integration Library",
      "Live Events",
      "401",
      "404",
      "400",
      "not linked",
    ])
      expect(texts["checklist.md"]).toContain(words);

    expect((await run("https://signal.example.com", ["generate"])).out).toBe("");
    await folder.writeFile("webhooks/signal/mapping.md", "edited");
    const checked = await run("https://signal.example.com", ["generate", "--check"]);
    expect([checked.exitCode, checked.err]).toEqual([
      1,
      expect.stringContaining("webhooks/signal/mapping.md was edited by hand since it was generated"),
    ]);
    expect(await folder.readFile("webhooks/signal/mapping.md", "utf8")).toBe("edited");
  });

  test("somebody's own file of the same name is named, and written over with --force alone", async () => {
    await folder.mkdir("webhooks/signal");
    await folder.writeFile("webhooks/signal/install.sh", "our own");
    const refused = await run("https://signal.example.com", ["generate"]);
    expect([refused.exitCode, refused.err]).toEqual([
      3,
      expect.stringMatching(
        /webhooks\/signal\/install\.sh is there already, and mi-braze signal generate did not make it[\s\S]+--force/,
      ),
    ]);
    expect(await folder.exists("webhooks/signal/install.json")).toBe(false);
    expect(await folder.readFile("webhooks/signal/install.sh", "utf8")).toBe("our own");
    expect((await run("https://signal.example.com", ["generate", "--force"])).exitCode).toBe(0);
    expect(await folder.readFile("webhooks/signal/install.sh", "utf8")).toContain("curl --config");
    expect((await run("https://signal.example.com", ["generate", "--check"])).exitCode).toBe(0);
  });

  test("one attribute with two types is an error, in lint too", async () => {
    const config = exampleConfig.replace("section: string", "price: string");
    const { exitCode, err } = await run("https://signal.example.com", ["generate"], { config });
    expect([exitCode, err]).toEqual([
      1,
      expect.stringContaining('"price" is string in "home", and number in "product_viewed"'),
    ]);
    const host = testHost({ cwd: folder.path });
    expect([await main(["lint"], host), host.err() + host.out()]).toEqual([
      1,
      expect.stringContaining("MI102"),
    ]);
  });

  test.each([
    [
      "of a product and of an order",
      "event: order_completed\n    targets: [signal]\n    properties: {id: string}",
    ],
    [
      "by the names they are read from",
      "event: cart_left\n    targets: [signal]\n    properties: {id: {type: string, from: event_property.cart_id}}",
    ],
  ])("one attribute for two ids is a warning: %s", async (_what, campaign) => {
    const config = `${exampleConfig}\n  - ${campaign.replace("event:", "id: other\n    event:")}\n`;
    await run("https://signal.example.com", ["generate"], { config });
    const host = testHost({ cwd: folder.path });
    expect([await main(["lint"], host), host.err() + host.out()]).toEqual([
      0,
      expect.stringMatching(/"id" is the (order|cart)_id of "other", and the product_id of "product_viewed"/),
    ]);
  });

  test("beside webhooks: neither command touches the other's files", async () => {
    const config = `${exampleConfig.replace("targets: [signal]", "trigger: {custom_event: Product Viewed}\n    targets: [braze, signal]")}\nmovable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}\n`;
    await run("https://signal.example.com", ["generate"], { config });
    const host = testHost({ cwd: folder.path });
    expect([await main(["generate"], host), host.err()]).toEqual([0, expect.any(String)]);
    expect(await folder.exists("webhooks/product_viewed/body.liquid")).toBe(true);
    expect(await folder.exists("webhooks/order_completed")).toBe(false);
    expect((await run("https://signal.example.com", ["generate", "--check"], { config })).exitCode).toBe(0);
    expect(await main(["generate", "--check"], testHost({ cwd: folder.path }))).toBe(0);
  });
});

test.each([
  "generate",
  "verify",
  "mapping",
  "preview --user f.json",
  "simulate e.json",
  "send --user f.json",
])("%s with nothing for Braze names the command that serves Signal", async (command) => {
  await folder.writeFile("f.json", '{"user": {"external_id": "u-1"}}');
  const host = testHost({ cwd: folder.path });
  expect(await main(command.split(" "), host)).toBe(1);
  expect(host.err()).toContain("mi-braze signal generate");
});

test("the config that docs/signal.md shows has no findings", () => {
  const page = readFileSync(new URL("../../docs/signal.md", import.meta.url), "utf8");
  const [, yaml = ""] = /```yaml\n(.*?)```/s.exec(page)!;
  const text = `version: 1\nidentity: {audience: known, user_id: external_id}\n${yaml}`;
  const { config, diagnostics } = readConfig({ name: "mi-braze.yaml", text }, "/mi-braze.yaml", catalogue);
  expect([diagnostics, config?.campaigns.map(({ type }) => type)]).toEqual([[], ["track", "page"]]);
});
