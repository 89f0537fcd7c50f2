import { type Diagnostic, sorted } from "../diagnostics/diagnostic.js";
import { codeFrame } from "../diagnostics/frame.js";
import { positionOf, type Span } from "../source/source.js";
import type { Colors } from "./colors.js";

/** Findings for a person: where, what, the lines around it, what to do; then the count. Empty without findings. */
export function diagnosticsText(diagnostics: readonly Diagnostic[], colors: Colors): string {
  const all = sorted(diagnostics);
  if (all.length === 0) return "";
  return `${all.map((found) => diagnosticText(found, colors)).join("\n")}\n${countText(all)}\n`;
}

export function diagnosticText(found: Diagnostic, colors: Colors): string {
  const color = { error: colors.red, warning: colors.yellow, info: colors.cyan }[found.severity];
  const place = found.span ? `${colors.bold(placeOf(found.span))}: ` : "";
  const label = `${found.code} ${found.kind.name}`;
  const lines = [`${place}${color(found.severity)}: ${found.message} ${colors.dim(`[${label}]`)}`];
  if (found.span && found.span.source.text !== "") lines.push(dimGutter(codeFrame(found.span), colors));
  for (const note of found.notes) {
    lines.push(`  ${colors.cyan("note")}: ${note.message}`);
    if (note.span) lines.push(`  ${colors.dim(placeOf(note.span))}`, dimGutter(codeFrame(note.span), colors));
  }
  return `${lines.join("\n")}\n`;
}

function placeOf(span: Span): string {
  const { line, column } = positionOf(span.source, span.start);
  return `${span.source.name}:${line}:${column}`;
}

const dimGutter = (frame: string, colors: Colors) =>
  frame
    .split("\n")
    .map((line) => {
      const bar = line.indexOf("|");
      const gutter = colors.dim(line.slice(0, bar + 1));
      const rest = line.slice(bar + 1);
      return gutter + (/^[\s^]*\^[\s^]*$/.test(rest) ? colors.red(rest) : rest);
    })
    .join("\n");

/** `2 errors, 1 warning` */
function countText(diagnostics: readonly Diagnostic[]): string {
  const { errors, warnings } = count(diagnostics);
  const notes = diagnostics.length - errors - warnings;
  const words = [
    [errors, "error"],
    [warnings, "warning"],
    [notes, "note"],
  ] as const;
  return words
    .filter(([number], index) => number > 0 || (index === 0 && diagnostics.length === 0))
    .map(([number, word]) => `${number} ${word}${number === 1 ? "" : "s"}`)
    .join(", ");
}

export function count(diagnostics: readonly Diagnostic[]): { errors: number; warnings: number } {
  return {
    errors: diagnostics.filter((found) => found.severity === "error").length,
    warnings: diagnostics.filter((found) => found.severity === "warning").length,
  };
}
