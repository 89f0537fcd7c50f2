import { relative, resolve } from "node:path";
import type { Command } from "commander";
import { requireContentBlocks } from "../../braze/webhook-files.js";
import type { Config } from "../../config/model/config.js";
import { type Diagnostic, UserError } from "../../diagnostics/diagnostic.js";
import { unreadableFile, wrongUsage } from "../../diagnostics/findings.js";
import { fileReason, type Host } from "../../host.js";
import { nextOf } from "../../not-read.js";
import { Replay } from "../../replay/replay.js";
import { byPlace } from "../../replay/spots.js";
import { type ReplaySummary, summaryOf, sumOf } from "../../replay/summary.js";
import type { Tally } from "../../replay/tally.js";
import { newTies, type Ties } from "../../replay/ties.js";
import { toOrderedJson } from "../../source/json.js";
import { jsonText, quoted } from "../../source/json-text.js";
import type { Console } from "../shared/console.js";
import type { CommandContext } from "../shared/context.js";
import { requireWebhooks } from "../shared/load.js";
import {
  type ConfigOptions,
  examples,
  formatOption,
  formatsOf,
  projectOptions,
  wholeNumber,
} from "../shared/options.js";
import { type EventFile, eventFiles, formsRead } from "./event-files.js";
import { LineFile } from "./line-file.js";
import { configHash, wholeOf, writePart } from "./part.js";
import { replayReports } from "./reports.js";
import { scratchOf } from "./scratch.js";
import { shardOf, whole } from "./shard.js";
import { usersBy } from "./users.js";

interface ReportOptions extends ConfigOptions {
  readonly format: keyof typeof replayReports;
  readonly maxBroken: number;
  readonly maxAborted?: number;
  readonly maxUnmatched?: number;
  readonly maxFindings?: number;
  readonly maxUnreadable?: number;
}

interface ReplayOptions extends ReportOptions {
  readonly users?: string;
  readonly payloads?: string;
  readonly compare?: string;
  readonly shard?: string;
  readonly part?: string;
}

export function configure(command: Command, context: CommandContext): void {
  reportOptions(command)
    .argument(
      "<events...>",
      "files, folders or patterns of events, plain or packed by gzip or zstd; - for stdin",
    )
    .option("--users <file>", 'users as Braze exports them: one a line, an array, or {"users": […]}')
    .option("--payloads <file>", "write what would be sent, one payload a line")
    .option("--compare <config>", "count what this config, such as the one of yesterday, would do otherwise")
    .option(
      "--shard <i/n>",
      "only the i-th of n parts of the events; n alone where Slurm, Kubernetes or GNU parallel say which",
    )
    .option("--part <file>", "write what was counted, for mi-braze replay merge")
    .addHelpText(
      "after",
      examples(
        [
          "mi-braze replay yesterday.ndjson.gz",
          "mi-braze replay yesterday.ndjson.gz --format html > replay.html",
          "mi-braze replay currents/ --users users.ndjson --payloads sent.ndjson",
          "mi-braze replay events/*.ndjson --shard 1/4 --part 1.part && mi-braze replay merge *.part",
        ],
        "Exit codes: 0 within the limits, 1 beyond one of --max-…, 2 wrong command line, 3 a file cannot be read.",
      ),
    )
    .action((paths: string[], options: ReplayOptions) =>
      context.run(options, (console) => replay(context.host, paths, options, console)),
    );
  reportOptions(
    command
      .command("merge")
      .description("add the parts of a replay up to one report")
      .copyInheritedSettings(command),
  )
    .argument("<parts...>", "files that --part has written")
    .action((_paths: string[], _options: ReportOptions, merging: Command) =>
      context.run(merging.optsWithGlobals<ReportOptions>(), (console) =>
        merge(context.host, merging.args, merging.optsWithGlobals<ReportOptions>(), console),
      ),
    );
}

function reportOptions(command: Command): Command {
  projectOptions(command)
    .option("--max-broken <count>", "exit 1 when more are not JSON", wholeNumber, 0)
    .option("--max-aborted <count>", "exit 1 when more are aborted", wholeNumber)
    .option("--max-unmatched <count>", "exit 1 when more have no campaign", wholeNumber)
    .option("--max-findings <count>", "exit 1 when more payloads are against the contract", wholeNumber)
    .option("--max-unreadable <count>", "exit 1 when more records cannot be read", wholeNumber);
  return formatOption(command, formatsOf(replayReports));
}

async function replay(
  host: Host,
  paths: readonly string[],
  options: ReplayOptions,
  console: Console,
): Promise<number> {
  const config = await requireWebhooks(host, options, console);
  const shard = options.shard === undefined ? whole : shardOf(options.shard, host.env);
  if (shard.of > 1 && options.part === undefined)
    throw new UserError(
      [
        wrongUsage.report("a part of a replay is not a report of its own", {
          notes: ["Add --part FILE, and add the parts up with mi-braze replay merge."],
        }),
      ],
      2,
    );
  const files = await eventFiles(host, paths);
  refuseInputs(host, options, [config.file, ...files.flatMap(({ path }) => path ?? [])]);
  const contentBlocks = await requireContentBlocks(host, config.file);
  const userOf = await usersBy(host, options.users);
  const before =
    options.compare === undefined
      ? undefined
      : await requireWebhooks(host, { ...options, config: options.compare }, console);
  const ties = newTies(scratchOf(host));
  const work = new Replay(config, { userOf, ties, shard, contentBlocks, before, clock: host.now });
  const payloads =
    options.payloads === undefined ? undefined : await LineFile.at(host, resolve(host.cwd, options.payloads));
  const problems = await replayAll(host, files, work, payloads, console);
  await payloads?.finish();
  console.diagnostics(problems);
  const names = files.map(({ name }) => name);
  if (options.part !== undefined && problems.length === 0) {
    const part = {
      config: configHash(config),
      compared: before ? configHash(before) : null,
      files: names,
      shard,
      tally: work.tally,
    };
    await writePart(host, resolve(host.cwd, options.part), part, ties);
  }
  if (options.part !== undefined) {
    const { events } = work.tally;
    const counted = `${events} ${events === 1 ? "event is" : "events are"} counted`;
    console.talk(
      problems.length > 0
        ? `${options.part} is not written: not all that belongs to it could be read.`
        : `${counted} in ${options.part}.`,
    );
    return problems.length > 0 ? 3 : 0;
  }
  const exitCode = report(work.tally, ties, names, config, options, console);
  return problems.length > 0 ? 3 : exitCode;
}

