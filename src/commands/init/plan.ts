import { join } from "node:path";
import type { Config } from "../../config/model/config.js";
import { eventPresets } from "../../config/model/presets.js";
import { readConfig } from "../../config/read/read.js";
import { emptyCatalogue } from "../../diagnostics/catalogue.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { JsonNode } from "../../source/json.js";
import { type AnswerKey, type Answers, noPreset } from "./answers.js";
import { answerAt, pathOf, propertyAt } from "./check.js";
import { type CampaignHeader, configText } from "./config-text.js";
import { without } from "./definition.js";
import { fixturesFor, type NewFixture } from "./fixtures.js";
import { type Definitions, inferFrom } from "./infer.js";
import { withoutMember } from "./json-text.js";
import { knownEvent } from "./known-names.js";
import { purchase, slugOf } from "./name.js";
import { personalIn } from "./personal.js";
import type { SampleEvent } from "./sample-event.js";
import type { Samples } from "./samples.js";

export const configName = "mi-braze.yaml";

/** A finding of the config, and the answer that it is about. */
export interface Fault {
  readonly answer: AnswerKey | undefined;
  readonly found: Diagnostic;
}

/** A property of the sample that the config cannot hold. */
export interface Skipped {
  /** Its name after the names of those around it. */
  readonly names: readonly string[];
  readonly why: string;
}

export interface Draft {
  readonly text: string;
  /** Absent when there are faults. */
  readonly config: Config | undefined;
  readonly faults: readonly Fault[];
  readonly skipped: readonly Skipped[];
  readonly learned: readonly (Definitions | undefined)[];
}

export interface DraftInput {
  readonly answers: Answers;
  /** Of each event; the first is the one that the answers are about. */
  readonly samples: readonly Samples[];
  readonly schema: string;
  readonly folder: string;
}

/** What a draft learned of each event. */
type Learned = readonly (Definitions | undefined)[];

/**
 * The config that the answers give, read back by the code that reads every config: what that refuses of the samples'
 * properties is left out, what it refuses otherwise is the fault of an answer.
 */
export function draftConfig({ answers, samples, schema, folder }: DraftInput): Draft {
  const headers = campaignHeaders(answers, samples);
  const read = (learned: Learned) => {
    const campaigns = headers.map((header, index) => ({
      ...header,
      properties: learned[index],
      samples: samples[index]?.events ?? [],
    }));
    const text = configText({ answers, campaigns, schema });
    const { config, diagnostics } = readConfig(
      { name: configName, text },
      join(folder, configName),
      emptyCatalogue,
    );
    return { text, config, errors: diagnostics.filter((found) => found.severity === "error") };
  };
  const skipped: Skipped[] = [];
  const inPreset = samples.length > 0 && read(headers.map(() => new Map())).config?.campaigns[0]?.properties;
  const known = (inPreset || []).map(({ name }) => name);
  let learned: Learned =
    samples.length === 0
      ? [undefined]
      : samples.map(({ events, isNamedOnly }, index) =>
          isNamedOnly ? undefined : learn(events, index === 0 ? known : [], skipped),
        );
  for (;;) {
    const { text, config, errors } = read(learned);
    const faults: Fault[] = [];
    let rest = learned;
    for (const found of errors) {
      const path = pathOf(found);
      const names = propertyAt(path);
      const at = Number(path[1]);
      const definitions = rest[at];
      const fewer = definitions && names && without(definitions, names);
      if (fewer && fewer !== definitions) {
        rest = rest.with(at, fewer);
        skipped.push({ names: names!, why: found.message });
      } else faults.push({ answer: answerAt(path), found });
    }
    if (rest !== learned) learned = rest;
    else return { text, config: errors.length === 0 ? config : undefined, faults, skipped, learned };
  }
}

/** The first campaign is what the answers say; the others are named by their samples. */
function campaignHeaders(answers: Answers, [first, ...others]: readonly Samples[]): CampaignHeader[] {
  const { event, trigger, preset } = answers;
  const [ids, events] = [new Set([slugOf(event)]), new Set([event])];
  return [
    {
      id: slugOf(event),
      event,
      triggers:
        first?.kind === "purchase"
          ? "any purchase"
          : first?.names.includes(trigger)
            ? first.names
            : [trigger],
      preset: preset === noPreset ? undefined : preset,
    },
    ...others.map(({ kind, names, isNamedOnly }) => {
      const known = kind === "purchase" ? purchase : knownEvent(names[0]!);
      const slug = known ?? slugOf(names[0]!);
      const triggers = kind === "purchase" ? ("any purchase" as const) : names;
      return {
        id: numbered(slug, ids),
        // What Movable Ink has a name for keeps it, however many events of Braze's there are of it.
        event: known ?? numbered(slug, events),
        triggers,
        preset: isNamedOnly && eventPresets().includes(slug) ? slug : undefined,
      };
    }),
  ];
}

/** The name, with the first number that makes it one that is not taken; it is taken from then on. */
function numbered(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}_${number}`;
  taken.add(free);
  return free;
}

function learn(events: readonly SampleEvent[], known: readonly string[], skipped: Skipped[]): Definitions {
  const values = new Map<string, JsonNode[]>();
  for (const { properties } of events)
    for (const { name, value } of properties) {
      const all = values.get(name) ?? [];
      all.push(value);
      values.set(name, all);
    }
  const left = new Map<string, Skipped>();
  for (const name of values.keys())
    if (/^[\s\u0085]*$/.test(name) || /\p{Surrogate}/u.test(name))
      left.set(name, { names: [name], why: "the name is blank, or no valid Unicode" });
  const personal = events.flatMap(({ properties }) => personalIn(properties));
  for (const { names, why } of personal) {
    const key = names.join("\0");
    if (!left.has(key))
      left.set(key, { names, why: `${why}; if Movable Ink is to have it, add it yourself` });
  }
  skipped.push(...left.values());
  const all = [...values].filter(([name]) => !known.includes(name) && !left.has(name));
  const learned: Definitions = new Map(all.map(([name, samples]) => [name, inferFrom(samples)] as const));
  return [...left.values()].reduce((rest, { names }) => without(rest, names), learned);
}

/** So many samples of an event become fixtures. */
const mostFixtures = 3;

/** The fixtures of a draft without faults: of each campaign, the first samples. */
export function draftFixtures(
  config: Config,
  skipped: readonly Skipped[],
  samples: readonly Samples[],
): NewFixture[] {
  return config.campaigns.flatMap((campaign, index) => {
    const found = samples[index];
    const events = found?.events.slice(0, found.isNamedOnly ? 1 : mostFixtures) ?? [undefined];
    return events.flatMap((event, at) => {
      const properties =
        event?.text && skipped.reduce((text, { names }) => withoutMember(text, names), event.text);
      return fixturesFor(config, campaign, properties, { number: at + 1, name: event?.name });
    });
  });
}
