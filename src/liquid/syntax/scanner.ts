import type { Range } from "../../source/source.js";

/** A piece of a template: text, or one `{{ … }}` or `{% … %}`. Offsets are those of the scanned text. */
export type Token = TextToken | CodeToken;

export interface TextToken extends Range {
  readonly kind: "text";
}

export interface CodeToken extends Range {
  readonly kind: "output" | "tag";
  /** What is between the delimiters and their dashes. */
  readonly inner: Range;
  readonly trimLeft: boolean;
  readonly trimRight: boolean;
  readonly fault: Fault | undefined;
}

/** Why a tag or output has no proper end. */
export interface Fault extends Range {
  readonly kind: "unclosed" | "single-brace" | "tag-inside" | "reference" | "too-deep";
  /** Where braces begin that are whole before the fault: what was meant as an output of its own. */
  readonly inner?: number | undefined;
}

const braceOpen = 0x7b;
const braceClose = 0x7d;
const percent = 0x25;
const dollar = 0x24;
const dash = 0x2d;

/**
 * Cuts a template into text, outputs and tags. A tag ends at the first `%}` and an output at its `}}`, even inside
 * quotes, as in Ruby. What Braze adds is skipped whole: `${any name}`, and `{{ }}` within either.
 */
export class Scanner {
  private at = 0;
  private readonly lastTagEnd: number;
  private readonly lastOutputEnd: number;

  constructor(
    private readonly text: string,
    private readonly options: { readonly lenient: boolean; readonly maxDepth: number },
  ) {
    this.lastTagEnd = text.lastIndexOf("%}");
    this.lastOutputEnd = text.lastIndexOf("}");
  }

  next(): Token | undefined {
    const { text } = this;
    if (this.at >= text.length) return undefined;
    const start = this.at;
    const opener = nextOpener(text, start);
    if (opener > start) {
      this.at = opener;
      return { kind: "text", start, end: opener };
    }
    const token = text.charCodeAt(start + 1) === percent ? this.tag(start) : this.output(start);
    this.at = token.end;
    return token;
  }

  /**
   * The text up to a raw block's end tag, and that tag. A dash keeps `{%- endraw %}` from being one, as in Ruby Liquid 5.4.
   * Undefined when there is none; then all the rest is the text.
   */
  raw(end: string): { readonly text: Range; readonly tail: CodeToken | undefined } {
    const start = this.at;
    const found = new RegExp(`\\{%[ \\t\\r\\n\\f\\v]*${end}(?!\\w)`, "g");
    found.lastIndex = start;
    const match = found.exec(this.text);
    const close = match ? this.text.indexOf("%}", found.lastIndex) : -1;
    if (!match || close < 0) {
      this.at = this.text.length;
      return { text: { start, end: this.at }, tail: undefined };
    }
    this.at = close + 2;
    return { text: { start, end: match.index }, tail: this.code("tag", match.index, this.at) };
  }

  private tag(start: number): CodeToken {
    const { text } = this;
    if (this.lastTagEnd < start + 2)
      return this.broken("tag", start, start + 2, { kind: "unclosed", start, end: start + 2 });
    let quote = 0;
    let inside = -1;
    for (let i = start + 2; i < text.length; i++) {
      const c = text.charCodeAt(i);
      const next = text.charCodeAt(i + 1);
      if (c === percent && next === braceClose) {
        if (inside >= 0 && !this.options.lenient) return this.tagInside("tag", start, inside);
        return this.code("tag", start, i + 2);
      }
      if (c === dollar && next === braceOpen) {
        const close = referenceEnd(text, i, "%}");
        if (close >= 0) i = close;
      } else if (c === quote) {
        quote = 0;
        inside = -1;
      } else if (quote === 0 && (c === 0x22 || c === 0x27)) quote = c;
      else if (c === braceOpen && next === percent && inside < 0) {
        if (quote === 0 && !this.options.lenient) return this.tagInside("tag", start, i);
        inside = i;
      }
    }
    return this.broken("tag", start, start + 2, { kind: "unclosed", start, end: start + 2 });
  }

