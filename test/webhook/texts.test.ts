import { expect, test } from "vitest";
import { samplePayload } from "../../src/generate/sample.js";
import type { Value } from "../../src/liquid/value.js";
import { campaignWith, eventWith, sentOf } from "../support/one-campaign.js";

const configWith = (property: string) => campaignWith(`{ p: ${property} }`);

/** What is sent of the property for an event, and the step that says why. */
function sent(property: string, properties: Readonly<Record<string, Value>>) {
  const { payload, steps } = sentOf(configWith(property), eventWith(properties));
  return { value: (payload!.properties as Record<string, unknown>).p, step: steps.at(-1)! };
}

test.each<[string, string, Record<string, Value>, string | undefined]>([
  ["url", "https://x.example/p/{event_property.a}", { a: "7" }, "https://x.example/p/7"],
  [
    "url",
    "https://x.example/p/{event_property.a}",
    { a: "b c/d&e?é" },
    "https://x.example/p/b%20c%2Fd%26e%3F%C3%A9",
  ],
  ["url", "{event_property.a}?w=600", { a: "https://x.example/a b" }, "https://x.example/a b?w=600"],
  [
    "url",
    "{event_property.a}?q={event_property.b}",
    { a: "https://x.example/", b: "a=b" },
    "https://x.example/?q=a%3Db",
  ],
  ["string", "{event_property.a} & {event_property.b}", { a: 'a "b"', b: 7 }, 'a "b" & 7'],
  ["string", "{event_property.a}{event_property.a}", { a: false }, "falsefalse"],
  ["string", "it's {event_property.a} %", { a: "x" }, "it's x %"],
  ["string", "{event_property.a}-{event_property.b}", { a: "x" }, undefined],
  ["string", "{event_property.a}-{event_property.b}", { a: "x", b: " " }, undefined],
  ["string", "{event_property.a}-{event_property.b}", { a: ["x"], b: "y" }, undefined],
])("%s %s of %o", (type, text, properties, value) => {
  expect(sent(`{type: ${type}, text: "${text}"}`, properties).value).toBe(value);
});

test("a source that is missing is named, and a default stands in", () => {
  const text = `{type: string, text: "{event_property.a}-{event_property.b}", default: none}`;
  expect(sent(text, { a: "x" })).toMatchObject({
    value: "none",
    step: {
      source: "event_property.b",
      seen: null,
      verdict: "defaulted",
      rule: "absent, and the text needs it: the default",
    },
  });
});

test("the sample shows what it looks like", () => {
  const sampleOf = (property: string) => {
    const config = configWith(property);
    return (samplePayload(config, config.campaigns[0]!).properties as Record<string, unknown>).p;
  };
  expect(
    sampleOf(`{type: url, text: "https://x.example/{event_property.sku}?v={custom_attribute.tier}"}`),
  ).toBe("https://x.example/sku-1001?v=gold");
  expect(sampleOf(`{type: url, text: "{event_property.image}?w=6"}`)).toBe("https://www.example.com/?w=6");
  expect(sampleOf(`{type: string, text: "{event_property.sku}", example: A-1}`)).toBe("A-1");
});
