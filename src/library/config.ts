import type { Config as CheckedConfig } from "../config/model/config.js";
import { type ConfigReading, readConfig as read } from "../config/read/read.js";
import { withoutCampaigns } from "../config/read/without-campaigns.js";
import { UserError as Refusal } from "../diagnostics/diagnostic.js";
import { type DiagnosticJson, diagnosticsJson } from "../report/diagnostic-json.js";
import { catalogue } from "../rules/registry.js";
import { requireString, wrongCall } from "./usage.js";
import { userErrorOf } from "./user-error.js";

/** A config as it was read. */
export interface Config {
  /** Absolute path; of a text, the name that it was given. */
  readonly file: string;
  readonly campaigns: readonly {
    readonly slug: string;
    readonly type: "track" | "identify" | "page";
    readonly targets: readonly ("braze" | "signal")[];
  }[];
  /** Warnings; a config with errors is not loaded. */
  readonly diagnostics: readonly DiagnosticJson[];
}

const checked = new WeakMap<Config, CheckedConfig>();

/**
 * Reads the text of a config.
 * @param file what findings call it
 * @throws UserError with every finding when it has errors
 */
export function readConfig(text: string, file = "mi-braze.yaml"): Config {
  const source = { name: requireString(file, "file"), text: requireString(text, "the config") };
  try {
    return configOf(read(source, source.name, catalogue));
  } catch (error) {
    throw userErrorOf(error);
  }
}

/** What a program sees of it. */
export function configOf({ settings, config, diagnostics }: ConfigReading): Config {
  if (!config) throw new Refusal(settings ? [...diagnostics, withoutCampaigns(settings)] : diagnostics, 1);
  const { file, campaigns } = config;
  const seen: Config = {
    file,
    campaigns: campaigns.map(({ slug, type, targets }) => ({ slug, type, targets })),
    diagnostics: diagnosticsJson(diagnostics),
  };
  checked.set(seen, config);
  return seen;
}

export function requireConfig(config: Config): CheckedConfig {
  const found = checked.get(config);
  if (found) return found;
  throw wrongCall("the config must be one that loadConfig or readConfig returned");
}
