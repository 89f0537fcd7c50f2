import type { Command } from "commander";
import { readFixture } from "../braze/fixture/read.js";
import { readSource } from "../braze/read-source.js";
import { requireContentBlocks } from "../braze/webhook-files.js";
import { type Diagnostic, hasErrors, UserError } from "../diagnostics/diagnostic.js";
import { wrongUsage } from "../diagnostics/findings.js";
import type { Host } from "../host.js";
import { simulationReports } from "../report/simulation-report.js";
import { simulate, type TrackedEvents } from "../simulate/simulate.js";
import { usersIn, withUsers } from "../simulate/users.js";
import { isLoopback } from "../source/loopback.js";
import { mostBytes } from "../source/most-bytes.js";
import type { Console } from "./shared/console.js";
import type { CommandContext } from "./shared/context.js";
import { requireAuthorization, requireEndpoint } from "./shared/endpoint.js";
import { requireWebhooks } from "./shared/load.js";
import {
  type ConfigOptions,
  commonOptions,
  configOption,
  examples,
  formatOption,
  formatsOf,
} from "./shared/options.js";

interface SimulateOptions extends ConfigOptions {
  readonly users?: string;
  readonly to?: string;
  readonly once?: boolean;
  readonly format: keyof typeof simulationReports;
}

export function configure(command: Command, context: CommandContext): void {
  commonOptions(configOption(command))
    .argument("<events...>", "/users/track bodies or fixtures, with any number of events")
    .option("--users <file>", 'users as Braze exports them: an array, or {"users": […]}')
    .option("--to <url>", "a sandbox's endpoint (default: the config's env: variable)")
    .option("--once", "as if re-eligibility were off, as it is for a new campaign: each user once for ever")
    .addHelpText(
      "after",
      examples(
        ["mi-braze simulate fixtures/*.json", "mi-braze simulate yesterday.json --users users.json --once"],
        "Exit codes: 0 nothing is lost, 1 something is, 2 wrong command line, 3 not reached.",
      ),
    )
    .action((files: string[], options: SimulateOptions) =>
      context.run(options, (console) => simulateFiles(context.host, files, options, console)),
    );
  formatOption(command, formatsOf(simulationReports));
}

async function simulateFiles(
  host: Host,
  files: readonly string[],
  options: SimulateOptions,
  console: Console,
): Promise<number> {
  const config = await requireWebhooks(host, options, console);
  const url = requireEndpoint(host, config.movableInk, options);
  if (!isLoopback(new URL(url).hostname))
    throw new UserError(
      [
        wrongUsage.report("simulate delivers to a sandbox on this machine only", {
          notes: [
            "Start one with mi-braze sandbox; mi-braze send posts to a real endpoint, one payload at a time.",
          ],
        }),
      ],
      2,
    );
  const authorization = requireAuthorization(host, config.movableInk);
  const contentBlocks = await requireContentBlocks(host, config.file);
  const { tracked, problems } = await readEvents(host, files, options.users);
  const events = await simulate(config, tracked, {
    url,
    authorization,
    contentBlocks,
    once: options.once,
    host,
  });
  console.diagnostics(problems);
  console.data(simulationReports[options.format](events, console.out));
  if (events.some(({ outcome, status }) => outcome === "lost" && status === null)) return 3;
  return hasErrors(problems) || events.some(({ outcome }) => /^(lost|ineligible|broken)$/.test(outcome))
    ? 1
    : 0;
}

/** The fixtures of all files; with users, one for each event, whose user is the one that the event names. */
async function readEvents(
  host: Host,
  files: readonly string[],
  usersFile: string | undefined,
): Promise<{ tracked: TrackedEvents[]; problems: Diagnostic[] }> {
  const users =
    usersFile === undefined ? undefined : usersIn(await readSource(host, usersFile, mostBytes.events));
  const tracked: TrackedEvents[] = [];
  const problems: Diagnostic[] = [];
  for (const file of files) {
    const source = await readSource(host, file, mostBytes.events);
    for (const one of users?.size ? withUsers(source, users) : [source]) {
      const { fixture, diagnostics } = readFixture(one);
      if (fixture && !hasErrors(diagnostics)) tracked.push({ file, fixture });
      else problems.push(...diagnostics);
    }
  }
  return { tracked, problems };
}
