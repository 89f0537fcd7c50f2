import type { JsonMember, JsonNode } from "./json-node.js";

/**
 * The tree of a text that is one RFC 8259 document; undefined of any other text, and of one nested more than `deepest`
 * levels deep. It finds no faults, and so is several times as fast as a reader that does: most of what is read has none.
 */
export function strictJson(text: string, deepest: number): JsonNode | undefined {
  const reader = new Reader(text, deepest);
  const root = reader.value(0);
  return root !== undefined && reader.isAtEnd() ? root : undefined;
}

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a] as const;
const [openObject, closeObject, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d] as const;

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Each method begins at the next character that matters, and gives undefined where the text is not JSON. */
class Reader {
  #at = 0;

  constructor(
    private readonly text: string,
    private readonly deepest: number,
  ) {}

  isAtEnd(): boolean {
    return Number.isNaN(this.#next());
  }

  value(depth: number): JsonNode | undefined {
    const c = this.#next();
    switch (c) {
      case quote:
        return this.#string();
      case openObject:
        return depth < this.deepest ? this.#object(depth + 1) : undefined;
      case openList:
        return depth < this.deepest ? this.#list(depth + 1) : undefined;
      case 0x74:
        return this.#word("true", "boolean", true);
      case 0x66:
        return this.#word("false", "boolean", false);
      case 0x6e:
        return this.#word("null", "null", null);
      default:
        return this.#number();
    }
  }

  /** The character after white space, at which the reader then is; NaN at the end. */
  #next(): number {
    for (;;) {
      const c = this.text.charCodeAt(this.#at);
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return c;
      this.#at += 1;
    }
  }

  #object(depth: number): JsonNode | undefined {
    const start = this.#at++;
    const members: JsonMember[] = [];
    if (this.#next() === closeObject) return { start, end: ++this.#at, kind: "object", members };
    for (;;) {
      if (this.#next() !== quote) return undefined;
      const name = this.#string();
      if (name === undefined || this.#next() !== colon) return undefined;
      this.#at += 1;
      const value = this.value(depth);
      if (value === undefined) return undefined;
      members.push({
        name: name.value as string,
        nameRange: { start: name.start, end: name.end },
        value,
      });
      const c = this.#next();
      this.#at += 1;
      if (c === closeObject) return { start, end: this.#at, kind: "object", members };
      if (c !== comma) return undefined;
    }
  }

  #list(depth: number): JsonNode | undefined {
    const start = this.#at++;
    const items: JsonNode[] = [];
    if (this.#next() === closeList) return { start, end: ++this.#at, kind: "array", items };
    for (;;) {
      const item = this.value(depth);
      if (item === undefined) return undefined;
      items.push(item);
      const c = this.#next();
      this.#at += 1;
      if (c === closeList) return { start, end: this.#at, kind: "array", items };
      if (c !== comma) return undefined;
    }
  }

  #string(): JsonNode | undefined {
    const { text } = this;
    const start = this.#at;
    let hasEscape = false;
    for (let at = start + 1; ; at++) {
      const c = text.charCodeAt(at);
      if (c === quote) {
        this.#at = at + 1;
        const value = hasEscape ? decoded(text.slice(start, at + 1)) : text.slice(start + 1, at);
        return value === undefined ? undefined : { start, end: at + 1, kind: "string", value };
      }
      if (c === backslash) {
        hasEscape = true;
        at += 1;
      } else if (!(c >= 0x20)) return undefined;
    }
  }

  #number(): JsonNode | undefined {
    const start = this.#at;
    number.lastIndex = start;
    const text = number.exec(this.text)?.[0];
    if (text === undefined) return undefined;
    this.#at = start + text.length;
    return { start, end: this.#at, kind: "number", value: Number(text), text };
  }

  #word(word: string, kind: "boolean" | "null", value: boolean | null): JsonNode | undefined {
    const start = this.#at;
    if (!this.text.startsWith(word, start)) return undefined;
    this.#at = start + word.length;
    return { start, end: this.#at, kind, value };
  }
}

/** What a string with escapes means; undefined where one of them is none. */
function decoded(string: string): string | undefined {
  try {
    return JSON.parse(string) as string;
  } catch {
    return undefined;
  }
}