/** What is read is not written over by a slip of the hand. */
function refuseInputs(
  { cwd }: Host,
  { payloads, part, users, compare }: ReplayOptions,
  read: readonly string[],
): void {
  const at = (path: string | undefined) => (path === undefined ? [] : [resolve(cwd, path)]);
  const inputs = new Set([...read, ...at(users), ...at(compare)].map((path) => resolve(cwd, path)));
  const written = [...at(payloads), ...at(part)];
  for (const path of written)
    if (inputs.has(path) || written.filter((one) => one === path).length > 1)
      throw new UserError(
        [
          wrongUsage.report(
            `${quoted(relative(cwd, path))} would be written over: it is ${inputs.has(path) ? "read here" : "to hold payloads and the part"}`,
            { notes: ["Give --payloads and --part files of their own."] },
          ),
        ],
        2,
      );
}

/** A file that ends before its end does not stop the others; what was read of it is counted. */
async function replayAll(
  host: Host,
  files: readonly EventFile[],
  work: Replay,
  payloads: LineFile | undefined,
  console: Console,
): Promise<Diagnostic[]> {
  const problems: Diagnostic[] = [];
  let isEnded = false;
  void host.ended().then(() => {
    isEnded = true;
  });
  const began = host.now().getTime();
  let records = 0;
  for (const [index, file] of files.entries()) {
    try {
      for await (const record of file.records()) {
        for (const payload of work.take(index, record)) await payloads?.add(jsonText(toOrderedJson(payload)));
        records += 1;
        // What is read from a file leaves no time for a signal to be heard.
        if (records % 1_000 === 0) await host.sleep(0);
        if (records % 100_000 === 0) {
          const seconds = (host.now().getTime() - began) / 1000;
          const rate = seconds > 0 ? `, ${Math.round(records / seconds)} a second` : "";
          console.progress(`${records} records${rate}, in file ${index + 1} of ${files.length}`);
        }
        if (isEnded) break;
      }
    } catch (error) {
      if (error instanceof UserError) throw error;
      problems.push(
        unreadableFile.report(`cannot read "${file.name}" to its end: ${fileReason(error)}`, {
          notes: nextOf(error),
        }),
      );
    }
    if (isEnded) {
      problems.push(
        unreadableFile.report(`the replay was ended in "${file.name}": what follows is not counted`),
      );
      break;
    }
  }
  return problems;
}

async function merge(
  host: Host,
  paths: readonly string[],
  options: ReportOptions,
  console: Console,
): Promise<number> {
  const config: Config = await requireWebhooks(host, options, console);
  const ties = newTies(scratchOf(host));
  const { tally, files } = await wholeOf(host, paths, config, ties);
  return report(tally, ties, files, config, options, console);
}

function report(
  tally: Tally,
  ties: Ties,
  files: readonly string[],
  config: Config,
  options: ReportOptions,
  console: Console,
): number {
  const summary = summaryOf(tally, ties, files, config);
  console.data(replayReports[options.format](summary, console.out));
  const isBeyond = isBeyondLimits(summary, options, console);
  if (tally.events > 0) return isBeyond ? 1 : 0;
  const [first] = Object.entries(tally.unreadable)
    .map(([fault, { first }]) => ({ fault, spot: first[0]! }))
    .sort((a, b) => byPlace(a.spot, b.spot));
  if (!first) {
    if (tally.records === 0) console.talk("There are no events in what was given.");
    return isBeyond ? 1 : 0;
  }
  const [file, line] = first.spot;
  console.diagnostics([
    unreadableFile.report(`no record could be read as an event: at ${files[file]}:${line}, ${first.fault}`, {
      notes: [formsRead],
    }),
  ]);
  return 3;
}

function isBeyondLimits(summary: ReplaySummary, options: ReportOptions, console: Console): boolean {
  const { campaigns, unreadable } = summary;
  const over = (name: "broken" | "aborted" | "findings"): number =>
    sumOf(campaigns.flatMap((campaign) => campaign[name]));
  const limits = [
    { option: "--max-broken", most: options.maxBroken, count: over("broken"), are: "are broken" },
    { option: "--max-aborted", most: options.maxAborted, count: over("aborted"), are: "are aborted" },
    {
      option: "--max-unmatched",
      most: options.maxUnmatched,
      count: summary.unmatchedEvents,
      are: "have no campaign",
    },
    {
      option: "--max-findings",
      most: options.maxFindings,
      count: over("findings"),
      are: "are against the contract",
    },
    {
      option: "--max-unreadable",
      most: options.maxUnreadable,
      count: sumOf(unreadable),
      are: "cannot be read",
    },
  ];
  const beyond = limits.filter(({ count, most }) => most !== undefined && count > most);
  for (const { option, most, count, are } of beyond) console.talk(`${count} ${are} (${option} ${most}).`);
  return beyond.length > 0;
}
