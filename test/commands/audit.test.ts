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

async function audited(fill: (there: FakeWorkspace) => void, ...args: string[]) {
  const { there, run, folder, config } = await brazeProject({ braze: "" });
  await folder.writeFile("mi-braze.yaml", lintOnly(config));
  fill(there);
  return { there, ...(await run(["audit", ...args])) };
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

test("--all has drafts and what was stopped, too; as JSON", async () => {
  const { exitCode, out } = await audited(
    (there) => {
      there.campaigns = [
        campaign("c-3", { m: webhook(good) }, { draft: true }),
        campaign("c-4", { m: webhook(good) }, { enabled: false, schedule_type: "action_based" }),
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
  ]);
  expect(not_shown.length).toBeGreaterThan(5);
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
  const [{ results }] = JSON.parse(out).runs;
  expect(JSON.stringify(results)).toContain("campaigns/c-1/m/body.liquid");
});

test("hundreds of campaigns are each read once, within the limit, however often a call fails", async () => {
  const count = sized(150, 500);
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
