import { describe, expect, test } from "vitest";
import { parseTemplate, render } from "../../src/braze/liquid.js";
import type { Config } from "../../src/config/model/config.js";
import { bodyOf } from "../../src/generate/artifacts.js";
import { checklist } from "../../src/generate/checklist.js";
import { mappingReports, mappingSheets } from "../../src/generate/mapping-sheet.js";
import { samplePayload } from "../../src/generate/sample.js";
import { RubyFloat, type Value } from "../../src/liquid/value.js";
import { modelResult } from "../../src/model/expected-payload.js";
import { configOfOne, eventWith } from "../support/one-campaign.js";

const configWith = (preconditions: string): Config =>
  configOfOne(
    `event: order_completed, trigger: { custom_event: Order }, ${preconditions}, properties: { state: { type: string, from: event_property.status }, total: number, count: integer }`,
  );

/** Why nothing is sent for an event, or null: as the config means it, and as its body does it. */
function abortOf(preconditions: string, properties: Readonly<Record<string, Value>>): string | null {
  const config = configWith(preconditions);
  const [campaign] = config.campaigns;
  const scope = eventWith(properties);
  const { abort } = modelResult(config, campaign!, scope);
  const body = parseTemplate({ name: "body", text: bodyOf(config, campaign!) });
  expect(render(body, scope).abort).toBe(abort);
  return abort;
}

describe("a value that is asked for", () => {
  test.each<[string, Value, boolean]>([
    ["paid", "paid", true],
    ["paid", "Paid", false],
    ["paid", " paid", false],
    ["paid", ["paid"], false],
    ["paid", null, false],
    ["[paid, shipped]", "shipped", true],
    ["[paid, shipped]", "open", false],
    ["true", true, true],
    ["true", " TRUE", true],
    ["true", 1, false],
    ["false", null, false],
    ["false", false, true],
    ["0", 0, true],
    ["0", "0.00", true],
    ["0", "", false],
    ["0", null, false],
    ["0", "none", false],
    ["12.5", new RubyFloat(12.5), true],
    ["12.5", "12.50", true],
    ["12.5", "12.5 USD", false],
    ['"12.5"', "12.50", false],
    ["[0, none, true]", "none", true],
    ["[0, none, true]", "0.0", true],
    ["[0, none, true]", "False", false],
    ["present", "x", true],
    ["present", false, true],
    ["present", [], true],
    ["present", " ", false],
    ["absent", null, true],
    ["absent", "x", false],
    ["[present]", "present", true],
    ["[present]", "x", false],
  ])("%s of %o: %s", (wanted, value, isMet) => {
    const sent = abortOf(`only_if: {event_property.status: ${wanted}}`, { status: value }) === null;
    const refused = abortOf(`unless: {event_property.status: ${wanted}}`, { status: value }) !== null;
    expect([sent, refused]).toEqual([isMet, isMet]);
  });
});

test.each([
  ["only_if: {event_property.status: paid}", "event_property.status is not paid"],
  ["only_if: {event_property.status: [a, b]}", "event_property.status is not a or b"],
  ["only_if: {event_property.status: [a, b, c, d]}", "event_property.status is not one of 4 values"],
  ["only_if: {event_property.status: present}", "event_property.status is missing"],
  ["unless: {event_property.status: absent}", "event_property.status is missing"],
  ["only_if: {external_id: absent}", "external_id is there"],
  ["unless: {external_id: present}", "external_id is there"],
  ["unless: {event_property.total: 1}", "event_property.total is 1"],
  [`only_if: {'custom_attribute."Member No.".a[0]': yes}`, "custom_attribute.Member No..a.0 is not yes"],
])("the reason of %s", (preconditions, reason) => {
  expect(abortOf(preconditions, { total: 1 })).toBe(`order_completed: ${reason}`);
});

test("all of only_if and none of unless", () => {
  const both = `only_if: {event_property.status: paid, event_property.total: present}, unless: {event_property.test: true, event_property.count: 0}`;
  expect(abortOf(both, { status: "paid", total: 1 })).toBeNull();
  expect(abortOf(both, { status: "paid" })).toContain("total is missing");
  expect(abortOf(both, { status: "paid", total: 1, test: "true" })).toContain("test is true");
  expect(abortOf(both, { status: "paid", total: 1, count: 0 })).toContain("count is 0");
});

describe("people are told", () => {
  const config = configWith(
    "only_if: {event_property.status: [paid, shipped], event_property.count: 3}, unless: {custom_attribute.test: present}",
  );
  const [campaign] = config.campaigns;
  const words =
    "only if `event_property.status` is paid or shipped; only if `event_property.count` is 3; not if `custom_attribute.test` is there";

  test("why", () => {
    const { steps } = modelResult(config, campaign!, eventWith({ status: "paid", count: 4 }));
    expect(steps).toEqual([
      {
        path: "only_if",
        source: "event_property.status",
        seen: "paid",
        verdict: "met",
        rule: "only_if paid or shipped",
      },
      {
        path: "only_if",
        source: "event_property.count",
        seen: 4,
        verdict: "aborted",
        rule: "only_if 3: nothing is sent",
      },
    ]);
  });

  test("in the mapping sheet, and the sample is of an event that is sent", () => {
    const sheets = mappingSheets(config);
    expect(sheets[0]!.sent).toEqual(words.split("; "));
    expect(mappingReports.markdown(config, sheets)).toContain(`\nSent: ${words}\n`);
    expect(samplePayload(config, campaign!).properties).toEqual({ state: "paid", total: 19.99, count: 3 });
  });

  test("in the checklist", () => {
    expect(checklist(config, campaign!)).toContain(`- [ ] Events are sent ${words}. Any other is aborted`);
    const all = configWith("targets: [braze]");
    expect(checklist(all, all.campaigns[0]!)).not.toContain("Events are sent");
  });
});
