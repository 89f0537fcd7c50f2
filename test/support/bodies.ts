import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Campaign, Config } from "../../src/config/model/config.js";
import { webhookCampaigns } from "../../src/config/model/webhook-campaigns.js";
import { readConfig } from "../../src/config/read/read.js";
import { bodyOf } from "../../src/generate/artifacts.js";
import { catalogue } from "../../src/rules/registry.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** One campaign of a config in the repository, with the body that it generates. */
export interface Body {
  /** The config's path below the repository, and the slug. */
  readonly name: string;
  readonly config: Config;
  readonly campaign: Campaign;
  readonly text: string;
}

/** A config by its path below the repository; it must have no findings. */
export function configAt(path: string): Config {
  return configOf(readFileSync(root + path, "utf8"), path);
}

const known = new Map<string, Config>();

/** A config by its text, which is read once; it must have no findings. */
export function configOf(text: string, name = "mi-braze.yaml"): Config {
  const key = `${name}\n${text}`;
  const config = known.get(key) ?? readWithoutFindings(text, name);
  known.set(key, config);
  return config;
}

function readWithoutFindings(text: string, name: string): Config {
  const { config, diagnostics } = readConfig({ name, text }, `/${name}`, catalogue);
  if (!config || diagnostics.length > 0) {
    throw new Error(`${name}: ${diagnostics.map((one) => one.message).join("; ")}\n${text}`);
  }
  return config;
}

/** Every body of the configs in folders of the repository, or one folder below: `examples`, `test/cases/bodies`. */
export function bodiesIn(...folders: string[]): Body[] {
  return folders.flatMap(configsIn).flatMap((path) => {
    const config = configAt(path);
    return webhookCampaigns(config).map((campaign) => ({
      name: `${path.replace(/\.yaml$/, "")} ${campaign.slug}`,
      config,
      campaign,
      text: bodyOf(config, campaign),
    }));
  });
}

const configsIn = (folder: string) =>
  readdirSync(root + folder, { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".yaml"))
    .sort();
