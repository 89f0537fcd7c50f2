import { describe, expect, test } from "vitest";
import { brazeProject } from "../support/braze-project.js";
import { sized } from "../support/depth.js";

/** What a terminal, a CI server or a page obeys, as somebody's name for something. */
const evil =
  "x\u001b]0;pwn\u0007\u009b31m\u202ey\n::stop-commands::pwn\r\n  ::error::a\n##[error]b##vso[task.setvariable]c\u2066d";
const json = (value: unknown) => JSON.stringify(value);
const obeyed =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|^[^\S\n]*::|##\[|##vso\[|\r(?!\n)/m;

const event = (name: string, properties: object) =>
  json({ external_id: "u1", name, time: "2026-11-01T10:00:00Z", properties });
const user = { external_id: "u1", email: "a@b.example", custom_attributes: { [evil]: evil, mi_u: evil } };
const body = `{"type": "track", "event": "viewed", "user_id": "{{\${user_id}}}", "properties": {"a": "{{custom_attribute.\${mi_u}}}", ${json(evil)}: {{event_properties.\${a}}}, "b": "${evil}"}}`;

async function project() {
  const { there, folder, run } = await brazeProject();
  const webhook = {
    channel: "webhook",
    name: evil,
    url: `https://c.example/${evil}`,
    method: "POST",
    headers: { [evil]: evil },
    body,
  };
  there.campaigns = [
    {
      id: "c-1",
      name: evil,
      last_edited: evil,
      tags: [evil],
      details: { messages: { [evil]: webhook }, conversion_behaviors: [{ type: evil }] },
    },
  ];
  there.canvases = [
    {
      id: "v-1",
      name: evil,
      last_edited: "",
      tags: [],
      details: { steps: [{ name: evil, messages: { m: webhook } }] },
    },
  ];
  there.attributes = [
    { name: evil, data_type: "String" },
    { name: "a", data_type: evil },
    { name: "mi_u", data_type: "Date" },
  ];
  there.users = [user];
  there.put({ name: "mi_braze_viewed", content: evil, tags: [evil], description: evil });
  await folder.writeFile(
    "day.ndjson",
    [event("Viewed", { title: evil, [evil]: 1 }), event(evil, {}), evil, event("Viewed", { title: 1 })].join(
      "\n",
    ),
  );
  await folder.writeFile("users.ndjson", json(user));
  await folder.writeFile(
    "p.json",
    json([{ type: "track", event: evil, [evil]: evil, properties: { [evil]: evil } }, evil]),
  );
  await folder.mkdir("fixtures");
  await folder.writeFile("hook.liquid", body);
  await folder.writeFile(
    "fixtures/a.json",
    json({
      user,
      event: { name: "Viewed", properties: { title: evil } },
      expect: { payload: { [evil]: evil } },
    }),
  );
  await folder.writeFile("b.yaml", `version: 1\nbrand: ${json(evil)}\n${json(evil)}: 1\n`);
  return { there, folder, run };
}

describe("nothing that a terminal or a CI server obeys comes out of a command, whatever things are called", () => {
  const commands: readonly (readonly string[])[] = [
    ["audit"],
    ["audit", "--format", "json"],
    ["audit", "--format", "sarif"],
    ["audit", "--format", "html"],
    ["diff"],
    ["diff", "--format", "json"],
    ["diff", "--body", "hook.liquid"],
    ["push", "--dry-run"],
    ["push", "--yes"],
    ["pull-types"],
    ["pull-types", evil],
    ["pull-user", "--external-id", "u1", "hook.liquid"],
    ["pull-user", "--external-id", "u1", "--no-redact", "hook.liquid"],
    ["replay", "day.ndjson", "--users", "users.ndjson"],
    ["replay", "day.ndjson", "--format", "json"],
    ["replay", evil],
    ["check", "p.json"],
    ["check", "p.json", "--format", "json"],
    ["check", evil],
    ["import", "hook.liquid", "--dir", "made"],
    ["import", "hook.liquid", "--event", evil, "--trigger", evil, "--dir", "made"],
    ["doctor"],
    ["doctor", "-c", "b.yaml"],
    ["verify"],
    ["verify", "--format", "json"],
    ["preview", "--user", "fixtures/a.json", "--why"],
    ["init", "--from-event", "day.ndjson", "--yes", "--dir", "new"],
    ["deployed", evil],
    ["explain", evil],
    ["simulate", "fixtures/a.json"],
    [evil],
  ];

  // A run of `npm test` tries every other one, the nightly one all.
  test.each(commands.filter((_, index) => index % sized(2, 1) === 0))("%j", async (...argv) => {
    const { run } = await project();
    const { exitCode, out, err } = await run(argv);
    expect(`${out}\n${err}`).not.toMatch(obeyed);
    expect([0, 1, 2, 3]).toContain(exitCode);
    expect(err).not.toContain("this is a bug");
    if (argv.includes("json") || argv.includes("sarif")) JSON.parse(out);
  });

  test.each(["429", "500", "400", "403"])("what Braze answers with %s", async (status) => {
    const { there, run } = await project();
    const fetch = async () =>
      new Response(json({ message: evil, errors: [evil] }), { status: Number(status) });
    for (const argv of [
      ["audit"],
      ["diff"],
      ["push", "--yes"],
      ["pull-types"],
      ["pull-user", "--external-id", "u1"],
      ["doctor", "--online"],
    ]) {
      const { out, err } = await run(argv, { fetch });
      expect(`${out}\n${err}`).not.toMatch(obeyed);
    }
    expect(there.asked).toEqual([]);
  });
});
