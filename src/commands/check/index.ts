import type { Command } from "commander";
import { readSources } from "../../braze/read-source.js";
import { configNotFound } from "../../config/findings.js";
import type { Config } from "../../config/model/config.js";
import { hasErrors, UserError } from "../../diagnostics/diagnostic.js";
import { visibleName } from "../../egress/visible.js";
import type { Host } from "../../host.js";
import { diagnosticsJson } from "../../report/diagnostic-json.js";
import { count, diagnosticText } from "../../report/diagnostic-text.js";
import type { Style } from "../../report/style.js";
import { jsonText } from "../../source/json-text.js";
import { mostBytes } from "../../source/most-bytes.js";
import { type CheckedPayload, checkPayloads } from "../../verify/payloads.js";
import type { Console } from "../shared/console.js";
import type { CommandContext } from "../shared/context.js";
import { loadConfig, readStdin } from "../shared/load.js";
import {
  type ConfigOptions,
  commonOptions,
  configOption,
  examples,
  formatOption,
  formatsOf,
} from "../shared/options.js";

interface CheckOptions extends ConfigOptions {
  readonly format: keyof typeof reports;
}

export function configure(command: Command, context: CommandContext): void {
  commonOptions(configOption(command))
    .argument("<payloads...>", "files with payloads: JSON, a list, or one a line; - for stdin")
    .addHelpText(
      "after",
      examples(
        [
          "mi-braze check payload.json",
          "mi-braze check sent/*.json --format json",
          "pbpaste | mi-braze check -",
        ],
        "Exit codes: 0 nothing wrong, 1 findings that are errors, 3 a file cannot be read.",
      ),
    )
    .action((files: string[], options: CheckOptions) =>
      context.run(options, (console) => check(context.host, files, options, console)),
    );
  formatOption(command, formatsOf(reports));
}

async function check(
  host: Host,
  files: readonly string[],
  options: CheckOptions,
  console: Console,
): Promise<number> {
  const config = await configFor(host, options);
  const named = files.filter((file) => file !== "-");
  const { sources, diagnostics: unread } = await readSources(host, named);
  const stdin = files.includes("-") ? [await readStdin(host, mostBytes.fixture)] : [];
  const results = [...stdin, ...sources].flatMap((source) => checkPayloads(source, config, host.now()));
  console.diagnostics(unread);
  if (!config) console.talk("There is no config, so payloads are held to Movable Ink's contract alone.");
  if (results.length > 0) console.data(reports[options.format](results, console.out));
  if (unread.length > 0) return 3;
  return results.some(({ diagnostics }) => hasErrors(diagnostics)) ? 1 : 0;
}

/** A payload can be held to the contract without a config, but not to a wrong one. */
async function configFor(host: Host, options: ConfigOptions): Promise<Config | undefined> {
  const { config, diagnostics } = await loadConfig(host, options);
  const isMissing = options.config === undefined && diagnostics.some(({ kind }) => kind === configNotFound);
  if (hasErrors(diagnostics) && !isMissing)
    throw new UserError(diagnostics, diagnostics.some(({ kind }) => kind.exitCode === 3) ? 3 : 1);
  return config;
}

const reports = {
  text: (results, style) => {
    const lines = results.map((result) => textOf(result, style));
    const wrong = results.filter(({ diagnostics }) => hasErrors(diagnostics)).length;
    const right = results.length - wrong;
    const total = `${right} of ${results.length} ${results.length === 1 ? "payload" : "payloads"} as they should be`;
    return [...lines, wrong > 0 ? style.red(total) : style.green(total)].join("\n");
  },
  json: (results) =>
    jsonText(
      {
        version: 1,
        payloads: results.map(({ payload, campaign, diagnostics }) => ({
          payload,
          campaign,
          diagnostics: diagnosticsJson(diagnostics),
        })),
      },
      2,
    ),
} satisfies Readonly<Record<string, (results: readonly CheckedPayload[], style: Style) => string>>;

function textOf({ payload, campaign, diagnostics }: CheckedPayload, style: Style): string {
  const { errors, warnings } = count(diagnostics);
  const mark = errors > 0 ? style.red("✗") : warnings > 0 ? style.yellow("!") : style.green("✓");
  const head = `${mark} ${visibleName(payload)}${campaign === null ? "" : style.dim(` → ${campaign}`)}`;
  const notes = diagnostics.map((found) => diagnosticText(found, style).trimEnd().replace(/^/gm, "    "));
  return [head, ...notes].join("\n");
}
