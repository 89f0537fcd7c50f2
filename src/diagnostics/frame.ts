import { codeFrameColumns } from "@babel/code-frame";
import { positionOf, type Range, type Source, type Span, shownText } from "../source/source.js";
import { secretsNamedIn } from "./named-secrets.js";

const maxColumns = 100;

/**
 * The lines around a span with a gutter and a caret, without colour, secrets masked.
 * A long line is cut to a window around the caret, so that a one-line megabyte stays readable.
 */
export function codeFrame(span: Span): string {
  const start = positionOf(span.source, span.start);
  const lines = shownText(masked(span.source)).split(/\r\n|\n|\r/);
  const line = lines[start.line - 1] ?? "";
  const cut = start.column > maxColumns - 20 ? start.column - 40 : 0;
  const shown = lines.map((text, index) =>
    Math.abs(index - start.line + 1) > 2
      ? text.slice(0, 1)
      : window(text, index === start.line - 1 ? cut : 0),
  );
  const shift = cut > 0 ? cut - 1 : 0;
  const column = Math.min(start.column, line.length + 1) - shift;
  const lineEnd = Math.min(line.length + 1 - shift, maxColumns + 1);
  const length = Math.max(1, span.end - span.start);
  return codeFrameColumns(
    shown.join("\n"),
    {
      start: { line: start.line, column },
      end: { line: start.line, column: Math.max(column + 1, Math.min(column + length, lineEnd)) },
    },
    { highlightCode: false, linesAbove: 1, linesBelow: 1 },
  );
}

const found = new WeakMap<Source, readonly Range[]>();

/** A source whose frames show nothing that it calls a credential, whatever it is and whoever has read it. */
function masked(source: Source): Source {
  const ranges = found.get(source) ?? secretsNamedIn(source.text);
  found.set(source, ranges);
  return { ...source, secrets: [...(source.secrets ?? []), ...ranges] };
}

const window = (text: string, from: number) =>
  (from > 0 ? "…" : "") +
  text.slice(from, from + maxColumns).replace(/\t/g, " ") +
  (text.length > from + maxColumns ? "…" : "");
