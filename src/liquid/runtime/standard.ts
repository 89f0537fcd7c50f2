import { countFirst } from "../../source/ordered.js";
import type { Range } from "../../source/source.js";
import type { Hash } from "../value.js";
import type { Scope } from "./scope.js";

/** A template in standard Liquid, which every Liquid engine reads. */
export interface StandardTemplate {
  readonly text: string;
  /** What of the dialect has no standard form; the ranges are of the original. */
  readonly faults: readonly (Range & { readonly message: string })[];
  /** The offset in the original of an offset in `text`. */
  originOf(offset: number): number;
}

export interface StandardOptions {
  /** For an engine that reads escapes in string literals, as Ruby does not: how a literal's inside must be written. */
  readonly literal?: (text: string, inBrackets: boolean) => string;
}

/**
 * Rewrites Braze's dialect: `ns.${any name}` becomes `braze-ns["any name"]`, `{{ }}` inside a tag or an output goes, and
 * HTML comments go, as Braze removes them before it reads the Liquid
 * (`_docs/_user_guide/messaging/design_and_edit/personalize/liquid/using_liquid.md`). The variables that the result reads
 * are those of `standardVariables`.
 */
export function toStandardLiquid(text: string, options: StandardOptions = {}): StandardTemplate {
  return new Rewriter(text, options.literal ?? ((inside) => inside)).run();
}

/** What a rewritten template reads, by variable name. A hyphen keeps ours apart from any name that Braze lets a template assign. */
export function standardVariables(scope: Scope): Hash {
  const variables: Hash = new Map(scope.variables);
  variables.set(standardVariable(undefined), withStandardKeys(scope.profile));
  for (const [namespace, hash] of scope.namespaces) {
    variables.set(standardVariable(namespace), withStandardKeys(hash));
  }
  return variables;
}

const standardVariable = (namespace: string | undefined) => `braze-${namespace ?? "profile"}`;

const withStandardKeys = (hash: Hash): Hash =>
  new Map([...hash].map(([name, value]) => [standardKey(name), value]));

