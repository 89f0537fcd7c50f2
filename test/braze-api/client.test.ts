import { readFile } from "node:fs/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { brazeApiPages, pageOf } from "../../src/braze-api/answers.js";
import { calls } from "../../src/braze-api/calls.js";
import { ApiFailure, BrazeClient, type ClientOptions } from "../../src/braze-api/client.js";
import { behaviour, brazeServer, FakeWorkspace } from "../support/braze-server.js";
import { sized } from "../support/depth.js";

async function workspace(options: ClientOptions = {}) {
  const there = new FakeWorkspace();
  const server = await brazeServer(there);
  onTestFinished(() => server.close());
  const host = server.host({ cwd: "/" });
  const client = new BrazeClient({ origin: server.origin, key: there.key }, host, options);
  const names = async (call: keyof typeof calls, list: string) => {
    const pages =
      call === "listBlocks"
        ? client.offsets(calls[call], 1000)
        : call === "listAttributes"
          ? client.cursors(calls[call])
          : client.pages(calls[call], 100);
    const found: string[] = [];
    for await (const page of pages) found.push(...(page[list] as { name: string }[]).map(({ name }) => name));
    return found;
  };
  const failure = async (call: (typeof calls)[keyof typeof calls], body?: object): Promise<ApiFailure> => {
    const error = await client.ask(call, body === undefined ? {} : { body }).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(ApiFailure);
    return error as ApiFailure;
  };
  return { there, host, client, names, failure };
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);

describe("pages", () => {
  test("of blocks, campaigns and attributes come whole, over connections that are kept", async () => {
    const { there, names } = await workspace();
    const count = sized(1000, 2500);
    for (const name of numbered(count)) there.put({ name, content: "x" });
    there.campaigns = numbered(500).map((name) => ({
      id: name,
      name,
      last_edited: "",
      tags: [],
      details: {},
    }));
    there.attributes = numbered(120).map((name) => ({ name, data_type: "String" }));
    expect(await names("listBlocks", "content_blocks")).toEqual(numbered(count));
    expect(await names("listCampaigns", "campaigns")).toEqual(numbered(500));
    expect(await names("listAttributes", "attributes")).toEqual(numbered(120));
    expect(there.sockets).toBeLessThan(there.asked.length / 3);
  });
});

describe("what comes and goes", () => {
  test.for([500, 503, "lost", "unanswered"] as const)(
    "a call that reads is tried again after %s",
    async (fate) => {
      const { there, client, host } = await workspace();
      there.fate = (number) => (number <= 2 ? fate : undefined);
      expect(await client.ask(calls.listBlocks)).toMatchObject({ message: "success" });
      const [first, second] = host.slept;
      expect(first).toBeGreaterThanOrEqual(500);
      expect(first).toBeLessThanOrEqual(1000);
      expect(second).toBeGreaterThanOrEqual(1000);
      expect(second).toBeLessThanOrEqual(2000);
    },
  );

  test("ends after so many tries", async () => {
    const { there, failure } = await workspace();
    there.fate = () => 503;
    const { trouble, tries } = await failure(calls.listBlocks);
    expect(trouble).toMatchObject({ kind: "refused", status: 503 });
    expect([tries, there.asked.length]).toEqual([6, 6]);
    expect(pageOf(trouble).id).toBe("braze-api-500");
  });

  test.for([500, "lost", "unanswered"] as const)(
    "a block is not created a second time after %s",
    async (fate) => {
      const { there, failure } = await workspace();
      there.fate = () => fate;
      const failed = await failure(calls.createBlock, { name: "a", content: "x" });
      expect([failed.isUnclear, there.asked.length]).toEqual([true, 1]);
    },
  );

  test("no answer in time is told as such", async () => {
    const { client } = await workspace({ timeout: 50 });
    const deaf = new BrazeClient(
      client.workspace,
      {
        fetch: (_url, init) =>
          new Promise((_resolve, reject) => {
            init!.signal!.addEventListener("abort", () => reject(init!.signal!.reason));
          }),
        now: () => new Date(0),
        sleep: async () => {},
        uuid: () => "80000000",
      },
      { timeout: 20 },
    );
    const error = (await deaf.ask(calls.listBlocks).catch((one: unknown) => one)) as ApiFailure;
    expect(error.trouble).toEqual({
      kind: "unreached",
      reason: "no response within 0.02 seconds",
      timedOut: true,
    });
  });

  test("no redirect is followed with the key", async () => {
    const asked: string[] = [];
    const client = new BrazeClient(
      { origin: "https://rest.example", key: "k" },
      {
        fetch: async (url, init) => {
          asked.push(String(url));
          expect(init!.redirect).toBe("manual");
          return new Response(null, { status: 302, headers: { Location: "https://elsewhere.example" } });
        },
        now: () => new Date(0),
        sleep: async () => {},
        uuid: () => "00000000",
      },
    );
    const error = (await client.ask(calls.listBlocks).catch((one: unknown) => one)) as ApiFailure;
    expect([error.trouble, asked.length]).toEqual([{ kind: "redirect", status: 302 }, 1]);
  });
});

