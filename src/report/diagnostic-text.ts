import { type Diagnostic, sorted } from "../diagnostics/diagnostic.js";
import { codeFrame } from "../diagnostics/frame.js";
import { visibleName } from "../egress/visible.js";
import { shortenedInside } from "../source/shortened.js";
import { positionOf, type Span, shownText } from "../source/source.js";
import { type Group, grouped } from "./groups.js";
import type { Style } from "./style.js";

/** Places that are listed of findings that say the same. */
const mostPlaces = 8;

/** Findings for a person: where, what, the lines around it, what to do; then the count. Empty without findings. */
export function diagnosticsText(diagnostics: readonly Diagnostic[], style: Style): string {
  if (diagnostics.length === 0) return "";
  return `${withoutCount(diagnostics, style)}\n${countText(count(sorted(diagnostics)))}\n`;
}

/** The same, where more is to come before they are counted. */
export const withoutCount = (diagnostics: readonly Diagnostic[], style: Style): string =>
  grouped(sorted(diagnostics))
    .map((group) => groupText(group, style))
    .join("\n");

/** The first of findings that say the same, and where the others are. */
function groupText({ first, others }: Group, style: Style): string {
  const text = diagnosticText(first, style);
  if (others.length === 0) return text;
  const isSame = others.every(({ message }) => message === first.message);
  const inOrder = [...others].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  const lines = inOrder.slice(0, mostPlaces).flatMap(({ span, message }) => {
    if (!span) return [];
    const { line, column } = positionOf(span.source, span.start);
    const [said] = (isSame ? shownText(span.source).slice(span.start, span.end) : brief(message)).split(
      /[\r\n]/,
    );
    return [`    ${style.bold(`${line}:${column}`.padEnd(7))} ${shortenedInside(said!, 80)}`.trimEnd()];
  });
  const more = others.length - lines.length;
  return [
    `${text}  ${style.cyan("also")} at ${others.length === 1 ? "one more place" : `${others.length} more places`}:`,
    ...lines,
    ...(more > 0 ? [style.dim(`    and ${more} more; --format json has each`)] : []),
    "",
  ].join("\n");
}

export function diagnosticText(found: Diagnostic, style: Style): string {
  const color = { error: style.red, warning: style.yellow, info: style.cyan }[found.severity];
  const place = found.span ? `${style.bold(placeOf(found.span))}: ` : "";
  const label = `${found.code} ${found.kind.name}`;
  const head = `${place}${color(found.severity)}: ${brief(found.message)} ${style.dim(`[${label}]`)}`;
  const lines = [style.wrap(head, 2)];
  if (found.span && found.span.source.text !== "") lines.push(dimGutter(codeFrame(found.span), style));
  for (const note of found.notes) {
    lines.push(style.wrap(`  ${style.cyan("note")}: ${brief(note.message)}`, 4));
    if (note.span) lines.push(`  ${style.dim(placeOf(note.span))}`, dimGutter(codeFrame(note.span), style));
  }
  return `${lines.join("\n")}\n`;
}

/** What is quoted may be as long as the template. */
const brief = (message: string): string =>
  shortenedInside(
    message.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, (quoted) => shortenedInside(quoted, 120)),
    800,
  );

function placeOf(span: Span): string {
  const { line, column } = positionOf(span.source, span.start);
  return `${visibleName(span.source.name)}:${line}:${column}`;
}

const dimGutter = (frame: string, style: Style) =>
  frame
    .split("\n")
    .map((line) => {
      const bar = line.indexOf("|");
      const gutter = style.dim(line.slice(0, bar + 1));
      const rest = line.slice(bar + 1);
      return gutter + (/^[\s^]*\^[\s^]*$/.test(rest) ? style.red(rest) : rest);
    })
    .join("\n");

/** `2 errors, 1 warning` */
export function countText({ errors, warnings, notes }: Count): string {
  const words = [
    [errors, "error"],
    [warnings, "warning"],
    [notes, "note"],
  ] as const;
  return words
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}${number === 1 ? "" : "s"}`)
    .join(", ");
}

export interface Count {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

export function count(diagnostics: readonly Diagnostic[]): Count {
  const of = (severity: Diagnostic["severity"]) =>
    diagnostics.filter((found) => found.severity === severity).length;
  return { errors: of("error"), warnings: of("warning"), notes: of("info") };
}
