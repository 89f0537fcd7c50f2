import { dirname, join, relative, resolve } from "node:path";
import { type Catalogue, emptyCatalogue } from "../../diagnostics/catalogue.js";
import { unreadableFile } from "../../diagnostics/findings.js";
import { fileReason, type Host } from "../../host.js";
import { maxYamlBytes, parseYaml, tooLarge } from "../../source/yaml.js";
import { configNotFound } from "../findings.js";
import { type ConfigReading, ignoresAny, readConfig, syntaxFinding } from "./read.js";

export const configFiles = ["mi-braze.yaml", "mi-braze.yml"];

export interface ConfigLoad extends ConfigReading {
  /** Absolute path of the file that was read. */
  readonly file?: string;
}

/**
 * The config that `--config` names, else the one here or in the nearest folder above.
 * @param catalogue asked for only by a config that ignores findings: it takes every rule to make it
 */
export async function loadConfig(
  host: Host,
  options: { readonly config?: string },
  catalogue: () => Promise<Catalogue>,
): Promise<ConfigLoad> {
  const file = options.config === undefined ? await findConfig(host) : resolve(host.cwd, options.config);
  if (file === undefined) {
    const message = `no ${configFiles.join(" or ")} in ${host.cwd} or in any folder above it`;
    const notes = ["Run mi-braze init to create one, or give its path with --config."];
    return { diagnostics: [configNotFound.report(message, { notes })] };
  }
  const name = shown(host.cwd, file);
  let bytes: Uint8Array;
  try {
    const size = await host.files.size(file);
    // Not even read: a typo may name any file.
    if (size > maxYamlBytes)
      return { file, diagnostics: [syntaxFinding({ name, text: "" }, tooLarge(size))] };
    bytes = await host.files.read(file);
  } catch (error) {
    const message = `cannot read the config "${options.config ?? name}": ${fileReason(error)}`;
    const notes = [
      options.config === undefined
        ? "Make it readable, or give another path with --config."
        : `Without --config, mi-braze looks for ${configFiles[0]} here and in the folders above.`,
    ];
    return { file, diagnostics: [unreadableFile.report(message, { notes })] };
  }
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const source = { name, text };
  const document = parseYaml(source);
  const known = ignoresAny(document) ? await catalogue() : emptyCatalogue;
  return { file, ...readConfig(source, file, known, document) };
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