  private output(start: number): CodeToken {
    const { text } = this;
    const unclosed = { kind: "unclosed", start, end: start + 2 } as const;
    if (this.lastOutputEnd < start + 2) return this.broken("output", start, start + 2, unclosed);
    const end = closeOfBraces(text, start, text.length, this.options.maxDepth);
    if (typeof end === "number") return this.code("output", start, end);
    if (this.options.lenient && end.kind !== "too-deep") {
      const brace = text.indexOf("}", start + 2);
      if (text.charCodeAt(brace + 1) === braceClose) return this.code("output", start, brace + 2);
      return this.broken("output", start, brace + 1, unclosed);
    }
    if (end.kind === "tag-inside") return this.tagInside("output", start, end.start);
    if (end.inner !== undefined) return this.tagInside("output", start, end.inner);
    return this.broken("output", start, end.kind === "unclosed" ? start + 2 : end.end, end);
  }

  private tagInside(kind: "tag" | "output", start: number, inside: number): CodeToken {
    return this.broken(kind, start, inside, { kind: "tag-inside", start: inside, end: inside + 2 });
  }

  private broken(kind: "tag" | "output", start: number, end: number, fault: Fault): CodeToken {
    const trimLeft = this.text.charCodeAt(start + 2) === dash;
    return { kind, start, end, inner: { start: start + 2, end }, trimLeft, trimRight: false, fault };
  }

  private code(kind: "tag" | "output", start: number, end: number): CodeToken {
    const trimLeft = this.text.charCodeAt(start + 2) === dash;
    const trimRight = this.text.charCodeAt(end - 3) === dash;
    const from = start + 2 + (trimLeft ? 1 : 0);
    return {
      kind,
      start,
      end,
      inner: { start: from, end: Math.max(from, end - 2 - (trimRight ? 1 : 0)) },
      trimLeft,
      trimRight,
      fault: undefined,
    };
  }
}

function nextOpener(text: string, from: number): number {
  for (let i = text.indexOf("{", from); i >= 0; i = text.indexOf("{", i + 1)) {
    const next = text.charCodeAt(i + 1);
    if (next === braceOpen || next === percent) return i;
  }
  return text.length;
}

/** The closing brace of a `${`, or -1: a name ends on its line, and an unclosed one does not swallow the end of its tag. */
export function referenceEnd(text: string, start: number, closer: "%}" | "}}"): number {
  for (let i = start + 2; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x0a || c === 0x0d || c === braceOpen) return -1;
    if (c !== braceClose) continue;
    // `${100%}` is a name, `{% if ${x %}` a missing brace: the tag's own end must still come before the next tag
    if (closer !== "%}" || text.charCodeAt(i - 1) !== percent) return i;
    const end = text.indexOf("%}", i + 1);
    const opener = text.indexOf("{%", i + 1);
    return end >= 0 && (opener < 0 || end < opener) ? i : -1;
  }
  return -1;
}

/** The offset after the `}}` that closes the `{{` at `start`, before `limit`, or what is in its way. */
export function closeOfBraces(text: string, start: number, limit: number, maxDepth: number): number | Fault {
  let depth = 1;
  let quote = 0;
  let quoted = 0;
  let inner: number | undefined;
  for (let i = start + 2; i < limit; i++) {
    const c = text.charCodeAt(i);
    const next = text.charCodeAt(i + 1);
    if (c === dollar && next === braceOpen) {
      const close = referenceEnd(text, i, "}}");
      if (close < 0 || close >= limit) return { kind: "reference", start: i, end: i + 2 };
      i = close;
    } else if (c === braceOpen && next === braceOpen) {
      if (quote !== 0) quoted++;
      else {
        inner ??= i;
        if (++depth > maxDepth) return { kind: "too-deep", start: i, end: i + 2 };
      }
      i++;
    } else if (c === braceOpen && next === percent) {
      if (quote === 0) return { kind: "tag-inside", start: i, end: i + 2 };
    } else if (c === braceClose) {
      if (next !== braceClose) {
        return { kind: "single-brace", start: i, end: i + 1, inner: depth === 1 ? inner : undefined };
      }
      i++;
      if (quoted > 0) quoted--;
      else if (--depth === 0) return i + 1;
    } else if (c === quote) {
      quote = 0;
      quoted = 0;
    } else if (quote === 0 && (c === 0x22 || c === 0x27)) quote = c;
  }
  return { kind: "unclosed", start, end: start + 2 };
}
