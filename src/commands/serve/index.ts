import { dirname } from "node:path";
import type { Command } from "commander";
import { UserError } from "../../diagnostics/diagnostic.js";
import { unreadableFile } from "../../diagnostics/findings.js";
import { fileReason, type Host } from "../../host.js";
import type { Console } from "../shared/console.js";
import type { CommandContext } from "../shared/context.js";
import { loadConfig } from "../shared/load.js";
import { type ConfigOptions, examples, projectOptions } from "../shared/options.js";
import { listening, portOption } from "../shared/port.js";
import { openBrowser } from "./open-browser.js";
import { Project } from "./project.js";
import { Site } from "./site.js";

interface ServeOptions extends ConfigOptions {
  readonly port: number;
  readonly playground?: boolean;
  readonly open?: boolean;
}

export function configure(command: Command, context: CommandContext): void {
  projectOptions(command)
    .addOption(portOption(8485))
    .option("--playground", "only the playground, which needs no config")
    .option("--open", "open it in the browser")
    .addHelpText("after", examples(["mi-braze serve --open", "mi-braze serve --playground --port 0"]))
    .action((options: ServeOptions) =>
      context.run(options, (console) => serve(context.host, options, console)),
    );
}

async function serve(host: Host, options: ServeOptions, console: Console): Promise<number> {
  const ended = host.ended();
  const folder = options.playground ? undefined : await folderOf(host, options);
  const project = folder === undefined ? undefined : new Project(host, options, folder);
  const site = new Site(host.uuid(), project);
  await project?.show(console, site);
  const origin = await listening((port) => site.listen(port), options.port);
  const address = `${origin}${site.root}`;
  console.data(
    folder === undefined
      ? `Playground: ${address}playground/`
      : `Hand-off page: ${address}\nPlayground:    ${address}playground/`,
  );
  console.talk("On this machine only, for whoever has the address. Ctrl-C ends it.");
  if (options.open) void open(host, folder === undefined ? `${address}playground/` : address, console);
  const stop = new AbortController();
  try {
    const watching =
      project && folder !== undefined
        ? [watch(host, folder, () => project.show(console, site), stop.signal)]
        : [];
    await Promise.race([ended, ...watching]);
  } finally {
    stop.abort();
    await site.close();
  }
  return 0;
}

async function open(host: Host, address: string, console: Console): Promise<void> {
  if (!(await openBrowser(host, address)))
    console.talk("No browser could be opened from here: open the address yourself.");
}

/** The folder of the config, which may be broken; where there is none, there is nothing to show. */
async function folderOf(host: Host, options: ServeOptions): Promise<string> {
  const { file, diagnostics } = await loadConfig(host, options);
  if (file === undefined) throw new UserError(diagnostics, 3);
  return dirname(file);
}

async function watch(
  host: Host,
  folder: string,
  show: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const _ of host.files.changes([folder], signal)) await show();
  } catch (error) {
    throw new UserError([unreadableFile.report(`cannot watch the files: ${fileReason(error)}`)], 3);
  }
}
