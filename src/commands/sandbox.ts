import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { MovableInk } from "../config/model/config.js";
import { UserError } from "../diagnostics/diagnostic.js";
import { unreadableFile } from "../diagnostics/findings.js";
import { fileReason, type Host } from "../host.js";
import { DamagedLines, Journal } from "../movable-ink/sandbox/journal.js";
import { authorizationOf, Sandbox } from "../movable-ink/sandbox/server.js";
import { SandboxStore } from "../movable-ink/sandbox/store.js";
import { nextOf } from "../not-read.js";
import type { Style } from "../report/style.js";
import { jsonText } from "../source/json-text.js";
import type { Console } from "./shared/console.js";
import type { CommandContext } from "./shared/context.js";
import { loadConfig } from "./shared/load.js";
import {
  type ConfigOptions,
  commonOptions,
  configOption,
  examples,
  formatOption,
  formatsOf,
} from "./shared/options.js";
import { targetOf } from "./shared/output/target.js";
import { listening, portOption } from "./shared/port.js";

interface SandboxCommandOptions extends ConfigOptions {
  readonly port: number;
  readonly data?: string;
  readonly skipDamaged?: boolean;
  readonly fail?: { readonly status: number; readonly times: number };
  readonly format: keyof typeof announcements;
}

export function configure(command: Command, context: CommandContext): void {
  commonOptions(configOption(command))
    .addOption(portOption(8484))
    .option("--data <file>", "keep what arrives in this file, and go on from it")
    .option("--skip-damaged", "with --data: leave out lines that are damaged, instead of stopping at them")
    .addOption(
      new Option("--fail <status[xN]>", "answer the next N posts with a status, such as 429x2").argParser(
        failure,
      ),
    )
    .addHelpText(
      "after",
      examples(["mi-braze sandbox", "mi-braze sandbox --port 0 --format json --data events.ndjson"]),
    )
    .action((options: SandboxCommandOptions) =>
      context.run(options, (console) => sandbox(context.host, options, console)),
    );
  formatOption(command, formatsOf(announcements));
}

async function sandbox(host: Host, options: SandboxCommandOptions, console: Console): Promise<number> {
  // The account's own names, where there is a config; without one, the documented ones.
  const { config, settings, diagnostics } = await loadConfig(host, options);
  if (!settings && options.config !== undefined) throw new UserError(diagnostics, 1);
  const store = new SandboxStore(config?.wire);
  const journal = options.data && (await openJournal(host, options.data, store, options, console));
  // Made anew each time, so that nobody comes to rely on them.
  const credentials = {
    key: `sandbox-${host.uuid()}`,
    username: "sandbox",
    password: host.uuid(),
  };
  const server = new Sandbox({
    ...credentials,
    store,
    journal: journal || undefined,
    fail: options.fail,
    now: host.now,
    uuid: host.uuid,
  });
  const ended = host.ended();
  const origin = await listening((port) => server.listen(port), options.port).catch(async (error) => {
    if (journal) await journal.close();
    throw error;
  });
  const announced: Announced = {
    origin,
    endpoint: `${origin}/behavioral/${credentials.key}`,
    ...credentials,
    names: config?.movableInk,
    kept: options.data && `${store.count} events in ${options.data}`,
  };
  console.data(announcements[options.format](announced, console.out));
  await ended;
  await server.close();
  return 0;
}

interface Announced {
  readonly origin: string;
  readonly endpoint: string;
  readonly username: string;
  readonly password: string;
  /** The config's own variables. */
  readonly names: MovableInk | undefined;
  /** What was there before. */
  readonly kept: string | undefined;
}

/** The ways in which `sandbox` says where it is. */
const announcements = {
  text: (announced, { bold }) => {
    const { origin, endpoint, username, password, names, kept } = announced;
    const authorization = names?.authorization ?? { env: "MI_BASIC_AUTH" };
    return [
      `${bold("Sandbox")} on ${origin}  (a page for you, /events and /profiles for scripts)`,
      ...(kept ? [kept] : []),
      "",
      "In another terminal:",
      `  export ${names?.endpoint.env ?? "MI_ENDPOINT_URL"}=${endpoint}`,
      "env" in authorization
        ? `  export ${authorization.env}=${authorizationOf(announced).replace("Basic ", "")}`
        : `  export ${authorization.username.env}=${username} ${authorization.password.env}=${password}`,
      "  mi-braze send --user fixtures/….json",
      "",
      "Ctrl-C ends it.",
    ].join("\n");
  },
  json: (announced) => {
    const { endpoint, username, password } = announced;
    return jsonText({ endpoint, username, password, authorization: authorizationOf(announced) });
  },
} satisfies Readonly<Record<string, (announced: Announced, style: Style) => string>>;

async function openJournal(
  host: Host,
  path: string,
  store: SandboxStore,
  { skipDamaged = false }: SandboxCommandOptions,
  console: Console,
): Promise<Journal> {
  try {
    const progress = (read: number, of: number) =>
      console.progress(`Reading "${path}", which has no index so far: ${Math.floor((read / of) * 100)} %`);
    const waiting = (lock: string, longest: number) =>
      console.talk(
        `"${lock}" was left by a sandbox in another container or on another machine, or by one that was killed there: waiting up to ${longest / 1000} seconds to see whether it still runs.`,
      );
    const { target: file } = await targetOf(host, resolve(host.cwd, path));
    const opened = await Journal.open(file, host, { skipDamaged, store, progress, waiting });
    if (opened.damaged.length > 0)
      console.talk(`Left out ${new DamagedLines(opened.damaged).message.replace(/ (is|are) damaged$/, "")}.`);
    return opened.journal;
  } catch (error) {
    const isFile = (error as NodeJS.ErrnoException).code !== undefined;
    const reason = isFile ? fileReason(error) : (error as Error).message;
    const notes =
      error instanceof DamagedLines
        ? ["--skip-damaged leaves them out; the others are whole."]
        : nextOf(error);
    const message = `cannot use "${path}" as the sandbox's data: ${reason}`;
    throw new UserError([unreadableFile.report(message, { notes })], 3);
  }
}

function failure(text: string): { status: number; times: number } {
  const [, status, times = "1"] = /^([45]\d\d)(?:x(\d{1,6}))?$/.exec(text) ?? [];
  if (status === undefined)
    throw new InvalidArgumentError("a status from 400 to 599 is needed, such as 429 or 503x2.");
  return { status: Number(status), times: Number(times) };
}
