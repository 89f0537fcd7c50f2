import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { webhookCampaigns } from "../src/config/model/webhook-campaigns.js";
import { readConfig } from "../src/config/read/read.js";
import { bodyOf } from "../src/generate/artifacts.js";
import { main } from "../src/main.js";
import { proveTemplate } from "../src/proof/prove.js";
import { catalogue } from "../src/rules/registry.js";
import { testHost } from "./support/host.js";

const examples = fileURLToPath(new URL("../examples/", import.meta.url));
const configs = readdirSync(examples, { recursive: true, encoding: "utf8" })
  .filter((name) => /^[^/]+\/[^/]+\.yaml$/.test(name))
  .sort();

const read = (name: string) => {
  const file = join(examples, name);
  return readConfig({ name, text: readFileSync(file, "utf8") }, file, catalogue);
};

test("there are examples", () => {
  expect(configs).toEqual([
    "acme-retail/as-documented.yaml",
    "acme-retail/mi-braze.yaml",
    "ecommerce/mi-braze.yaml",
    "known-only/mi-braze.yaml",
    "signal/mi-braze.yaml",
  ]);
});

test.each(configs)("%s has no findings", (name) => {
  expect(read(name).diagnostics).toEqual([]);
});

// What examples/signal generates is tested in test/signal.
describe.each(configs.filter((name) => !name.startsWith("signal/")))("%s", (name) => {
  test("every body is proven", () => {
    const { config } = read(name);
    for (const campaign of webhookCampaigns(config!)) {
      const proof = proveTemplate({ name: campaign.slug, text: bodyOf(config!, campaign) });
      expect([campaign.slug, proof.verdict, proof.diagnostics]).toEqual([campaign.slug, "proven", []]);
    }
  });

  test("generates files that --check finds up to date", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mi-braze-"));
    try {
      const out = ["--config", join(examples, name), "--out", join(folder, "webhooks")];
      const generated = testHost({ cwd: folder });
      expect([await main(["generate", ...out], generated), generated.out()]).toEqual([0, expect.any(String)]);
      const slugs = readdirSync(join(folder, "webhooks"), { withFileTypes: true });
      expect(slugs.filter((one) => one.isDirectory()).map((one) => one.name)).toEqual(
        read(name)
          .config!.campaigns.map(({ slug }) => slug)
          .sort(),
      );
      const checked = testHost({ cwd: folder });
      expect([await main(["generate", "--check", ...out], checked), checked.err()]).toEqual([
        0,
        expect.stringContaining("is what the config means"),
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
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
  // Its page changes with whatever the page is built from.
  if (process.env.UPDATE_DOCS === "1")
    await main(["generate"], testHost({ cwd: join(examples, "acme-retail") }));
  const host = testHost({ cwd: join(examples, "acme-retail") });
  expect([await main(["generate", "--check"], host), host.err()]).toEqual([
    0,
    expect.stringContaining("is what the config means"),
  ]);
});

describe("the partner page", () => {
  const pages = ["product-viewed", "category-viewed", "identify"];
  const page = (name: string) =>
    readFileSync(new URL(`./cases/fixtures/partner/${name}.json`, import.meta.url), "utf8");
  const fixture = (folder: string, name: string) => {
    const file = name === "identify" ? "account-created" : name;
    return readFileSync(join(examples, "acme-retail", folder, `${file}.json`), "utf8");
  };

  test.each(pages)("%s: the trigger event is printed as it is, to the byte", (name) => {
    const printed = page(name).replace(/\s*\}\s*$/, "");
    expect(fixture("fixtures", name).startsWith(`${printed},\n  "expect": `)).toBe(true);
  });

  test.each(pages)("%s: the payload comes out member for member", async (name) => {
    const expected: unknown = JSON.parse(page(`${name}.expected`));
    const documented = JSON.parse(fixture("fixtures-documented", name));
    const { events } = JSON.parse(page(name)) as { events: { name: string; properties?: object }[] };
    expect(documented.event).toMatchObject({ name: events[0]!.name });
    expect(documented.event.properties).toEqual(events[0]!.properties);

    const host = testHost({ cwd: join(examples, "acme-retail") });
    const file = `fixtures-documented/${name === "identify" ? "account-created" : name}.json`;
    const flags = ["--config", "as-documented.yaml", "--user", file, "--format", "json"];
    expect([await main(["preview", ...flags], host), JSON.parse(host.out()).payload]).toEqual([0, expected]);
  });
});

test("what is written by hand is proven and gives what its fixtures expect, without a config", async () => {
  const cwd = join(examples, "handwritten");
  const lint = testHost({ cwd });
  expect([await main(["lint", "hooks/", "--format", "json"], lint), JSON.parse(lint.out())]).toMatchObject([
    0,
    { files: [{ verdict: "unknown" }, { verdict: "proven" }], summary: { errors: 0, warnings: 0 } },
  ]);
  const verify = testHost({ cwd });
  expect([await main(["verify", "--format", "json"], verify), JSON.parse(verify.out()).summary]).toEqual([
    0,
    { passed: 3, failed: 0, errored: 0 },
  ]);
});
