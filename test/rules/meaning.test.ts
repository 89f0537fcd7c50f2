import { describe, expect, test } from "vitest";
import { type DataType, lintSource } from "../../src/index.js";
import { edited } from "../../src/rules/fix/edits.js";
import { lintWebhook } from "../../src/rules/lint-webhook.js";
import { repair } from "../../src/rules/repair/repair.js";

const lint = (text: string) => lintWebhook({ body: { name: "body.liquid", text } }).diagnostics;
const found = (text: string) => lint(text).map(({ code }) => code);
/** A branch that sets a number, which any body may print. */
const branch = (condition: string) =>
  `{% if ${condition} %}{% assign q = 1 %}{% endif %}{"q": {{q | plus: 0}}}`;
const number = "plus: 0 | at_most: 100000 | at_least: 0";

describe("a filter with too few or too many arguments fails for everybody", () => {
  test.each([
    ["replace: 'a', 'b', 'c'", "`replace` takes 1 or 2 arguments, not 3: it fails for every user"],
    ["plus", "`plus` has no argument, and needs 1 argument: it fails for every user"],
    ["slice", "`slice` has no argument, and needs 1 or 2 arguments: it fails for every user"],
    ["upcase: 1", "`upcase` takes no argument: it fails for every user"],
    ["join: ',', ' '", "`join` takes at most 1 argument, not 2: it fails for every user"],
  ])("%s", (filter, message) => {
    const bodies = [
      `{% assign a = event_properties.\${x} | ${filter} %}{"a": {{ a | as_json_string }}}`,
      `{"a": {{ event_properties.\${x} | ${filter} }}}`,
      `{"a": "{{ event_properties.\${x} | ${filter} | json_escape }}"}`,
    ];
    for (const body of bodies)
      expect(lint(body).map((one) => [one.code, one.severity, one.message])).toEqual([
        ["MI047", "error", message.replace("at most 1", "1")],
      ]);
  });

  test.each(["default: 1, allow_false: true", "truncate", "join", "round", "slice: 1"])(
    "%s does not",
    (filter) =>
      expect(found(`{"a": {{ event_properties.\${x} | ${filter} | as_json_string }}}`)).not.toContain(
        "MI047",
      ),
  );
});

describe("Liquid has no escapes", () => {
  test.each([
    [`default: "say \\"hi\\""`, `'say "hi"'`],
    [`join: "\\",\\""`, `'","'`],
    [`append: 'it\\'s'`, `"it's"`],
    [`replace: "\\"", ""`, `'"'`],
  ])("a quote after a backslash ends the string: %s", (filter, meant) => {
    const body = `{"a": "{{ event_properties.\${x} | ${filter} | json_escape }}"}`;
    const [first, ...others] = lint(body);
    expect([first!.code, first!.notes.map((note) => note.message).join()]).toEqual([
      "MI047",
      expect.stringContaining(meant),
    ]);
    expect(others).toEqual([]);
  });

  test.each(['default: "\\\\"', 'replace: "\\", "/"', "append: '\\n'"])("a backslash is one: %s", (filter) =>
    expect(found(`{"a": "{{ event_properties.\${x} | ${filter} | json_escape }}"}`)).toEqual([]),
  );

  test.each<[string, string[]]>([
    [`{{ event_properties.\${x} | replace: '\\n', ' ' | json_escape }}`, ["MI168"]],
    [`{{ event_properties.\${x} | remove: '\\r\\n' | json_escape }}`, ["MI168"]],
    [`{{ event_properties.\${x} | split: '\\t' | first | json_escape }}`, ["MI168"]],
    [`{{ event_properties.\${x} | join: '\\n' | split: '\\n' | first | json_escape }}`, []],
    [`{{ 'a\\nb' | split: '\\n' | first | json_escape }}`, []],
  ])("what looks for a line break: %s", (output, codes) =>
    expect(found(`{"a": "${output}"}`)).toEqual(codes),
  );
});

