import type { Diagnostic, FindingKind } from "../../diagnostics/diagnostic.js";
import { positionOf, type Span, spanOf } from "../../source/source.js";
import { needlessIgnore } from "../lint/needless-ignore.js";
import { reportOf } from "../rule.js";
import type { Ignore } from "../subject/directives.js";
import type { Webhook } from "../subject/webhook.js";

/** An ignore of the config: `lint: {ignore: […]}`. */
export interface ConfigIgnore {
  /** Every kind where there is none. */
  readonly kind: FindingKind | undefined;
  readonly reason: string;
  /** Whether it is for a file at all. */
  matches(file: string): boolean;
  /** The files, folders and globs that it names; it is for every file where there are none. */
  readonly files: readonly string[] | undefined;
  readonly span: Span;
}

/** Whether an ignore of the config is for a finding in a file, or in one that is read with it. */
export const isIgnoredBy = ({ kind, matches }: ConfigIgnore, found: Diagnostic, file: string): boolean =>
  (kind === undefined || kind === found.kind) &&
  (matches(file) || (found.span !== undefined && matches(found.span.source.name)));

/**
 * Leaves out what the template says to ignore. What an ignore was for is there, or it is a finding itself.
 * @param used grows by the ignores of the config that were needed
 */
export function withoutIgnored(
  found: readonly Diagnostic[],
  { body, directives }: Webhook,
  ofConfig: readonly ConfigIgnore[] = [],
  used: Set<ConfigIgnore> = new Set(),
): Diagnostic[] {
  const { source } = body.template;
  const needed = new Set<Ignore>();
  const left = found.filter((one) => {
    const own = directives.ignores.find((ignore) => isFor(ignore, one, source));
    if (own) needed.add(own);
    const configured = ofConfig.filter((ignore) => isIgnoredBy(ignore, one, source.name));
    for (const ignore of configured) used.add(ignore);
    return !own && configured.length === 0;
  });
  const needless = directives.ignores.filter((ignore) => !needed.has(ignore));
  return [...left, ...needless.map((one) => tell(one.kind, spanOf(source, one.start, one.end)))];
}

export const needlessInConfig = (
  ignores: readonly ConfigIgnore[],
  used: ReadonlySet<ConfigIgnore>,
): Diagnostic[] => ignores.filter((one) => !used.has(one)).map(({ kind, span }) => tell(kind, span));

const tell = (kind: FindingKind | undefined, span: Span): Diagnostic =>
  reportOf(needlessIgnore)(
    `there is no ${kind ? `${kind.code} (${kind.name})` : "finding"} here to ignore`,
    span,
    ["Remove the ignore: left in place, it would hide the next one."],
  );

function isFor({ kind, line }: Ignore, found: Diagnostic, source: Span["source"]): boolean {
  if (kind !== found.kind) return false;
  if (line === undefined) return true;
  return found.span?.source === source && positionOf(source, found.span.start).line === line;
}
