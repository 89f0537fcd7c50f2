import { describe, expect, test } from "vitest";
import { brazeProject } from "../support/braze-project.js";
import type { FakeWorkspace } from "../support/braze-server.js";

const id = "5d5a4b2c-9f6e-4a27-8d0b-3f3c6f0e1a77";
const key = "Zx9Qk77LmPq2";
const url = `https://collector.example/behavioral/${key}`;
const credentials = Buffer.from("shopuser:Tr0ub4dorHorse99").toString("base64");
const headers = { "Content-Type": "application/json", Authorization: `Basic ${credentials}` };

const withMessage = (there: FakeWorkspace, message: object, more: object = {}) => {
  const messages = { "m-1": { channel: "webhook", name: "A", url, method: "POST", headers, ...message } };
  there.campaigns = [{ id, name: "Viewed", last_edited: "", tags: [], details: { messages, ...more } }];
};

const noBlocks = { braze: "", campaign: `    campaign_id: ${id}\n` };

describe("Content Blocks", () => {
  test("as generated: exit 0", async () => {
    const { there, run, body } = await brazeProject();
    for (const slug of ["viewed", "bought"])
      there.put({ name: `mi_${slug}`, content: await body(slug), tags: ["Movable Ink", "more"] });
    const { exitCode, out } = await run(["diff"]);
    expect([exitCode, out]).toEqual([
      0,
      "✓ viewed (Content Block mi_viewed)\n✓ bought (Content Block mi_bought)\n",
    ]);
  });

  test("missing, older, edited, untagged and left ones are told, each with what to do", async () => {
    const { there, run, body, folder, config } = await brazeProject();
    there.put({ name: "mi_viewed", content: await body("viewed") });
    there.put({ name: "mi_gone", content: "x" });
    await folder.writeFile("mi-braze.yaml", config.replace("title: string", "title: string, sku: string"));
    const older = await run(["diff"]);
    expect(older.exitCode).toBe(1);
    expect(older.out).toMatch(
      /the Content Block mi_viewed has an older generation \(version \w{8}; today's is \w{8}\)/,
    );
    expect(older.out).toContain("lacks the tag Movable Ink");
    expect(older.out).toContain("there is no Content Block mi_bought in Braze");
    expect(older.out).toContain("no campaign of the config has: mi_gone");
    there.edit("mi_viewed", { content: (await body("viewed")).replace('"track"', '"Track"') });
    const { out } = await run(["diff"]);
    expect(out).toContain("the Content Block mi_viewed was edited in Braze");
    expect(out).toContain('-  "type": "Track",');
    const { campaigns, summary } = JSON.parse((await run(["diff", "--format", "json"])).out);
    expect(summary).toEqual({ same: 0, drifted: 2 });
    expect(campaigns[0].block).toMatchObject({ name: "mi_viewed", state: "edited" });
    expect(campaigns[1].block).toMatchObject({ name: "mi_bought", state: "missing" });
    const github = await run(["diff", "--format", "github"]);
    expect(github.out).toMatch(
      /^::error file=mi-braze\.yaml,line=9,.*title=MI172 live-drift::the Content Block mi_viewed/m,
    );
  });
});

describe("a campaign", () => {
  test("that sends the body as it is generated", async () => {
    const { there, run, body } = await brazeProject(noBlocks);
    withMessage(there, { body: await body("viewed") });
    const { exitCode, out } = await run(["diff"]);
    expect([exitCode, out]).toEqual([0, expect.stringContaining("✓ viewed (its webhook)")]);
    expect(out).toContain("- bought (nothing looked at: it has no campaign_id)");
  });

  test("that prints its Content Block", async () => {
    const { there, run, body } = await brazeProject({ campaign: `    campaign_id: ${id}\n` });
    for (const slug of ["viewed", "bought"])
      there.put({ name: `mi_${slug}`, content: await body(slug), tags: ["Movable Ink"] });
    withMessage(there, { body: "{{content_blocks.${mi_viewed}}}\n" });
    expect((await run(["diff"])).exitCode).toBe(0);
    withMessage(there, { body: "{{content_blocks.${mi_bought}}}" });
    const { exitCode, out } = await run(["diff"]);
    expect([exitCode, out]).toEqual([
      1,
      expect.stringContaining("put {{content_blocks.${mi_viewed}}} in the place of the body"),
    ]);
  });

  test.for([
    [{ method: "PUT" }, "the HTTP method is PUT"],
    [{ url: "" }, "the URL is empty"],
    [{ url: "<LIVE_URL>" }, "the URL still has the placeholder"],
    [{ url: url.replace("https", "http") }, "the URL begins with http:"],
    [{ url: "https://collector.example/" }, "the URL ends after the host"],
    [{ headers: { Authorization: headers.Authorization } }, "the header Content-Type is missing"],
    [{ headers: { ...headers, "Content-Type": "text/plain" } }, "the header Content-Type is text/plain"],
    [
      { headers: { ...headers, Authorization: "Basic <LIVE_AUTH>" } },
      "Authorization still has the placeholder",
    ],
    [
      { headers: { ...headers, Authorization: `Basic ${key}!` } },
      "Authorization is not Basic, one space and base64",
    ],
    [
      { headers: { ...headers, Authorization: `Basic  ${credentials}` } },
      "Authorization is not Basic, one space",
    ],
    [{ headers: { ...headers, "X-Debug": "1" } }, "it sends a header X-Debug"],
    [{ body: "" }, "its body is empty"],
    [{ body: '{"a": 1}' }, "its body is not like any body of this config"],
    [{ channel: "email" }, "sends no webhook"],
  ] as const)("%j: %s", async ([message, said]) => {
    const { there, run, body } = await brazeProject(noBlocks);
    withMessage(there, { body: await body("viewed"), ...message });
    const { exitCode, out, err } = await run(["diff"]);
    expect(exitCode).toBe(1);
    expect(out).toContain(said);
    expect(out.match(/^✗/gm)).toHaveLength(1);
    for (const secret of [key, credentials, "Tr0ub4dorHorse99"]) expect(out + err).not.toContain(secret);
  });

  test("that Braze does not have, and the others all the same", async () => {
    const { run } = await brazeProject({ campaign: `    campaign_id: ${id}\n` });
    const { exitCode, out } = await run(["diff"]);
    expect(exitCode).toBe(1);
    expect(out).toContain(`Braze does not show the campaign ${id}: Invalid ID`);
    expect(out).toContain("there is no Content Block mi_bought");
  });
});

test("a step of a Canvas is looked at by the Canvas's id", async () => {
  const { there, run, folder, config } = await brazeProject(noBlocks);
  await folder.writeFile("mi-braze.yaml", config.replace("{custom_event: Viewed}", "{canvas: Browse}"));
  const messages = { "m-1": { channel: "webhook", url, method: "POST", headers, body: "{}" } };
  there.canvases = [
    { id, name: "Browse", last_edited: "", tags: [], details: { steps: [{ name: "Send", messages }] } },
  ];
  const { exitCode, out } = await run(["diff"]);
  expect([exitCode, out]).toEqual([1, expect.stringContaining("viewed/Send: its body is not like any body")]);
});

describe("who may be asked, and with what", () => {
  test("no variable, no workspace, nothing to look for", async () => {
    const { run, folder, config } = await brazeProject({ braze: "" });
    const nothing = await run(["diff"]);
    expect([nothing.exitCode, nothing.err]).toEqual([
      1,
      expect.stringContaining("Give campaigns a campaign_id"),
    ]);
    const unset = await run(["diff"], { env: { BRAZE_API_KEY: "" } });
    expect([unset.exitCode, unset.err]).toEqual([
      1,
      expect.stringContaining("variable BRAZE_API_KEY is not set"),
    ]);
    await folder.writeFile("mi-braze.yaml", config.replace(/braze:\n.*\n.*\n/, ""));
    const without = await run(["diff"]);
    expect([without.exitCode, without.err]).toEqual([2, expect.stringContaining("Name bodies with --body")]);
  });

  test("a host that is none of Braze's gets no key unless it is allowed", async () => {
    const asked: string[] = [];
    const stub: typeof fetch = async (address) => {
      asked.push(String(address));
      return new Response('{"message": "Invalid API key"}', { status: 401 });
    };
    const { run, folder, config, origin } = await brazeProject();
    await folder.writeFile("mi-braze.yaml", config.replace(origin, "https://rest.iad-1.braze.com"));
    const refused = await run(["diff"], { fetch: stub });
    expect([refused.exitCode, asked]).toEqual([2, []]);
    expect(refused.err).toContain("did you mean https://rest.iad-01.braze.com?");
    const allowed = await run(["diff", "--allow-host", "rest.iad-1.braze.com"], { fetch: stub });
    expect([allowed.exitCode, asked.length]).toEqual([1, 1]);
    expect((await run(["diff", "--allow-host", "other.example"], { fetch: stub })).exitCode).toBe(2);
  });

  test("an error names the permission, and never the key", async () => {
    const { there, run } = await brazeProject();
    there.scopes = [];
    const { exitCode, err } = await run(["diff"]);
    expect(exitCode).toBe(1);
    expect(err).toContain("GET /content_blocks/list needs a key with the permission content_blocks.list");
    expect(err).not.toContain(there.key);
    there.scopes = ["content_blocks.list"];
    there.put({ name: "mi_viewed", content: "x" });
    expect((await run(["diff"])).err).toContain("permission content_blocks.info");
  });

  test("a server that is away is told as such, exit 3", async () => {
    const { there, run } = await brazeProject();
    there.fate = () => "lost";
    const { exitCode, err } = await run(["diff"]);
    expect([exitCode, err]).toEqual([
      3,
      expect.stringContaining("no answer from Braze to GET /content_blocks/list after 6 tries"),
    ]);
    expect(err).toContain("Waiting 1 s:");
  });
});
