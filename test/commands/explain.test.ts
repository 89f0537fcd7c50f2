import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { isRetried, statusPage } from "../../src/movable-ink/answers/statuses.js";
import { catalogue } from "../../src/rules/registry.js";
import { allAnswers } from "../../src/signal/answers.js";
import { testHost } from "../support/host.js";

const codes = catalogue.kinds.map(({ code }) => code);
const everyAnswer = allAnswers.flatMap(({ pages }) => [...pages]);

async function explain(...args: string[]) {
  const host = testHost({ cwd: "/" });
  const exitCode = await main(["explain", ...args], host);
  return { exitCode, out: host.out(), err: host.err() };
}

const namesOf = async (what: string): Promise<string[]> => {
  const { out } = await explain(what, "--format", "json");
  const found: unknown = JSON.parse(out);
  return (Array.isArray(found) ? found : [found]).map(
    (one: { code?: string; id?: string }) => one.code ?? one.id!,
  );
};

describe("by code, by name, by what came back", () => {
  test.each([
    ["MI062", "Text inside a JSON string that is not escaped."],
    ["mi062", "MI062 unescaped-text"],
    ["unescaped-text", "| json_escape"],
    ["401", "lacks valid credentials"],
    ["418", "Not documented"],
    ["frequency_capped", "Turn frequency capping off"],
    ["Frequency Capped", "Turn frequency capping off"],
    ["data-not-shown", "mi_u"],
    ["signal-400", "feed-schema.md"],
    ["signal 400", "feed-schema.md"],
    ["RATE_LIMITED", "100 requests a minute"],
    ["promo_codes_not_supported", "promotion code"],
  ])("%s", async (what, words) => {
    const { exitCode, out } = await explain(what);
    expect(exitCode).toBe(0);
    expect(out).toContain(words);
  });

  test.each([
    ["as_json_string", "Any value as JSON"],
    ["| json_escape", "Quotes, backslashes and control characters escaped"],
    ["json_escape", "Quotes, backslashes and control characters escaped"],
    ["hmac_sha1", "hmac_sha1_hex"],
    ["lstrip", "In place of it Braze has strip."],
    ["to_json", "Use as_json_string."],
    ["raw", "Not documented"],
    ["{% connected_content %}", "Asks a web service"],
    ["{{${first_name}}}", "a name of Braze's data"],
    ["custom_attribute", "custom_attribute.${name}"],
    ["most_recently_used_device.${os}", "Operating system"],
    ["targeted_device.${os}", "A webhook cannot read it"],
  ])("what a template is written with: %s", async (what, words) => {
    const { exitCode, out } = await explain(what);
    expect(exitCode).toBe(0);
    expect(out.replace(/\s+/g, " ")).toContain(words);
  });

  test("several words need no quotes", async () => {
    expect((await explain("frequency", "capped")).out).toContain("Turn frequency capping off");
  });
});

describe("by the text of an error, which another program may have put words round", () => {
  test.each([
    ["comparison of String with 0 failed", "liquid-comparison"],
    ["Message body is empty", "empty-body"],
    ["Liquid error: comparison of Integer with nil failed", "liquid-comparison"],
    ["Liquid Error: Comparison of Time with String Failed", "liquid-comparison"],
    ["Unexpected end token", "liquid-unexpected-end-token"],
    ["Liquid syntax error (line 3): Unknown tag 'elseif'", "liquid-unknown-tag"],
    ["Liquid error: divided by 0", "liquid-divided-by-zero"],
    ["Liquid error: internal", "liquid-error"],
    ["'if' tag was never closed", "liquid-not-closed"],
    ["Variable '{{' was not properly terminated with regexp: /\\}\\}/", "liquid-not-closed"],
    ["undefined filter: to_json", "liquid-unknown-filter"],
    ["Unknown operator =", "liquid-unknown-operator"],
    ["HTTP 401", "401"],
    ["status code: 503", "503"],
    ["404 Not Found", "404"],
    ["Unauthorized", "401"],
    ['{"message":"Behavioral endpoint key not found"}', "404"],
    ["{% abort_message %} called", "liquid_abort_message"],
    ["abort_type: frequency_capped", "frequency_capped"],
    ["Connected Content error", "connected-content-error"],
    ["Connected Content comes back blank", "connected-content-empty"],
    ["Content contains malformed liquid", "malformed-liquid"],
    ["Invalid 'properties' field", "invalid-properties"],
    ["error MI062 unescaped-text: it ends the string", "MI062"],
    // V8, Python, Go, Jackson and .NET of one body each.
    ['Unexpected token \'}\', ..."ce": }" is not valid JSON', "json-name"],
    ["Expected ',' or '}' after property value in JSON at position 40", "json-comma"],
    ["json.decoder.JSONDecodeError: Expecting value: line 1 column 10 (char 9)", "json-missing-value"],
    ["invalid character '\\n' in string literal", "json-control-character"],
    ["Unexpected character ('}' (code 125)): was expecting double-quote to start field name", "json-name"],
    ["'B' is invalid after a value. Expected either ',', '}', or ']'.", "json-comma"],
    ["Unexpected end of JSON input", "json-cut-off"],
    // What services say of a member, of a connection, of an address.
    ["Couldn't parse JSON", "json-invalid"],
    ["JSON parse error: Unexpected character ('“' (code 8220 / 0x201c))", "json-invalid"],
    ["java.lang.IllegalStateException: Expected BEGIN_OBJECT but was STRING", "json-type"],
    ["body/user_id must be string", "json-type"],
    ["missing required field: user_id", "json-missing-member"],
    ["body must have required property 'user_id'", "json-missing-member"],
    ["Error: socket hang up", "599"],
    ["read ECONNRESET", "599"],
    ["dial tcp: lookup hooks.example.test: no such host", "599"],
    ["net/http: request canceled (Client.Timeout exceeded while awaiting headers)", "http_timeout"],
    ["The webhook timed out", "http_timeout"],
    ["Error: self signed certificate in certificate chain", "ssl_error"],
    ["URI::InvalidURIError: bad URI(is not URI?)", "no-url"],
    ["Webhook URL is not valid", "no-url"],
    ["The URL is blank", "missing_hostname"],
    ["SyntaxError: Unexpected identifier", "json-missing-value"],
    ["Host is unhealthy", "598"],
    ["{% abort_message('no email') %}", "liquid_abort_message"],
    ["Message aborted by Liquid", "liquid_abort_message"],
    ["undefined method `size' for nil:NilClass", "liquid-error"],
    ["Webhook request failed", "nothing-arrives"],
    ["Webhook request failed with status 401", "401"],
    ["< HTTP/1.1 422 Unprocessable Entity", "422"],
    ["The endpoint returned 502", "502"],
  ])("%s", async (text, name) => {
    expect((await namesOf(text))[0]).toBe(name);
  });
});

