import type { Config } from "../config/model/config.js";
import { type Artifact, campaignFiles } from "../generate/artifacts.js";
import type { PageCode } from "../page-code.js";
import { manifestOf, sha256 } from "./manifest.js";
import { handoffPage } from "./page.js";

export const pageFile = "index.html";

/** Every file that the config means, without the manifest. The same config gives the same bytes. */
export const projectFiles = (config: Config, code: PageCode): Artifact[] => [
  ...campaignFiles(config),
  { path: pageFile, text: handoffPage(config, code) },
];

/** Every file that the config means, the manifest last. */
export function artifactsOf(config: Config, code: PageCode): Artifact[] {
  const files = projectFiles(config, code);
  return [...files, manifestOf(config, new Map(files.map((file) => [file.path, sha256(file.text)])))];
}
