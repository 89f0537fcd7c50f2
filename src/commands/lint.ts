import type { Command } from "commander";
import { nameFindings } from "../braze/liquid/name-findings.js";
import { parseTemplate } from "../braze/liquid/parser/parse.js";
import { loadConfig } from "../config/load.js";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import type { Host } from "../host.js";
import { proveTemplate } from "../proof/prove.js";
import { diagnosticsJson } from "../report/diagnostic-json.js";
import { count } from "../report/diagnostic-text.js";
import type { Source } from "../source/source.js";
import { bodySource, webhookCampaigns } from "../webhook/artifacts.js";
import type { Console } from "./console.js";
import { readSource, requireContentBlocks } from "./load.js";
import { type ConfigOptions, commonOptions, configOption, formatOption, wholeNumber } from "./options.js";
import type { CommandContext } from "./program.js";

interface LintOptions extends ConfigOptions {
  readonly format: "text" | "json";
  readonly maxWarnings?: number;
}

export function configure(command: Command, context: CommandContext): void {
  commonOptions(configOption(command))
    .argument("[files...]", "Liquid files (default: the config and its generated bodies)")
    .option("--max-warnings <n>", "exit 1 when there are more warnings", wholeNumber)
    .action((files: string[], options: LintOptions) =>
      context.run(options, (console) => lint(context.host, files, options, console)),
    );
  formatOption(command, ["text", "json"]);
}

async function lint(
  host: Host,
  files: readonly string[],
  options: LintOptions,
  console: Console,
): Promise<number> {
  const { templates, diagnostics, exitCode } = await targets(host, files, options);
  const proofs = templates.map(({ source, contentBlocks }) => ({
    file: source.name,
    ...proveTemplate(source, { contentBlocks }),
  }));
  const names = templates.flatMap(({ source }) => nameFindings(parseTemplate(source)));
  const found = [...diagnostics, ...proofs.flatMap((proof) => proof.diagnostics), ...names];
  const { errors, warnings } = count(found);
  if (options.format === "json") {
    const shown = proofs.map(({ file, verdict, witness }) => ({
      file,
      verdict,
      ...(witness ? { witness } : {}),
    }));
    console.data(
      JSON.stringify(
        { version: 1, files: shown, diagnostics: diagnosticsJson(found), summary: { errors, warnings } },
        null,
        2,
      ),
    );
  } else {
    console.diagnostics(found);
    for (const { file, witness } of proofs) {
      if (witness)
        console.talk(
          `A user for whom ${file} breaks; save it and see with mi-braze preview --template ${file} --user:\n${JSON.stringify(witness)}`,
        );
    }
    if (found.length === 0)
      console.talk(
        `No findings in ${files.length > 0 ? "" : "the config and "}${templates.length} ${templates.length === 1 ? "body" : "bodies"}.`,
      );
  }
  if (exitCode !== undefined) return exitCode;
  return hasErrors(found) || warnings > (options.maxWarnings ?? Number.POSITIVE_INFINITY) ? 1 : 0;
}

interface Target {
  readonly source: Source;
  readonly contentBlocks: ReadonlyMap<string, string>;
}

interface Targets {
  readonly templates: readonly Target[];
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode?: number;
}

async function targets(host: Host, files: readonly string[], options: LintOptions): Promise<Targets> {
  if (files.length > 0) {
    const templates: Target[] = [];
    for (const file of files)
      templates.push({
        source: await readSource(host, file),
        contentBlocks: await requireContentBlocks(host, file),
      });
    return { templates, diagnostics: [] };
  }
  const { config, diagnostics } = await loadConfig(host, options);
  const unread = diagnostics.some((found) => found.code === "MI001" || found.code === "MI003");
  if (!config) return { templates: [], diagnostics, exitCode: unread ? 3 : 1 };
  const contentBlocks = await requireContentBlocks(host, config.file);
  const templates = webhookCampaigns(config).map((campaign) => ({
    source: bodySource(config, campaign),
    contentBlocks,
  }));
  return { templates, diagnostics };
}
