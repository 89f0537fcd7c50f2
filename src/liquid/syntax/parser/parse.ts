import { sorted } from "../../../diagnostics/diagnostic.js";
import type { Source } from "../../../source/source.js";
import { defaultLimits, type Limits } from "../../limits.js";
import type { Template } from "../template.js";
import { Findings, ParsingStopped } from "./findings.js";
import { stripHtmlComments } from "./html-comments.js";
import { Parser } from "./parser.js";
import type { Dialect } from "./tag-syntax.js";

export interface ParseOptions {
  /** Ruby Liquid 5.4 in lax mode: what Braze does not document, or rejects, passes. */
  readonly lenient?: boolean | undefined;
  readonly limits?: Partial<Limits> | undefined;
}

/**
 * Reads a template. A broken one still gives a tree, and every fault with its place in the source. Never throws.
 */
export function parse(dialect: Dialect, source: Source, options: ParseOptions = {}): Template {
  const limits = { ...defaultLimits, ...options.limits };
  const lenient = options.lenient ?? false;
  const tooLong = source.text.length > limits.template;
  const text = tooLong ? "" : source.text;
  const findings = new Findings(source, stripHtmlComments(text), lenient, limits, dialect.namespaces);
  const parser = new Parser(findings, dialect.tags);
  const whole = stoppable(() => {
    if (tooLong) {
      const message = `the template has ${source.text.length} characters; the limit is ${limits.template}`;
      findings.limit({ start: 0, end: 0 }, message);
    }
    parser.run();
    return true;
  });
  let nodes = stoppable(() => parser.finish(whole ?? false));
  nodes ??= { kind: "body", start: 0, end: 0, nodes: [], blank: true, silent: false };
  return { source, nodes, diagnostics: sorted(findings.diagnostics) };
}

function stoppable<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof ParsingStopped) return undefined;
    throw error;
  }
}
