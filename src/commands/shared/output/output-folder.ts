import { dirname, resolve } from "node:path";
import type { Settings } from "../../../config/model/config.js";
import type { Host } from "../../../host.js";

/** Where a project's files are written: as `--out` says, from here; else beside the config, wherever one is. */
export function outputFolder(
  host: Host,
  { file }: Pick<Settings, "file">,
  { out, env }: { readonly out?: string; readonly env?: string },
): string {
  if (out !== undefined) return resolve(host.cwd, out);
  return resolve(dirname(file), env === undefined ? "webhooks" : `webhooks-${env}`);
}
