import { dirname, relative } from "node:path";
import type { Command } from "commander";
import { eventPresets } from "../../config/model/presets.js";
import { usualFixtures } from "../../config/model/usual-fixtures.js";
import { webhookCampaigns } from "../../config/model/webhook-campaigns.js";
import type { Host } from "../../host.js";
import { configuredPatterns, findFixtures } from "../../verify/fixture-files.js";
import { loadConfig } from "../shared/load.js";

/** What may come after a flag, and in the place of an argument, by their names. */
export interface Values {
  readonly ofOption: ReadonlyMap<string, readonly string[]>;
  readonly ofArgument: ReadonlyMap<string, readonly string[]>;
}

/** The values of what a command asks for; what cannot be read has none, as nobody completes a line to read an error. */
export async function valuesFor(host: Host, command: Command): Promise<Values> {
  const ofOption = new Map<string, readonly string[]>();
  const ofArgument = new Map<string, readonly string[]>();
  const takes = (name: string) => command.options.some((option) => option.long === `--${name}`);
  const asks = (name: string) => command.registeredArguments.some((argument) => argument.name() === name);
  if (takes("campaign") || takes("only") || takes("env")) {
    const { config } = await loadConfig(host, {}).catch(() => ({ config: undefined }));
    const slugs = config ? webhookCampaigns(config).map(({ slug }) => slug) : [];
    ofOption.set("campaign", slugs);
    ofOption.set("only", slugs);
    ofOption.set("env", [...(config?.environments.keys() ?? [])]);
  }
  if (takes("user") || asks("fixtures") || asks("events")) {
    const fixtures = await fixturesHere(host).catch(() => []);
    ofOption.set("user", fixtures);
    for (const name of ["fixtures", "events"]) ofArgument.set(name, fixtures);
  }
  if (takes("fix-only") || asks("what")) {
    const { pages } = await import("../../rules/registry.js");
    const codes = [...pages.keys()];
    ofOption.set("fix-only", codes);
    ofArgument.set("what", codes);
  }
  if (takes("preset")) ofOption.set("preset", eventPresets());
  return { ofOption, ofArgument };
}

async function fixturesHere(host: Host): Promise<string[]> {
  const { settings, file } = await loadConfig(host, {});
  const { folder, patterns } = settings
    ? configuredPatterns(settings)
    : {
        folder: file === undefined ? host.cwd : dirname(file),
        patterns: usualFixtures.map((text) => ({ text })),
      };
  const { paths } = await findFixtures(host.files, folder, patterns);
  return paths.map((path) => relative(host.cwd, path).replaceAll("\\", "/"));
}