describe("conditions", () => {
  test.each<[string, string[]]>([
    ["custom_attribute.${p} != 'a' or custom_attribute.${p} != 'b'", ["MI146"]],
    ["custom_attribute.${p} == 'a' and custom_attribute.${p} == 'b'", ["MI146"]],
    ["custom_attribute.${p} == 'a' or custom_attribute.${p} == 'b'", []],
    ["event_properties.${id} == 9007199254740993", []],
    ["${country} == 'Germany'", ["MI146"]],
    ["'custom_attribute.${p}' == 'a'", ["MI146"]],
    ["true", []],
    ["custom_attribute.${p} == 'a' or 'b'", ["MI155"]],
    ["custom_attribute.${p} == 'a' and 'b'", ["MI155"]],
    ["custom_attribute.${p} contains 'a' or 5 or nil", ["MI155", "MI155"]],
    ["${city} == 'a' and ${country} == 'DE' or ${gender} == 'F'", ["MI144"]],
    ["${city} == 'a' or ${country} == 'DE' and ${gender} == 'F'", []],
    ["${city} and ${country} or ${city} and ${gender}", []],
    ["event_properties.${vip} == 'true'", ["MI145"]],
    ["event_properties.${vip} == 'true' or event_properties.${vip} == true", []],
    ["event_properties.${zip} == '80331'", []],
    ["custom_attribute.${x} is 'a'", ["MI143"]],
    ["not custom_attribute.${x}", ["MI143"]],
    ["custom_attribute.${x} OR ${city}", ["MI142"]],
  ])("%s", (condition, codes) => expect(found(branch(condition))).toEqual(codes));

  test.each<[string, string[]]>([
    ["{% assign n = custom_attribute.${n} | plus: 0 %}", ["n != blank"]],
    ["{% assign n = custom_attribute.${n} | append: '' %}", ["n == nil"]],
    ["{% assign n = custom_attribute.${n} | plus: 0 %}", ["n > 5 and n < 3"]],
  ])("%s makes the same of %s for everybody", (assign, [condition]) =>
    expect(found(assign + branch(condition!))).toEqual(["MI146"]),
  );

  test("an elsif that comes too late, and a guard that asks again", () => {
    const n = "{% assign n = custom_attribute.${n} | plus: 0 %}";
    const late = (first: string, second: string) =>
      `${n}{% if ${first} %}{% assign q = 1 %}{% elsif ${second} %}{% assign q = 2 %}{% endif %}{"q": {{q | plus: 0}}}`;
    expect(found(late("n > 5", "n > 10"))).toEqual(["MI146"]);
    expect(found(late("n > 10", "n > 5"))).toEqual([]);
    const guard = `{% if n == 0 %}{% abort_message('none') %}{% endif %}`;
    expect(found(`${n}${guard}${branch("n != 0")}`)).toEqual([]);
  });

  test("a switch that the template sets for itself is meant to be constant", () => {
    expect(found(`{% assign debug = false %}${branch("debug")}`)).toEqual([]);
    expect(found(`{% assign env = 'prod' %}${branch("env == 'test' and ${city} == 'x'")}`)).toEqual([]);
  });

  test("an operator that does not exist is one finding, with the advice that fits", () => {
    const [one, ...others] = lint('{"a": {% if ${city} = "x" %}1{% else %}2{% endif %}}');
    expect(others).toEqual([]);
    expect(one).toMatchObject({ code: "MI059", severity: "error" });
    expect(one!.notes.at(-1)!.message).toBe("write `==` for `=`");
  });

  test.each([
    ["is defined", "!= blank"],
    ["is not defined", "== blank"],
    ["is empty", "== blank"],
    ["is not empty", "!= blank"],
  ])("`%s` of Jinja and Twig is `%s`, and no repair asks the opposite", (written, meant) => {
    const [one, ...others] = lint(`{"a": {% if \${city} ${written} %}1{% else %}2{% endif %}}`);
    expect(others).toEqual([]);
    expect(one!.notes.at(-1)!.message).toBe(`write \`${meant}\` for \`${written}\``);
    expect(one!.fix).toBeUndefined();
  });
});

