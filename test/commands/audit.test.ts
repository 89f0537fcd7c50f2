import { expect, test } from "vitest";
import { brazeProject } from "../support/braze-project.js";
import type { FakeWorkspace } from "../support/braze-server.js";
import { sized } from "../support/depth.js";

const secret = "Zx9Qk77LmPq2";
const headers = {
  "Content-Type": "application/json",
  Authorization: `Basic ${btoa("shop:Tr0ub4dorHorse99")}`,
};
const webhook = (body: string, more: object = {}) => ({
  channel: "webhook",
  name: "A",
  url: `https://collector.example/behavioral/${secret}`,
  method: "POST",
  headers,
  body,
  ...more,
});

const good = '{"id": "{{${user_id} | json_escape}}"}';
const broken = '{"name": "{{custom_attribute.${nick}}}"}';

type Messages = Readonly<Record<string, object>>;

const campaign = (id: string, messages: Messages, details: object = {}) => ({
  id,
  name: `Campaign ${id}`,
  last_edited: "",
  tags: [],
  details: { messages, ...details },
});

const lintOnly = (config: string) => config.replace(/movable_ink:.*\n/, "").replace(/identity:[\s\S]*/, "");

async function workspace(fill: (there: FakeWorkspace) => void) {
  const { there, run, folder, config } = await brazeProject({ braze: "" });
  await folder.writeFile("mi-braze.yaml", lintOnly(config));
  fill(there);
  return { there, folder, audit: (...args: string[]) => run(["audit", ...args]) };
}

async function audited(fill: (there: FakeWorkspace) => void, ...args: string[]) {
  const { there, audit } = await workspace(fill);
  return { there, ...(await audit(...args)) };
}

test("a line for each live webhook of campaigns and Canvases, details after it, and what the API does not show", async () => {
  const { exitCode, out, err } = await audited((there) => {
    there.campaigns = [
      campaign("c-1", { m: webhook(good) }),
      campaign("c-2", { m: webhook(broken), n: { type: "control" } }, { has_post_launch_draft: true }),
      campaign("c-3", { m: webhook(broken) }, { draft: true, enabled: false }),
      campaign("c-4", { m: webhook(broken) }, { enabled: false }),
      campaign("c-5", { m: { channel: "email" } }),
    ];
    const steps = [{ name: "Send", messages: { s: webhook(broken) } }];
    there.canvases = [{ id: "v-1", name: "Browse", last_edited: "", tags: [], details: { steps } }];
  });
  expect(exitCode).toBe(1);
  const [first, second, third, blank] = out.split("\n");
  expect(first).toMatch(/^Campaign c-1 \/ A {2}(proven|conditional) .* c-1$/);
  expect(second).toMatch(
    /^Campaign c-2 \/ A {2}refuted .*; has changes that are not launched; has a control variant/,
  );
  expect(third).toMatch(/^Browse \/ Send +refuted .* v-1$/);
  expect(blank).toBe("");
  expect(out).toContain("campaigns/c-2/m/body.liquid:1:");
  expect(out).toMatch(/- \[ \] .*[Rr]e-eligib/);
  expect(err).toContain("3 webhooks in 6 campaigns and Canvases, without drafts");
  for (const hidden of [secret, "Tr0ub4dorHorse99", headers.Authorization])
    expect(out + err).not.toContain(hidden);
});

test("--all has drafts, what is archived and what was stopped, too; as JSON", async () => {
  const { exitCode, out } = await audited(
    (there) => {
      there.campaigns = [
        campaign("c-3", { m: webhook(good) }, { draft: true }),
        campaign("c-4", { m: webhook(good) }, { enabled: false, schedule_type: "action_based" }),
        { ...campaign("c-5", { m: webhook(good) }), archived: true },
      ];
    },
    "--all",
    "--format",
    "json",
  );
  expect(exitCode).toBe(0);
  const { webhooks, not_shown, summary } = JSON.parse(out);
  expect(webhooks).toMatchObject([
    { kind: "campaign", id: "c-3", message: { id: "m" }, remarks: ["draft"], schedule_type: null },
    { id: "c-4", remarks: ["stopped"], schedule_type: "action_based" },
    { id: "c-5", remarks: ["archived"] },
  ]);
  expect(not_shown.length).toBeGreaterThan(5);
  // The API has it: it is among the remarks.
  expect(not_shown).not.toContain("Campaign state");
  expect(summary.refuted).toBe(0);
});

