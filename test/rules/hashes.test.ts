import { describe, expect, test } from "vitest";
import { lintWebhook } from "../../src/rules/lint-webhook.js";

const found = (text: string) =>
  lintWebhook({ body: { name: "b.liquid", text } })
    .diagnostics.map(({ code }) => code)
    .filter((code) => code === "MI127" || code === "MI128");

const payload = '{% capture b %}{"e":"{{${email_address} | json_escape}}"}{% endcapture %}';

describe("a hash of an address as it was typed", () => {
  test.each([
    ["of the field", '{"i":"{{${email_address} | md5}}"}'],
    ["of an assigned one", '{% assign m = ${email_address} | append: "" %}{"i":"{{m | sha1}}"}'],
    ["of a captured one", '{% capture m %} {{${email_address}}} {% endcapture %}{"i":"{{m | md5}}"}'],
    [
      "of one of two",
      '{% if ${email_address} != blank %}{% assign m = ${email_address} %}{% endif %}{"i":"{{m | sha1}}"}',
    ],
    ["of a member", '{"i":"{{event_properties.${user}.email | md5}}"}'],
    ["with a key", '{"i":"{{${email_address} | hmac_sha256_hex: "k"}}"}'],
  ])("%s", (_what, text) => expect(found(text)).toContain("MI128"));
});

describe("a signature of a string in which an address is says nothing about the address", () => {
  test.each([
    ["of JSON", `${payload}{"s":"{{b | hmac_sha256_hex: "k"}}"}`],
    [
      "of encoded JSON",
      `${payload}{% assign t = b | base64_encode %}{"t":"{{t}}.{{t | hmac_sha256_base64: "k"}}"}`,
    ],
    [
      "of two values",
      '{% capture b %}{{${user_id}}}:{{${email_address}}}{% endcapture %}{"i":"{{b | sha1}}"}',
    ],
    [
      "of what another hash gives",
      '{"i":"{{${email_address} | strip | downcase | append: "x" | md5 | sha1}}"}',
    ],
    ["put together by filters", '{"i":"{{${user_id} | append: ":" | append: ${email_address} | sha1}}"}'],
  ])("%s", (_what, text) => expect(found(text)).not.toContain("MI128"));
  test("and is never that of nothing", () =>
    expect(
      found(`${payload}{% assign t = b | base64_encode %}{"s":"{{t | hmac_sha256_base64: "k"}}"}`),
    ).toEqual([]));
});
