import { dirname, join, relative, resolve } from "node:path";
import { type Catalogue, emptyCatalogue } from "../../diagnostics/catalogue.js";
import { unreadableFile } from "../../diagnostics/findings.js";
import { fileReason, type Host } from "../../host.js";
import { NotText, nextOf } from "../../not-read.js";
import { mostBytes } from "../../source/most-bytes.js";
import { readBytes, textOf } from "../../source/read-text.js";
import { parseYaml } from "../../source/yaml.js";
import { configNotFound } from "../findings.js";
import { type ConfigReading, ignoresAny, readConfig, syntaxFinding } from "./read.js";

export const configFiles = ["mi-braze.yaml", "mi-braze.yml"];

/** A shorter value may be a word that occurs everywhere; it is a secret once a command uses it. */
const leastOfVariable = 8;

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
    return { diagnostics: [configNotFound.report(message, { notes })], secrets: [] };
  }
  const name = shown(host.cwd, file);
  let text: string;
  try {
    text = textOf(await readBytes(host, file, mostBytes.config));
  } catch (error) {
    if (error instanceof NotText) {
      const next = error.next ?? "Is this the right file? Give the config's path with --config.";
      const fault = { start: 0, end: 0, message: error.message, next };
      return { file, diagnostics: [syntaxFinding({ name, text: "" }, fault)], secrets: [] };
    }
    const message = `cannot read the config "${options.config ?? name}": ${fileReason(error)}`;
    const notes = [
      ...nextOf(error),
      options.config === undefined
        ? "Make it readable, or give another path with --config."
        : `Without --config, mi-braze looks for ${configFiles[0]} here and in the folders above.`,
    ];
    return { file, diagnostics: [unreadableFile.report(message, { notes })], secrets: [] };
  }
  const source = { name, text };
  const document = parseYaml(source);
  const known = ignoresAny(document) ? await catalogue() : emptyCatalogue;
  const reading = readConfig(source, file, known, document);
  for (const secret of reading.secrets) host.secrets.add(secret);
  // What the variables hold is a secret from here on, whether a command asks for it or not; a user name may be any word.
  for (const [, key, variable] of text.matchAll(
    /(?:\b(\w+)["']?\s*:\s*["']?)?\benv:(\w+)(?=\s*(?:[\n"',\]}#]|$))/g,
  )) {
    const value = host.env[variable!]?.trim() ?? "";
    if (key !== "username" && value.length >= leastOfVariable) host.secrets.addUrl(value);
  }
  return { file, ...reading };
}

async function findConfig(host: Host): Promise<string | undefined> {
  for (let folder = host.cwd; ; folder = dirname(folder)) {
    for (const name of configFiles) {
      const file = join(folder, name);
      if ((await host.files.kind(file)) !== undefined) return file;
    }
    if (dirname(folder) === folder) return undefined;
  }
}

const shown = (cwd: string, file: string): string => {
  const short = relative(cwd, file);
  return short === "" || short.startsWith("../../..") ? file : short;
};
