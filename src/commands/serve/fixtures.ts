import { dirname, relative } from "node:path";
import { readFixture } from "../../braze/fixture/read.js";
import { readSources } from "../../braze/read-source.js";
import type { Config } from "../../config/model/config.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { sha256 } from "../../handoff/manifest.js";
import type { Host } from "../../host.js";
import { pathMatcher } from "../../source/glob.js";
import { quoted } from "../../source/json-text.js";
import { mostBytes } from "../../source/most-bytes.js";
import { readText } from "../../source/read-text.js";
import { configuredPatterns, findFixtures } from "../../verify/fixture-files.js";
import { replaceFile } from "../shared/output/replace-file.js";
import { type Answer, faultOf } from "./answer.js";
import { insideOf } from "./inside.js";

/** A fixture of the project, as a page shows it. */
interface ShownFixture {
  readonly name: string;
  readonly text: string;
}

/** The fixtures of a project, and where a new one would be found. */
export async function fixturesOf(
  host: Host,
  config: Config,
): Promise<{ readonly patterns: readonly string[]; readonly fixtures: readonly ShownFixture[] }> {
  const { folder, patterns } = configuredPatterns(config);
  const { paths } = await findFixtures(host.files, folder, patterns);
  const fixtures: ShownFixture[] = [];
  for (const path of paths) {
    const { sources } = await readSources(host, [path]);
    for (const { text } of sources)
      fixtures.push({ name: slashed(relative(folder, path)), text: host.secrets.masked(text) });
  }
  return { patterns: config.fixtures, fixtures };
}

export interface FixtureToSave {
  /** From the config's folder. */
  readonly name: string;
  readonly text: string;
  /** The print of what it may take the place of. */
  readonly over?: string | undefined;
}

/** Writes a fixture whole or not at all, where `verify` finds it; another text that is there is not written over unasked. */
export async function saveFixture(
  host: Host,
  config: Config,
  { name, text, over }: FixtureToSave,
): Promise<Answer> {
  const folder = dirname(config.file);
  const path = await insideOf(host.files, folder, name);
  if (path === undefined) return { fault: `${quoted(name)} is outside the project; give a name inside it` };
  const file = slashed(relative(folder, path));
  if (!file.endsWith(".json") || !config.fixtures.some((pattern) => pathMatcher(pattern)(file)))
    return {
      fault: `mi-braze verify would not find ${quoted(file)}: the config's fixtures are ${config.fixtures.join(", ")}`,
    };
  const { diagnostics } = readFixture({ name: file, text });
  if (diagnostics.some(({ severity }) => severity === "error")) return faultOf(new UserError(diagnostics, 1));
  try {
    const there = (await host.files.kind(path)) && (await readText(host, path, mostBytes.template));
    if (there === text) return { written: file };
    if (there !== undefined && over !== sha256(there))
      return { there: host.secrets.masked(there), over: sha256(there) };
    if (there === undefined) await host.files.makeFolder(dirname(path));
    await replaceFile(host, path, text, { asIs: false });
  } catch (error) {
    if (error instanceof UserError) return faultOf(error);
    throw error;
  }
  return { written: file };
}

const slashed = (path: string): string => path.replaceAll("\\", "/");
