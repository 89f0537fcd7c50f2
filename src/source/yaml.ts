import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  type Scalar,
  type YAMLError,
} from "yaml";
import type { JsonDocument, JsonFault, JsonMember, JsonNode } from "./json.js";
import type { Range, Source } from "./source.js";

const maxBytes = 1_000_000;
/** Values that a file may hold once its aliases are followed: a few anchors can stand for billions. */
const maxValues = 20_000;
const maxDepth = 60;

/** Reads YAML 1.2 into the same positioned tree as JSON, which is all that a config may hold. Every fault at once. */
export function parseYaml(source: Source): JsonDocument {
  const refusal = refuse(source.text);
  if (refusal) return { root: undefined, faults: [refusal] };
  const start = source.text.startsWith("\ufeff") ? 1 : 0;
  let documents: ReturnType<typeof parseAllDocuments>;
  try {
    // One blank stands for the byte order mark, so that offsets stay true.
    const text = start === 1 ? ` ${source.text.slice(1)}`.replace(/^ (?=\S)/, "\n") : source.text;
    documents = parseAllDocuments(text, {
      version: "1.2",
      prettyErrors: false,
      merge: false,
      uniqueKeys: true,
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { root: undefined, faults: [fault(0, 1, "nested too deeply")] };
  }
  const [document, second] = Array.isArray(documents) ? documents : [];
  if (!document?.contents || (isScalar(document.contents) && document.contents.value === null)) {
    const errors = document?.errors.map(inWords) ?? [];
    return { root: undefined, faults: errors.length > 0 ? errors : [fault(0, 0, "the file is empty")] };
  }
  const reader = new Reader(source.text);
  reader.faults.push(...document.errors.map(inWords));
  if (second) {
    const at = second.range?.[0] ?? 0;
    reader.faults.push(fault(at, at + 1, "a second document begins here; a config is one document"));
  }
  const root = reader.read(document.contents as Node, 0);
  return { root, faults: reader.faults };
}

function refuse(text: string): JsonFault | undefined {
  if (text.length > maxBytes) {
    const size = (text.length / 1_000_000).toFixed(1);
    return fault(0, 0, `the file is ${size} MB; a config has at most ${maxBytes / 1_000_000} MB`);
  }
  const nul = text.indexOf("\0");
  if (nul >= 0) return fault(nul, nul + 1, "a NUL byte: this is no text file");
  const garbled = text.indexOf("\ufffd");
  if (garbled >= 0) return fault(garbled, garbled + 1, "this is not UTF-8 text; save the file as UTF-8");
  return undefined;
}

class Reader {
  readonly faults: JsonFault[] = [];
  #values = 0;
  readonly #anchors = new Map<string, Node>();

  constructor(private readonly text: string) {}

  read(node: Node | null, depth: number, at?: Range): JsonNode {
    const range = at ?? rangeOf(node);
    if (++this.#values > maxValues || depth > maxDepth) {
      if (this.#values === maxValues + 1) {
        this.faults.push({ ...range, message: `more than ${maxValues} values, aliases followed` });
      } else if (depth > maxDepth) {
        this.faults.push({ ...range, message: `nested more than ${maxDepth} levels deep` });
        this.#values = maxValues + 1;
      }
      return { ...range, kind: "null", value: null };
    }
    if (node && !isAlias(node) && node.anchor) this.#anchors.set(node.anchor, node);
    if (isAlias(node)) return this.#alias(node.source, range, depth);
    if (isMap(node)) {
      const members = node.items.flatMap((pair) => (isPair(pair) ? this.#member(pair, depth, at) : []));
      return { ...range, kind: "object", members };
    }
    if (isSeq(node)) {
      return {
        ...range,
        kind: "array",
        items: node.items.map((item) => this.read(item as Node, depth + 1, at)),
      };
    }
    return isScalar(node) ? this.#scalar(node, range) : { ...range, kind: "null", value: null };
  }

  #alias(name: string, range: Range, depth: number): JsonNode {
    const target = this.#anchors.get(name);
    if (!target) {
      this.faults.push({ ...range, message: `there is no anchor "&${name}" before this alias` });
      return { ...range, kind: "null", value: null };
    }
    // What an alias brings in stands where the alias stands.
    return this.read(target, depth + 1, range);
  }

  #member(pair: { key: unknown; value: unknown }, depth: number, at?: Range): JsonMember[] {
    const key = pair.key as Node | null;
    const nameRange = at ?? rangeOf(key);
    if (!isScalar(key) || typeof key.value === "object") {
      this.faults.push({ ...nameRange, message: "a key must be a plain word or a quoted text" });
      return [];
    }
    const name = typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
    if (name === "__proto__") {
      this.faults.push({ ...nameRange, message: 'the name "__proto__" cannot be used' });
      return [];
    }
    const value = pair.value as Node | null;
    if (value) return [{ name, nameRange, value: this.read(value, depth + 1, at) }];
    return [
      { name, nameRange, value: { start: nameRange.end, end: nameRange.end, kind: "null", value: null } },
    ];
  }

  #scalar(node: Scalar, range: Range): JsonNode {
    const { value } = node;
    if (typeof value === "string") return { ...range, kind: "string", value };
    if (typeof value === "boolean") return { ...range, kind: "boolean", value };
    if (typeof value === "number" || typeof value === "bigint") {
      const number = Number(value);
      if (Number.isFinite(number))
        return { ...range, kind: "number", value: number, text: numberText(node, number) };
      this.faults.push({
        ...range,
        message: `"${this.text.slice(range.start, range.end)}" is no number that JSON has`,
      });
    } else if (value !== null && value !== undefined) {
      this.faults.push({ ...range, message: "this kind of value has no form in JSON" });
    }
    return { ...range, kind: "null", value: null };
  }
}

/** The number as JSON writes it: YAML also knows `+1`, `1.`, `.5`, `0x1F` and `0o7`. */
const numberText = (node: Scalar, value: number) =>
  node.source !== undefined && /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(node.source)
    ? node.source
    : String(value);

const rangeOf = (node: Node | null): Range => {
  const [start, end] = node?.range ?? [0, 0];
  return { start, end };
};

const fault = (start: number, end: number, message: string): JsonFault => ({ start, end, message });

function inWords(error: YAMLError): JsonFault {
  const [start, end] = error.pos;
  return fault(start, end, words[error.code] ?? error.message.replace(/\s+/g, " "));
}

const words: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "this key stands here a second time; each key may stand once",
  TAB_AS_INDENT: "a tab cannot indent YAML; use spaces",
  BAD_INDENT: "the indentation does not fit the lines above",
  MISSING_CHAR: "a closing quote or bracket is missing",
  BAD_ALIAS: "an alias needs the name of an anchor",
  MULTILINE_IMPLICIT_KEY: "a key must stand on one line, with a colon behind it",
  BLOCK_AS_IMPLICIT_KEY: "a nested mapping cannot stand on this line; begin it on the next one, indented",
  UNEXPECTED_TOKEN: "this cannot stand here",
  TAG_RESOLVE_FAILED: "tags such as !!js or !custom are not used in a config",
};
