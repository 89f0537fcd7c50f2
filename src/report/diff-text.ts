import { diffWordsWithSpace, type StructuredPatchHunk, structuredPatch } from "diff";
import { shortened } from "../source/shortened.js";
import type { Style } from "./style.js";

/** Characters beyond which of a line only what differs is shown, and what is right beside it. */
const wide = 160;
const beside = 30;

/** What changes from a text to another, each with a name: a unified diff, of whose long lines only the part that changes is shown. */
export function diffText(
  [from, to]: readonly [from: string, to: string],
  before: string,
  after: string,
  style: Style,
): string {
  const { hunks } = structuredPatch(from, to, before, after);
  return [
    style.bold(`--- ${from}`),
    style.bold(`+++ ${to}`),
    ...hunks.flatMap((hunk) => hunkLines(hunk, style)),
    "",
  ].join("\n");
}

function hunkLines({ oldStart, oldLines, newStart, newLines, lines }: StructuredPatchHunk, style: Style) {
  const shown = [style.cyan(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`)];
  for (let at = 0; at < lines.length; ) {
    const removed = runOf(lines, at, "-");
    const added = runOf(lines, at + removed.length, "+");
    if (removed.length + added.length === 0) shown.push(cut(lines[at++]!));
    else {
      shown.push(...changeLines(removed, added, style));
      at += removed.length + added.length;
    }
  }
  return shown;
}

/** The lines from a place on that begin with a sign. */
function runOf(lines: readonly string[], from: number, sign: string): string[] {
  const end = lines.findIndex((line, index) => index >= from && line[0] !== sign);
  return lines.slice(from, end < 0 ? lines.length : end);
}

/** Lines that replace each other are compared word by word. */
function changeLines(removed: readonly string[], added: readonly string[], style: Style): string[] {
  if (removed.length !== added.length)
    return [...removed.map((line) => style.red(cut(line))), ...added.map((line) => style.green(cut(line)))];
  const pairs = removed.map((line, index) => diffWordsWithSpace(line.slice(1), added[index]!.slice(1)));
  const line = (sign: "-" | "+", parts: (typeof pairs)[number]): string => {
    const own = parts.filter((part) => !(sign === "-" ? part.added : part.removed));
    const isWide = own.reduce((sum, { value }) => sum + value.length, 0) > wide;
    const color = sign === "-" ? style.red : style.green;
    return own.reduce(
      (text, { value, added: isAdded, removed: isRemoved }, index) =>
        text +
        (isAdded || isRemoved
          ? color(style.inverse(value))
          : color(isWide ? around(value, index > 0, index < own.length - 1) : value)),
      color(sign),
    );
  };
  return [...pairs.map((parts) => line("-", parts)), ...pairs.map((parts) => line("+", parts))];
}

const cut = (line: string): string => shortened(line, wide);

/** What stays as it is, down to what is next to a change. */
function around(text: string, afterChange: boolean, beforeChange: boolean): string {
  const head = afterChange ? beside : 0;
  const tail = beforeChange ? beside : 0;
  return text.length > head + tail + 1 ? `${text.slice(0, head)}…${text.slice(text.length - tail)}` : text;
}
