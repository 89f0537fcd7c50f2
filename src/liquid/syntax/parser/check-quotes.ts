import type { Range } from "../../../source/source.js";
import { curlyQuote, invalidBrazeSyntax } from "../../findings.js";
import type { Markup } from "./markup.js";

/**
 * Curly quotes and long dashes, which an editor or a web page put there, and a quote that nothing closes: Ruby reads on
 * without them, never as meant. True if there are any. Braze takes straight quotes only
 * (`_docs/_user_guide/messaging/design_and_edit/personalize/liquid/faq.md`).
 */
export function checkQuotes(markup: Markup, start: number, end: number): boolean {
  const text = withoutTexts(markup.text.slice(start, end));
  const curly = /[\u2018\u2019\u201C\u201D\u2013\u2014]/.exec(text);
  if (!curly && checkEscapes(markup, start, text)) return true;
  const found = curly ?? /["']/.exec(text);
  if (!found) return false;
  const at = markup.place(start + found.index, start + found.index + 1);
  const subtracted = /[\u2013\u2014]/.test(found[0]) ? subtraction(markup, start + found.index) : undefined;
  const [message, note] =
    subtracted ??
    wordsFor(found[0], text[found.index - 1] === "\\" || /\\["']/.test(markup.text.slice(start, end)));
  if (endsInText(markup, found[0])) {
    markup.findings.invalid(
      at,
      "`}}` inside a string ends the output, so the string is cut there and the rest is printed",
      [`assign the text first, where braces are text: \`{% assign braces = ${found[0]}}}${found[0]} %}\``],
      "warning",
    );
    return true;
  }
  const apostrophe = found[0] === "'" ? apostropheIn(markup.slice(start, end)) : undefined;
  if (apostrophe) {
    const from = start + apostrophe.index;
    const meant = `"${apostrophe.text.slice(1, -1)}"`;
    markup.findings.notBraze(
      invalidBrazeSyntax,
      markup.place(from, from + apostrophe.text.length),
      "the apostrophe ends the text, so the rest of it is read as Liquid",
      [`write the text in double quotes: \`${meant}\``],
      undefined,
      meant,
    );
    return true;
  }
  const isCurly = /[\u2018-\u201D]/.test(found[0]);
  markup.findings.notBraze(isCurly ? curlyQuote : invalidBrazeSyntax, at, message, [note]);
  return true;
}

/** A quote with a backslash ahead of it ends its string, so that a backslash or a quote is left over: `"say \\"hi\\""`. */
function checkEscapes(markup: Markup, start: number, withoutTexts: string): boolean {
  const isLeft =
    /["']/.test(withoutTexts) ||
    [...withoutTexts.matchAll(/\\/g)].some(({ index }) => /["']/.test(markup.text[start + index + 1] ?? ""));
  const whole = isLeft ? escapedText(markup.text, start) : undefined;
  if (!whole) return false;
  const text = markup.slice(whole.start, whole.end);
  const quote = text[0]!;
  const inner = text.slice(1, -1).replaceAll(`\\${quote}`, quote);
  const other = quote === '"' ? "'" : '"';
  const meant = inner.includes(other) ? undefined : other + inner + other;
  const [message, note] = wordsFor(quote, true);
  markup.findings.notBraze(
    invalidBrazeSyntax,
    markup.place(whole.start, whole.end),
    message,
    [meant === undefined ? note : `put the text into quotes of the other kind: \`${meant}\``],
    undefined,
    meant,
  );
  return true;
}

/** The first string that holds an escaped quote, as a language with escapes would read it. */
function escapedText(text: string, from: number): Range | undefined {
  let start = -1;
  let escaped = false;
  for (let at = from; at < text.length; at++) {
    const character = text[at]!;
    if (start < 0) {
      if (character === '"' || character === "'") [start, escaped] = [at, false];
    } else if (character === "\\") {
      at++;
      if (text[at] === text[start]) escaped = true;
    } else if (character === text[start]) {
      if (escaped) return { start, end: at + 1 };
      start = -1;
    }
  }
  return undefined;
}

/** Whether the quote that nothing closes is closed after the braces that end the output: `{{ x | append: '}}' }}`. */
function endsInText({ findings, range, depth }: Markup, quote: string): boolean {
  if (depth > 0 || (quote !== '"' && quote !== "'") || !findings.text.startsWith("}}", range.end))
    return false;
  const after = findings.text.slice(range.end + 2);
  const close = after.indexOf(quote);
  const end = after.indexOf("}}");
  return close >= 0 && close < end && !after.slice(0, close).includes("\n");
}

/** A text in single quotes with an apostrophe in it: `'Bo's Deli'`. */
function apostropheIn(text: string): { readonly index: number; readonly text: string } | undefined {
  const found = /(?<=^|[\s:,=])'[^'"{}]*\p{L}'\p{L}[^'"{}]*'(?=$|[\s|,])/u.exec(text);
  return found ? { index: found.index, text: found[0] } : undefined;
}

/** A long dash between two values, which no hyphen would mend: Liquid has filters, not signs. */
function subtraction(markup: Markup, index: number): ReturnType<typeof wordsFor> | undefined {
  const before = /(\S*[\w}\])])(\s*)$/.exec(markup.slice(0, index));
  const after = /^(\s*)([\w$({][^\s|,]*)/.exec(markup.slice(index + 1, markup.text.length));
  if (!before || !after || `${before[2]}${after[1]}` === "") return undefined;
  return [
    `a long dash (${markup.text[index]}) subtracts nothing, and neither does a hyphen`,
    `Liquid has filters, not signs: write \`{% assign difference = ${before[1]} | minus: ${after[2]} %}\``,
  ];
}

function wordsFor(character: string, escaped: boolean): [message: string, note: string] {
  if (character === '"' || character === "'") {
    if (escaped)
      return [
        "Liquid has no escapes: a backslash does not keep the quote after it from ending the text",
        "put the text into quotes of the other kind, or into a `capture`",
      ];
    return [`this quote is never closed`, `write ${character} at the end of the text`];
  }
  if (character === "\u2013" || character === "\u2014") {
    return [`a long dash (${character}) is used where a hyphen must be`, "write a plain `-`"];
  }
  return [`a curly quote (${character}) delimits no text`, "retype it as a straight quote, `'` or `\"`"];
}

/** The same length, with every quoted text blanked. */
export const withoutTexts = (text: string): string =>
  text.replace(/"[^"]*"|'[^']*'/g, (found) => " ".repeat(found.length));