/** A key that can be in `["…"]`: Ruby ends the brackets at the first `]`, even inside quotes. */
const standardKey = (name: string) =>
  name.replace(/[[\]"'\\%{}\r\n]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, "0")}`);

const verbatim = /\{%-?\s*(raw|comment)\s*-?%\}/y;
const reference = /(?:([A-Za-z_][\w-]*)\.)?\$\{([^{}]*)\}/y;
/** A whole word, so that its tail is not taken for a namespace; or what cannot begin anything of interest. */
const plain = /\w+|[^\w"'{}%$]+/y;
const opening = /\{\{|\{%|<!--/g;
const endsInOperator = /(?:^|[\s'"])(?:[=!<>]+|and|or|contains)$/;
const tagHead = /^-?\s*(?:assign\s+[\w-]+\s*=|echo\b|=)?\s*$/;

class Rewriter {
  private out = "";
  private readonly marks: { readonly out: number; readonly origin: number }[] = [];
  private readonly faults: (Range & { message: string })[] = [];

  constructor(
    private readonly text: string,
    private readonly literal: (text: string, inBrackets: boolean) => string,
  ) {}

  run(): StandardTemplate {
    const { text } = this;
    let at = 0;
    while (at < text.length) {
      const next = matchAt(opening, text, at)?.index ?? text.length;
      this.copy(at, next);
      if (next === text.length) break;
      if (text.startsWith("<!--", next)) at = this.htmlComment(next);
      else at = this.verbatimBlock(next) ?? this.code(next);
    }
    const { marks } = this;
    return {
      text: this.out,
      faults: this.faults,
      originOf: (offset) => originOf(marks, offset, text.length),
    };
  }

  private copy(start: number, end: number): void {
    if (start < end) this.write(this.text.slice(start, end), start);
  }

  private write(text: string, origin: number): void {
    this.marks.push({ out: this.out.length, origin });
    this.out += text;
  }

  private htmlComment(start: number): number {
    const end = this.text.indexOf("-->", start + 4);
    if (end >= 0) return end + 3;
    this.copy(start, start + 4);
    return start + 4;
  }

  /** `raw` is copied untouched; of a comment only its two tags stay. */
  private verbatimBlock(start: number): number | undefined {
    const open = matchAt(verbatim, this.text, start);
    if (!open) return undefined;
    const close = new RegExp(`\\{%-?\\s*end${open[1]}\\s*-?%\\}`, "g");
    close.lastIndex = start + open[0].length;
    const end = close.exec(this.text);
    if (!end) return undefined;
    if (open[1] === "raw") this.copy(start, end.index + end[0].length);
    else {
      this.copy(start, start + open[0].length);
      this.copy(end.index, end.index + end[0].length);
    }
    return end.index + end[0].length;
  }

  /** One tag or output; gives the offset after it. */
  private code(start: number): number {
    const { text } = this;
    const tag = text.startsWith("{%", start);
    const closer = tag ? "%}" : "}}";
    let at = start + 2;
    this.copy(start, at);
    const inner: { start: number; out: number; first: boolean }[] = [];
    const bodyOut = this.out.length;
    while (at < text.length) {
      if (text.startsWith(closer, at) && (tag || inner.length === 0)) {
        this.copy(at, at + 2);
        return at + 2;
      }
      const found = matchAt(reference, text, at);
      const quoted = text[at] === '"' || text[at] === "'" ? this.stringEnd(at, closer) : undefined;
      if (found) {
        // Of the source: what is made so far is put together anew whenever it is looked at.
        if (found[1] === undefined && /[\w}]/.test(text[at - 1] ?? ""))
          this.fault(at, at + found[0].length, "a namespace without its dot has no standard form");
        this.reference(found[1], found[2] ?? "", at, found[0].length);
        at += found[0].length;
      } else if (quoted !== undefined) {
        this.string(at, quoted);
        at = quoted;
      } else if (text.startsWith("{{", at)) {
        const before = this.out.slice(bodyOut);
        const first = tagHead.test(before);
        if (endsInOperator.test(before)) this.write(" ", at);
        else if (/[\w\]}-]$/.test(before))
          this.fault(at, at + 2, "a word glued to inner braces has no standard form");
        inner.push({ start: at, out: this.out.length, first });
        at += 2;
      } else if (text.startsWith("}}", at) && inner.length > 0) {
        const opened = inner.pop()!;
        at += 2;
        const filtered = /\|/.test(unquoted(this.out.slice(opened.out)));
        if (filtered && (!opened.first || /[\w.[]/.test(text[at] ?? "")))
          this.fault(
            opened.start,
            at,
            "a filter inside inner braces has a standard form only where an expression begins",
          );
        // A brace ends an operand: `{{x}}>0` is three words, and what else is glued to it is read as a member.
        if (/[=!<>]/.test(text[at] ?? "")) this.write(" ", at);
        else if (/[\w-]/.test(text[at] ?? "") && /\w$/.test(this.out)) this.write(".", at);
      } else {
        const end = at + (matchAt(plain, text, at)?.[0].length ?? 1);
        this.copy(at, end);
        at = end;
      }
    }
    return at;
  }

  private fault(start: number, end: number, message: string): void {
    this.faults.push({ start, end, message });
  }

  private reference(namespace: string | undefined, name: string, start: number, length: number): void {
    if (namespace === "content_blocks")
      this.fault(
        start,
        start + length,
        "a Content Block holds Liquid of its own, which has no standard form",
      );
    this.write(`${standardVariable(namespace)}["${this.literal(standardKey(name.trim()), true)}"]`, start);
  }

  /** The end of a string literal; undefined when the tag ends before it does, as Ruby sees it. */
  private stringEnd(start: number, closer: string): number | undefined {
    const end = this.text.indexOf(this.text[start]!, start + 1);
    const limit = this.text.indexOf(closer, start);
    return end < 0 || (limit >= 0 && limit < end) ? undefined : end + 1;
  }

  private string(start: number, end: number): void {
    const quote = this.text[start]!;
    const inside = this.literal(this.text.slice(start + 1, end - 1), /\[\s*$/.test(this.out.slice(-20)));
    this.write(quote + inside + quote, start);
  }
}

const unquoted = (text: string) => text.replace(/"[^"]*"|'[^']*'/g, "");

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function originOf(
  marks: readonly { readonly out: number; readonly origin: number }[],
  offset: number,
  limit: number,
): number {
  const index = countFirst(marks, ({ out }) => out <= offset);
  const mark = marks[index - 1];
  if (!mark) return offset;
  const next = marks[index];
  // inside a rewritten piece every offset is its beginning
  const inside = Math.min(offset - mark.out, Math.max(0, (next?.origin ?? limit) - mark.origin));
  return Math.min(mark.origin + inside, limit);
}
