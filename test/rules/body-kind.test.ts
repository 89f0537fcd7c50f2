import { describe, expect, test } from "vitest";
import { lintWebhook } from "../../src/rules/lint-webhook.js";

const lint = (body: string, headers?: Record<string, string>, url?: string) =>
  lintWebhook({
    body: { name: "body.liquid", text: body },
    headers: headers && { name: "headers.json", text: JSON.stringify(headers) },
    url: url === undefined ? undefined : { name: "url.txt", text: url },
  });
const codes = (...given: Parameters<typeof lint>) => lint(...given).diagnostics.map(({ code }) => code);

const form = "grant_type=client&user={{${user_id} | url_encode}}";
const xml = "<order><id>{{event_properties.${order_id} | escape}}</id></order>";
const says = (kind: string) => `{% comment %} mi-braze-body ${kind} {% endcomment %}`;

describe("a body that is not meant to be JSON is not held to it", () => {
  test.each([
    ["a form", form, { "Content-Type": "application/x-www-form-urlencoded" }],
    ["XML", xml, { "content-type": "text/xml; charset=utf-8" }],
    ["a form by how it begins", form, undefined],
    ["a form beside headers without a type", form, { Accept: "*/*" }],
    ["a form beside a type that Liquid makes", form, { "Content-Type": "{{custom_attribute.${type}}}" }],
    ["a directive", says("text") + form, undefined],
    ["a directive and headers without a type", says("text") + form, { Accept: "*/*" }],
  ])("%s", (_name, body, headers) => {
    expect(lint(body, headers)).toMatchObject({ verdict: "unknown", diagnostics: [] });
  });

  test("its Liquid is read all the same", () => {
    expect(lint(`${says("text")}{% if {{\${city}}} %}`)).toMatchObject({
      verdict: "refuted",
      diagnostics: [{ code: "MI040" }],
    });
    expect(codes(`${says("text")}{{\${city} | upcas}}`)).toEqual(["MI044"]);
  });
});

describe("everything else is", () => {
  test.each([
    ["a type that is JSON", form, { "Content-Type": "application/vnd.api+json" }],
    ["a directive that says so", says("json") + form, { "Content-Type": "text/plain" }],
  ])("%s", (_name, body, headers) => {
    expect(codes(body, headers)).toContain("MI054");
  });

  test("what begins like JSON, whatever its header says", () => {
    expect(codes('{"a": {{${city}}}}', { "Content-Type": "text/plain" })).toContain("MI060");
    expect(
      codes('{% if ${city} %}{"a": 1}{% else %}[]{% endif %}', { "Content-Type": "text/plain" }),
    ).toEqual(["MI135"]);
  });

  test("what goes to Movable Ink", () => {
    const found = codes(says("text") + form, undefined, "https://collector.micpn.com/behavioral/<MI_KEY>");
    expect(found).toContain("MI054");
  });
});

test("a body that does not begin like JSON is told how to say that it is none", () => {
  const [found] = lint("plan: {{custom_attribute.${plan}}}").diagnostics;
  expect(found!.notes.at(-1)!.message).toContain("mi-braze-body text");
  const [other] = lint('{"a": word}').diagnostics;
  expect(other!.notes.map(({ message }) => message).join()).not.toContain("mi-braze-body");
});
