import { didYouMean } from "../../../diagnostics/suggest.js";
import { isTimeZone, zoneGuess } from "../../../liquid/time/zone-names.js";
import type { JsonNode } from "../../../source/json.js";
import { quoted } from "../../../source/json-text.js";
import type { Range } from "../../../source/source.js";
import { configDuplicate, configMissingKey, configValue } from "../../findings.js";
import { hasKey } from "../../schema/schema-walk.js";
import type { ConfigPath } from "../../tree.js";
import { at, member, textAt } from "../../tree.js";
import { eventOf, typeOf } from "./campaigns.js";
import type { CheckRun } from "./context.js";
import { checkSource } from "./properties.js";

/** Identity: what the audience and an identify need. */
export function checkIdentity(run: CheckRun): void {
  const identity = at(run.root, "identity");
  for (const id of ["user_id", "anonymous_id"]) {
    const rule = at(identity, id);
    if (!rule) continue;
    const path: ConfigPath = rule.kind === "object" ? ["identity", id, "from"] : ["identity", id];
    const source = at(run.root, ...path);
    if (source) checkSource(run, source, path);
    if (source?.value === "now")
      run.report(configValue, `"identity.${id}" is now, which is a time, not an identifier`, path);
  }
  if (identity?.kind !== "object" || hasKey(run.root, ["identity"], "anonymous_id")) return;
  const write = "Write anonymous_id: braze_id, or another source that never changes for a person.";
  if (textAt(identity, "audience") === "known_and_anonymous") {
    run.report(
      configMissingKey,
      'the audience known_and_anonymous needs an "anonymous_id"',
      ["identity", "audience"],
      [write],
    );
  }
  (at(run.root, "campaigns")?.items ?? []).forEach((campaign, index) => {
    if (typeOf(campaign) !== "identify") return;
    run.report(
      configMissingKey,
      'an identify carries both ids, and "identity.anonymous_id" is missing',
      ["campaigns", index, "type"],
      [write],
    );
  });
}

export function checkTimes(run: CheckRun): void {
  for (const section of ["timestamp", "timezone"]) {
    const source = at(run.root, section, "from");
    if (source) checkSource(run, source, [section, "from"]);
  }
  const zone = textAt(run.root, "timezone", "default");
  if (zone !== undefined && !isTimeZone(zone)) {
    run.report(
      configValue,
      `${quoted(zone)} is not an IANA time zone${zoneGuess(zone)}`,
      ["timezone", "default"],
      ["Write a name such as America/New_York, Europe/London or UTC."],
    );
  }
}

/** No two properties of the payload share a name. */
export function checkWire(run: CheckRun): void {
  const wire = at(run.root, "wire");
  const taken = new Map<string, ConfigPath>();
  const claim = (name: string, path: ConfigPath, place: ConfigPath | Range = path) => {
    const first = taken.get(name);
    if (!first) {
      taken.set(name, path);
      return;
    }
    const notes = member(wire, String(first.at(-1)))
      ? [{ message: "the first is here", span: run.span(first) }]
      : [];
    run.report(configDuplicate, `two properties of the payload are named "${name}"`, place, [
      ...notes,
      `The envelope's own names are ${envelopeNames.join(", ")}.`,
    ]);
  };
  // Renamed properties last, so that the finding is at the key that someone wrote.
  const named = envelopeNames.map((name) => [name, renamed(wire, name)] as const);
  for (const [name, to] of named) if (to === undefined) claim(name, ["wire", name]);
  for (const [name, to] of named) if (to !== undefined) claim(to, ["wire", name]);
  for (const constant of at(wire, "constants")?.members ?? []) {
    claim(constant.name, ["wire", "constants", constant.name], constant.nameRange);
  }
  checkEventValues(run, wire);
}

/** A value for an event that no campaign has does nothing: not wrong, but surely not intended. */
function checkEventValues(run: CheckRun, wire: JsonNode | undefined): void {
  const events = (at(run.root, "campaigns")?.items ?? []).flatMap((campaign) => eventOf(campaign) ?? []);
  for (const { name, nameRange } of at(wire, "values", "event")?.members ?? []) {
    if (events.includes(name)) continue;
    const message = `no campaign has the event "${name}"${didYouMean(name, events)}`;
    run.report(configValue, message, nameRange, [`Events: ${events.join(", ")}.`], "warning");
  }
}

const envelopeNames = [
  "type",
  "event",
  "user_id",
  "anonymous_id",
  "timestamp",
  "timezone",
  "properties",
] as const;

function renamed(wire: JsonNode | undefined, name: string): string | undefined {
  return name === "timestamp" ? textAt(wire, "timestamp", "name") : textAt(wire, name);
}
