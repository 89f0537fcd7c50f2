import { describe, expect, test } from "vitest";
import { lintWebhook } from "../../src/rules/lint-webhook.js";
import { repair } from "../../src/rules/repair/repair.js";

interface Given {
  readonly body?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly blocks?: Readonly<Record<string, string>>;
}

const lint = ({ body = '{"a": 1}', url, headers, blocks = {} }: Given) =>
  lintWebhook({
    body: { name: "body.liquid", text: body },
    url: url === undefined ? undefined : { name: "url.txt", text: url },
    headers: headers && { name: "headers.json", text: JSON.stringify(headers) },
    contentBlocks: new Map(Object.entries(blocks)),
  });
const found = (given: Given) => lint(given).diagnostics.map(({ code, message }) => `${code} ${message}`);
const asked = '{% if r == blank %}{% abort_message("no answer") %}{% endif %}';
const call = (markup: string) => ({
  body: `{% connected_content ${markup}${markup.includes(":save") ? "" : " :save r"} %}${asked}{"a": 1}`,
});
const json = { "Content-Type": "application/json" };

describe("options of tags", () => {
  test.each([
    [
      "https://e.com :save r :retries 3",
      "`connected_content` has no option `:retries`; did you mean `:retry`?",
    ],
    ["https://e.com :timeout 5 :save r", "`connected_content` has no option `:timeout`"],
    ["https://e.com :save r :Retry", "`connected_content` has no option `:Retry`; did you mean `:retry`?"],
    [
      "https://e.com :cache-max-age 600",
      "`connected_content` has no option `:cache-max-age`; did you mean `:cache_max_age`?",
    ],
    ["https://e.com :retry 3 :save r", "`:retry` takes no value, so `3` is left out"],
    ["https://e.com/a b :save r", "a space ends the URL, so `b` is left out"],
    [
      "https://e.com :cache_max_age 60",
      "`:cache_max_age 60` is out of bounds: an answer is kept for 300 to 14400 seconds",
    ],
    [
      "https://e.com :cache_max_age 86400",
      "`:cache_max_age 86400` is out of bounds: an answer is kept for 300 to 14400 seconds",
    ],
    ["https://e.com :cache_max_age 5m", "`:cache_max_age 5m` is not a number of seconds"],
    ["https://e.com :method PUT", "`connected_content` sends GET and POST only, not PUT"],
    ['https://e.com :method post :body {"a": 1}', "a space ends the `:body`"],
    ["https://e.com :method post :body a=1 &b=2", "a space ends the `:body`"],
  ])("%s", (markup, message) => expect(found(call(markup))).toEqual([`MI104 ${message}`]));

  test("an unknown one takes its value along", () => {
    const { diagnostics } = lint({
      body: '{% connected_content https://e.com :save r :retries 3 %}{% if r.__http_status_code__ != 200 %}{% abort_message("no") %}{% endif %}{"a": {{r.a | as_json_string}}}',
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(["MI104"]);
  });

  test("of other tags", () =>
    expect(found({ body: '{% catalog_items Shoes a :rerendr %}{"a": 1}' })).toEqual([
      "MI104 `catalog_items` has no option `:rerendr`; did you mean `:rerender`?",
    ]));

  test.each([
    "https://e.com :cache_max_age 300 :retry :save r",
    "https://e.com :cache_max_age {{event_properties.${s}}} :save r",
    'https://e.com :method post :headers {"X-A": "b c", "X-D": "e"} :body {"a":"b"} :content_type application/json',
    "https://e.com :method post :body a=1&b={{custom_attribute.${favorite book} | url_param_escape}} :no_cache",
    "https://e.com/{{ ${user_id} | url_param_escape }}/x :basic_auth creds",
  ])("right: %s", (markup) => expect(found(call(markup))).toEqual([]));
});

describe("text in a URL", () => {
  const mail = "${email_address} is text that goes into the URL as it is";
  test.each<[string, Given, string]>([
    ["of the webhook", { url: "https://e.com/?m={{${email_address}}}" }, mail],
    ["of a call", call("https://e.com/?m={{${email_address}}}"), mail],
    ["without braces in a tag", call("https://e.com/${email_address}/x"), mail],
    ["in the path", { url: "https://e.com/u/{{${email_address} | downcase}}" }, mail],
    [
      "by way of a variable",
      { url: "{% assign m = ${email_address} | strip %}https://e.com/?m={{m}}" },
      mail,
    ],
    [
      "by way of a capture",
      { url: "{% capture m %}{{${email_address}}}{% endcapture %}https://e.com/?m={{m}}" },
      mail,
    ],
    ["after a base", { url: "{{custom_attribute.${base_url}}}/u/{{${email_address}}}" }, mail],
    [
      "in a branch",
      { url: "https://e.com/{% if ${email_address} != blank %}?m={{${email_address}}}{% endif %}" },
      mail,
    ],
    ["escaped for JSON only", { url: "https://e.com/?m={{${email_address} | json_escape}}" }, mail],
    [
      "an attribute",
      { url: "https://e.com/?c={{custom_attribute.${favorite city name}}}" },
      "custom_attribute.${favorite city name} is text that goes into the URL as it is",
    ],
    [
      "a member",
      { url: "https://e.com/?t={{event_properties.${product}.title}}" },
      "event_properties.${product} is text that goes into the URL as it is",
    ],
    [
      "the campaign's name",
      { url: "https://e.com/?utm={{campaign.${name}}}" },
      "campaign.${name} is text that goes into the URL as it is",
    ],
    [
      "an address as a parameter",
      { url: "https://e.com/?back={{event_properties.${page_url}}}" },
      "event_properties.${page_url} is text that goes into the URL as it is",
    ],
  ])("%s", (_what, given, message) => expect(found(given)).toEqual([`MI105 ${message}`]));

  test.each<[string, Given]>([
    ["escaped", { url: "https://e.com/?m={{${email_address} | url_param_escape}}" }],
    ["encoded", { url: "https://e.com/?m={{${email_address} | strip | url_encode}}" }],
    ["escaped ahead", { url: "{% assign m = ${email_address} | url_param_escape %}https://e.com/?m={{m}}" }],
    ["hashed", { url: "https://e.com/?m={{${email_address} | strip | downcase | md5}}" }],
    ["an id", { url: "https://e.com/{{${user_id}}}/{{event_properties.${order_id}}}" }],
    ["a number", { url: "https://e.com/?n={{event_properties.${floors} | plus: 0}}" }],
    ["a time", { url: "https://e.com/?d={{custom_attribute.${birthday} | date: '%Y'}}" }],
    ["replaced by hand", { url: "https://e.com/?c={{${city} | replace: ' ', '%20'}}" }],
    ["the whole URL", { url: "{{event_properties.${webhook}}}" }],
    ["the host", { url: "https://{{custom_attribute.${region name}}}.e.com/in" }],
    ["a path of the event's", { url: "https://e.com/{{event_properties.${page_path}}}" }],
    [
      "Braze's own words",
      { url: "https://e.com/?c={{${country}}}&l={{${language}}}&z={{${random_bucket_number}}}" },
    ],
    ["ids in a call", call("https://e.com/{{${user_id}}}?d={{campaign.${dispatch_id}}} :save r")],
    [
      "an answer's member",
      {
        body: '{% connected_content https://e.com :save t %}{% if t == blank %}{% abort_message("no token") %}{% endif %}{% connected_content https://e.com/?t={{t.token}} :save r %}{% if r == blank %}{% abort_message("no") %}{% endif %}{"a": 1}',
      },
    ],
  ])("right: %s", (_what, given) => expect(found(given)).toEqual([]));

  test("is escaped by --fix, in a tag too", () => {
    const text =
      '{% connected_content https://e.com/?m={{${email_address} | downcase}} :save r %}{% if r == blank %}{% abort_message("no") %}{% endif %}{"a": 1}';
    const { text: fixed, linted } = repair({ body: { name: "b", text } });
    expect(fixed).toBe(text.replace("downcase", "downcase | url_param_escape"));
    expect(linted().diagnostics).toEqual([]);
  });
});

describe("ports", () => {
  test.each<[string, Given]>([
    ["https://e.com:8080/in", { url: "https://e.com:8080/in" }],
    ["http://e.com:3000", { url: "http://e.com:3000" }],
    ["https://e.com:8443?a=1", call("https://e.com:8443?a=1")],
  ])("%s", (_what, given) =>
    expect(found(given)).toEqual([expect.stringMatching(/^MI106 port \d+ is closed/)]),
  );

  test.each(["https://e.com:443/in", "http://e.com:80", "https://e.com/a:8080", "https://e.com/?at=12:30"])(
    "right: %s",
    (url) => expect(found({ url })).toEqual([]),
  );
});

describe("the status of an answer", () => {
  const asked = (condition: string) =>
    found({
      body: `{% connected_content https://e.com :save r %}${condition}{% abort_message("no") %}{% endif %}{"a": {{r.a | as_json_string}}}`,
    });
  test.each([
    ["{% if r.__http_status_code__ == 404 %}", "never == 404"],
    ["{% if r.__http_status_code__ == '200' %}", 'never == "200"'],
    ["{% if r.__http_status_code__ >= 400 %}", "never >= 400"],
    ["{% if r.__http_status_code__ > 299 %}", "never > 299"],
    ["{% if r.__http_status_code__ < 200 %}", "never < 200"],
    ["{% if r.__http_status_code__ != 404 %}", "always != 404"],
    ["{% if {{r.__http_status_code__}} == 500 %}", "never == 500"],
    ["{% assign s = r.__http_status_code__ %}{% if s == 429 %}", "never == 429"],
    ["{% unless r.__http_status_code__ == 404 %}", "never == 404"],
  ])("%s", (condition, told) =>
    expect(asked(condition.replace("unless", "unless")).filter((one) => one.startsWith("MI107"))).toEqual([
      `MI107 the status of an answer is ${told}`,
    ]),
  );

  test("in a case", () =>
    expect(
      found({
        body: '{% connected_content https://e.com :save r %}{% case r.__http_status_code__ %}{% when 200 %}{% when 404, 410 %}{% abort_message("gone") %}{% else %}{% abort_message("no") %}{% endcase %}{"a": 1}',
      }),
    ).toEqual(["MI107 the status of an answer is never 404", "MI107 the status of an answer is never 410"]));

  test.each([
    "{% if r.__http_status_code__ != 200 %}",
    "{% if r.__http_status_code__ == 204 %}",
    "{% if r.__http_status_code__ >= 300 or r.a == blank %}".replace(">= 300", "== blank"),
    "{% if r.__http_status_code__ == nil %}",
    "{% if r.__http_status_code__ > 200 %}",
    "{% if r.code == 404 %}",
  ])("right: %s", (condition) =>
    expect(asked(condition).filter((one) => one.startsWith("MI107"))).toEqual([]),
  );
});

describe("an answer that nobody asks about", () => {
  const used = (rest: string) =>
    found({ body: `{% connected_content https://e.com :save r %}${rest}` }).filter((one) =>
      one.startsWith("MI108"),
    );
  test("is sent on", () =>
    expect(used('{"a": {{r.a | as_json_string}}}')).toEqual([
      'MI108 nothing asks whether there was an answer under "r"',
    ]));
  test.each([
    '{% if r %}{"a": {{r.a | as_json_string}}}{% else %}{}{% endif %}',
    '{"a": "{{r.a | default: "none" | json_escape}}"}',
    "[{% for x in r.list %}{{x.a | as_json_string}}{% unless forloop.last %},{% endunless %}{% endfor %}]",
    '{% assign a = r.a %}{% if a == blank %}{% abort_message("no") %}{% endif %}{"a": {{r.a | as_json_string}}}',
    '{"b": 1}',
  ])("right: %s", (rest) => expect(used(rest)).toEqual([]));
});

describe("line breaks in headers", () => {
  const broken = (value: string, blocks?: Given["blocks"]) =>
    found({ headers: { ...json, "X-Key": value }, ...(blocks ? { blocks } : {}) });
  test.each<[string, string, Given["blocks"]?]>([
    ["a tag on a line of its own", "{% assign a = 'b' %}\n{{a}}"],
    ["at the end", "abc\n"],
    ["of Windows", "abc\r\ndef"],
    ["at the end of a Content Block", "{{content_blocks.${key}}}", { key: "abc\n" }],
    ["of a capture", "{% capture a %}\nb\n{% endcapture %}{{a}}"],
  ])("%s", (_what, value, blocks) =>
    expect(broken(value, blocks)).toEqual(['MI109 the header "X-Key" holds a line break']),
  );

  test.each<[string, string, Given["blocks"]?]>([
    ["white space is taken away", "{% assign a = 'b' -%}\n{{a}}"],
    ["a capture without its line breaks", "{% capture a %}\nb\n{% endcapture %}{{a | strip}}"],
    ["a Content Block of one line", "{{content_blocks.${key}}}", { key: "abc" }],
    [
      "a Content Block that is stripped",
      "{% capture a %}{{content_blocks.${key}}}{% endcapture %}{{a | strip}}",
      { key: "abc\n" },
    ],
    ["in a comment", "{% comment %}\n{% endcomment %}abc"],
  ])("right: %s", (_what, value, blocks) => expect(broken(value, blocks)).toEqual([]));
});

describe("names of headers", () => {
  test.each([
    ["Authorisation", "Authorization"],
    ["Authorizaton", "Authorization"],
    ["Acept", "Accept"],
    ["X-Api_Key", "X-Api-Key"],
    ["User Agent", "User-Agent"],
  ])("%s is %s", (name, meant) =>
    expect(found({ headers: { ...json, [name]: "abc" } })).toEqual([
      `MI110 the header "${name}" is misspelt; did you mean "${meant}"?`,
    ]),
  );

  test("a misspelt type is one finding", () =>
    expect(found({ headers: { Content_Type: "application/json" } })).toEqual([
      'MI110 the header "Content_Type" is misspelt; did you mean "Content-Type"?',
    ]));

  test("of a call", () =>
    expect(
      found(call('https://e.com :headers {"Accept": "*/*", "Authorisation": "Bearer {{${user_id}}}"}')),
    ).toEqual(['MI110 the header "Authorisation" is misspelt; did you mean "Authorization"?']));

  test("what cannot be one", () =>
    expect(found({ headers: { ...json, "Team: blue": "x" } })).toEqual([
      'MI110 "Team: blue" cannot be the name of a header',
    ]));

  test.each([
    "authorization",
    "X-Request-ID",
    "Api-Key",
    "X-Shop-Token",
    "Accept-Charset",
    "apikey",
    "DNT",
    "Prefer",
    "Braze-Env",
  ])("right: %s", (name) => expect(found({ headers: { ...json, [name]: "abc" } })).toEqual([]));
});

describe("the fields of a form", () => {
  const mail = "MI111 ${email_address} is text that goes into the form as it is";
  const form = { "Content-Type": "application/x-www-form-urlencoded" };
  test.each<[string, Given]>([
    ["by its header", { body: "m={{${email_address}}}", headers: form }],
    [
      "misspelt in Braze's own docs",
      { body: "m={{${email_address}}}", headers: { "Content-Type": "application/x-www-form-url-encoded" } },
    ],
    ["by how it begins", { body: "grant_type=a&m={{${email_address}}}" }],
    ["after tags", { body: "{% assign a = 1 %}\nlist[]={{a}}&m={{${email_address}}}" }],
    ["with JSON in a field", { body: 'payload={"m": "{{${email_address} | json_escape}}"}' }],
    ["that a call posts", call("https://e.com :method post :body a=1&m={{${email_address}}}")],
  ])("%s", (_what, given) => expect(found(given)).toEqual([mail]));

  test.each<[string, Given]>([
    ["escaped", { body: "grant_type=a&m={{${email_address} | url_param_escape}}" }],
    ["encoded", { body: "grant_type=a&m={{${email_address} | url_encode}}" }],
    [
      "JSON that is escaped whole",
      {
        body: '{% capture j %}{"m": "{{${email_address} | json_escape}}"}{% endcapture %}payload={{j | url_param_escape}}',
      },
    ],
    ["ids", { body: "id={{${user_id}}}&order={{event_properties.${order_id}}}" }],
    [
      "as JSON, which Braze writes",
      call("https://e.com :method post :body m={{${email_address}}} :content_type application/json"),
    ],
  ])("right: %s", (_what, given) => expect(found(given)).toEqual([]));

  test("--fix escapes them", () => {
    const text = "list=7&m={{${email_address}}}";
    expect(repair({ body: { name: "b", text } }).text).toBe(
      "list=7&m={{${email_address} | url_param_escape}}",
    );
  });
});

describe("a URL in the place of the body", () => {
  test.each(["https://e.com/in?id={{${user_id}}}", "{% assign a = 1 %}\nhttp://e.com"])("%s", (body) =>
    expect(found({ body })).toContain("MI112 the body is a URL, which belongs into the webhook's URL"),
  );
  test("and nothing else is said of it", () =>
    expect(found({ body: "https://e.com/?m={{custom_attribute.${idfa}}}" })).toEqual([
      "MI112 the body is a URL, which belongs into the webhook's URL",
    ]));
  test("a URL in JSON is none", () => expect(found({ body: '"https://e.com"' })).toEqual([]));
});

describe("credentials that base64_encode makes", () => {
  test.each([
    "Basic {{ 'acme:s3cret-9' | base64_encode }}",
    '{% assign c = "acme:s3cret-9" %}Basic {{ c | base64_encode }}',
    "{% capture c %}acme:s3cret-9{% endcapture %}Basic {{c | base64_encode}}",
  ])("%s", (Authorization) =>
    expect(found({ headers: { ...json, Authorization } })).toEqual(["MI134 a credential is in the header"]),
  );

  test.each([
    "Basic {{ '<USER>:<PASSWORD>' | base64_encode }}",
    "Basic {{ 'your_user:your_password' | base64_encode }}",
    "{{ 'https://e.com' | url_encode }}",
  ])("right: %s", (Authorization) => expect(found({ headers: { ...json, Authorization } })).toEqual([]));

  test("is not shown", () => {
    const { diagnostics } = lint({
      headers: { ...json, Authorization: "Basic {{ 'acme:s3cret-9' | base64_encode }}" },
    });
    expect(diagnostics[0]!.span!.source.name).toBe("headers.json");
  });
});
