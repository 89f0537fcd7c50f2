import type { Fix } from "../../diagnostics/diagnostic.js";
import { liquidMarks, replaceEnclosed } from "../../source/enclosed.js";
import { type Edit, insert, replace } from "./edits.js";

/** A bracket that opens a block of lines. */
interface Opened {
  readonly closer: string;
  /** Of the line that it is on. */
  readonly indent: string;
  readonly endsLine: boolean;
}

/**
 * Brackets that are missing at the end, where the lines tell that one was to be closed before: a line that is no further
 * in than the one that opened it does not belong to it.
 */
export function closedByIndentation(text: string, missing: string): Fix[] {
  const blank = (part: string) => part.replace(/[^\r\n]/g, "_");
  const plain = replaceEnclosed(text, liquidMarks, blank).replace(/"(?:[^"\\\r\n]|\\.)*"/g, blank);
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const open: Opened[] = [];
  const edits: Edit[] = [];
  let closed = "";
  let end = 0;
  for (const { 0: line, index } of plain.matchAll(/[^\r\n]+/g)) {
    const [indent] = /^\s*/.exec(line)!;
    const first = line[indent.length];
    if (first === undefined) continue;
    const isTag = text.startsWith("{%", index + indent.length);
    if (!isTag && !/[}\],]/.test(first)) {
      for (let top = open.at(-1); top?.endsLine && indent.length <= top.indent.length; top = open.at(-1)) {
        open.pop();
        closed += top.closer;
        const hasComma = plain[end - 1] === ",";
        const closing = `${eol}${top.indent}${top.closer},`;
        edits.push(hasComma ? replace({ start: end - 1, end }, closing) : insert(end, closing));
      }
    }
    const until = line.trimEnd().length;
    for (const [at, char] of [...line].entries()) {
      if (char === "{" || char === "[")
        open.push({ closer: char === "{" ? "}" : "]", indent, endsLine: at === until - 1 });
      else if (char === open.at(-1)?.closer) open.pop();
    }
    end = index + until;
  }
  const left = open.map(({ closer }) => closer).reverse();
  if (closed.length !== 1 || closed + left.join("") !== missing) return [];
  if (left.length > 0) edits.push(insert(text.trimEnd().length, left.join("")));
  return [{ title: `Write ${closed} where the indentation ends`, edits }];
}
