import { createHash } from "node:crypto";
import type { Config } from "../config/model/config.js";
import type { Artifact } from "../generate/artifacts.js";
import { jsonText } from "../source/json-text.js";

export const manifestFile = "manifest.json";

/** What was generated from what. Hashes are SHA-256 in hex, over the file's bytes. */
export interface Manifest {
  readonly version: 1;
  readonly config: { readonly file: string; readonly sha256: string };
  readonly files: Readonly<Record<string, string>>;
  /** What somebody says that they have pasted into Braze, by slug; absent where nobody has. */
  readonly deployed?: Readonly<Record<string, Deployed>>;
}

/** A body that was pasted: its version, and the day. */
export interface Deployed {
  readonly version: string;
  readonly day: string;
}

export const sha256 = (bytes: string | Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** The manifest of an output folder that holds these files, given with their hashes. */
export function manifestOf(
  config: Config,
  files: ReadonlyMap<string, string>,
  deployed: Readonly<Record<string, Deployed>> = {},
): Artifact {
  const manifest: Manifest = {
    version: 1,
    config: { file: config.source.name.replace(/^.*[\\/]/, ""), sha256: sha256(config.source.text) },
    files: Object.fromEntries(files),
    ...(Object.keys(deployed).length > 0 ? { deployed } : {}),
  };
  return { path: manifestFile, text: `${jsonText(manifest, 2)}\n` };
}
