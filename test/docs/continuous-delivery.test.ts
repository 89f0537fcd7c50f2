import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createFixture } from "fs-fixture";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { brazeServer, FakeWorkspace } from "../support/braze-server.js";
import { commandServer } from "../support/command-server.js";

const page = await readFile(new URL("../../docs/continuous-delivery.md", import.meta.url), "utf8");
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, text]) => text!);

const id = "5d5a4b2c-9f6e-4a27-8d0b-3f3c6f0e1a77";
const tag = "{{content_blocks.${mi_product_viewed}}}";
const headers = { "Content-Type": "application/json", Authorization: `Basic ${btoa("user:pass word")}` };

test("docs/continuous-delivery.md goes from a workspace with pasted bodies to a nightly check", async () => {
  const there = new FakeWorkspace();
  const server = await brazeServer(there);
  const folder = await createFixture();
  // What the page's REST endpoint is, is this machine here.
  const local: typeof fetch = (url, init) =>
    fetch(String(url).replace("https://rest.iad-01.braze.com", server.origin), init);
  const commands = await commandServer(folder.path, (options) => server.host({ ...options, fetch: local }));
  onTestFinished(async () => {
    await Promise.all([commands.close(), server.close()]);
    await folder.rm();
  });
  const run = (script: string) =>
    new Promise<{ exitCode: number; out: string }>((resolve) => {
      execFile(
        "bash",
        ["-ec", script],
        {
          cwd: folder.path,
          env: {
            PATH: `${commands.bin}:${process.env.PATH}`,
            NO_COLOR: "1",
            BRAZE_API_KEY: there.key,
            BRAZE_READ_KEY: there.key,
          },
        },
        (error, stdout, stderr) =>
          resolve({ exitCode: error ? Number(error.code) : 0, out: stdout + stderr }),
      );
    });
  const sends = (body: string) => {
    const message = {
      channel: "webhook",
      url: "https://collector.example/behavioral/K1",
      method: "POST",
      headers,
      body,
    };
    const details = { messages: { "m-1": message } };
    there.campaigns = [{ id, name: "Viewed", last_edited: "", tags: [], details }];
  };
  const [config, today, first, change, night, ...more] = blocks("sh");
  expect(more).toEqual([]);

  sends('{"type": "track"}');
  expect(await run(config!)).toMatchObject({ exitCode: 0 });
  const before = await run(today!);
  expect(before).toEqual({
    exitCode: 0,
    out: expect.stringContaining("there is no Content Block mi_product_viewed"),
  });
  expect(await run(first!)).toMatchObject({ exitCode: 0 });
  expect(there.named("mi_product_viewed")).toMatchObject({ state: "active", tags: ["Movable Ink"] });
  expect((await run(night!)).exitCode).toBe(1);

  expect(page).toContain(`\`${tag}\``);
  sends(tag);
  // The nightly key can only read.
  there.scopes = ["content_blocks.list", "content_blocks.info", "campaigns.details"];
  expect(await run(night!)).toEqual({ exitCode: 0, out: expect.not.stringContaining("::error") });
  there.scopes = [...there.scopes, "content_blocks.create", "content_blocks.update"];
  const last = there.named("mi_product_viewed")!.content;
  await run(
    "sed -i 's/price: number/price: number\\n      title: string/' mi-braze.yaml\nnpx mi-braze generate",
  );
  expect(await run(change!)).toMatchObject({ exitCode: 0 });
  expect(there.named("mi_product_viewed")!.content).not.toBe(last);
  expect((await run(night!)).exitCode).toBe(0);

  there.edit("mi_product_viewed", { content: last.replace('"track"', '"Track"') });
  const drifted = await run(night!);
  expect(drifted.exitCode).toBe(1);
  expect(drifted.out).toMatch(
    /^::error file=mi-braze\.yaml,line=17,.*mi_product_viewed was edited in Braze/m,
  );
});

test("its workflows are YAML, run what the page's steps run, and have each only the key that it needs", () => {
  const [deliver, drift] = blocks("yaml").map((text) => parse(text));
  const lines = ({ jobs }: { jobs: Record<string, { steps: { run?: string; env?: object }[] }> }) =>
    Object.values(jobs).flatMap(({ steps }) => steps.filter(({ run }) => run?.includes("mi-braze")));
  const [, , , change, night] = blocks("sh");
  expect(
    lines(deliver)
      .map(({ run }) => run)
      .join("\n"),
  ).toBe(change!.trim());
  expect(
    lines(drift)
      .map(({ run }) => run)
      .join("\n"),
  ).toBe(night!.trim());
  expect(lines(deliver).at(-1)!.env).toEqual({ BRAZE_API_KEY: "${{ secrets.BRAZE_API_KEY }}" });
  expect(lines(drift).at(-1)!.env).toEqual({ BRAZE_READ_KEY: "${{ secrets.BRAZE_READ_KEY }}" });
});
