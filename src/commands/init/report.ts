import { join } from "node:path";
import { shownPath } from "../../braze/read-source.js";
import type { Config } from "../../config/model/config.js";
import { sourceText } from "../../generate/body/source-text.js";
import type { Host } from "../../host.js";
import { quoted } from "../../source/json-text.js";
import { inWords } from "../../source/words.js";
import type { Console } from "../shared/console.js";
import type { PassedOver } from "./calls.js";
import { differingInCase, mixedIn, unsettledIn } from "./doubts.js";
import type { NewFixture } from "./fixtures.js";
import { candidatesIn } from "./identity.js";
import type { Definitions } from "./infer.js";
import { scaledIn } from "./minor-units.js";
import { amountsAsText, timesOfTwoUnits } from "./odd-values.js";
import { configName, type Skipped } from "./plan.js";
import type { Samples } from "./samples.js";

export interface ReportInput {
  readonly host: Host;
  readonly folder: string;
  readonly config: Config;
  readonly fixtures: readonly NewFixture[];
  readonly skipped: readonly Skipped[];
  readonly samples: readonly Samples[];
  readonly passed: PassedOver;
  readonly learned: readonly (Definitions | undefined)[];
  readonly console: Console;
}

/** Tells what was written, what was left out and why, and what to do next. */
export function report({
  host,
  folder,
  config,
  fixtures,
  skipped,
  samples,
  passed,
  learned,
  console,
}: ReportInput): void {
  const shown = (path: string) => shownPath(host, join(folder, path));
  for (const path of [configName, ...fixtures.map((fixture) => fixture.path)]) {
    console.data(console.out.green(`+ ${shown(path)}`));
  }
  const notes = samples.flatMap(({ events }) => events.flatMap((event) => event.notes));
  for (const note of new Set(notes)) console.talk(`Of the samples, ${note}.`);
  for (const sentence of passed.sentences) console.talk(sentence);
  for (const { names } of samples)
    if (names.length > 1)
      console.talk(
        `${inWords(
          names.map((name) => quoted(name)),
          "and",
        )} are taken for one event.`,
      );
  const candidates = candidatesIn(samples);
  if (candidates.length > 0) {
    const chosen = sourceText(config.identity.userId.from);
    const words = candidates
      .slice(0, mostCandidates)
      .map(({ source, why }) => `${source}${source === chosen ? " (taken)" : ""}: ${why}`);
    console.talk(`Sources for the user_id, the likeliest first: ${words.join("; ")}.`);
  }
  const properties = learned.flatMap((one) => one ?? []);
  const odd = (ofKind: typeof amountsAsText) =>
    learned
      .flatMap((one, index) =>
        one ? ofKind(one, samples[index]?.events.map((event) => event.properties) ?? []) : [],
      )
      .slice(0, maxSkipped);
  for (const [cents, whole] of config.campaigns.flatMap((campaign) => scaledIn(campaign.properties)))
    console.talk(
      `"${cents}" is taken for hundredths by its name and sent as "${whole}": 12999 becomes 129.99. If it is not, change scale.`,
    );
  const unsettled = [...new Set(properties.flatMap(unsettledIn))];
  if (unsettled.length > 0)
    console.talk(
      `No sample has a value of ${inWords(
        unsettled.slice(0, maxSkipped).map((name) => quoted(name)),
        "or",
      )}: a sample that has one would settle the type.`,
    );
  const mixed = [...new Set(properties.flatMap(mixedIn))];
  if (mixed.length > 0)
    console.talk(
      `No one type fits ${inWords(
        mixed.slice(0, maxSkipped).map((name) => quoted(name)),
        "or",
      )}, whose values are of several kinds or nested too deep: they are passed on as they are, as json.`,
    );
  const amounts = odd(amountsAsText).map(({ name, values }) => `${quoted(name)} (${values})`);
  if (amounts.length > 0)
    console.talk(
      `The samples have ${inWords(amounts, "and")} as texts that no number is read from, and so they arrive as texts. Have amounts sent to Braze as numbers, such as 12.5, with the currency in a property of its own; then make the type number.`,
    );
  for (const { name, values } of odd(timesOfTwoUnits))
    console.talk(
      `${quoted(name)} is in seconds in some samples and in milliseconds in others (${values.join(" and ")}), and is passed on as it is: have it sent to Braze in one unit, or as a text such as 2024-05-14T09:30:00Z.`,
    );
  for (const names of properties.flatMap(differingInCase).slice(0, maxSkipped))
    console.talk(
      `${inWords(
        names.map((name) => quoted(name)),
        "and",
      )} differ in their case only, and each is a property. If they mean the same, keep one whose from lists both.`,
    );
  for (const { names, why } of skipped.slice(0, maxSkipped)) {
    console.talk(
      `Left out the property ${names
        .toReversed()
        .map((name) => quoted(name))
        .join(" of ")}: ${why}.`,
    );
  }
  if (skipped.length > maxSkipped) console.talk(`And ${skipped.length - maxSkipped} more were left out.`);
  for (const { path, abort } of fixtures) {
    if (abort !== null) console.talk(`${shown(path)} expects that nothing is sent: ${abort}.`);
  }
  if (samples.length > 0)
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
const mostCandidates = 5;
