import { accessSync, constants } from "node:fs";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { hasPacked, packedChromium } from "./packed-chromium.js";

/** Debian's, Ubuntu's, macOS's; another, or that of the registry, by the variable. */
const executable = (
  process.env.CHROMIUM
    ? [process.env.CHROMIUM]
    : [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      ]
).find(mayRun);

function mayRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether there is a browser: tests that need one are skipped without, and say so in their name. */
export const hasChromium = executable !== undefined || hasPacked;

/** A busy machine may take longer than the usual half minute. */
const patience = 240_000;

export function launchChromium(): Promise<Browser> {
  const { path, env } = executable === undefined ? packedChromium() : { path: executable, env: process.env };
  return chromium.launch({
    executablePath: path,
    env,
    timeout: patience,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
  });
}

/** A page, and everything that went wrong on it: exceptions, messages of the console, dialogs. */
export async function openPage(
  browser: Browser,
  options: Parameters<Browser["newPage"]>[0] = {},
): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage(options);
  return { page, faults: watchPage(page) };
}

/** Everything that goes wrong on a page from now on. */
export function watchPage(page: Page): string[] {
  page.setDefaultTimeout(patience);
  page.setDefaultNavigationTimeout(patience);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("dialog", (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return faults;
}

/**
 * What keeps somebody out of a page, or of one element of it, as axe finds it: first everything, then, in the theme that
 * is not shown, what cannot be read for its colours, since nothing else changes with the theme.
 */
export async function keptOut(
  page: Page,
  { within = "html", themes = "both" }: { within?: string; themes?: "one" | "both" } = {},
): Promise<unknown[]> {
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(axe.source);
  const found = async (options: axe.RunOptions): Promise<unknown[]> => {
    const asked = `axe.run(${JSON.stringify(within)}, ${JSON.stringify({ ...options, resultTypes: ["violations"] })})`;
    // A colour on its way to another can be read badly for a moment, after a change of the theme too.
    await page.evaluate("document.getAnimations().forEach((one) => one.finish())");
    const { violations } = (await page.evaluate(asked)) as axe.AxeResults;
    return violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)]);
  };
  const first = await found({});
  if (themes === "one") return first;
  const isDark = await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches");
  await page.emulateMedia({ colorScheme: isDark ? "light" : "dark" });
  const second = await found({ runOnly: ["color-contrast"] });
  await page.emulateMedia({ colorScheme: isDark ? "dark" : "light" });
  return [...first, ...second];
}
