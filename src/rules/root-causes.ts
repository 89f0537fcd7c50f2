import { unknownName } from "../braze/findings.js";
import type { Diagnostic, Fix } from "../diagnostics/diagnostic.js";
import {
  curlyQuote,
  invalidBrazeSyntax,
  liquidSyntax,
  misreadLiquid,
  tagOption,
  unknownOperator,
  unsupportedFilter,
  unsupportedTag,
} from "../liquid/findings.js";
import { nodesOf } from "../liquid/syntax/nodes.js";
import { isHandlebars } from "../liquid/syntax/parser/handlebars.js";
import type { Template } from "../liquid/syntax/template.js";
import { liquidErrorReachable } from "../proof/findings.js";
import { countFirst } from "../source/ordered.js";
import { isWithin, type Range, type Source } from "../source/source.js";
import { edited, editsOf, placesBefore, together } from "./fix/edits.js";
import { fixesOf } from "./fixes-of.js";
import { unsetVariable } from "./liquid/unset-variable.js";
import { isBlockOfOthers, unbracedName } from "./meaning/unbraced-name.js";
import { secretInTheOpen } from "./request/secret-in-the-open.js";

/** Slips of the pen in Liquid: with what was meant, much else is well. */
const slipKinds: ReadonlySet<unknown> = new Set([
  unsupportedFilter,
  tagOption,
  misreadLiquid,
  unknownOperator,
  invalidBrazeSyntax,
  curlyQuote,
  unsetVariable.kind,
  unknownName,
  unbracedName.kind,
]);

/** A slip, and what was meant. */
interface Slip {
  readonly found: Diagnostic;
  readonly fix: Fix;
}

/** Slips that are tried by themselves for what follows from each. */
const mostSlips = 4;

/**
 * Without what would be well if what was misspelt were what it is meant to be: the slip is reported alone, and weighs as
 * much as what is left out for it.
 * @param again what is found in another text of the body
 */
export function withoutConsequences(
  found: readonly Diagnostic[],
  template: Template,
  again: (text: string) => readonly Diagnostic[],
): readonly Diagnostic[] {
  const { source } = template;
  const blocks = nodesOf(template.nodes, "output").filter(({ start, end }) =>
    isHandlebars(source.text.slice(start, end)),
  );
  if (blocks.length > 0) return withoutBlocks(found, template, blocks);
  return withoutWhatSlipsCause(withoutWhatIsWrittenAnew(found, template), template, again);
}

/** Without what would be well if what was misspelt were what it is meant to be. */
function withoutWhatSlipsCause(
  found: readonly Diagnostic[],
  template: Template,
  again: (text: string) => readonly Diagnostic[],
): readonly Diagnostic[] {
  const { source } = template;
  const slips = found.flatMap((one): Slip[] => {
    if (!slipKinds.has(one.kind)) return [];
    const [fix] = fixesOf(one, template, false);
    return fix ? [{ found: one, fix }] : [];
  });
  const isSlip = new Set(slips.map((one) => one.found));
  const mayFollow = found.filter(
    (one) =>
      !isSlip.has(one) && one.span?.source === source && (one.severity === "error" || quiet.has(one.kind)),
  );
  if (slips.length === 0 || mayFollow.length === 0) return found;
  const following = ({ fixes }: { readonly fixes: readonly Fix[] }): ReadonlySet<Diagnostic> => {
    const edits = editsOf(together(fixes));
    const left = again(edited(source.text, edits));
    if (left.some(({ kind, severity }) => kind.fatal && severity === "error")) return new Set();
    const before = placesBefore(edits);
    const keys = new Set(left.map((one) => placeKey(one, before(one.span?.start ?? 0))));
    return new Set(mayFollow.filter((one) => !keys.has(placeKey(one, one.span!.start))));
  };
  const left = following({ fixes: slips.map(({ fix }) => fix) });
  if (left.size === 0) return found;
  const broken = [...left].filter(({ severity }) => severity === "error");
  const raised = new Map<Diagnostic, Diagnostic>();
  for (const { found: slip, fix } of slips) {
    const own = slips.length > mostSlips || slips.length === 1 ? left : following({ fixes: [fix] });
    const shown = broken.find((one) => own.has(one));
    if (shown) raised.set(slip, weighing(slip, shown));
  }
  return found.filter((one) => !left.has(one)).map((one) => raised.get(one) ?? one);
}

/** What is not an error, and only follows. */
const quiet: ReadonlySet<unknown> = new Set([unsetVariable.kind, misreadLiquid, liquidErrorReachable]);

/** A slip that weighs as much as what follows from it, with the user who shows it. */
const weighing = (slip: Diagnostic, { notes, kind }: Diagnostic): Diagnostic => {
  const shown = slip.notes.some(({ message }) => message === notes[0]?.message);
  return {
    ...slip,
    severity: "error",
    notes: [...(kind.fatal || shown ? [] : notes.slice(0, -1)), ...slip.notes],
  };
};

/**
 * Without what else is found in a tag or output that has to be written anew, and in what prints a variable that it
 * was to assign; without variables that a tag was to set which cannot be read, and without what is said of the text
 * that a tag swallows which nothing closes.
 */
