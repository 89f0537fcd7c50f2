import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { feedText } from "../../src/proof/json/feed.js";
import { isComplete, type JsonState, startOfDocument } from "../../src/proof/json/machine.js";
import { emptyTrack, keyOfTrack, trackText } from "../../src/proof/json/track.js";
import { isJson } from "../../src/source/json.js";
import { seedFor, sized } from "../support/depth.js";

const json = fc.json({ maxDepth: 3, stringUnit: "binary" });
/** Pieces of JSON in any order: near to JSON, and mostly none. */
const pieces = [
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  '"',
  '"a"',
  "\\",
  "\\u00",
  "\\n",
  "aF",
  "0",
  "-1",
  "1.5",
  "e",
  "E+2",
  ".",
  "true",
  "nul",
  "null",
  " ",
  "\n",
  "\t",
  "\u0000",
  "\u001f",
  "\u007f",
  "é",
  "\ud800",
];
const nearJson = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(""));
const runs = { seed: seedFor(22), numRuns: sized(600, 50_000) };

function isDocument(text: string): boolean {
  const { state, faults } = feedText(startOfDocument(), text);
  return faults.length === 0 && isComplete(state);
}

describe("what is read without a fault, to the end, is JSON, and nothing else", () => {
  test("JSON", () =>
    fc.assert(
      fc.property(json, (text) => isDocument(text)),
      runs,
    ));
  test("what is near to it", () =>
    fc.assert(
      fc.property(nearJson, (text) => isDocument(text) === isJson(text)),
      runs,
    ));
});

describe("it does not matter in how many pieces a string is read", () => {
  const halves = (text: string) => fc.tuple(fc.constant(text), fc.nat({ max: text.length }));
  const cut = fc.oneof(json, nearJson.filter(isDocument)).chain(halves);

  test("for the state that reading ends in", () => {
    const read = (state: JsonState, text: string) => feedText(state, text).state;
    fc.assert(
      fc.property(cut, ([text, at]) => {
        const start = startOfDocument();
        return read(read(start, text.slice(0, at)), text.slice(at)) === read(start, text);
      }),
      runs,
    );
  });

  test("for what is known of the document", () => {
    fc.assert(
      fc.property(cut, ([text, at]) => {
        const start = startOfDocument();
        const before = trackText(emptyTrack, start, text.slice(0, at));
        const after = trackText(before, feedText(start, text.slice(0, at)).state, text.slice(at));
        expect(keyOfTrack(after)).toBe(keyOfTrack(trackText(emptyTrack, start, text)));
      }),
      runs,
    );
  });
});

test("each document has states of its own", () => {
  const ends = [startOfDocument(), startOfDocument()].map((start) => [
    feedText(start, "[1").state,
    feedText(start, "[2").state,
  ]);
  expect(ends[0]![0]).toBe(ends[0]![1]);
  expect(ends[0]![0]).not.toBe(ends[1]![0]);
});
