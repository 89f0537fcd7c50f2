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

  test("has each field with its path, its type, and whether it is always there", () => {
    expect(
      viewed!.fields.map(({ field, path, type, required }) => `${field} ${path} ${type} ${required}`),
    ).toEqual([
      "UserID .user_id string when there is one",
      "AnonymousID .anonymous_id string when there is one",
      "Timestamp .timestamp number, milliseconds since 1970 always",
      "Timezone .timezone string, IANA name always",
      "id .properties.id string always",
      "title .properties.title string when there is one",
      "price .properties.price number when there is one",
      "url .properties.url url when there is one",
      "categories: id .properties.categories[].id string when there is one",
      "categories: title .properties.categories[].title string when there is one",
      "categories: url .properties.categories[].url url when there is one",
      "meta .properties.meta json when there is one",
      "email .properties.contact.email string when there is one",
      "note .properties.contact.note string when there is one",
      'odd name .properties["odd name"][] array of string when there is one',
    ]);
    expect(identify!.fields.slice(0, 2).map(({ required }) => required)).toEqual(["always", "always"]);
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
    '"product_viewed",".type == ""track"" and .event == ""product_viewed""","Product","UserID",".user_id","string","when there is one"',
  );
});

test.each([
  ["a", '"a"'],
  ['a"b', '"a""b"'],
  ["=1+1", '"\'=1+1"'],
  ["-1", '"\'-1"'],
  ["@x", '"\'@x"'],
])("a cell is safe in a spreadsheet: %s", (value, shown) => expect(cell(value)).toBe(shown));
