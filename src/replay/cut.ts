import { joined } from "../source/bytes.js";

/** A record's JSON text, or why there is none, and the line of the file on which it begins, from 1. */
export type Cut = { readonly line: number } & ({ readonly text: string } | { readonly fault: string });

/** In bytes: more than any event that Braze takes, and than a day's events in one document. */
const most = { record: 10_000_000, document: 50_000_000 };

const [newLine, quote, comma, openList, backslash, closeList, openObject, closeObject] = [
  10, 34, 44, 91, 92, 93, 123, 125,
] as const;
const isSpace = (byte: number): boolean => byte === 32 || byte === 9 || byte === newLine || byte === 13;

/**
 * Cuts a stream into records: the items of one list, one a line, or one document of several lines. No more than a record
 * is held at a time, and a record that is broken does not stop the others.
 */
export async function* cut(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Cut> {
  const { first, line, all } = await begun(chunks);
  yield* first === openList ? itemsOf(all, line) : recordsOf(linesOf(all, line));
}

/** The first byte that is not white space, and the stream from the piece with it on, with the line on which that begins. */
async function begun(chunks: AsyncIterable<Uint8Array>) {
  const iterator = chunks[Symbol.asyncIterator]();
  let begin: Uint8Array | undefined;
  let first: number | undefined;
  let line = 1;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    const bytes = begin ? next.value : withoutMark(next.value);
    // Of what is blank, only where it ends is of use, however long it is.
    if (begin) line += breaksIn(begin);
    begin = bytes;
    first = bytes.find((byte) => !isSpace(byte));
    if (first !== undefined) break;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      if (begin) yield begin;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { first, line, all: all() };
}

const breaksIn = (bytes: Uint8Array): number =>
  bytes.reduce((sum, byte) => sum + Number(byte === newLine), 0);

/** A byte order mark is not part of the text. */
const withoutMark = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

/**
 * Each filled line is a record, unless the second does not begin an object: then the file is one document, written over
 * several lines.
 */
async function* recordsOf(lines: AsyncIterable<Cut>): AsyncGenerator<Cut> {
  let first: Cut | undefined;
  let isDocument: boolean | undefined;
  const document: string[] = [];
  let length = 0;
  for await (const line of lines) {
    if ("text" in line && line.text.trim() === "" && !isDocument) continue;
    if (isDocument === undefined) {
      if (first === undefined) {
        first = line;
        continue;
      }
      isDocument = "text" in first && "text" in line && !line.text.trimStart().startsWith("{");
      if (isDocument) document.push((first as { text: string }).text);
      else yield first;
    }
    if (!isDocument) yield line;
    else if ("fault" in line) return yield line;
    else {
      length += line.text.length;
      if (length > most.document) return yield { line: first!.line, fault: tooLong(most.document) };
      document.push(line.text);
    }
  }
  if (isDocument) yield { line: first!.line, text: document.join("\n") };
  else if (isDocument === undefined && first) yield first;
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>, first: number): AsyncGenerator<Cut> {
  const record = new Pieces();
  let line = first;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(newLine); end >= 0; end = chunk.indexOf(newLine, from)) {
      record.add(chunk.subarray(from, end));
      yield record.taken(line);
      line += 1;
      from = end + 1;
    }
    record.add(chunk.subarray(from));
  }
  if (!record.isEmpty) yield record.taken(line);
}

async function* itemsOf(chunks: AsyncIterable<Uint8Array>, first: number): AsyncGenerator<Cut> {
  const record = new Pieces();
  let [line, begins, depth] = [first, first, 0];
  let [isInText, isEscaped, isFilled] = [false, false, false];
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (byte === newLine) line += 1;
      if (isInText) {
        if (isEscaped) isEscaped = false;
        else if (byte === backslash) isEscaped = true;
        else if (byte === quote) isInText = false;
        continue;
      }
      const isBreak = depth === 1 && (byte === comma || byte === closeList);
      if (isBreak) {
        record.add(chunk.subarray(from, at));
        from = at + 1;
        if (isFilled) yield record.taken(begins);
        else record.taken(begins);
        isFilled = false;
        if (byte === closeList) return;
        continue;
      }
      if (depth > 0 && !isFilled && !isSpace(byte)) [isFilled, begins] = [true, line];
      if (byte === quote) isInText = true;
      else if (byte === openList || byte === openObject) {
        depth += 1;
        if (depth === 1) from = at + 1;
      } else if (byte === closeList || byte === closeObject) depth -= 1;
    }
    record.add(chunk.subarray(from));
  }
  yield { line: begins, fault: "the list is not closed: the file ends in the middle of it" };
}

/** The bytes of a record as they come in; those of one that is too long are not kept. */
class Pieces {
  #pieces: Uint8Array[] = [];
  #length = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  add(bytes: Uint8Array): void {
    this.#length += bytes.length;
    if (this.#length <= most.record) this.#pieces.push(bytes);
    else this.#pieces = [];
  }

  taken(line: number): Cut {
    const [pieces, length] = [this.#pieces, this.#length];
    this.#pieces = [];
    this.#length = 0;
    if (length > most.record) return { line, fault: tooLong(most.record) };
    try {
      return { line, text: utf8.decode(pieces.length === 1 ? pieces[0] : joined(pieces)) };
    } catch {
      return { line, fault: "it is not UTF-8" };
    }
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const tooLong = (bytes: number): string => `it is longer than ${bytes / 1_000_000} MB`;
