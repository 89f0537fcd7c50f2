import { expect, test } from "vitest";
import { mappingSheets } from "../../src/generate/mapping-sheet.js";
import { samplePayload } from "../../src/generate/sample.js";
import type { Value } from "../../src/liquid/value.js";
import { campaignWith, eventWith, sentOf } from "../support/one-campaign.js";

const configWith = (list: string) => campaignWith(`{ lines: {type: array, ${list}} }`);

/** Which items of a list are sent, or why nothing is. */
function sent(list: string, lines: readonly Record<string, Value>[]) {
  const event = eventWith({ lines: lines.map((line) => new Map(Object.entries(line))) });
  const { payload, abort, steps } = sentOf(configWith(list), event);
  const found = (payload?.properties as { lines: { id: string }[] } | undefined)?.lines;
  return { ids: found?.map(({ id }) => id), abort, rules: steps.map(({ rule }) => rule) };
}

const lines: Record<string, Value>[] = [
  { id: "a", stock: true, price: 10 },
  { id: "b", stock: "false", price: "10.00" },
  { id: "c", stock: "TRUE" },
  { id: "d", price: 12.5, stock: 1 },
  { id: "e", stock: true, price: 10 },
];

test.each<[string, string[]]>([
  ["where: {stock: true}", ["a", "c", "e"]],
  ["where: {stock: [false, 1]}", ["b", "d"]],
  ["where: {price: present}", ["a", "b", "d", "e"]],
  ["where: {price: absent}", ["c"]],
  ["where: {price: 10}", ["a", "b", "e"]],
  ["where: {stock: true, price: 10}", ["a", "e"]],
  ["where: {stock: true}, take: 2", ["a", "c"]],
  ["where: {price: 99}, take: 2", []],
  ["take: 2", ["a", "b"]],
])("%s", (where, ids) => {
  expect(sent(`${where}, items: {id: string}`, lines).ids).toEqual(ids);
});

test("what does not count is not looked at: nothing of it is required", () => {
  const required = "items: {id: {type: string, required: true}}";
  const some: Record<string, Value>[] = [{ stock: true, id: "a" }, { stock: false }, { stock: true }];
  expect(sent(`where: {stock: false}, ${required}`, some).abort).toBe("viewed: lines.id is missing");
  expect(sent(`where: {stock: true}, take: 1, ${required}`, some)).toMatchObject({ abort: null, ids: ["a"] });
  expect(sent(`where: {stock: true}, on_missing: skip, ${required}`, some).ids).toEqual(["a"]);
  expect(sent("where: {stock: true}, take: 1, items: {id: string}", some).rules).toEqual(
    expect.arrayContaining(["where item.stock is true", "only 1 are taken"]),
  );
});

test("the sheet says so, and the sample has an item that counts", () => {
  const config = configWith(
    "where: {stock: true, price: present}, items: {id: string, stock: boolean, n: {type: number, from: item.price}}",
  );
  expect(mappingSheets(config)[0]!.sent).toEqual([
    "of `lines`, items where `item.stock` is true and `item.price` is there",
  ]);
  expect(samplePayload(config, config.campaigns[0]!).properties).toEqual({
    lines: [{ id: "line-1001", stock: true, n: 19.99 }],
  });
});
