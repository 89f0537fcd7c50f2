import type { Diagnostic, FindingKind, Note, Severity } from "../../../diagnostics/diagnostic.js";
import { type Range, type Source, spanOf } from "../../../source/source.js";
import { invalidBrazeSyntax, liquidLimit, liquidSyntax, misreadLiquid } from "../../findings.js";
import type { Limits } from "../../limits.js";
import type { Stripped } from "./html-comments.js";

/** Thrown to end parsing; what was found so far is kept. */
export class ParsingStopped extends Error {}

/** What the parser found wrong, and the way from the stripped text to the user's offsets. */
export class Findings {
  readonly diagnostics: Diagnostic[] = [];
  /** Inside a comment nothing runs, so only what keeps Ruby from parsing is worth telling. */
  commentDepth = 0;

  constructor(
    readonly source: Source,
    readonly stripped: Stripped,
    readonly lenient: boolean,
    readonly limits: Limits,
    /** What may be ahead of `.${name}`. */
    readonly namespaces: ReadonlySet<string>,
  ) {}

  get text(): string {
    return this.stripped.text;
  }

  /** The user's range of a range of the stripped text. */
  place(start: number, end: number): Range {
    const { originOf } = this.stripped;
    const from = originOf(start);
    return { start: from, end: end > start ? originOf(end - 1) + 1 : from };
  }

  /**
   * Ruby Liquid does not read this.
   * @param meant what to write in its place, here and below; absent where nothing tells
   */
  error(at: Range, message: string, notes: readonly (Note | string)[] = [], meant?: string): void {
    this.add(liquidSyntax.report(message, { span: this.span(at), notes, detail: meant }));
  }

  /** Ruby Liquid reads this, but not as it was meant. */
  warn(at: Range, message: string, notes: readonly (Note | string)[] = [], meant?: string): void {
    if (this.commentDepth > 0 || this.lenient) return;
    this.add(misreadLiquid.report(message, { span: this.span(at), notes, detail: meant }));
  }

  /** Braze does not take this, whatever Ruby Liquid does. */
  invalid(
    at: Range,
    message: string,
    notes: readonly (Note | string)[] = [],
    severity: "error" | "warning" = "error",
    meant?: string,
  ): void {
    this.notBraze(invalidBrazeSyntax, at, message, notes, severity, meant);
  }

  /** The same, where it has a kind of finding to itself: a filter or tag that Braze does not document, a curly quote. */
  notBraze(
    kind: FindingKind,
    at: Range,
    message: string,
    notes: readonly (Note | string)[] = [],
    severity: Severity = kind.severity,
    meant?: string,
  ): void {
    if (this.commentDepth > 0 || this.lenient) return;
    this.add(kind.report(message, { span: this.span(at), notes, severity, detail: meant }));
  }

  /**
   * Liquid has nothing of the kind: the tag or output has to be written anew.
   * @param meant how, with its delimiters; absent where nothing tells
   */
  foreign(
    kind: typeof misreadLiquid | typeof invalidBrazeSyntax,
    at: Range,
    message: string,
    notes: readonly (Note | string)[],
    meant?: string,
  ): void {
    if (this.commentDepth > 0 || this.lenient) return;
    this.add(kind.report(message, { span: this.span(at), notes, detail: meant, anew: true }));
  }

  /** Reports a limit and stops: what is beyond it may be anything. */
  limit(at: Range, message: string): never {
    this.diagnostics.push(liquidLimit.report(message, { span: this.span(at) }));
    throw new ParsingStopped();
  }

  span(at: Range) {
    return spanOf(this.source, at.start, at.end);
  }

  private add(found: Diagnostic): void {
    this.diagnostics.push(found);
    if (this.diagnostics.length < this.limits.findings) return;
    const span = found.span;
    const message = `the template has more than ${this.limits.findings} faults; the rest was not read`;
    this.diagnostics.push(liquidLimit.report(message, { span }));
    throw new ParsingStopped();
  }
}