test("a body is proven with the Content Blocks that it prints, which are read once", async () => {
  const { there, out } = await audited((there) => {
    there.put({ name: "inner", content: "{{custom_attribute.${nick}}}" });
    there.put({ name: "outer", content: '{"name": "{{content_blocks.${inner}}}"}' });
    there.campaigns = ["c-1", "c-2"].map((id) => campaign(id, { m: webhook("{{content_blocks.${outer}}}") }));
  });
  expect(
    out
      .split("\n")
      .slice(0, 2)
      .map((line) => /refuted/.test(line)),
  ).toEqual([true, true]);
  expect(there.asked.filter(({ path }) => path === "/content_blocks/info")).toHaveLength(2);
});

test("a key that cannot read blocks still audits the rest, and says so", async () => {
  const { exitCode, out, err } = await audited((there) => {
    there.scopes = there.scopes.filter((scope) => !scope.startsWith("content_blocks"));
    there.campaigns = [
      campaign("c-1", { m: webhook("{{content_blocks.${outer}}}") }),
      campaign("c-2", { m: webhook(broken) }),
    ];
  });
  expect([exitCode, out.split("\n").length > 3]).toEqual([1, true]);
  expect(err).toContain("needs a key with the permission content_blocks.list");
});

test("SARIF has every finding at its campaign", async () => {
  const { out } = await audited(
    (there) => {
      there.campaigns = [campaign("c-1", { m: webhook(broken) })];
    },
    "--format",
    "sarif",
  );
  const [{ results, tool }] = JSON.parse(out).runs;
  expect(JSON.stringify(results)).toContain("campaigns/c-1/m/body.liquid");
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
});

test("HTML is one closed page with the table first, and shows what is hostile as it is", async () => {
  const hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>";
  const { exitCode, out } = await audited(
    (there) => {
      there.campaigns = [{ ...campaign("c-1", { m: webhook(`${broken}${hostile}`) }), name: hostile }].map(
        (one) => ({ ...one, details: { ...one.details, name: hostile } }),
      );
    },
    "--format",
    "html",
  );
  expect(exitCode).toBe(1);
  expect(out).toMatch(
    /^<!doctype html>[\s\S]*<table id="webhooks">[\s\S]*refuted[\s\S]*<details[\s\S]*<\/html>\n$/,
  );
  expect(out).toContain("script-src &#39;sha256-");
  expect(out).not.toMatch(/<img|alert\(1\)<\/script>/);
  expect(out.match(/<script/g)).toHaveLength(1);
  for (const hidden of [secret, "Tr0ub4dorHorse99"]) expect(out).not.toContain(hidden);
});

