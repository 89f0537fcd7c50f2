import { dataWords } from "../braze/data.js";
import { fixtureFrom } from "../braze/fixture/from-object.js";
import { scopeOf } from "../braze/fixture/scope-of.js";
import { isProfileField, profileFields } from "../braze/profile-fields.js";
import type { Scope } from "../liquid/runtime/scope.js";
import type { RubyTime } from "../liquid/value.js";
import { capital } from "../source/capital.js";
import type { OrderedJson } from "../source/json.js";
import type { DataKind, ProfileKind, SampleEvent } from "./sample-event.js";

/** What the dashboard calls a source, at the beginning of a line. */
export function sourceLabel(kind: ProfileKind | DataKind): string {
  return isProfileField(kind) ? profileFields[kind].label : capital(dataWords[kind]);
}

/** Braze makes the id of a device and of a profile itself. */
export const isMadeByBraze = (kind: ProfileKind): boolean => kind === "braze_id" || kind === "device_id";

/** What a template can read for such a user and event. */
export function sampleScope({ profile, data }: SampleEvent, now: RubyTime): Scope {
  const names = (kind: DataKind) => data.get(kind) ?? new Map<string, OrderedJson>();
  const { fixture } = fixtureFrom({
    user: new Map<string, OrderedJson>([
      ...[...profile].map(([kind, value]) => memberOf(kind, value)),
      ["custom_attributes", new Map(names("custom_attribute"))],
    ]),
    event: { name: "test", properties: names("event_property") },
    api_trigger_properties: names("api_trigger_property"),
    canvas_entry_properties: names("canvas_entry_property"),
    context: names("context"),
  });
  if (!fixture) throw new Error("the values of a sample are not a fixture");
  return scopeOf(fixture, { now, clock: () => new Date(0) });
}

/** As the export of a user has it: in the user, or in the one item of a list of the user's. */
function memberOf(kind: ProfileKind, value: string): [string, OrderedJson] {
  const [name, inside] = profileFields[kind].exported.split("[].") as [string, string?];
  return [name, inside === undefined ? value : [new Map([[inside, value]])]];
}
