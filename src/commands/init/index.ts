import { join, resolve } from "node:path";
import type { Command } from "commander";
import { eventPresets } from "../../config/model/presets.js";
import { configFiles } from "../../config/read/load.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import type { Host } from "../../host.js";
import { quoted } from "../../source/json-text.js";
import type { Console } from "../shared/console.js";
import type { CommandContext } from "../shared/context.js";
import { type CommonOptions, commonOptions, examples, folderOption } from "../shared/options.js";
import { type AnswerKey, type Answers, complete, flags, noPreset } from "./answers.js";
import { PassedOver } from "./calls.js";
import { usualUserId } from "./identity.js";
import { KeptSamples } from "./kept-samples.js";
import { configName, type Draft, draftConfig, draftFixtures, type Fault } from "./plan.js";
import { report } from "./report.js";
import { readSampleEvents, type SampleEvent } from "./sample-event.js";
import { type SampleSource, sampleSources } from "./sample-files.js";
import { type Samples, samplesByEvent } from "./samples.js";
import { schemaLines } from "./schema-lines.js";
import { refuseExisting, writeNew } from "./write-new.js";

interface InitOptions extends CommonOptions, Partial<Answers> {
  readonly fromEvent?: readonly string[];
  readonly yes?: boolean;
  readonly dir: string;
}

export function configure(command: Command, context: CommandContext): void {
  commonOptions(command)
    .option("--brand <text>", "put before the name of each campaign")
    .option("--audience <who>", "known, or known_and_anonymous")
    .option("--user-id <source>", "where the user_id is (default: external_id)")
    .option("--anonymous-id <source>", "where the anonymous_id is (default: braze_id)")
    .option("--trigger <name>", "the custom event in Braze (default: Product Viewed)")
    .option("--event <name>", "its name in Movable Ink (default: product_viewed)")
    .option("--preset <name>", `properties of a known event: ${eventPresets().join(", ")}; or ${noPreset}`)
    .option("--timezone <zone>", "for users without one, such as America/New_York")
    .option(
      "--from-event <file...>",
      "sample events (JSON, or one a line; files, folders, patterns) to learn names and types from; - for stdin",
    )
    .addOption(folderOption())
    .option("-y, --yes", "ask nothing: flags and defaults")
    .addHelpText(
      "after",
      examples([
        "mi-braze init",
        'mi-braze init --yes --brand "Acme Retail" --user-id custom_attribute.mi_u',
        "mi-braze init --from-event samples/*.json --dir webhooks-project",
      ]),
    )
    .action((options: InitOptions) =>
      context.run(options, (console) => init(context.host, options, console)),
    );
}

async function init(host: Host, options: InitOptions, console: Console): Promise<number> {
  const folder = resolve(host.cwd, options.dir);
  await refuseExisting(
    host,
    configFiles.map((name) => join(folder, name)),
  );
  const kept = new KeptSamples();
  const passed = new PassedOver();
  let unread: SampleSource | undefined;
  for (const path of options.fromEvent ?? [])
    for await (const source of sampleSources(host, path)) {
      const found = eventsOf(host, source, passed);
      if (found.length === 0) unread ??= source;
      // Of the many that are alike, nothing is ever shown.
      if (found.filter((event) => kept.add(event)).length > 0) host.secrets.learn(source.text);
    }
  // Of nothing but calls that are no events, the first is told.
  if (kept.events.length === 0 && unread) readSampleEvents(unread);
  const samples = samplesByEvent(kept.events, options.trigger);
  const [sample] = samples;
  const schema = await schemaLines(host, folder);
  const draft = (answers: Answers) => draftConfig({ answers, samples, schema, folder });
  const given = Object.fromEntries(
    answerKeys.flatMap((key) => (options[key] === undefined ? [] : [[key, options[key]]])),
  ) as Partial<Answers>;

  const answers = await decide(host, given, sample, options, console, draft, usualUserId(samples));
  if (!answers) return 3;
  const { config, text, faults, skipped, learned } = draft(answers);
  refuse(faults, answers);
  if (!config) throw new Error("the config has neither findings nor a value");
  const fixtures = draftFixtures(config, skipped, samples);
  const texts = [...fixtures, { path: configName, text }];
  await writeNew(
    host,
    folder,
    texts.map((file) => ({ path: join(folder, file.path), text: file.text })),
  );
  report({ host, folder, config, fixtures, skipped, samples, passed, learned, console });
  return 0;
}

function eventsOf(host: Host, source: SampleSource, passed: PassedOver): SampleEvent[] {
  try {
    return readSampleEvents(source, source.isRecord, passed);
  } catch (error) {
    host.secrets.learn(source.text);
    throw error;
  }
}

const answerKeys = Object.keys(flags) as AnswerKey[];

async function decide(
  host: Host,
  given: Partial<Answers>,
  sample: Samples | undefined,
  options: InitOptions,
  console: Console,
  draft: (answers: Answers) => Draft,
  userId: string,
): Promise<Answers | undefined> {
  const presets = eventPresets();
  if (host.terminal && !options.yes && !options.fromEvent?.includes("-")) {
    // a wrong flag is told before the first question, not after the last
    const first = complete(given, sample, presets, userId);
    const ofFlags = ({ answer }: Fault) => answer !== undefined && given[answer] !== undefined;
    refuse(draft(first).faults.filter(ofFlags), first);
    const { ask } = await import("./ask.js");
    return ask(given, {
      terminal: host.terminal,
      color: console.out.on,
      presets,
      sample,
      faultOf: (answers, key) => {
        const found = draft(answers).faults.find(({ answer }) => answer === key)?.found;
        return found && [found.message, ...found.notes.slice(0, 1).map((note) => note.message)].join(". ");
      },
    });
  }
  if (sample?.kind === "event" && sample.names.length === 0 && !given.trigger && !given.event) {
    const message = `the sample "${options.fromEvent!.join(" ")}" does not say how the event is called; add --trigger NAME`;
    throw new UserError([wrongUsage.report(message)], 2);
  }
  return complete(given, sample, presets, userId);
}

/** Findings of the config, told as ones of what was typed. */
function refuse(faults: readonly Fault[], answers: Answers): void {
  const found = faults.map(({ answer, found }) => {
    if (answer === undefined) return found;
    const message = `${flags[answer]} ${quoted(answers[answer] ?? "")}: ${found.message}`;
    return wrongUsage.report(message, { notes: found.notes.map((note) => note.message) });
  });
  if (found.length > 0) throw new UserError(found, 2);
}