describe("a default of true", () => {
  const value = (text: string) => found(`{"a": "{{ ${text} | json_escape }}"}`);
  test.each([
    "custom_attribute.${news} | default: true",
    "custom_attribute.${news} | default: 'true'",
    "{{custom_attribute.${news}}} | default: true",
  ])("%s is true for who has false", (text) => expect(value(text)).toEqual(["MI162"]));
  test.each([
    "custom_attribute.${news} | default: false",
    "custom_attribute.${news} | append: '' | default: 'true'",
    "custom_attribute.${news} | default: true, allow_false: true",
    "custom_attribute.${news} | default: 'yes'",
  ])("%s is not", (text) => expect(value(text)).toEqual([]));

  test("a condition that it decides is not told of as well", () => {
    const assign = "{% assign news = custom_attribute.${news} | default: true %}";
    expect(found(assign + branch("news == false"))).toEqual(["MI162"]);
    expect(found(assign + branch("news"))).toEqual(["MI162"]);
  });
});

describe("names", () => {
  const pair = (a: string, b: string) =>
    `{"a": "{{custom_attribute.\${${a}} | json_escape}}", "b": "{{custom_attribute.\${${b}} | json_escape}}"}`;
  test.each([
    ["customer_tier", "custmer_tier"],
    ["product_name", "prodcut_name"],
    ["shippingAddress", "shipingAddress"],
    ["recommendation", "recomendation"],
  ])("%s and %s are one name", (a, b) => expect(found(pair(a, b))).toEqual(["MI147"]));
  test.each([
    ["item1", "item2"],
    ["order_id", "order_ids"],
    ["min_price", "max_price"],
    ["last_sent_at", "last_seen_at"],
    ["is_subscribed", "is_unsubscribed"],
    ["country", "county"],
    ["score", "store"],
    ["update_at", "updated_at"],
  ])("%s and %s are two", (a, b) => expect(found(pair(a, b))).toEqual([]));

  test.each<[string, number]>([
    ["Hi ${first_name}", 1],
    ["Hi {custom_attribute.${n}}", 1],
    ["Hi ${plan | default: 'x'}", 1],
    ["Hi ${HOME}, ${1}, ${plan}, $5 {net}", 0],
  ])("in plain text: %s", (text, count) => {
    expect(found(`{"a": "${text}"}`)).toEqual(Array.from({ length: count }, () => "MI148"));
  });
});