describe("by words", () => {
  test.each([
    ["event arrived but looks wrong", "looks-wrong"],
    ["events arrive twice", "twice"],
    ["price in cents", "MI088"],
    ["e-mail not normalised", "MI128"],
    ["comma at the end", "MI052"],
    ["frequncy caping", "frequency_capped"],
    ["how do I escape quotes in a title", "MI062"],
    ["content block too large", "MI126"],
  ])("%s", async (words, name) => {
    const { exitCode, out } = await explain(words);
    expect(exitCode).toBe(0);
    expect(out).toContain(name);
    expect(await namesOf(words)).toContain(name);
  });

  test("says that it searched, and what to type next", async () => {
    const { out } = await explain("price in cents");
    expect(out).toContain('There is nothing called "price in cents"');
    expect(out).toContain("mi-braze explain NAME");
  });
});

test("json and markdown", async () => {
  expect(JSON.parse((await explain("MI062", "--format", "json")).out)).toMatchObject({
    code: "MI062",
    severity: "error",
    fixable: true,
  });
  expect(JSON.parse((await explain("404", "--format", "json")).out)).toMatchObject({
    id: "404",
    documented: true,
  });
  expect((await explain("MI062", "--format", "markdown")).out).toMatch(/^# MI062 unescaped-text\n/);
});

test("--list names everything", async () => {
  const { out } = await explain("--list");
  const ids = everyAnswer.map(({ id }) => id);
  for (const one of [...codes, ...ids]) expect(out).toContain(one);
  expect(JSON.parse((await explain("--list", "--format", "json")).out)).toHaveLength(
    codes.length + ids.length,
  );
});

test.each([
  [["unescapd-txt"], "unescaped-text"],
  [[], "what is to be explained?"],
  [["xyzzy plugh"], "nothing speaks of it"],
])("%j", async (args, words) => {
  const { out, err } = await explain(...args);
  expect(out + err).toContain(words);
});

test.each([[[]], [["xyzzy plugh"]]])("%j is a wrong command line", async (args) => {
  expect((await explain(...args)).exitCode).toBe(2);
});

describe("what is said has a source, or says that it has none", () => {
  test.each(everyAnswer.map((page) => [page.id, page] as const))("%s", (_, page) => {
    expect(page.sources.length > 0 || page.undocumented !== undefined).toBe(true);
    expect(page.meaning).not.toMatch(/no source (documents|says|mentions)/i);
    for (const { says, source } of page.sources) {
      expect(says).not.toBe("");
      expect(source).toMatch(/^https:/);
    }
  });

  test("the collector's statuses cite nobody's else product", () => {
    for (const { id, sources } of everyAnswer.filter(({ id }) => /^\d+$/.test(id)))
      for (const { source } of sources) expect(source, id).not.toContain("datafly");
  });

  test("the findings that they name exist", () => {
    const named = everyAnswer.flatMap(({ findings }) => findings);
    expect(named.filter((code) => catalogue.named(code) === undefined)).toEqual([]);
  });

  test("every string is explained by the page that has it", async () => {
    for (const { id, texts } of everyAnswer)
      for (const text of texts) expect(await namesOf(text.replaceAll("*", "x")), text).toContain(id);
  });
});

test("what is said to be tried again is what is tried again", () => {
  for (let status = 200; status < 600; status++)
    expect(/retries|retried/.test(statusPage(status).meaning), String(status)).toBe(isRetried(status));
});
