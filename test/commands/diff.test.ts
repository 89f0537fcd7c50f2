import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

const config = `version: 1
movable_ink: {endpoint: env:LIVE_URL, authorization: env:LIVE_AUTH}
identity: {audience: known, user_id: external_id}
campaigns:
  - event: viewed
    trigger: {custom_event: Viewed}
    properties: {title: string}
  - event: bought
    trigger: {custom_event: Bought}
`;

async function diff(
  args: readonly string[],
  edit: (body: string) => string | Uint8Array = (body) => body,
  later: (config: string) => string = (text) => text,
) {
  await using folder = await createFixture({ "mi-braze.yaml": config });
  const cwd = folder.path;
  await main(["generate", "--quiet"], testHost({ cwd }));
  const body = await folder.readFile("webhooks/viewed/body.liquid", "utf8");
  await folder.writeFile("live.liquid", edit(body) as string);
  await folder.writeFile("mi-braze.yaml", later(config));
  const host = testHost({ cwd, stdin: body });
  const exitCode = await main(["diff", ...args], host);
  return { exitCode, out: host.out(), err: host.err() };
}

test("what is as generated is one line, exit 0", async () => {
  const { exitCode, out } = await diff(["--body", "live.liquid"]);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^✓ live\.liquid: viewed as it is generated \(version [0-9a-f]{8}\)\n$/);
});

test("reads stdin", async () => {
  const { exitCode, out } = await diff(["--body", "-"]);
  expect([exitCode, out]).toEqual([0, expect.stringContaining("✓ <stdin>: viewed as it is generated")]);
});

test("an edit in Braze shows as what pasting again would change", async () => {
  const { exitCode, out } = await diff(["--body", "live.liquid"], (body) =>
    body.replace('"track"', '"Track"'),
  );
  expect(exitCode).toBe(1);
  expect(out).toMatch(/✗ live\.liquid: viewed of today \(version \w{8}\), edited since it was pasted/);
  expect(out).toContain('-  "type": "Track",');
  expect(out).toContain('+  "type": "track",');
});

test("an older generation is told from an edit", async () => {
  const { exitCode, out } = await diff(["--body", "live.liquid"], undefined, (text) =>
    text.replace("title: string", "title: string, price: number"),
  );
  expect(exitCode).toBe(1);
  expect(out).toMatch(/viewed of an older generation \(version \w{8}; today's is \w{8}\)/);
  expect(out).toContain("In Braze, paste the whole of viewed/body.liquid again.");
});

test("a campaign that has left the config is to be stopped", async () => {
  const { exitCode, out } = await diff(["--body", "live.liquid"], undefined, (text) =>
    text.replace("event: viewed", "event: seen"),
  );
  expect(exitCode).toBe(1);
  expect(out).toContain('✗ live.liquid: generated for "viewed", which the config does not have');
  expect(out).toContain("In Braze, stop the campaign");
});

describe("as JSON", () => {
  test("several bodies, each with its state", async () => {
    const { exitCode, out } = await diff(["--body", "-", "live.liquid", "--format", "json"], () => "{}");
    expect(exitCode).toBe(1);
    const { version, bodies } = JSON.parse(out);
    expect(version).toBe(1);
    expect(bodies).toMatchObject([
      { file: "<stdin>", campaign: "viewed", state: "same", diff: null },
      {
        file: "live.liquid",
        campaign: null,
        state: "unknown",
        stamp: { live: null, generated: null },
        diff: null,
      },
    ]);
  });
});

test("a file that cannot be read does not stop the others", async () => {
  const { exitCode, out, err } = await diff(["--body", "none.liquid", "live.liquid"]);
  expect(exitCode).toBe(3);
  expect(out).toContain("✓ live.liquid");
  expect(err).toContain('cannot read "none.liquid": no such file');
});

test("what is not text is refused", async () => {
  const { exitCode, err } = await diff(["--body", "live.liquid"], () => new Uint8Array([0xff, 0xfe, 0x00]));
  expect([exitCode, err]).toEqual([3, expect.stringContaining('cannot read "live.liquid"')]);
});

test("without a body it says what it needs", async () => {
  const { exitCode, err } = await diff([]);
  expect([exitCode, err]).toEqual([2, expect.stringContaining("Name bodies with --body")]);
});
