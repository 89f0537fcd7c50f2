import { join, resolve } from "node:path";
import { contentBlocksFolder } from "../braze/content-blocks.js";
import { loadConfig } from "../config/load.js";
import { type Diagnostic, diagnostic, UserError } from "../diagnostics/diagnostic.js";
import type { Host } from "../host.js";
import type { Source } from "../source/source.js";
import { findFiles } from "../verify/glob.js";
import { bodySource, webhookCampaigns } from "../webhook/artifacts.js";
import { readSource, requireContentBlocks, shownPath } from "./load.js";

/** A body to lint, with the Content Blocks that it may name. */
export interface LintTarget {
  readonly source: Source;
  readonly contentBlocks: ReadonlyMap<string, string>;
}

export interface LintTargets {
  readonly targets: readonly LintTarget[];
  /** What the config says, and what could not be read. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The bodies that the config generates, with the findings of the config itself. */
export async function configTargets(host: Host, options: { readonly config?: string }): Promise<LintTargets> {
  const { config, diagnostics } = await loadConfig(host, options);
  if (!config) return { targets: [], diagnostics };
  const contentBlocks = await requireContentBlocks(host, config.file);
  const targets = webhookCampaigns(config).map((campaign) => ({
    source: bodySource(config, campaign),
    contentBlocks,
  }));
  return { targets, diagnostics };
}

/** Files, folders, globs, or `-` for stdin; one that cannot be read does not stop the others. */
export async function fileTargets(host: Host, names: readonly string[]): Promise<LintTargets> {
  const targets = new Map<string, LintTarget>();
  const diagnostics: Diagnostic[] = [];
  for (const name of names) {
    if (name === "-") {
      const text = await host.stdin.read();
      targets.set(name, {
        source: { name: "<stdin>", text },
        contentBlocks: await requireContentBlocks(host, "-"),
      });
      continue;
    }
    const paths = await pathsOf(host, name);
    if (paths.length === 0) diagnostics.push(nothing(name));
    for (const path of paths) {
      if (targets.has(path)) continue;
      try {
        const source = await readSource(host, path);
        targets.set(path, { source, contentBlocks: await requireContentBlocks(host, path) });
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        diagnostics.push(...error.diagnostics);
      }
    }
  }
  return { targets: [...targets.values()], diagnostics };
}

/** Parts of a path that are no bodies, or not ours. */
const passedOver = new RegExp(`(^|/)(node_modules|${contentBlocksFolder})/`);

async function pathsOf(host: Host, name: string): Promise<string[]> {
  const path = resolve(host.cwd, name);
  const kind = await host.files.kind(path).catch(() => undefined);
  if (kind === "folder") {
    const found = await findFiles(host.files, path, "**/*.liquid");
    return found.filter((file) => !passedOver.test(shownPath(host, file).replaceAll("\\", "/")));
  }
  if (kind === undefined && /[*?{]/.test(name)) return findFiles(host.files, host.cwd, name);
  return [join(path)];
}

const nothing = (name: string): Diagnostic =>
  diagnostic("MI001", `there is no template in ${JSON.stringify(name)}`, {
    notes: [
      "A folder is searched for files that end in .liquid; a pattern names files, such as 'hooks/**/*.liquid'.",
    ],
  });
