import { type Html, html } from "./html.js";

/** An escaped character, a code span, strong words. */
const marks = /\\([\\`*[\]<>~&_])|(?<!`)(`+)(?!`)([\s\S]*?[^`])\2(?!`)|\*\*([\s\S]+?)\*\*/g;

/** Markdown of one line, as our own texts are written and as `plainMarkdown` and `codeSpan` write those of others. */
export function inlineHtml(markdown: string): Html {
  const parts: (Html | string)[] = [];
  let end = 0;
  for (const found of markdown.matchAll(marks)) {
    const [whole, character, , code, strong] = found;
    parts.push(markdown.slice(end, found.index));
    if (character !== undefined) parts.push(character);
    else if (code !== undefined) parts.push(html`<code>${withoutFrame(code)}</code>`);
    else parts.push(html`<strong>${inlineHtml(strong!)}</strong>`);
    end = found.index + whole.length;
  }
  parts.push(markdown.slice(end));
  return html`${parts}`;
}

/** The space at either end that keeps a backtick apart from the fence. */
const withoutFrame = (code: string): string => (/^ .*[^ ].* $/s.test(code) ? code.slice(1, -1) : code);
