import { expect, test } from "vitest";
import { fixtureFrom } from "../../src/braze/fixture/from-object.js";
import { scopeOf } from "../../src/braze/fixture/scope-of.js";
import { sampleMoment } from "../../src/generate/sample.js";
import { sampleEvent } from "../../src/generate/sample-event.js";
import { modelResult } from "../../src/model/expected-payload.js";
import { bodiesIn } from "../support/bodies.js";

const namespaces = {
  api_trigger_property: "api_trigger_properties",
  canvas_entry_property: "canvas_entry_properties",
  context: "context",
} as const;
const profileKeys = { email_address: "email", phone_number: "phone" } as Record<string, string>;

test.each(bodiesIn("examples", "test/cases/bodies"))(
  "is sent, with every property, for $name",
  ({ config, campaign }) => {
    const { profile, data } = sampleEvent(config, campaign);
    const { fixture } = fixtureFrom({
      user: new Map<string, unknown>([
        ...[...profile].map(([kind, value]) => [profileKeys[kind] ?? kind, value] as const),
        ["devices", [{ device_id: profile.get("device_id") ?? "device-1" }]],
        ["custom_attributes", data.get("custom_attribute") ?? new Map()],
      ]),
      event: { name: "any", properties: data.get("event_property") ?? new Map() },
      ...Object.fromEntries(
        Object.entries(namespaces).map(([kind, name]) => [
          name,
          data.get(kind as keyof typeof namespaces) ?? new Map(),
        ]),
      ),
    });
    const scope = scopeOf(fixture!, { now: sampleMoment, clock: () => new Date(0) });
    const { outcome, abort, steps } = modelResult(config, campaign, scope);
    expect([outcome, abort]).toEqual(["sent", null]);
    const left = steps.filter(
      ({ path, verdict }) =>
        path.startsWith(config.wire.names.properties) && (verdict === "left out" || verdict === "dropped"),
    );
    expect(left.map(({ path, rule }) => [path, rule])).toEqual([]);
  },
);
