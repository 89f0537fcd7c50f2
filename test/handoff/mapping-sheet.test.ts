import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/read/read.js";
import { mappingReports, mappingSheets } from "../../src/generate/mapping-sheet.js";
import { catalogue } from "../../src/rules/registry.js";
import { cell } from "../../src/source/csv.js";
import { withoutOrder } from "../../src/source/json.js";

const configOf = (rest: string) => {
  const text = `version: 1
brand: "Acme | *Retail*"
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known_and_anonymous, user_id: external_id, anonymous_id: braze_id}
${rest}`;
  const { config, diagnostics } = readConfig({ name: "c", text }, "/c", catalogue);
  expect(diagnostics.map((one) => one.message)).toEqual([]);
  return config!;
};

const shop = configOf(`timezone: {default: Europe/Berlin}
campaigns:
  - preset: product_viewed
    trigger: {custom_event: Product Viewed}
    properties:
      contact: {type: object, properties: {email: {type: string, example: jo@example.com}, note: {type: string, example: "call +49 151 12345678"}}}
      "odd name": {type: array, items: string, example: ["ask jo@example.com"]}
  - type: identify
    trigger: {custom_event: Account Created}
`);

describe("a sheet", () => {
  const [viewed, identify] = mappingSheets(shop);

  test("has the criterion and the schema", () => {
    expect(viewed).toMatchObject({
      match: '.type == "track" and .event == "product_viewed"',
      schema: "Product",
    });
    expect(identify).toMatchObject({ match: '.type == "identify"', schema: "Identify" });
  });

  test("has each field with its path, its type, and whether it is required", () => {
    expect(
      viewed!.fields.map(({ field, path, type, required }) => `${field} ${path} ${type} ${required}`),
    ).toEqual([
      "UserID .user_id string one of the ids",
      "AnonymousID .anonymous_id string one of the ids",
      "Timestamp .timestamp number, milliseconds since 1970 yes",
      "Timezone .timezone string, IANA name yes",
      "id .properties.id string yes",
      "title .properties.title string no",
      "price .properties.price number no",
      "url .properties.url url no",
      "categories .properties.categories array of objects no",
      "categories: id .properties.categories[].id string in each item",
      "categories: title .properties.categories[].title string no",
      "categories: url .properties.categories[].url url no",
      "meta .properties.meta json no",
      "contact .properties.contact object no",
      "contact: email .properties.contact.email string no",
      "contact: note .properties.contact.note string no",
      'odd name .properties["odd name"] array of string no',
    ]);
    expect(identify!.fields.slice(0, 2).map(({ required }) => required)).toEqual(["yes", "yes"]);
  });

  test("has what Braze calls it, what becomes of a missing one, and an example", () => {
    const told = (name: string) => {
      const { source, missing, example } = viewed!.fields.find(({ field }) => field === name)!;
      return [source, missing, example];
    };
    expect(told("UserID")).toEqual(["External User ID", "AnonymousID is sent instead", "user-12345"]);
    expect(told("AnonymousID")).toEqual([
      "Braze ID",
      "the event is not sent, unless there is a UserID",
      "anonymous-12345",
    ]);
    expect(told("Timezone")).toEqual(["the profile's time zone", "`Europe/Berlin` is sent", "Europe/Berlin"]);
    expect(told("categories: id")).toEqual([
      "event property `categories[].id`",
      "the event is not sent",
      "category-1001",
    ]);
    expect(told("contact: note")).toEqual(["event property `contact.note`", "left out", "[redacted]"]);
    expect(told("categories")).toEqual(["event property `categories`", "left out", undefined]);
  });

  test("has a sample of each kind of identity that is sent", () => {
    expect([...(viewed!.sample as Map<string, unknown>).keys()].slice(2, 3)).toEqual(["user_id"]);
    expect([...(viewed!.anonymousSample as Map<string, unknown>).keys()].slice(2, 3)).toEqual([
      "anonymous_id",
    ]);
    expect(identify!.anonymousSample).toBeUndefined();
  });

  test("has a sample without personal data, even where an example has some", () => {
    expect(withoutOrder(viewed!.sample)).toMatchObject({
      properties: { contact: { email: "[redacted]", note: "[redacted]" }, "odd name": ["[redacted]"] },
    });
    expect(JSON.stringify(mappingSheets(shop))).not.toContain("jo@example.com");
  });
});

