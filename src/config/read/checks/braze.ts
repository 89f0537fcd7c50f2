import { contentBlockName, mostOfBlockName } from "../../../braze/content-block-name.js";
import { readRestEndpoint } from "../../../braze/rest-endpoint.js";
import { didYouMean } from "../../../diagnostics/suggest.js";
import { configDuplicate, configValue, insecureEndpoint } from "../../findings.js";
import { usualPrefix } from "../../model/usual-prefix.js";
import { nameOf } from "../../schema/structure.js";
import type { ConfigPath } from "../../tree.js";
import { at, textAt } from "../../tree.js";
import { slugOf } from "./campaigns.js";
import type { CheckRun } from "./context.js";

/** `braze`, here and in each environment: its address, the names of its Content Blocks, and whose ids are given. */
export function checkBraze(run: CheckRun): void {
  const slugs = (at(run.root, "campaigns")?.items ?? [])
    .filter(({ kind }) => kind === "object")
    .map((campaign) => slugOf(campaign));
  const environments = at(run.root, "environments")?.members ?? [];
  const places: ConfigPath[] = [[], ...environments.map(({ name }) => ["environments", name])];
  for (const place of places) {
    checkEndpoint(run, [...place, "braze", "rest_endpoint"]);
    checkNames(run, [...place, "braze", "content_blocks"], slugs);
  }
  for (const { value } of environments)
    for (const { name, nameRange } of at(value, "campaign_ids")?.members ?? [])
      if (!slugs.includes(name))
        run.report(configValue, `the config has no campaign "${name}"${didYouMean(name, slugs)}`, nameRange, [
          `The config has: ${slugs.join(", ")}.`,
        ]);
}

function checkEndpoint(run: CheckRun, path: ConfigPath): void {
  const text = textAt(run.root, ...path);
  if (text === undefined || !/\S/.test(text)) return;
  const reading = readRestEndpoint(text);
  if ("fault" in reading)
    run.report(
      reading.fault.startsWith("begins") ? insecureEndpoint : configValue,
      `${nameOf(path)} ${reading.fault}`,
      path,
      [reading.next],
    );
}

/** A campaign's Content Block has a name of its own, which Braze takes. */
function checkNames(run: CheckRun, path: ConfigPath, slugs: readonly string[]): void {
  if (!at(run.root, ...path)) return;
  const prefix = textAt(run.root, ...path, "prefix") ?? usualPrefix;
  const names = new Map<string, string>();
  for (const slug of new Set(slugs)) {
    const name = contentBlockName(prefix, slug);
    if (name.length >= mostOfBlockName)
      run.report(
        configValue,
        `the Content Block of "${slug}" would have a name of ${name.length} characters; Braze takes fewer than ${mostOfBlockName}`,
        path,
        ["Give the campaign a shorter id, or the blocks a shorter prefix."],
      );
    const first = names.get(name);
    if (first !== undefined)
      run.report(
        configDuplicate,
        `the Content Blocks of "${first}" and "${slug}" would both be named "${name}"`,
        path,
        [
          "A name of a Content Block has no dots, so they become hyphens: give one of the campaigns another id.",
        ],
      );
    names.set(name, slug);
  }
}
