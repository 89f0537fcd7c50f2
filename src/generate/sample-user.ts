import { fixtureFrom } from "../braze/fixture/from-object.js";
import { scopeOf } from "../braze/fixture/scope-of.js";
import type { Scope } from "../liquid/runtime/scope.js";
import type { RubyTime } from "../liquid/value.js";
import type { OrderedJson } from "../source/json.js";
import type { DataKind, ProfileKind, SampleEvent } from "./sample-event.js";

/** What the fields of a profile are called in Braze's dashboard. */
export const profileWords: Readonly<Record<ProfileKind, string>> = {
  external_id: "External User ID",
  braze_id: "Braze ID",
  email_address: "Email",
  phone_number: "Phone",
  time_zone: "Time zone",
  device_id: "Device ID",
};

export const dataWords: Readonly<Record<DataKind, string>> = {
  custom_attribute: "Custom attribute",
  event_property: "Event property",
  api_trigger_property: "API trigger property",
  canvas_entry_property: "Canvas entry property",
  context: "Context variable",
};

/** Braze makes the id of a device and of a profile itself. */
export const isMadeByBraze = (kind: ProfileKind): boolean => kind === "braze_id" || kind === "device_id";

/** What a template can read for such a user and event. */
export function sampleScope({ profile, data }: SampleEvent, now: RubyTime): Scope {
  const names = (kind: DataKind) => data.get(kind) ?? new Map<string, OrderedJson>();
  const { fixture } = fixtureFrom({
    user: new Map<string, OrderedJson>([
      ...[...profile].flatMap(([kind, value]) => membersOf(kind, value)),
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

/** What the export of a user calls it. */
function membersOf(kind: ProfileKind, value: string): [string, OrderedJson][] {
  switch (kind) {
    case "email_address":
      return [["email", value]];
    case "phone_number":
      return [["phone", value]];
    case "device_id":
      return [["devices", [new Map([["device_id", value]])]]];
    case "external_id":
    case "braze_id":
    case "time_zone":
      return [[kind, value]];
  }
}
