import type { Range } from "../../../source/source.js";
import { closeOfBraces, referenceEnd } from "../scanner.js";
import type { Name } from "../template.js";
import type { Findings } from "./findings.js";
import { bracedFill, bracedMark, neutral, referenceFill, referenceMark } from "./patterns.js";

/** A `${name}` or `{{ … }}` in a markup, at local offsets; `inner` is what is between its braces. */
export interface Construct extends Range {
  readonly kind: "reference" | "braced";
  readonly inner: Range;
}

/**
 * What is in a tag or output after its name. `text` is the markup with each dialect construct replaced by marks of
 * the same length, so that Ruby's lax patterns apply to it and every offset stays true.
 */
export class Markup {
  readonly text: string;
  readonly constructs = new Map<number, Construct>();
  /** It is a condition, which tells by itself what another language's methods ask. */
  isCondition = false;
  /** Marks that are spaces. */
  private readonly spaces = new Set<number>();
  /** Where each character is, if the markup is not one piece of the template. */
  private readonly offsets: readonly number[] | undefined;

  constructor(
    readonly findings: Findings,
    /** The markup's place in the stripped text. */
    readonly range: Range,
    /** How many `{{ }}` it is in. */
    readonly depth: number,
    pieces?: { readonly of: Markup; readonly ranges: readonly Range[] },
  ) {
    if (pieces) {
      const { of, ranges } = pieces;
      this.offsets = ranges.flatMap(({ start, end }) =>
        Array.from({ length: end - start }, (_, index) => start + index),
      );
      this.text = ranges.map(({ start, end }) => of.text.slice(start, end)).join("");
      for (const [index, offset] of this.offsets.entries()) {
        const construct = of.constructs.get(offset);
        if (construct) this.constructs.set(index, construct);
        if (of.spaces.has(offset)) this.spaces.add(index);
      }
      return;
    }
    const raw = findings.text.slice(range.start, range.end);
    this.text = needsMarks.test(raw) ? this.mask(raw) : raw;
  }

  /** The template's own text at local offsets. */
  slice(start: number, end: number): string {
    const from = this.range.start + this.offset(start);
    return this.findings.text.slice(from, end > start ? this.range.start + this.offset(end - 1) + 1 : from);
  }

  /** The user's range of local offsets. */
  place(start: number, end: number): Range {
    const from = this.range.start + this.offset(start);
    return this.findings.place(from, end > start ? this.range.start + this.offset(end - 1) + 1 : from);
  }

  /** What something is called, at local offsets. */
  name(text: string, start: number, end: number): Name {
    return { kind: "name", text, ...this.place(start, end) };
  }

  /** The ranges as one markup, what is between them left out. */
  pick(ranges: readonly Range[]): Markup {
    return new Markup(this.findings, this.range, this.depth, { of: this, ranges });
  }

  private offset(local: number): number {
    if (!this.offsets) return local;
    return this.offsets[local] ?? (this.offsets.at(-1) ?? -1) + 1;
  }

  /** Local offsets without white space at either end. */
  trim(start: number, end: number): Range {
    let from = start;
    let to = end;
    while (from < to && isSpace(this.text.charCodeAt(from))) from++;
    while (to > from && isSpace(this.text.charCodeAt(to - 1))) to--;
    if (this.spaces.has(to)) to++;
    return { start: from, end: to };
  }

  /** The user's range of a construct. */
  placeOf({ start, end }: Construct): Range {
    return this.findings.place(this.range.start + start, this.range.start + end);
  }

  /** What is between a construct's braces, as a markup of its own. */
  within({ inner }: Construct): Markup {
    const { start } = this.range;
    return new Markup(this.findings, { start: start + inner.start, end: start + inner.end }, this.depth + 1);
  }

  private mask(raw: string): string {
    const out: string[] = [];
    let from = 0;
    const keep = (to: number) => out.push(raw.slice(from, to).replace(marks, neutral));
    for (let i = 0; i < raw.length; i++) {
      const c = raw[i];
      if (c === '"' || c === "'") {
        const close = raw.indexOf(c, i + 1);
        if (close >= 0) i = close;
        continue;
      }
      const found = c === "$" ? this.reference(raw, i) : c === "{" ? this.braced(raw, i) : undefined;
      if (!found) continue;
      keep(found.start);
      out.push(this.marksFor(found, raw[found.end]));
      this.constructs.set(found.start, found);
      from = found.end;
      i = found.end - 1;
    }
    keep(raw.length);
    return out.join("");
  }

  /** A brace ends an operand, so `{{x}}>0` is three words: there the last mark is a space. */
  private marksFor({ kind, start, end }: Construct, next: string | undefined): string {
    const length = end - start;
    if (kind === "reference") return referenceMark + referenceFill.repeat(length - 1);
    if (next === undefined || !"=!<>".includes(next)) return bracedMark + bracedFill.repeat(length - 1);
    this.spaces.add(end - 1);
    return `${bracedMark}${bracedFill.repeat(length - 2)} `;
  }

  private reference(raw: string, start: number): Construct | undefined {
    if (raw[start + 1] !== "{") return undefined;
    const close = referenceEnd(raw, start, "}}");
    if (close < 0) {
      this.findings.error(this.place(start, start + 2), "this `${` is never closed", [
        "a Braze name is `${name}`, on one line",
      ]);
      return undefined;
    }
    return { kind: "reference", start, end: close + 1, inner: { start: start + 2, end: close } };
  }

  private braced(raw: string, start: number): Construct | undefined {
    if (raw[start + 1] !== "{") return undefined;
    if (this.depth >= this.findings.limits.expression) {
      this.findings.limit(
        this.place(start, start + 2),
        `braces nest more than ${this.findings.limits.expression} deep`,
      );
      return undefined;
    }
    const end = closeOfBraces(raw, start, raw.length, this.findings.limits.expression);
    if (typeof end !== "number") {
      if (!this.findings.lenient && end.kind !== "reference") {
        this.findings.error(this.place(start, start + 2), "this `{{` is never closed inside its tag");
      }
      return undefined;
    }
    return { kind: "braced", start, end, inner: { start: start + 2, end: end - 2 } };
  }
}

const needsMarks = /\$\{|\{\{|[\uE000-\uE00F]/;
const marks = /[\uE000-\uE00F]/g;

/** Ruby's `strip` also takes NUL. */
export const isSpace = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0;
