import { expect, test } from "vitest";
import { textLines } from "../../src/source/text-lines.js";

const linesOf = async (...chunks: readonly Uint8Array[]): Promise<string[]> => {
  async function* stream() {
    yield* chunks;
  }
  const lines: string[] = [];
  for await (const line of textLines(stream())) lines.push(line);
  return lines;
};

test.each([
  ["", []],
  ["a", ["a"]],
  ["a\n", ["a"]],
  ["\na\n\nb é 💥\r\n", ["", "a", "", "b é 💥\r"]],
])("%j is %j, however it is cut", async (text, lines) => {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at <= bytes.length; at++)
    expect(await linesOf(bytes.slice(0, at), bytes.slice(at))).toEqual(lines);
});
