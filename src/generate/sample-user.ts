import { dataWords } from "../braze/data.js";
import { fixtureFrom } from "../braze/fixture/from-object.js";
import { scopeOf } from "../braze/fixture/scope-of.js";
import { isProfileField, profileFields } from "../braze/profile-fields.js";
import type { Trigger } from "../braze/trigger.js";
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
export function sampleScope(event: SampleEvent, now: RubyTime): Scope {
  const { fixture } = fixtureFrom(sampleFixture(event, undefined));
  if (!fixture) throw new Error("the values of a sample are not a fixture");
  return scopeOf(fixture, { now, clock: () => new Date(0) });
}

/** The same as a fixture has it; what is empty is left out. */
export function sampleFixture(
  { profile, data }: SampleEvent,
  trigger: Trigger | undefined,
): Map<string, OrderedJson> {
  const names = (kind: DataKind) => data.get(kind) ?? new Map<string, OrderedJson>();
  const filled = (entries: readonly (readonly [string, Map<string, OrderedJson>])[]) =>
    entries.filter(([, inner]) => inner.size > 0);
  return new Map<string, OrderedJson>([
    [
      "user",
      new Map<string, OrderedJson>([
        ...[...profile].map(([kind, value]) => memberOf(kind, value)),
        ...filled([["custom_attributes", new Map(names("custom_attribute"))]]),
      ]),
    ],
    ["event", eventOf(trigger, new Map(names("event_property")))],
    ...filled([
      ["api_trigger_properties", new Map(names("api_trigger_property"))],
      ["canvas_entry_properties", new Map(names("canvas_entry_property"))],
      ["context", new Map(names("context"))],
    ]),
  ]);
}

/** What triggers a campaign, with properties. */
function eventOf(trigger: Trigger | undefined, properties: OrderedJson): Map<string, OrderedJson> {
  const name: [string, string] =
    trigger?.kind === "purchase"
      ? ["product_id", trigger.product ?? "sku-1001"]
      : ["name", trigger?.kind === "custom_event" ? trigger.names[0] : "test"];
  return new Map([name, ["properties", properties]]);
}

/** As the export of a user has it: in the user, or in the one item of a list of the user's. */
function memberOf(kind: ProfileKind, value: string): [string, OrderedJson] {
  const [name, inside] = profileFields[kind].exported.split("[].") as [string, string?];
  return [name, inside === undefined ? value : [new Map([[inside, value]])]];
}
