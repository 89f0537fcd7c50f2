import { join } from "node:path";
import { shownPath } from "../../braze/read-source.js";
import type { Config } from "../../config/model/config.js";
import type { Host } from "../../host.js";
import { quoted } from "../../source/json-text.js";
import type { Console } from "../shared/console.js";
import type { NewFixture } from "./fixtures.js";
import { configName, type Skipped } from "./plan.js";
import type { SampleEvent } from "./sample-event.js";

export interface ReportInput {
  readonly host: Host;
  readonly folder: string;
  readonly config: Config;
  readonly fixtures: readonly NewFixture[];
  readonly skipped: readonly Skipped[];
  readonly sample: SampleEvent | undefined;
  readonly console: Console;
}

/** Tells what was written, what was left out and why, and what to do next. */
export function report({ host, folder, config, fixtures, skipped, sample, console }: ReportInput): void {
  const shown = (path: string) => shownPath(host, join(folder, path));
  for (const path of [configName, ...fixtures.map((fixture) => fixture.path)]) {
    console.data(console.out.green(`+ ${shown(path)}`));
  }
  for (const note of sample?.notes ?? []) console.talk(`Of the sample, ${note}.`);
  for (const { names, why } of skipped.slice(0, maxSkipped)) {
    console.talk(`Left out the property ${names.map((name) => quoted(name)).join(" of ")}: ${why}.`);
  }
  if (skipped.length > maxSkipped) console.talk(`And ${skipped.length - maxSkipped} more were left out.`);
  for (const { path, abort } of fixtures) {
    if (abort !== null) console.talk(`${shown(path)} expects that nothing is sent: ${abort}.`);
  }
  if (sample)
    console.talk("The fixtures hold the sample's properties: take personal data out before you commit.");
  const slug = config.campaigns[0]!.slug;
  const steps = [
    ...(folder === host.cwd ? [] : [[`cd ${shownPath(host, folder)}`, ""]]),
    [`npx mi-braze preview --user fixtures/${slug}.json`, "what Movable Ink would get"],
    ["npx mi-braze verify", "every fixture against what it expects"],
    ["npx mi-braze generate", "the webhooks to paste into Braze"],
  ] as const;
  const width = Math.max(...steps.map(([command]) => command.length)) + 3;
  console.talk("\nNext:");
  for (const [command, what] of steps)
    console.talk(`  ${command.padEnd(width)}${console.err.dim(what)}`.trimEnd());
}

const maxSkipped = 20;
