import { expect, test } from "vitest";
import { sampleEvent } from "../../src/generate/sample-event.js";
import { sampleScope } from "../../src/generate/sample-user.js";
import { meaningOf, meaningText } from "../../src/handoff/meaning.js";
import { RubyTime } from "../../src/liquid/value.js";
import { modelResult } from "../../src/model/expected-payload.js";
import { jsonText } from "../../src/source/json-text.js";
import { bodiesIn, configOf } from "../support/bodies.js";

const now = RubyTime.fromMilliseconds(1_700_000_000_000);

test.each(bodiesIn("examples", "test/cases/bodies"))(
  "a page computes what the command does: $name",
  ({ config, campaign }) => {
    const meaning = meaningOf(meaningText(config));
    const same = meaning.campaigns.find(({ slug }) => slug === campaign.slug)!;
    const scope = sampleScope(sampleEvent(config, campaign), now);
    expect(sampleEvent(meaning, same)).toEqual(sampleEvent(config, campaign));
    const [here, there] = [modelResult(config, campaign, scope), modelResult(meaning, same, scope)];
    expect(jsonText(there.payload)).toBe(jsonText(here.payload));
    expect(there).toEqual(here);
  },
);

test("numbers stay as they are written, names that are whole numbers in their order; comments and variables stay behind", () => {
  const config = configOf(`
version: 1 # not for everybody
movable_ink: { endpoint: env:SECRET_URL, authorization: env:SECRET_AUTH }
identity: { audience: known, user_id: external_id }
campaigns:
  - event: viewed
    trigger: { custom_event: Viewed }
    properties:
      "10": { value: { k: 1.10, "1": 9007199254740993 } }
      "2": { type: string, from: "event_property.campaigns[0].path" }
`);
  const text = meaningText(config);
  expect(text).not.toMatch(/SECRET|not for everybody/);
  const { campaigns } = meaningOf(text);
  expect(jsonText(campaigns[0]!.properties[0])).toContain('"value":{"k":1.10,"1":9007199254740993}');
  expect(campaigns[0]!.properties[1]).toMatchObject({
    from: [{ kind: "event_property", name: "campaigns", path: [0, "path"] }],
  });
});
