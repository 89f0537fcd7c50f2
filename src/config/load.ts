import { dirname, join, relative, resolve } from "node:path";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { fileReason, type Host } from "../host.js";
import { type ConfigReading, readConfig } from "./read.js";

export const configFiles = ["mi-braze.yaml", "mi-braze.yml"];

export interface ConfigLoad extends ConfigReading {
  /** Absolute path of the file that was read. */
  readonly file?: string;
}

/** The config that `--config` names, else the one here or in the nearest folder above. */
export async function loadConfig(
  host: Host,
  options: { readonly config?: string } = {},
): Promise<ConfigLoad> {
  const file = options.config === undefined ? await findConfig(host) : resolve(host.cwd, options.config);
  if (file === undefined) {
    const message = `there is no ${configFiles[0]} in ${host.cwd} or in a folder above it`;
    const notes = ["Run mi-braze init to start one, or name the file with --config."];
    return { diagnostics: [diagnostic("MI003", message, { notes })] };
  }
  let bytes: Uint8Array;
  try {
    bytes = await host.files.read(file);
  } catch (error) {
    const message = `cannot read the config "${options.config ?? file}": ${fileReason(error)}`;
    return { file, diagnostics: [diagnostic("MI001", message)] };
  }
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  return { file, ...readConfig({ name: shown(host.cwd, file), text }, file) };
}

async function findConfig(host: Host): Promise<string | undefined> {
  for (let folder = host.cwd; ; folder = dirname(folder)) {
    for (const name of configFiles) {
      const file = join(folder, name);
      const kind = await host.files.kind(file);
      if (kind === "file" || kind === "link") return file;
    }
    if (dirname(folder) === folder) return undefined;
  }
}

const shown = (cwd: string, file: string): string => {
  const short = relative(cwd, file);
  return short === "" || short.startsWith("../../..") ? file : short;
};