describe("dates", () => {
  const printed = (format: string, before = "") => found(`{"a": "{{ 'now' ${before}| date: '${format}' }}"}`);
  test.each([
    "%Y-%M-%d",
    "%d/%M/%Y",
    "%H:%m",
    "%H:%M:%s",
    "%I:%M",
    "%H:%i",
    "%G-%m-%d",
    "YYYY-MM-DD",
    "dd.MM.yyyy HH:mm",
  ])("%s prints something else than it looks like", (format) => expect(printed(format)).toEqual(["MI151"]));
  test.each([
    "%B %-d, %Y at %-l:%M%P",
    "%m/%d",
    "%d.%m.",
    "%a, %d %b %Y %T GMT",
    "%Y%m%d%H%M%S",
    "%r",
    "%G-W%V",
    "%H:%M %m/%d",
    "%s%L",
    "%Y-%m-%dT%H:%M:%S.%LZ",
  ])("%s is right", (format) => expect(printed(format)).toEqual([]));

  const compared = (format: string) =>
    found(`{% assign d = 'now' | date: '${format}' %}${branch("d > 'x'")}`).filter((one) => one === "MI163");
  test.each(["%m/%d/%Y", "%d.%m.%Y", "%B %d, %Y", "%Y-%-m-%-d", "%-m/%-d", "%d %b", "%I:%M %p", "%-H:%M"])(
    "%s does not have the order of time",
    (format) => expect(compared(format)).toEqual(["MI163"]),
  );
  test.each(["%Y-%m-%d", "%F %T", "%Y%m%d%H%M%S", "%s", "%m-%d", "%H:%M", "%H", "%j", "%u", "%A", "%y%m%d"])(
    "%s does",
    (format) => expect(compared(format)).toEqual([]),
  );
  test("what was printed as a date and is seconds again is compared as they are", () => {
    const twice = "{% assign d = 'now' | date: '%m/%d/%Y' | date: '%s' | plus: 0 %}";
    expect(found(`${twice}${branch("d > 5")}`)).not.toContain("MI163");
  });

  test("a letter Z after a local time", () => {
    expect(printed("%FT%TZ", "| time_zone: 'Europe/Berlin' ")).toEqual(["MI151"]);
    expect(printed("%FT%T.000Z", "| time_zone: 'Europe/Berlin' ")).toEqual(["MI151"]);
    expect(printed("%FT%TZ", "| time_zone: 'UTC' ")).toEqual([]);
    expect(printed("%FT%T%z", "| time_zone: 'Europe/Berlin' ")).toEqual([]);
  });

  test.each<[string, string[]]>([
    ["'now' | date: '%F' | plus: 86400", ["MI152"]],
    ["'now' | date: '%d/%m/%Y' | minus: 1", ["MI152"]],
    ["'now' | date: '%Y' | minus: 18", []],
    ["'now' | date: '%s' | plus: 86400", []],
    ["1701886845000 | date: '%Y'", ["MI150"]],
    ["'now' | date: '%s' | times: 1000 | date: '%Y'", ["MI150"]],
    ["1701886845000 | divided_by: 1000 | date: '%Y'", []],
    ["1701886845 | date: '%Y'", []],
  ])("%s", (value, codes) => expect(found(`{"a": "{{ ${value} }}"}`)).toEqual(codes));
});

describe("amounts", () => {
  const member = (name: string, source: string, rest: string) =>
    found(`{"${name}": {{ event_properties.\${${source}} | ${number} | ${rest} }}}`);
  test("a price that is cut", () => {
    expect(member("price", "x", "divided_by: 100")).toEqual(["MI149"]);
    expect(member("a", "priceCents", "divided_by: 100")).toEqual(["MI149"]);
    expect(member("total", "x", "divided_by: 100")).toEqual(["MI149"]);
    const assigned = `{% assign c = event_properties.\${x} | ${number} | divided_by: 100 %}{"price": {{c}}}`;
    expect(found(assigned)).toEqual(["MI149"]);
  });
  test("what is counted, or meant to be whole", () => {
    expect(member("total_minutes", "total_seconds", "divided_by: 60")).toEqual([]);
    expect(member("price", "x", "divided_by: 100 | floor")).toEqual([]);
    expect(member("page", "n", "divided_by: 100")).toEqual([]);
  });
});

describe("HTML's entities in JSON", () => {
  const escaped = '{"a": "{{ custom_attribute.${shop} | json_escape }}"}';
  test("what is not escaped for JSON is fixed by json_escape alone", () => {
    const text = '{"a": "{{ custom_attribute.${shop} | escape }}"}';
    expect(repair({ body: { name: "b", text } }).text).toBe(escaped);
  });

  test("what is sent today is not changed by itself; the finding shows the edit", () => {
    const text = '{"a": "{{ custom_attribute.${shop} | escape | json_escape }}"}';
    const [one] = lint(text);
    expect(edited(text, one!.fix!.edits)).toBe(escaped);
  });

  test.each([
    '{"html": "{{ custom_attribute.${shop} | escape | json_escape }}"}',
    '{"a": "<b>{{ custom_attribute.${shop} | escape | json_escape }}</b>"}',
    '{"text": "{{ custom_attribute.${points} | number_with_delimiter | json_escape }}"}',
    '{"a": "{{ custom_attribute.${points} | number_with_delimiter | json_escape }} points"}',
  ])("%s is for people", (text) => expect(found(text)).toEqual([]));
});

