import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memberOf, parseJson } from "../../src/source/json.js";
import { comparePayloads, jsonNode } from "../../src/verify/compare.js";
import { withExpectation } from "../../src/verify/update.js";
import { sized } from "../support/depth.js";

const update = (text: string, payload: string) =>
  withExpectation({ name: "f.json", text }, { payload: parseJson({ name: "p", text: payload }).root! });

describe("writing an expectation into a fixture", () => {
  it("adds it at the end, in the indentation of the file", () => {
    expect(update('{\n    "user": { "email" : "a" }\n}\n', '{"a":{"b":[1.0,{}]},"c":[]}')).toBe(
      `{
    "user": { "email" : "a" },
    "expect": {
        "payload": {
            "a": {
                "b": [
                    1.0,
                    {}
                ]
            },
            "c": []
        }
    }
}
`,
    );
  });

  it.each<[what: string, before: string, payload: string, after: string]>([
    [
      "tabs and CRLF",
      '{\r\n\t"user": {}\r\n}',
      '{"a":1}',
      '{\r\n\t"user": {},\r\n\t"expect": {\r\n\t\t"payload": {\r\n\t\t\t"a": 1\r\n\t\t}\r\n\t}\r\n}',
    ],
    [
      "one line",
      '{"user": {}, "now": "x"}',
      '{"a":1}',
      '{"user": {}, "now": "x", "expect": {"payload": {"a": 1}}}',
    ],
    [
      "one dense line",
      '{"user":{},"now":"x"}',
      '{"a":[1,2]}',
      '{"user":{},"now":"x","expect":{"payload":{"a":[1,2]}}}',
    ],
    [
      "only what differs",
      '{ "expect": {"payload": {"b": 79.0,  "a": "x", "c": [1, 2]}}, "user": {} }',
      '{"a": "y", "b": 79, "c": [1, 3]}',
      '{ "expect": {"payload": {"b": 79.0,  "a": "y", "c": [1, 3]}}, "user": {} }',
    ],
    [
      "a member more and a member less",
      '{\n  "expect": {\n    "payload": {\n      "a": 1,\n      "b": 2,\n      "c": 3\n    }\n  }\n}',
      '{"a": 1, "c": 3, "d": {"e": 4}}',
      '{\n  "expect": {\n    "payload": {\n      "a": 1,\n      "c": 3,\n      "d": {\n        "e": 4\n      }\n    }\n  }\n}',
    ],
    [
      "the first members gone",
      '{"expect": {"payload": {"a": 1, "b": 2, "c": 3}}}',
      '{"c": 3}',
      '{"expect": {"payload": {"c": 3}}}',
    ],
    [
      "the last member gone and another come",
      '{"expect":{"payload":{"a":1,"b":2}}}',
      '{"a":1,"z":2}',
      '{"expect":{"payload":{"a":1,"z":2}}}',
    ],
    [
      "a list of another length",
      '{"expect": {"payload": {"a": [1]}}}',
      '{"a": [1, {"b": 2}]}',
      '{"expect": {"payload": {"a": [1, {"b": 2}]}}}',
    ],
    [
      "from an abort",
      '{\n  "expect": { "abort": "x" },\n  "user": {}\n}',
      '{"a": 1}',
      '{\n  "expect": {"payload": {"a": 1}},\n  "user": {}\n}',
    ],
    [
      "an empty payload",
      '{\n  "expect": {\n    "payload": {}\n  }\n}',
      '{"a": 1}',
      '{\n  "expect": {\n    "payload": {\n      "a": 1\n    }\n  }\n}',
    ],
    [
      "nothing new",
      '{"expect":   {"payload": {"a": 1.50}}}',
      '{"a": 1.5}',
      '{"expect":   {"payload": {"a": 1.50}}}',
    ],
  ])("%s", (_, before, payload, after) => {
    expect(update(before, payload)).toBe(after);
  });

  it("writes an abort", () => {
    const text = '{"expect": {"payload": {}}, "user": {}}';
    expect(withExpectation({ name: "f", text }, { abort: 'id is "missing"' })).toBe(
      '{"expect": {"abort": "id is \\"missing\\""}, "user": {}}',
    );
  });

  it("keeps integers past 2^53", () => {
    expect(update('{"user": {}}', '{"a": 12345678901234567891}')).toContain('"a": 12345678901234567891');
  });

  it("always gives the new payload, changes nothing else, and nothing at all the second time", () => {
    const space = fc.constantFrom("", " ", "\n", "\r\n  ", "\t");
    const value = fc.jsonValue({ maxDepth: 3 });
    const object = fc.dictionary(fc.string({ maxLength: 4 }), value);
    fc.assert(
      fc.property(
        space,
        space,
        fc.option(object),
        object,
        fc.constantFrom(undefined, 2, "\t"),
        (gap, end, old, next, indent) => {
          const rest = { user: { email: "a" } };
          const fixture = old ? { ...rest, expect: { payload: old }, now: "x" } : rest;
          const text = gap + JSON.stringify(fixture, undefined, indent) + end;
          const after = withExpectation({ name: "f", text }, { payload: jsonNode(next as never) });
          const root = parseJson({ name: "f", text: after });
          expect(root.faults).toEqual([]);
          const payload = memberOf(memberOf(root.root, "expect"), "payload")!;
          expect(comparePayloads(payload, jsonNode(next as never))).toEqual([]);
          expect(withExpectation({ name: "f", text: after }, { payload: jsonNode(next as never) })).toBe(
            after,
          );
          const before = parseJson({ name: "f", text }).root!;
          const place = memberOf(memberOf(before, "expect"), "payload") ?? {
            start: before.end - 1,
            end: before.end - 1,
          };
          const head = old ? text.slice(0, place.start) : text.slice(0, before.members!.at(-1)!.value.end);
          expect(after.startsWith(head)).toBe(true);
          expect(after.endsWith(text.slice(place.end))).toBe(true);
        },
      ),
      { numRuns: sized(150, 5000) },
    );
  });
});
