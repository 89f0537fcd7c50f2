import { join } from "node:path";
import type { Config } from "../../config/model/config.js";
import { readConfig } from "../../config/read/read.js";
import { emptyCatalogue } from "../../diagnostics/catalogue.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { AnswerKey, Answers } from "./answers.js";
import { answerAt, pathOf, propertyAt } from "./check.js";
import { configText } from "./config-text.js";
import { type Definitions, without } from "./definition.js";
import { fixturesFor, type NewFixture } from "./fixtures.js";
import { infer } from "./infer.js";
import { setJson } from "./json-text.js";
import type { SampleEvent } from "./sample-event.js";

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
}

export interface DraftInput {
  readonly answers: Answers;
  readonly sample?: SampleEvent | undefined;
  readonly schema: string;
  readonly folder: string;
}

/**
 * The config that the answers give, read back by the code that reads every config: what that refuses of the sample's
 * properties is left out, what it refuses otherwise is the fault of an answer.
 */
export function draftConfig({ answers, sample, schema, folder }: DraftInput): Draft {
  const read = (properties: Definitions | undefined) => {
    const text = configText({ answers, properties, schema });
    const { config, diagnostics } = readConfig(
      { name: configName, text },
      join(folder, configName),
      emptyCatalogue,
    );
    return { text, config, errors: diagnostics.filter((found) => found.severity === "error") };
  };
  const skipped: Skipped[] = [];
  const inPreset = sample && read(new Map()).config?.campaigns[0]?.properties.map(({ name }) => name);
  let properties = sample && inferAll(sample, inPreset ?? [], skipped);
  for (;;) {
    const { text, config, errors } = read(properties);
    const faults: Fault[] = [];
    let rest = properties;
    for (const found of errors) {
      const path = pathOf(found);
      const names = propertyAt(path);
      const fewer = rest && names && without(rest, names);
      if (fewer && fewer !== rest) {
        rest = fewer;
        skipped.push({ names: names!, why: found.message });
      } else faults.push({ answer: answerAt(path), found });
    }
    if (rest !== properties) properties = rest;
    else return { text, config: errors.length === 0 ? config : undefined, faults, skipped };
  }
}

function inferAll(sample: SampleEvent, known: readonly string[], skipped: Skipped[]): Definitions {
  const members = sample.properties.filter(({ name }) => !known.includes(name));
  const sound = members.filter(({ name }) => {
    const broken = /^[\s\u0085]*$/.test(name) || /\p{Surrogate}/u.test(name);
    if (broken) skipped.push({ names: [name], why: "the name is blank, or no valid Unicode" });
    return !broken;
  });
  return new Map(sound.map(({ name, value }) => [name, infer(value)] as const));
}

/** The fixtures of a draft without faults. */
export function draftFixtures(
  config: Config,
  skipped: readonly Skipped[],
  sample?: SampleEvent,
): NewFixture[] {
  const properties =
    sample &&
    skipped.reduce(
      (text, { names }) => (names.length === 1 ? setJson(text, names, undefined) : text),
      sample.text,
    );
  return fixturesFor(config, config.campaigns[0]!, properties);
}
