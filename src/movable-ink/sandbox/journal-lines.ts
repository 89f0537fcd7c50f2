import { hash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { deepestJson, isJsonObject, readJson } from "../../source/json.js";
import { quoted } from "../../source/json-text.js";
import { writtenIn } from "./payload.js";
import { bodyOf, type Receipt } from "./store.js";

/** The line of a receipt: JSON with one more member at its end, a checksum of the rest. */
export function lineOf(receipt: Receipt): string {
  const json = `${beforePayload(receipt)}${bodyOf(receipt)}}`;
  return `${json.slice(0, -1)},"sum":"${sumOf(json)}"}\n`;
}

/** How each line begins. */
export const lineStart = '{"id":"';

const beforePayload = ({ id, at }: Pick<Receipt, "id" | "at">): string =>
  `{"id":${quoted(id)},"at":${quoted(at)},"payload":`;

const sumOf = (json: string): string => hash("sha256", json, "hex").slice(0, 16);

const summed = /^,"sum":"([0-9a-f]{16})"\}$/;
const summedLength = ',"sum":"0123456789abcdef"}'.length;

/** What a line holds, or undefined if it is not as it was written. A line that has no checksum is from before there was one. */
export function receiptFrom(line: string): Receipt | undefined {
  const sum = summed.exec(line.slice(-summedLength))?.[1];
  const json = sum === undefined ? line : `${line.slice(0, -summedLength)}}`;
  if (sum !== undefined && sumOf(json) !== sum) return undefined;
  // The payload is one level deeper here.
  const value = readJson(json, deepestJson + 1);
  // A checksum that is damaged itself leaves a member too many.
  if (!isJsonObject(value) || Object.keys(value).length !== 3) return undefined;
  const { id, at, payload } = value;
  if (typeof id !== "string" || typeof at !== "string" || payload === undefined) return undefined;
  const receipt = { id, at, payload, written: writtenIn(json, deepestJson + 1) };
  const before = beforePayload(receipt);
  // As it was written here, and need not be written again to be compared.
  const body = sum !== undefined && json.startsWith(before) ? json.slice(before.length, -1) : undefined;
  return body === undefined ? receipt : { ...receipt, body };
}

/** Bytes read at a time. */
const chunkBytes = 1 << 19;

/** The bytes of a file from one place to another, a piece at a time. A piece is there until the next one is asked for. */
export async function* bytesBetween(file: FileHandle, from: number, to: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(Math.min(chunkBytes, Math.max(0, to - from)));
  for (let at = from; at < to; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, to - at), at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** In bytes: several times what the sandbox takes, in whichever way it is written. */
const longestLine = 20_000_000;
/** In the place of a line that is longer; no receipt either. */
const tooLong = "…";

/** Whole lines with where they begin. What is after the last line break is not a whole line. */
export async function* linesBetween(
  file: FileHandle,
  from: number,
  to: number,
): AsyncGenerator<{ readonly start: number; readonly end: number; readonly text: string }> {
  let rest: Buffer[] = [];
  /** Of a line that goes on past all bounds, which is none of ours, only the length counts. */
  let length = 0;
  let start = from;
  for await (const bytes of bytesBetween(file, from, to)) {
    let begin = 0;
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, begin)) {
      const piece = bytes.subarray(begin, end);
      length += piece.length;
      const line = rest.length === 0 ? piece : Buffer.concat([...rest, piece]);
      begin = end + 1;
      // Counted in bytes: a damaged one decodes to a character of three.
      const next = start + length + 1;
      yield { start, end: next, text: length > longestLine ? tooLong : line.toString("utf8") };
      rest = [];
      length = 0;
      start = next;
    }
    if (begin === bytes.length) continue;
    length += bytes.length - begin;
    if (length > longestLine) rest = [];
    else rest.push(Buffer.from(bytes.subarray(begin)));
  }
}