describe("the rate limit", () => {
  test("is waited for before it is passed", async () => {
    const said: string[] = [];
    const { there, client, host } = await workspace({
      waiting: (seconds, why) => said.push(`${seconds} s: ${why}`),
    });
    there.hourly = 3;
    there.now = Date.parse("2024-05-14T09:58:00Z");
    for (let call = 0; call < 5; call++) await client.ask(calls.listBlocks);
    expect(there.asked).toHaveLength(5);
    expect(host.slept).toEqual([120_000]);
    expect(said).toEqual(["120 s: the rate limit is used up"]);
  });

  test("that is reset too late ends the call, and says when", async () => {
    const { there, client, failure } = await workspace();
    there.hourly = 1;
    await client.ask(calls.listBlocks);
    const { trouble } = await failure(calls.listBlocks);
    expect(trouble).toMatchObject({ kind: "refused", status: 429, again: new Date("2024-05-14T10:00:00Z") });
    expect(there.asked).toHaveLength(1);
  });

  test("that others have used up is waited for as Retry-After says", async () => {
    const slept: number[] = [];
    let now = 0;
    const answers = [
      new Response("{}", { status: 429, headers: { "Retry-After": "7" } }),
      new Response("{}", { status: 429, headers: { "retry-after": new Date(20_000).toUTCString() } }),
      new Response('{"message": "success"}'),
    ];
    const client = new BrazeClient(
      { origin: "https://rest.example", key: "k" },
      {
        fetch: async () => answers.shift()!,
        now: () => new Date(now),
        sleep: async (milliseconds) => {
          slept.push(milliseconds);
          now += milliseconds;
        },
        uuid: () => "00000000",
      },
    );
    expect(await client.ask(calls.createBlock)).toEqual({ message: "success" });
    expect(slept).toEqual([7000, 13_000]);
  });
});

describe("refusals", () => {
  test("a key without the permission, and a key that is unknown", async () => {
    const { there, client, failure } = await workspace();
    there.scopes = ["content_blocks.list"];
    const { trouble } = await failure(calls.readCampaign);
    expect([trouble, pageOf(trouble).id]).toEqual([
      expect.objectContaining({ status: 403 }),
      "braze-api-access-denied",
    ]);
    const stranger = new BrazeClient({ ...client.workspace, key: "other" }, { ...serverless(), fetch });
    await expect(stranger.ask(calls.listBlocks)).rejects.toMatchObject({ trouble: { status: 401 } });
  });

  // The words of Braze's page of errors, which is about all calls.
  test.for([
    [401, "Unauthorized", "braze-api-401"],
    [401, "Invalid API key", "braze-api-401"],
    [403, "Forbidden", "braze-api-403"],
    [403, "Access Denied", "braze-api-access-denied"],
    [403, "The REST API key does not have sufficient permissions", "braze-api-access-denied"],
    [400, "Bad Request", "braze-api-400"],
    [400, "Invalid Campaign ID", "braze-api-campaign-id"],
    [404, "Invalid URL", "braze-api-404"],
    [404, "Not Found", "braze-api-404"],
    [429, "Rate Limited", "braze-api-429"],
    [502, "Bad Gateway", "braze-api-500"],
    [503, "Internal Server Error", "braze-api-500"],
  ] as const)("%i %s is explained by %s", ([status, said, id]) => {
    expect(pageOf({ kind: "refused", status, said, again: undefined }).id).toBe(id);
  });

  test("every message that the server has for blocks has a page of its own", () => {
    const messages = behaviour.flatMap(({ does }) => /^400 (.*)/.exec(does)?.[1] ?? []);
    expect(messages.length).toBeGreaterThan(14);
    for (const said of messages)
      expect(pageOf({ kind: "refused", status: 400, said, again: undefined }).title, said).toBe(said);
    expect(new Set(brazeApiPages.map(({ id }) => id)).size).toBe(brazeApiPages.length);
  });

  test.for([
    [{ name: "a b", content: "x" }, "content-block-name-characters"],
    [{ name: "a", content: " " }, "content-block-blank"],
    [{ name: "a", content: "x".repeat(60_000) }, "content-block-50kb"],
    [{ name: "a", content: "{% if x" }, "malformed-liquid"],
    [{ name: "a", content: "x", tags: ["none"] }, "content-block-tags-unknown"],
  ] as const)("%j: %s", async ([body, id]) => {
    const { failure } = await workspace();
    expect(pageOf((await failure(calls.createBlock, body)).trouble).id).toBe(id);
  });
});

test("each line of what the server does has a page of Braze's", () => {
  expect(behaviour.length).toBeGreaterThan(25);
  for (const { does, page } of behaviour) {
    expect(does).not.toBe("");
    expect(page).toMatch(/^https:\/\/www\.braze\.com\/docs\/api\//);
  }
});

const serverless = () => ({ now: () => new Date(0), sleep: async () => {}, uuid: () => "00000000" });

test("each assumption about the API has a name of its own and the page that was read for it", async () => {
  const text = await readFile(new URL("../../docs/limits.md", import.meta.url), "utf8");
  const [, section = ""] = text.split("## Assumed of Braze's REST API");
  const rows = [...section.matchAll(/^\| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$/gm)].slice(2);
  expect(rows.length).toBeGreaterThan(10);
  expect(new Set(rows.map(([, name]) => name)).size).toBe(rows.length);
  for (const [, name, , page] of rows)
    expect(page, name).toMatch(/\]\(https:\/\/www\.braze\.com\/docs\/[^)]+\)/);
});
