import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cut, cut } from "../../src/replay/cut.js";

async function cutAll(bytes: Uint8Array, size = bytes.length || 1): Promise<Cut[]> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const found: Cut[] = [];
  for await (const record of cut(chunks())) found.push(record);
  return found;
}
const of = (text: string) => cutAll(new TextEncoder().encode(text));
const texts = (records: readonly Cut[]) =>
  records.map((record) =>
    "text" in record ? `${record.line}: ${record.text.trim()}` : `${record.line}! ${record.fault}`,
  );

describe("records", () => {
  test.each<[what: string, text: string, records: string[]]>([
    ["one a line", '{"a":1}\n{"a":2}\n', ['1: {"a":1}', '2: {"a":2}']],
    ["one a line, the last without a line end", '{"a":1}\n{"a":2}', ['1: {"a":1}', '2: {"a":2}']],
    [
      "one a line, of Windows, with blank lines",
      '\r\n{"a":1}\r\n\r\n{"a":2}\r\n',
      ['2: {"a":1}', '4: {"a":2}'],
    ],
    [
      "one a line, of which one is broken",
      '{"a":1}\n{"a":\n{"a":3}\n',
      ['1: {"a":1}', '2: {"a":', '3: {"a":3}'],
    ],
    ["one a line, of which the first is broken", '{"a":\n{"a":2}\n', ['1: {"a":', '2: {"a":2}']],
    ["a single one", '{"a":1}', ['1: {"a":1}']],
    ["one document of several lines", '{\n  "a": 1\n}\n', ['1: {\n  "a": 1\n}']],
    [
      "the items of a list",
      '[{"a":1}, {"a":[2,{"b":"]"}]},\n {"a":3}]',
      ['1: {"a":1}', '1: {"a":[2,{"b":"]"}]}', '2: {"a":3}'],
    ],
    ["the items of a list that a byte order mark begins", '\uFEFF[{"a":1}]', ['1: {"a":1}']],
    [
      "texts with brackets, quotes and backslashes",
      '[{"a":"\\"],{\\\\"},{"b":"}"}]',
      ['1: {"a":"\\"],{\\\\"}', '1: {"b":"}"}'],
    ],
    ["an empty list", "[]", []],
    ["a list with a comma too many", '[{"a":1},]', ['1: {"a":1}']],
    ["nothing", "", []],
    ["white space", " \n\t\n", []],
    [
      "a list that is cut off",
      '[{"a":1},{"b"',
      ['1: {"a":1}', "1! the list is not closed: the file ends in the middle of it"],
    ],
  ])("%s", async (_, text, records) => {
    expect(texts(await of(text))).toEqual(records);
  });

  test("are the same however the stream comes in", async () => {
    const json = fc.array(
      fc.jsonValue({ maxDepth: 3 }).map((value) => ({ value })),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(json, fc.boolean(), fc.integer({ min: 1, max: 7 }), async (values, isList, size) => {
        const text = isList
          ? JSON.stringify(values)
          : values.map((value) => `${JSON.stringify(value)}\n`).join("");
        const records = await cutAll(new TextEncoder().encode(text), size);
        expect(records.map((record) => JSON.parse((record as { text: string }).text))).toEqual(values);
      }),
    );
  });

  test("that are not UTF-8 do not stop the others", async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":1}\n{"b":"'),
      Buffer.from([0xff]),
      Buffer.from('"}\n{"c":3}\n'),
    ]);
    expect(texts(await cutAll(bytes))).toEqual(['1: {"a":1}', "2! it is not UTF-8", '3: {"c":3}']);
  });

  test("come after any number of blank pieces, on the lines that they are on", async () => {
    async function* pieces(text: string) {
      for (let piece = 0; piece < 1000; piece++) yield Buffer.from(" \n \n");
      yield Buffer.from(text);
    }
    const read = async (text: string) => {
      const all: Cut[] = [];
      for await (const one of cut(pieces(text))) all.push(one);
      return texts(all);
    };
    expect(await read('{"a":1}\n{"b":1}')).toEqual(['2001: {"a":1}', '2002: {"b":1}']);
    expect(await read('[{"a":1},\n{"b":1}]')).toEqual(['2001: {"a":1}', '2002: {"b":1}']);
  });

  test("that are too long are told, and what follows is read", async () => {
    const long = `{"a":"${"x".repeat(10_000_001)}"}`;
    const told = "! it is longer than 10 MB";
    expect(texts(await of(`{"b":1}\n${long}\n{"c":1}\n`))).toEqual(['1: {"b":1}', `2${told}`, '3: {"c":1}']);
    expect(texts(await of(`[${long},{"c":1}]`))).toEqual([`1${told}`, '1: {"c":1}']);
  });
});
