import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { main } from "../../src/main.js";
import { hasChromium, launchChromium, openPage } from "../support/chromium.js";
import { testHost } from "../support/host.js";
import { terminalPicture } from "./pictures.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const picture = (name: string) => `${root}docs/pictures/${name}`;

async function terminal(...commands: readonly (readonly string[])[]): Promise<string> {
  const project = mkdtempSync(join(tmpdir(), "mi-braze-pictures-"));
  try {
    cpSync(`${root}examples/acme-retail`, project, { recursive: true });
    const shown: string[] = [];
    for (const argv of commands) {
      const host = testHost({ cwd: project, tty: true, columns: 96, env: { FORCE_COLOR: "1" } });
      await main([...argv], host);
      shown.push(
        `\u001b[2m$\u001b[22m \u001b[1mnpx mi-braze ${argv.join(" ")}\u001b[22m\n${host.out()}${host.err()}`,
      );
    }
    return shown.join("\n");
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

const title = "mi-braze preview: a user's request, and why each member is what it is; then verify passes";

test("preview.svg shows what the commands print", async () => {
  const preview = ["preview", "--user", "fixtures/category-viewed.json", "--why"];
  const svg = terminalPicture(title, await terminal(preview, ["verify"]));
  if (process.env.UPDATE_DOCS === "1") writeFileSync(picture("preview.svg"), svg);
  expect(svg).toBe(readFileSync(picture("preview.svg"), "utf8"));
});

// No two browsers draw a letter alike, so nothing compares it.
test.runIf(hasChromium && process.env.UPDATE_PICTURES === "1")(
  "the hand-off page, photographed",
  async () => {
    const browser = await launchChromium();
    try {
      const { page } = await openPage(browser, { viewport: { width: 1280, height: 860 } });
      await page.goto(pathToFileURL(`${root}examples/acme-retail/webhooks/index.html`).href);
      await page.getByRole("link", { name: "Next: product_viewed" }).click();
      // Neither the pointer nor a colour on its way to another is part of the page.
      await page.mouse.move(0, 0);
      await page.screenshot({ path: picture("handoff.png"), animations: "disabled" });
    } finally {
      await browser.close();
    }
  },
);