function withoutWhatIsWrittenAnew(found: readonly Diagnostic[], template: Template): readonly Diagnostic[] {
  const { nodes, source } = template;
  const unread = new Set(nodesOf(nodes, "broken").flatMap(({ raw }) => raw.match(/[\w-]+/g) ?? []));
  for (const { kind, span, detail } of found)
    if (
      kind === liquidSyntax &&
      span?.source === source &&
      (detail === "assign" || source.text.slice(span.start, span.end) === "capture")
    )
      unread.add(/^\s*([\w-]*)/.exec(source.text.slice(span.end))![1]!);
  const swallowed = found.flatMap((one) => (isUnclosedTag(one, source) ? [insideOf(one.span!, source)] : []));
  for (const { start, end } of swallowed)
    for (const [word] of source.text.slice(start, end).matchAll(/[\w-]+/g)) unread.add(word);
  const isUnread = ({ kind, span }: Diagnostic): boolean =>
    span?.source === source &&
    ((kind === unsetVariable.kind && unread.has(source.text.slice(span.start, span.end))) ||
      (kind === unbracedName.kind && swallowed.some((tag) => isWithin(span, tag))));
  const anew = found.filter(
    (one) =>
      (one.anew || (one.kind === unsupportedTag && (one.severity === "error" || isCounter(one)))) &&
      one.span?.source === source,
  );
  const isAnew = new Set(anew);
  if (anew.length === 0) return unread.size === 0 ? found : found.filter((one) => !isUnread(one));
  // A placeholder of another tool is in a text: where it is not part of a string, it breaks what is around it.
  const texts = anew.flatMap(({ kind, span }) => (kind === unbracedName.kind ? [span!] : []));
  const placeOf = placesIn([...nodesOf(nodes, "output", "echo", "head"), ...texts]);
  const causes = new Map(anew.map((one) => [placeOf(one.span!), one]));
  const assigned = new Map(
    nodesOf(nodes, "assign").flatMap(({ start, variable }) => {
      const cause = causes.get(start);
      return cause ? [[variable.text, cause] as const] : [];
    }),
  );
  if (assigned.size > 0)
    for (const output of nodesOf(nodes, "output", "echo"))
      for (const { text } of nodesOf(output, "variable")) {
        const cause = assigned.get(text);
        if (cause && !causes.has(output.start)) causes.set(output.start, cause);
      }
  const raised = new Map<Diagnostic, Diagnostic>();
  const left = found.filter((one) => {
    if (isUnread(one)) return false;
    if (isAnew.has(one) || one.span?.source !== source || one.kind === secretInTheOpen.kind) return true;
    const cause = causes.get(placeOf(one.span));
    if (!cause) return true;
    if (one.severity === "error" && !raised.has(cause)) raised.set(cause, weighing(cause, one));
    return false;
  });
  const hasBlocks = [...raised.keys()].some(isBlockOfOthers);
  return left
    .filter(({ kind }) => !(hasBlocks && kind.structural && !kind.fatal && !slipKinds.has(kind)))
    .map((one) => raised.get(one) ?? one);
}

const isUnclosedTag = ({ kind, span }: Diagnostic, source: Source): boolean =>
  kind === liquidSyntax && span?.source === source && source.text.slice(span.start, span.end) === "{%";

/** What stands in a tag that nothing closes: its line, and all up to the next tag or output. */
function insideOf({ end }: Range, { text }: Source): Range {
  const after = text.slice(end);
  const line = after.search(/[\r\n]|\{%/);
  const next = line < 0 ? -1 : after.slice(line).search(/\{[{%]/);
  return { start: end, end: next < 0 ? text.length : end + line + next };
}

/** What it counts, it prints where it is. */
const isCounter = ({ span }: Diagnostic): boolean =>
  /^(?:in|de)crement$/.test(span?.source.text.slice(span.start, span.end) ?? "");

/** Where the tag, output or placeholder begins that a range is in; -1 for one in a text. */
function placesIn(ranges: readonly Range[]): (range: Range) => number {
  const marked = [...ranges].sort((a, b) => a.start - b.start);
  return (range) => {
    const one = marked[countFirst(marked, ({ start }) => start <= range.start) - 1];
    return one && isWithin(range, one) ? one.start : -1;
  };
}

const placeKey = ({ code }: Diagnostic, place: number): string => `${code} ${place}`;

/** Where blocks of another language are, nobody can tell what the document is to be. */
function withoutBlocks(
  found: readonly Diagnostic[],
  { source }: Template,
  blocks: readonly Range[],
): readonly Diagnostic[] {
  return found.filter(({ kind, span }) => {
    if (span?.source !== source || kind === invalidBrazeSyntax) return true;
    if (kind.structural && !kind.fatal && !slipKinds.has(kind)) return false;
    if (kind === unsetVariable.kind && /^(?:this|else)$/.test(source.text.slice(span.start, span.end)))
      return false;
    return !blocks.some((one) => isWithin(span, one));
  });
}
