import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readConfig } from "../src/config/read.js";
import { main } from "../src/main.js";
import { proveTemplate } from "../src/proof/prove.js";
import { bodyOf, webhookCampaigns } from "../src/webhook/artifacts.js";
import { testHost } from "./support/host.js";

const examples = fileURLToPath(new URL("../examples/", import.meta.url));
const configs = readdirSync(examples, { recursive: true, encoding: "utf8" })
  .filter((name) => /^[^/]+\/[^/]+\.yaml$/.test(name))
  .sort();

const read = (name: string) => {
  const file = join(examples, name);
  return readConfig({ name, text: readFileSync(file, "utf8") }, file);
};

test("there are examples", () => {
  expect(configs).toEqual([
    "acme-retail/as-documented.yaml",
    "acme-retail/mi-braze.yaml",
    "ecommerce/mi-braze.yaml",
    "known-only/mi-braze.yaml",
  ]);
});

describe.each(configs)("%s", (name) => {
  test("has no findings", () => {
    expect(read(name).diagnostics).toEqual([]);
  });

  test("every body is proven", () => {
    const { config } = read(name);
    for (const campaign of webhookCampaigns(config!)) {
      const proof = proveTemplate({ name: campaign.slug, text: bodyOf(config!, campaign) });
      expect([campaign.slug, proof.verdict, proof.diagnostics]).toEqual([campaign.slug, "proven", []]);
    }
  });

  test("every fixture verifies, in both engines", async () => {
    const host = testHost({ cwd: join(examples, name, "..") });
    const code = await main(["verify", "--config", join(examples, name), "--format", "json"], host);
    const report = JSON.parse(host.out()) as { summary: { passed: number; failed: number; errored: number } };
    expect([code, report.summary.failed, report.summary.errored]).toEqual([0, 0, 0]);
    expect(report.summary.passed).toBeGreaterThanOrEqual(3);
  });
});

test("the sample config's body stays under 60 lines", () => {
  const { config } = read("acme-retail/mi-braze.yaml");
  expect(bodyOf(config!, config!.campaigns[0]!).split("\n").length).toBeLessThan(60);
});

test("the committed webhooks of acme-retail are up to date", async () => {
  const host = testHost({ cwd: join(examples, "acme-retail") });
  expect([await main(["generate", "--check"], host), host.err()]).toEqual([
    0,
    expect.stringContaining("is what the config means"),
  ]);
});

test("the payloads of the partner page come out member for member", () => {
  const folder = join(examples, "acme-retail/fixtures-documented");
  const payloads = readdirSync(folder).map(
    (name) => JSON.parse(readFileSync(join(folder, name), "utf8")).expect.payload,
  );
  const identity = {
    anonymous_id: "123-abc-678",
    user_id: "5c3aa83113dd490100d3d8d7",
    timestamp: 1257894000000,
    timezone: "America/New_York",
  };
  expect(payloads).toContainEqual({
    ...identity,
    type: "track",
    event: "category_viewed",
    properties: {
      id: "bathroom-1",
      title: "Bathroom Stuff",
      url: "https://www.example.com/categories/bathroom",
    },
  });
  expect(payloads).toContainEqual({
    anonymous_id: "jg0iq5gd30dqpwn8zmx05p06mzjmjir4r8",
    timestamp: 1257894000000,
    timezone: "America/New_York",
    type: "identify",
    user_id: "mycustomerid123",
  });
});