test("another wire", () => {
  const config =
    configOf(`wire: {user_id: userId, timestamp: {name: sent at, format: iso8601}, values: {event: {quiz: 'Quiz "1"'}}}
campaigns:
  - {event: quiz, trigger: {custom_event: Quiz}}
`);
  const [sheet] = mappingSheets(config);
  expect(sheet).toMatchObject({
    match: '.type == "track" and .event == "Quiz \\"1\\""',
    schema: "a custom schema",
  });
  expect(sheet!.fields.map(({ path }) => path)).toEqual([
    ".userId",
    ".anonymous_id",
    '.["sent at"]',
    ".timezone",
  ]);
});

test("markdown and CSV hold what the names hold", () => {
  const sheets = mappingSheets(shop);
  const markdown = mappingReports.markdown(shop, sheets);
  expect(markdown).toContain("# Event mappings of Acme | \\*Retail\\*");
  expect(markdown).toContain('Match: `.type == "track" and .event == "product_viewed"`');
  expect(mappingReports.csv(shop, sheets).split("\r\n")[1]).toBe(
    '"product_viewed",".type == ""track"" and .event == ""product_viewed""","Product","yes","UserID",".user_id","string","one of the ids","AnonymousID is sent instead","External User ID","""user-12345"""',
  );
});

test.each([
  ["a", '"a"'],
  ['a"b', '"a""b"'],
  ["=1+1", '"\'=1+1"'],
  ["-1", '"\'-1"'],
  ["@x", '"\'@x"'],
])("a cell is safe in a spreadsheet: %s", (value, shown) => expect(cell(value)).toBe(shown));

test("what is done to a value is shown beside where it comes from", () => {
  const config = configOf(`campaigns:
  - event: order_completed
    trigger: {custom_event: [Ordered, Bought]}
    only_if: {event_property.state: [paid, shipped]}
    properties:
      id: {type: string, required: true, from: [event_property.order_id, event_property.id]}
      total: {type: number, scale: 0.01, round: 2}
      tier: {type: string, map: {A: gold, B: silver}, else: keep}
      page: {type: url, text: "https://x.example/{event_property.sku}"}
      tags: {type: array, split: ",", take: 3, items: string}
      lines: {type: array, required: true, on_missing: skip, items: {sku: {type: string, required: true}, n: {type: integer, default: 1}}}
      channel: {value: web}
`);
  const [sheet] = mappingSheets(config);
  expect(sheet).toMatchObject({
    schema: "Conversion",
    confirmed: false,
    trigger: "custom event `Ordered` or `Bought`",
    sent: ["only if `event_property.state` is paid or shipped"],
  });
  const { fields } = sheet!;
  expect(
    fields.slice(4).map((one) => `${one.field} | ${one.source} | ${one.required} | ${one.missing}`),
  ).toEqual([
    "id | event property `order_id`, else event property `id` | yes | the event is not sent",
    "total | event property `total`, times 0.01, rounded to 2 decimals | no | left out",
    "tier | event property `tier`, `A` becomes `gold`, `B` becomes `silver`, any other is kept | no | left out",
    "page | put together from event property `sku` | no | left out",
    "tags | event property `tags`, a string is split at `,`, the first 3 of them | no | left out",
    "lines | event property `lines` | yes | the event is not sent",
    "lines: sku | event property `lines[].sku` | in each item | the item is left out",
    "lines: n | event property `lines[].n` | in each item | `1` is sent",
    'channel | always `"web"` | yes | is never missing',
  ]);
  expect(mappingReports.markdown(config, mappingSheets(config))).toContain(
    "Schema: Conversion (not confirmed: no public page gives this event's name for this API; ask Movable Ink)",
  );
});
