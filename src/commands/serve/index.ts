import { dirname } from "node:path";
import type { Command } from "commander";
import { UserError } from "../../diagnostics/diagnostic.js";
import { unreadableFile } from "../../diagnostics/findings.js";
import { handoffPage } from "../../handoff/page.js";
import { fileReason, type Host } from "../../host.js";
import { pageCode } from "../../page-code.js";
import { diagnosticsText } from "../../report/diagnostic-text.js";
import { plainStyle } from "../../report/style.js";
import type { Console } from "../shared/console.js";
import type { CommandContext } from "../shared/context.js";
import { loadConfig, requireWebhooks } from "../shared/load.js";
import { type ConfigOptions, examples, projectOptions } from "../shared/options.js";
import { listening, portOption } from "../shared/port.js";
import { Site } from "./site.js";

interface ServeOptions extends ConfigOptions {
  readonly port: number;
  readonly playground?: boolean;
}

export function configure(command: Command, context: CommandContext): void {
  projectOptions(command)
    .addOption(portOption(8485))
    .option("--playground", "only the playground, which needs no config")
    .addHelpText("after", examples(["mi-braze serve", "mi-braze serve --playground --port 0"]))
    .action((options: ServeOptions) =>
      context.run(options, (console) => serve(context.host, options, console)),
    );
}

async function serve(host: Host, options: ServeOptions, console: Console): Promise<number> {
  const ended = host.ended();
  const site = new Site(host.uuid());
  const folder = options.playground ? undefined : await folderOf(host, options);
  if (folder !== undefined) await show(host, options, console, site);
  const origin = await listening((port) => site.listen(port), options.port);
  const address = `${origin}${site.root}`;
  console.data(
    folder === undefined
      ? `Playground: ${address}playground/`
      : `Hand-off page: ${address}\nPlayground:    ${address}playground/`,
  );
  console.talk("On this machine only, for whoever has the address. Ctrl-C ends it.");
  const stop = new AbortController();
  try {
    const watching = folder === undefined ? [] : [watch(host, options, folder, console, site, stop.signal)];
    await Promise.race([ended, ...watching]);
  } finally {
    stop.abort();
    await site.close();
  }
  return 0;
}

/** The folder of the config, which may be broken; where there is none, there is nothing to show. */
async function folderOf(host: Host, options: ServeOptions): Promise<string> {
  const { file, diagnostics } = await loadConfig(host, options);
  if (file === undefined) throw new UserError(diagnostics, 3);
  return dirname(file);
}

async function watch(
  host: Host,
  options: ServeOptions,
  folder: string,
  console: Console,
  site: Site,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const _ of host.files.changes([folder], signal)) await show(host, options, console, site);
  } catch (error) {
    throw new UserError([unreadableFile.report(`cannot watch the files: ${fileReason(error)}`)], 3);
  }
}

/** The page as the config is now; while that is broken, the last good one with what is wrong. */
async function show(host: Host, options: ServeOptions, console: Console, site: Site): Promise<void> {
  try {
    const config = await requireWebhooks(host, options, console);
    site.show(host.secrets.masked(handoffPage(config, pageCode("handoff"))));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.diagnostics(error.diagnostics);
    site.tell(host.secrets.masked(diagnosticsText(error.diagnostics, plainStyle)));
  }
}