test("a time in seconds with three digits after it is in milliseconds", () => {
  const body = (time: string) =>
    `{% comment %}mi-braze-target movable_ink{% endcomment %}{% if \${user_id} == blank %}{% abort_message("no id") %}{% endif %}{"type": "track", "event": "a", "user_id": "{{\${user_id} | json_escape}}", "timestamp": ${time}}`;
  expect(found(body("{{'now' | date: '%s'}}000"))).not.toContain("MI074");
  expect(found(body("{{'now' | date: '%s%L'}}"))).not.toContain("MI074");
  expect(found(body("{{'now' | date: '%s'}}"))).toContain("MI074");
});

test("what is in a comment means nothing", () => {
  const inside =
    "{{ 'now' | date: '%Y-%M-%d' }}{% if a and b or c %}{% endif %}${first_name}{{ price | divided_by: 100 }}";
  expect(found(`{% comment %}${inside}{% endcomment %}{"a": 1}`)).toEqual([]);
});

describe("what is meant by a name that no profile has", () => {
  test.each<[string, string]>([
    ["${custom_attribute.plan}", "custom_attribute.${plan}"],
    ["${api_trigger_properties.plan}", "api_trigger_properties.${plan}"],
    ["${trigger_properties.plan}", "api_trigger_properties.${plan}"],
    ["${custom_attributes.plan}", "custom_attribute.${plan}"],
    ["${event_properties.line.items}", "event_properties.${line.items}"],
    ["${external_user_id}", "${user_id}"],
    ["${points}", "custom_attribute.${points}"],
  ])("%s: %s", (wrong, right) => {
    const [one, ...others] = lint(`{"a": "{{${wrong} | json_escape}}"}`);
    expect(one).toMatchObject({ code: "MI046", message: expect.stringContaining(`did you mean ${right}?`) });
    expect(others).toEqual([]);
  });

  test("Liquid has no name of the event", () => {
    for (const name of ["${event_name}", "event_name"])
      expect(lint(`{"a": "{{${name} | json_escape}}"}`)[0]!.message).toContain("write it into the template");
  });
});

describe("a number that is made of a string", () => {
  const codes = (text: string, data?: Record<string, DataType>) =>
    lintSource(text, data ? { data } : {})
      .diagnostics.filter(({ code }) => code === "MI156")
      .map(({ severity }) => severity);

  test.each<[string, string[]]>([
    // What is written is known.
    ['{% assign price = "$12.50" %}{"price": {{ price | plus: 0 }}}', ["warning"]],
    ['{% assign price = "12,50" %}{"price": {{ price | times: 2 }}}', ["warning"]],
    ['{% assign price = "12.50" %}{"price": {{ price | plus: 0 }}}', []],
    ['{"price": {{ "1,299.00" | minus: 1 }}}', ["warning"]],
    // What comes is not: a hint where it is money.
    ['{"price": {{ event_properties.${price} | plus: 0 }}}', ["info"]],
    [
      '{% for i in event_properties.${items} %}{% assign p = i.unitPrice | plus: 0 %}{% endfor %}{"a": 1}',
      ["info"],
    ],
    ['{"price": {{ event_properties.${price} | remove: "$" | remove: "," | plus: 0 }}}', []],
    ['{"price": {{ event_properties.${price_cents} | plus: 0 }}}', []],
    ['{"count": {{ event_properties.${count} | plus: 0 }}}', []],
    // Whoever asks has thought of it.
    ['{% assign p = event_properties.${price} | plus: 0 %}{% if p > 0 %}{"price": {{ p }}}{% endif %}', []],
  ])("%s", (body, severities) => expect(codes(body)).toEqual(severities));

  test.each<[DataType, string[]]>([
    ["string", ["warning"]],
    ["number", []],
  ])("declared as %s", (type, severities) =>
    expect(
      codes('{"n": {{ event_properties.${total} | plus: 0 }}}', { "event_property.total": type }),
    ).toEqual(severities),
  );
});
