import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  type Scalar,
} from "yaml";
import type { JsonDocument, JsonMember, JsonNode } from "./json.js";
import { mostBytes } from "./most-bytes.js";
import type { Range, Source } from "./source.js";
import type { YamlFault } from "./yaml-fault.js";
import { syntaxFaults } from "./yaml-syntax.js";

export interface YamlDocument extends JsonDocument {
  readonly faults: readonly YamlFault[];
  /** Part of the text is not YAML, so the tree is a guess around those faults. */
  readonly broken: boolean;
}

/** Values that a file may hold once its aliases are expanded: a few anchors can expand to billions. */
const maxValues = 20_000;
const maxDepth = 60;

/**
 * Parses YAML 1.2 into the same positioned tree as JSON, which is all that a config may hold. Every fault at once.
 * Both occurrences of a repeated key stay in the tree.
 */
export function parseYaml(source: Source): YamlDocument {
  const { text } = source;
  const refusal = refuse(text);
  if (refusal) return { root: undefined, faults: [refusal], broken: true };
  let parsed: ReturnType<typeof parseAllDocuments>;
  try {
    parsed = parseAllDocuments(text, { version: "1.2", prettyErrors: false, uniqueKeys: false });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const next = `A config can be nested at most ${maxDepth} levels deep.`;
    return { root: undefined, faults: [fault(0, 1, "nested too deeply", next)], broken: true };
  }
  // The errors of a stream without a document are on the stream.
  const [document, second] = "empty" in parsed ? [] : parsed;
  const errors = document?.errors ?? ("empty" in parsed ? parsed.errors : []);
  const syntax: YamlFault[] = syntaxFaults(errors, document as Document | undefined, text);
  const broken = syntax.length > 0;
  if (second) {
    const at = second.range?.[0] ?? 0;
    const words = "a second document begins here; a config must be one document";
    syntax.push(
      fault(at, at + 1, words, "Remove the line --- above it, or move what follows to its own file."),
    );
  }
  if (!document?.contents || (isScalar(document.contents) && document.contents.value === null)) {
    return { root: undefined, faults: broken ? syntax : [emptyFile], broken };
  }
  const reader = new Reader(text);
  const root = reader.read(document.contents as Node, 0);
  // What was read up to there is no complete config.
  if (reader.exhausted)
    return { root: undefined, faults: [...syntax, ...reader.faults.slice(-1)], broken: true };
  return { root, faults: [...syntax, ...reader.faults], broken };
}

function refuse(text: string): YamlFault | undefined {
  if (text.length > mostBytes.config)
    return fault(0, 0, `a config can have at most ${mostBytes.config / 1024} KB`, "Is this the right file?");
  const nul = text.indexOf("\0");
  const garbled = text.indexOf("\ufffd");
  const next = "Save the file as plain text in UTF-8.";
  if (nul >= 0) return fault(nul, nul + 1, "a NUL byte: this is not a text file", next);
  if (garbled >= 0) return fault(garbled, garbled + 1, "this is not UTF-8 text", next);
  return undefined;
}

const emptyFile: YamlFault = {
  start: 0,
  end: 0,
  message: "the file is empty",
  next: "Run mi-braze init in an empty folder to see a working config.",
};

class Reader {
  readonly faults: YamlFault[] = [];
  /** The last fault says which limit was reached. */
  exhausted = false;
  #values = 0;
  readonly #anchors = new Map<string, Node>();

  constructor(private readonly text: string) {}

