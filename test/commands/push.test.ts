import { describe, expect, test } from "vitest";
import { brazeProject } from "../support/braze-project.js";
import type { Block, FakeWorkspace } from "../support/braze-server.js";
import { sized } from "../support/depth.js";

const writes = (there: FakeWorkspace) => there.asked.filter(({ method }) => method === "POST");
const shown = (there: FakeWorkspace) =>
  Object.fromEntries(
    there.blocks().map(({ name, content, tags, state }) => [name, { content, tags, state }]),
  );

test("makes the blocks, active and tagged; the second time there is nothing to do", async () => {
  const { there, run, body } = await brazeProject();
  const { exitCode, out, err } = await run(["push", "--yes"]);
  expect([exitCode, out]).toEqual([
    0,
    "+ mi_viewed  create, tagged Movable Ink\n+ mi_bought  create, tagged Movable Ink\n",
  ]);
  expect(err).toContain("mi_viewed: created.");
  expect(shown(there)).toEqual({
    mi_viewed: { content: await body("viewed"), tags: ["Movable Ink"], state: "active" },
    mi_bought: { content: await body("bought"), tags: ["Movable Ink"], state: "active" },
  });
  const again = await run(["push", "--yes"]);
  expect([again.exitCode, again.out]).toEqual([0, "= mi_viewed  same\n= mi_bought  same\n"]);
  expect(writes(there)).toHaveLength(2);
});

test("updates what is older, with its state and the tags that somebody gave it, and shows the difference", async () => {
  const { there, run, body, folder, config } = await brazeProject();
  there.tags = ["Movable Ink", "CRM"];
  there.put({ name: "mi_viewed", content: await body("viewed"), tags: ["CRM"], state: "draft" });
  await folder.writeFile("mi-braze.yaml", config.replace("title: string", "title: string, sku: string"));
  const { exitCode, out } = await run(["push", "--yes", "--only", "viewed"]);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/~ mi_viewed {2}update \(version \w{8}, was \w{8}\), tagged Movable Ink/);
  expect(out).toMatch(/^\+.*sku/m);
  expect(writes(there)[0]!.body).toMatchObject({ state: "active", tags: ["CRM", "Movable Ink"] });
  expect(shown(there)).toEqual({
    mi_viewed: { content: await body("viewed"), tags: ["CRM", "Movable Ink"], state: "active" },
  });
});

describe("nothing is written", () => {
  test("in a dry run, without anybody to ask, and when somebody says no", async () => {
    const { there, run } = await brazeProject();
    there.scopes = ["content_blocks.list", "content_blocks.info"];
    const dry = await run(["push", "--dry-run"]);
    expect([dry.exitCode, dry.err]).toEqual([0, expect.stringContaining("this is a dry run")]);
    const asked = await run(["push"]);
    expect([asked.exitCode, asked.err]).toEqual([1, expect.stringContaining("no terminal to ask at")]);
    expect(writes(there)).toEqual([]);
  });

  test("of a body that is larger than a block, nor of the others", async () => {
    const { there, run, folder, config } = await brazeProject();
    const text = "x".repeat(51_000);
    await folder.writeFile("mi-braze.yaml", config.replace("title: string", `title: {value: ${text}}`));
    const { exitCode, err } = await run(["push", "--yes"]);
    expect([exitCode, there.asked]).toEqual([1, []]);
    expect(err).toMatch(/the body of "viewed" has \d+ KB; a Content Block takes less than 50 KB/);
  });

  test("where the config has no blocks", async () => {
    const { there, run } = await brazeProject({ braze: "" });
    const { exitCode, err } = await run(["push", "--yes"]);
    expect([exitCode, there.asked]).toEqual([1, []]);
    expect(err).toContain("Write content_blocks: {prefix: mi_} in braze");
  });
});

describe("a block that somebody changed in Braze", () => {
  test("is shown and left alone, and the others are pushed; --force overwrites it", async () => {
    const { there, run, body } = await brazeProject();
    const edited = (await body("viewed")).replace('"track"', '"Track"');
    there.put({ name: "mi_viewed", content: edited, tags: ["Movable Ink"] });
    const { exitCode, out, err } = await run(["push", "--yes"]);
    expect(exitCode).toBe(1);
    expect(out).toContain("! mi_viewed  changed in Braze");
    expect(out).toContain('-  "type": "Track",');
    expect(err).toContain("[MI173 push-conflict]");
    expect(there.named("mi_viewed")!.content).toBe(edited);
    expect(there.named("mi_bought")!.content).toBe(await body("bought"));
    expect((await run(["push", "--yes", "--force"])).exitCode).toBe(0);
    expect(there.named("mi_viewed")!.content).toBe(await body("viewed"));
  });

  test.for(["", "<p>somebody else's</p>", '{"a": 1}'])("or wrote: %j", async (content) => {
    const { there, run } = await brazeProject();
    there.put({ name: "mi_viewed", content });
    const { exitCode } = await run(["push", "--yes"]);
    expect([exitCode, there.named("mi_viewed")!.content]).toEqual([1, content]);
  });

  test("between the plan and the push", async () => {
    const { there, run, body, folder, config } = await brazeProject();
    there.put({ name: "mi_viewed", content: await body("viewed"), tags: ["Movable Ink"] });
    await folder.writeFile("mi-braze.yaml", config.replace("title: string", "title: string, sku: string"));
    let reads = 0;
    there.fate = (_number, path) => {
      if (path === "/content_blocks/info" && ++reads === 2) there.edit("mi_viewed", { content: "{}" });
      return undefined;
    };
    const { exitCode, err } = await run(["push", "--yes"]);
    expect([exitCode, there.named("mi_viewed")!.content]).toEqual([1, "{}"]);
    expect(err).toContain("mi_viewed: changed in Braze in the meantime");
  });
});

