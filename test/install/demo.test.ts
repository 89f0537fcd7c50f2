import { execFile } from "node:child_process";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const { demo } = (await import(new URL("../../scripts/demo.js", import.meta.url).href)) as {
  demo(write: (text: string) => void, start: (argv: string[], cwd: string) => Promise<Ran>): Promise<void>;
};

const node = (cwd: string, ...args: string[]) =>
  new Promise<{ exitCode: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, args, { cwd, env: { ...process.env, NO_COLOR: "1" } }, (error, out, err) =>
      resolve({ exitCode: error ? Number(error.code) : 0, out, err }),
    );
  });

test("npm run demo shows the config, a body, a payload, the proof, a fix and where to look next", async () => {
  let out = "";
  const write = (text: string) => {
    out += text;
  };
  await demo(write, async (argv, cwd) => {
    const host = testHost({ cwd, env: { NO_COLOR: "1" } });
    return { status: await main(argv, host), stdout: host.out(), stderr: host.err() };
  });
  const headings = [...out.matchAll(/^(.+)\n─+$/gm)].map(([, text]) => text);
  expect(headings).toHaveLength(7);
  const shown = [
    "    authorization: env:MI_BASIC_AUTH",
    '      "id": "{{ id | json_escape }}"',
    '    "id": "7\\" pipe",',
    "8 passed",
    "  proven  product_viewed/body.liquid",
    "breaks for a user with event_properties.${title} = \"Bo's",
    '  "title": "Bo\'s "Deli""',
    '    "title": "{{event_properties.${title} | json_escape}}"',
    "docs/first-day.md",
  ];
  for (const text of shown) expect(out).toContain(text);
  // The README shows the same finding.
  const [, picture] = /^\$ npx mi-braze lint handwritten\.liquid\n(.*?)^```/ms.exec(
    await readFile(`${root}README.md`, "utf8"),
  )!;
  expect(out).toContain(picture);
});

test("a step that goes wrong ends the demo, and says which it was", async () => {
  await using fixture = await createFixture({
    "package.json": '{"type": "module"}',
    "bin/mi-braze.js": `import { cpSync } from "node:fs";
      const from = ${JSON.stringify(join(root, "examples/acme-retail/webhooks"))};
      if (process.argv[2] === "generate") cpSync(from, "webhooks", { recursive: true });
      if (process.argv[2] === "verify") { console.error("no fixtures"); process.exitCode = 3; }`,
  });
  for (const name of ["scripts", "examples/acme-retail"])
    await cp(join(root, name), join(fixture.path, name), { recursive: true });
  const { exitCode, err } = await node(fixture.path, "scripts/demo.js");
  expect(exitCode).toBe(1);
  expect(err).toBe("\nThe demo failed: mi-braze verify ended with 3, not 0:\nno fixtures\n\n");
});