  /** `at` is the alias that brings the node in: an alias's contents have the alias's position. */
  read(node: Node | null, depth: number, at?: Range): JsonNode {
    const range =
      at ?? (isScalar(node) && node.type?.startsWith("BLOCK") ? this.#blockRange(node) : rangeOf(node));
    const nothing: JsonNode = { ...range, kind: "null", value: null };
    if (this.#isBeyond(depth, range)) return nothing;
    if (node && !isAlias(node) && node.anchor) this.#anchors.set(node.anchor, node);
    if (isAlias(node)) {
      const target = this.#anchors.get(node.source);
      if (target) return this.read(target, depth + 1, range);
      // An alias without a name is a syntax error.
      if (node.source !== "")
        this.#report(
          range,
          `no anchor "&${node.source}" before this alias`,
          "Quote a string that begins with *.",
        );
      return nothing;
    }
    if (node?.tag && !coreTag.test(node.tag)) this.#tag(node.tag, range);
    if (isMap(node)) {
      const members = node.items.flatMap((pair) => (isPair(pair) ? this.#member(pair, depth, at) : []));
      if (!at) this.#repeats(members);
      return { ...range, kind: "object", members };
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.read(item as Node, depth + 1, at));
      return { ...range, kind: "array", items };
    }
    return isScalar(node) ? this.#scalar(node, range) : nothing;
  }

  /** A block scalar begins at its text, not at its `|`. */
  #blockRange(node: Scalar): Range {
    const { start, end } = rangeOf(node as Node);
    const body = this.text.slice(start, end).replace(/^[^\n]*\n?/, "");
    const text = body.trim();
    const from = end - body.length + (body.length - body.trimStart().length);
    return text === "" ? { start, end } : { start: from, end: from + text.length };
  }

  #isBeyond(depth: number, range: Range): boolean {
    if (this.exhausted) return true;
    this.#values++;
    if (depth <= maxDepth && this.#values <= maxValues) return false;
    this.exhausted = true;
    if (depth > maxDepth) {
      this.#report(
        range,
        `nested more than ${maxDepth} levels deep`,
        "An anchor that contains itself never ends.",
      );
    } else {
      this.#report(
        range,
        `more than ${maxValues} values with aliases expanded`,
        "Use fewer anchors, or write a smaller config.",
      );
    }
    return true;
  }

  #member(pair: { key: unknown; value: unknown }, depth: number, at?: Range): JsonMember[] {
    const key = pair.key as Node | null;
    const nameRange = at ?? rangeOf(key);
    const name = isScalar(key) ? nameOf(key) : undefined;
    if (name === undefined) {
      this.#report(nameRange, "a key must be one word, or a quoted string");
      return [];
    }
    if (name === "<<" && isScalar(key) && key.type === "PLAIN") {
      this.#report(
        nameRange,
        "merge keys (<<) are not part of YAML 1.2",
        "Write the keys out; an alias can replace a whole value: properties: *shared.",
      );
      return [];
    }
    const value = pair.value as Node | null;
    if (value) return [{ name, nameRange, value: this.read(value, depth + 1, at) }];
    return [
      { name, nameRange, value: { start: nameRange.end, end: nameRange.end, kind: "null", value: null } },
    ];
  }

  #repeats(members: readonly JsonMember[]): void {
    if (this.exhausted) return;
    const seen = new Map<string, Range>();
    for (const { name, nameRange } of members) {
      const first = seen.get(name);
      if (!first) seen.set(name, nameRange);
      else
        this.faults.push({
          ...nameRange,
          message: "duplicate key",
          repeats: first,
        });
    }
  }

  #scalar(node: Scalar, range: Range): JsonNode {
    const { value } = node;
    if (typeof value === "string") return { ...range, kind: "string", value };
    if (typeof value === "boolean") return { ...range, kind: "boolean", value };
    if (typeof value === "number" || typeof value === "bigint") {
      const number = Number(value);
      if (Number.isFinite(number))
        return { ...range, kind: "number", value: number, text: numberText(node, number) };
      const written = this.text.slice(range.start, range.end);
      this.#report(range, `"${written}" is not a number in JSON`, "Quote it if it is a string.");
    }
    return { ...range, kind: "null", value: null };
  }

  #tag(tag: string, range: Range): void {
    const start = this.text.lastIndexOf("!", range.start);
    const from = this.text.slice(0, start).search(/!+$/);
    const place = { start: from < 0 ? start : from, end: range.start };
    const written = this.text.slice(place.start, place.end).trim() || tag;
    this.#report(
      place,
      `a config does not use the tag ${written}`,
      "Remove it; write types as words, such as type: number.",
    );
  }

  #report(range: Range, message: string, next?: string): void {
    this.faults.push(fault(range.start, range.end, message, next));
  }
}

const coreTag = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/;

/** A key as written: `1`, `true` and `null` are names too; `~` and an empty key are not. */
function nameOf(key: Scalar): string | undefined {
  if (typeof key.value === "string") return key.value;
  return key.source === undefined || key.source === "" || key.source === "~" ? undefined : key.source;
}

/** The number in JSON's notation, with all of its digits: YAML also allows `+1`, `007`, `1.`, `.5`, `0x1F` and `0o7`. */
function numberText({ source }: Scalar, value: number): string {
  const [, sign = "", whole, fraction = "", exponent = ""] =
    /^([-+]?)(\d*)(?:\.(\d*))?([eE][-+]?\d+)?$/.exec(source ?? "") ?? [];
  const minus = sign === "-" ? "-" : "";
  if (whole !== undefined && whole + fraction !== "")
    return `${minus}${whole.replace(/^0+(?=.)/, "") || "0"}${fraction === "" ? "" : `.${fraction}`}${exponent}`;
  return source !== undefined && /^0[xo]/.test(source) ? String(BigInt(source)) : String(value);
}

const rangeOf = (node: Node | null): Range => {
  const [start, end] = node?.range ?? [0, 0];
  return { start, end };
};

const fault = (start: number, end: number, message: string, next?: string): YamlFault => ({
  start,
  end,
  message,
  next,
});
