import { unread } from "../../braze/read-source.js";
import { configMissingKey } from "../../config/findings.js";
import type { Config, MovableInk, Settings } from "../../config/model/config.js";
import { webhookCampaigns } from "../../config/model/webhook-campaigns.js";
import { type ConfigLoad, loadConfig as load } from "../../config/read/load.js";
import { withoutCampaigns } from "../../config/read/without-campaigns.js";
import { hasErrors, UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import type { Host } from "../../host.js";
import { quoted } from "../../source/json-text.js";
import { textOf } from "../../source/read-text.js";
import type { Source } from "../../source/source.js";
import type { Console } from "./console.js";
import type { ConfigOptions } from "./options.js";

/** The config with what was found in it. */
export const loadConfig = (host: Host, options: { readonly config?: string }): Promise<ConfigLoad> =>
  // Imported only when it is asked for: the rules bring the whole prover along.
  load(host, options, async () => (await import("../../rules/registry.js")).catalogue);

/** The config, or every finding that stands in its way (exit 1; 3 when there is no file to read). */
export async function requireConfig(host: Host, options: ConfigOptions, console: Console): Promise<Config> {
  const { config, settings, diagnostics } = await loadConfig(host, options);
  if (settings && !config) throw new UserError([...diagnostics, withoutCampaigns(settings)], 1);
  if (!config || hasErrors(diagnostics)) {
    throw new UserError(diagnostics, diagnostics.some(({ kind }) => kind.exitCode === 3) ? 3 : 1);
  }
  console.diagnostics(diagnostics);
  return options.env === undefined ? config : inEnvironment(config, options.env);
}

/** A config with or without campaigns, for what is asked about Braze. */
export async function requireSettings(
  host: Host,
  options: ConfigOptions,
  console: Console,
): Promise<Settings> {
  const { config, settings, diagnostics } = await loadConfig(host, options);
  if (!settings || hasErrors(diagnostics))
    throw new UserError(diagnostics, diagnostics.some(({ kind }) => kind.exitCode === 3) ? 3 : 1);
  console.diagnostics(diagnostics);
  if (!config) return settings;
  return options.env === undefined ? config : inEnvironment(config, options.env);
}

/** The config as it is in one of its environments. */
export function inEnvironment(config: Config, name: string): Config {
  const environment = config.environments.get(name);
  if (environment) {
    const { brand = config.brand, movableInk = config.movableInk, braze = config.braze } = environment;
    // Its campaigns are others than the rest of the file's.
    const campaigns = config.campaigns.map((campaign) => ({
      ...campaign,
      campaignId: environment.campaignIds.get(campaign.slug),
    }));
    return { ...config, brand, movableInk, braze, campaigns };
  }
  const names = [...config.environments.keys()];
  const notes =
    names.length > 0
      ? [`The config has: ${names.join(", ")}.`]
      : [
          "Write environments: {staging: {movable_ink: {endpoint: env:NAME, authorization: env:NAME}}} in it.",
        ];
  const message = `there is no environment ${quoted(name)}${didYouMean(name, names)}`;
  throw new UserError([wrongUsage.report(message, { notes })], 2);
}

/** The config of somebody whose events go through Braze; without such a campaign a command for webhooks ends with 1. */
export async function requireWebhooks(
  host: Host,
  options: ConfigOptions,
  console: Console,
): Promise<Config & { readonly movableInk: MovableInk }> {
  const config = await requireConfig(host, options, console);
  const { movableInk } = config;
  if (movableInk && webhookCampaigns(config).length > 0) return { ...config, movableInk };
  throw new UserError(
    [
      configMissingKey.report("every campaign goes through Datafly Signal, so there are no webhooks", {
        span: config.spanOf(["campaigns"]),
        notes: [
          "mi-braze signal generate writes what Signal needs.",
          "For a Braze webhook as well, write targets: [braze, signal] in the campaign.",
        ],
      }),
    ],
    1,
  );
}

/** What is piped into the command, as a source; what is not text, or has no end, ends the command with 3. */
export async function readStdin(host: Host, most: number): Promise<Source> {
  try {
    const text = textOf(await host.stdin.read(most));
    host.secrets.learn(text);
    return { name: "<stdin>", text };
  } catch (error) {
    throw new UserError([unread("<stdin>", error)], 3);
  }
}