test("a body of this project is told, with how it stands to what is generated today", async () => {
  const { there, run, body, folder } = await brazeProject({
    braze: "content_blocks: {prefix: mi_, tags: [Movable Ink]}",
  });
  const old = await body("viewed");
  const yaml = await folder.readFile("mi-braze.yaml", "utf8");
  await folder.writeFile("mi-braze.yaml", yaml.replace("title: string", "title: string, price: number"));
  there.put({ name: "mi_viewed", content: old });
  const line = "{{content_blocks.${mi_viewed}}}";
  const bodies = [await body("viewed"), old, `${old} `.replace("title", "titel"), line, good];
  there.campaigns = bodies.map((text, index) => campaign(`c-${index}`, { m: webhook(text) }));
  const { out } = await run(["audit", "--format", "json"]);
  const { webhooks } = JSON.parse(out);
  expect(webhooks.map((one: { generated: { state: string } | null }) => one.generated?.state)).toEqual([
    "same",
    "older",
    "older-edited",
    "older",
    undefined,
  ]);
  expect(webhooks[1].generated.is).toMatch(/^viewed of an older generation \(version \w+; today's is \w+\)$/);
  expect((await run(["audit"])).out).toMatch(/c-1|viewed of an older generation/);
  const { out: elsewhere } = await audited((other) => {
    other.campaigns = [campaign("c-1", { m: webhook(old) })];
  });
  expect(elsewhere).toContain('generated by mi-braze for "viewed"');
});

test("what ended early goes on from a file, which holds no credential, and reads nothing twice", async () => {
  const { there, audit, folder } = await workspace((all) => {
    all.campaigns = Array.from({ length: 30 }, (_, index) =>
      campaign(`c-${index}`, { m: webhook(index % 2 ? broken : good) }),
    );
    all.fate = (number) => (number > 12 ? 403 : undefined);
  });
  const whole = await workspace((other) => {
    other.campaigns = there.campaigns;
  });
  const first = await audit("--resume", "done.ndjson");
  expect([first.exitCode, first.out]).toEqual([1, ""]);
  expect(first.err).toContain('--resume "done.ndjson"');
  const kept = await folder.readFile("done.ndjson", "utf8");
  for (const hidden of [secret, "Tr0ub4dorHorse99", headers.Authorization])
    expect(kept).not.toContain(hidden);

  // Killed in the middle of a line; one was edited since, one is gone.
  await folder.writeFile("done.ndjson", kept.slice(0, -20));
  there.campaigns = there.campaigns
    .filter(({ id }) => id !== "c-1")
    .map((one) => (one.id === "c-2" ? { ...one, last_edited: "2024-06-01" } : one));
  there.fate = () => undefined;
  const before = there.asked.length;
  const second = await audit("--resume", "done.ndjson");
  expect(second.err).toContain("Going on: 10 campaigns");
  const asked = there.asked.slice(before).filter(({ path }) => path === "/campaigns/details");
  expect(asked).toHaveLength(29 - 10 + 2);
  expect(
    second.out.split("\n").filter((line) => /refuted|proven|conditional/.test(line.slice(0, 40))),
  ).toHaveLength(29);
  const { out: once } = await whole.audit();
  expect(second.out.split("\n").sort()).toEqual(
    expect.arrayContaining(once.split("\n").filter((line) => /^Campaign c-(?!1 |2 )/.test(line))),
  );
  // A finished one begins anew.
  const third = await audit("--resume", "done.ndjson");
  expect([third.exitCode, third.err.includes("Going on")]).toEqual([1, false]);
});

test("a file of somebody's is left as it is; another config begins anew", async () => {
  const { there, audit, folder } = await workspace((all) => {
    all.campaigns = [campaign("c-1", { m: webhook(good) }), campaign("c-2", { m: webhook(good) })];
  });
  await folder.writeFile("notes.txt", "mine\n");
  const refused = await audit("--resume", "notes.txt");
  expect([refused.exitCode, await folder.readFile("notes.txt", "utf8")]).toEqual([2, "mine\n"]);
  expect(there.asked).toEqual([]);
  there.fate = (number) => (number > 2 ? 403 : undefined);
  await audit("--resume", "done.ndjson");
  there.fate = () => undefined;
  const { err } = await audit("--resume", "done.ndjson", "--all");
  expect(err).not.toContain("Going on");
});

test("hundreds of campaigns are each read once, within the limit, however often a call fails", async () => {
  const count = sized(60, 500);
  const { there, out } = await audited(
    (there) => {
      there.campaigns = Array.from({ length: count }, (_, index) =>
        campaign(`c-${index}`, { m: webhook(good) }),
      );
      there.fate = (number) => (number % 40 === 7 ? 503 : undefined);
    },
    "--format",
    "json",
  );
  expect(JSON.parse(out).webhooks).toHaveLength(count);
  expect(there.asked.length).toBeLessThan(count * 1.1 + 10);
});

test("a name from Braze stays on its line, and a terminal obeys nothing in it", async () => {
  const { out } = await audited((there) => {
    const name = "Spring\n::error::x\u001b[2J\u202e";
    there.campaigns = [{ ...campaign("c-1", { m: webhook(good) }), name }].map((one) => ({
      ...one,
      details: { ...one.details, name },
    }));
  });
  expect(out.split("\n")[0]).toContain(String.raw`Spring\u{a}::error::x\u{1b}[2J\u{202e}`);
});