describe("Braze shows late what was written", () => {
  test("a block that is not listed yet is waited for, and is not made twice", async () => {
    const { there, run } = await brazeProject();
    there.lag = 120_000;
    expect((await run(["push", "--yes"])).exitCode).toBe(0);
    const { exitCode, err } = await run(["push", "--yes"]);
    expect(exitCode).toBe(0);
    expect(err).toContain("Waiting 5 s: Braze has mi_viewed, as it seems, and does not list it yet.");
    expect(err).toContain("mi_viewed: there already.");
    expect(there.blocks().map(({ name }) => name)).toEqual(["mi_viewed", "mi_bought"]);
  });

  test("one that stays hidden is told, and the others are pushed", async () => {
    const { there, run } = await brazeProject();
    there.put({ name: "mi_viewed", content: "archived", edited: there.now });
    there.lag = 86_400_000;
    const { exitCode, err } = await run(["push", "--yes"]);
    expect(exitCode).toBe(1);
    expect(err).toContain("mi_viewed: Braze says that the name is taken, and lists no such block");
    expect(there.named("mi_bought")).toBeDefined();
  });
});

describe("what Braze refuses is explained, and what was done is told", () => {
  test("a tag that it does not have", async () => {
    const { there, run } = await brazeProject();
    there.tags = [];
    const { exitCode, err } = await run(["push", "--yes"]);
    expect([exitCode, there.blocks()]).toEqual([1, []]);
    expect(err).toContain("Some tags could not be found");
    expect(err).toContain("Make the tag in Braze under Settings, Tags");
    expect(err).toContain("Nothing was pushed before that.");
  });

  test("the second block", async () => {
    const { there, run } = await brazeProject();
    there.fate = (_number, path) => (path.endsWith("create") && writes(there).length === 2 ? 403 : undefined);
    const { exitCode, err } = await run(["push", "--yes"]);
    expect(exitCode).toBe(1);
    expect(err).toContain("Pushed before that: mi_viewed.");
    expect(err).toContain("Not pushed, or not known: mi_bought. Run mi-braze push again");
    expect(err).toContain("needs a key with the permission content_blocks.create");
  });
});

/** One block to make, one to bring up to date and one that is as it ought to be. */
async function halfway() {
  const project = await brazeProject({
    more: "",
    campaign: "  - event: carted\n    trigger: {custom_event: Carted}\n",
  });
  const { there, body, folder, config } = project;
  there.put({ name: "mi_viewed", content: await body("viewed"), tags: ["Movable Ink"] });
  there.put({ name: "mi_carted", content: await body("carted"), tags: ["Movable Ink"] });
  await folder.writeFile("mi-braze.yaml", config.replace("title: string", "title: string, sku: string"));
  const wanted: Record<string, Pick<Block, "content" | "tags" | "state">> = {};
  for (const slug of ["viewed", "carted", "bought"])
    wanted[`mi_${slug}`] = { content: await body(slug), tags: ["Movable Ink"], state: "active" };
  const expectWhole = async () => {
    expect((await project.run(["push", "--yes"])).exitCode).toBe(0);
    expect(shown(there)).toEqual(wanted);
    expect(new Set(there.blocks().map(({ name }) => name)).size).toBe(there.blocks().length);
  };
  return { ...project, expectWhole };
}

test("a connection that is lost at any request is mended at once, or by the next push", async () => {
  const first = await halfway();
  await first.expectWhole();
  const requests = first.there.asked.length;
  expect(requests).toBe(6);
  const fates = ["lost", "unanswered", 500] as const;
  for (let at = 1; at <= requests; at++)
    for (const fate of fates.filter((_, index) => sized(index === at % fates.length, true))) {
      const { there, run, expectWhole } = await halfway();
      there.fate = (number) => (number === at ? fate : undefined);
      expect((await run(["push", "--yes"])).exitCode, `${fate} at ${at}`).toBe(0);
      await expectWhole();
    }
});

test("a push that is killed at any request, before or after Braze did it, is mended by the next one", async () => {
  const requests = 6;
  for (let at = 1; at <= requests; at++)
    for (const isDone of [false, true].filter((one) => sized(one === (at % 2 === 0), true))) {
      const { there, run, expectWhole } = await halfway();
      let number = 0;
      let ended = () => {};
      const killed = new Promise<void>((resolve) => (ended = resolve));
      const mortal: typeof fetch = async (url, init) => {
        if (++number < at) return fetch(url, init);
        if (isDone && number === at) await fetch(url, init).then((response) => response.text());
        ended();
        // Whoever is dead hears no answer.
        return new Promise(() => {});
      };
      const pushed = run(["push", "--yes"], { fetch: mortal });
      await Promise.race([killed, pushed]);
      for (const { name, content } of there.blocks()) expect(content, name).not.toBe("");
      await expectWhole();
    }
});

test("the hand-off has the line that prints the block, and knows it again", async () => {
  const { run, folder } = await brazeProject();
  const tag = "{{content_blocks.${mi_viewed}}}";
  await run(["generate"]);
  const checklist = await folder.readFile("webhooks/viewed/checklist.md", "utf8");
  expect(checklist).toContain(`Raw Text; this line and nothing else: \`${tag}\``);
  expect(checklist).not.toContain("paste the whole of `body.liquid`");
  const page = await folder.readFile("webhooks/index.html", "utf8");
  expect(page).toContain(`data-body="viewed" data-tag="${tag}"`);
  await folder.writeFile("live.liquid", `${tag}\n`);
  const { exitCode, out } = await run(["diff", "--body", "live.liquid"]);
  expect([exitCode, out]).toEqual([0, "✓ live.liquid: viewed by its Content Block\n"]);
});
