import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

const head = `version: 1
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known, user_id: external_id}
campaigns:
`;
const each = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join("");
const campaigns = (count: number) =>
  each(count, (i) => `  - {event: e${i}, trigger: {custom_event: E${i}}}\n`);
const one = (properties: string) =>
  `  - event: seen\n    trigger: {custom_event: Seen}\n    properties: {${properties}}\n`;

test.each([
  ["campaigns", campaigns(501), "there are 501 campaigns; a config can have at most 500"],
  ["properties", one(each(1001, (i) => `p${i}: string, `)), "has 1001 properties"],
  [
    "sources",
    one(`a: {type: string, from: [${each(51, (i) => `event_property.p${i}, `)}]}`),
    "lists 51 sources",
  ],
  ["holes", one(`a: {type: string, text: "${"{external_id}".repeat(51)}"}`), "the text has 51 sources"],
])("too many %s are one finding with the limit", async (_, text, words) => {
  await using folder = await createFixture({ "mi-braze.yaml": head + text });
  const host = testHost({ cwd: folder.path });
  expect(await main(["lint"], host)).toBe(1);
  expect(host.err()).toContain(words);
  expect(host.err().match(/: error: /g)).toHaveLength(1);
});
