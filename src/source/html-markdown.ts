import { type Html, html } from "./html.js";
import { memoized } from "./memoized.js";

/** An escaped character, a code span, strong words. */
const marks = /\\([\\`*[\]<>~&_])|(?<!`)(`+)(?!`)([\s\S]*?[^`])\2(?!`)|\*\*([\s\S]+?)\*\*/g;

const plainCode = (text: string): Html => html`<code>${text}</code>`;

/**
 * Markdown of one line, as our own texts are written and as `plainMarkdown` and `codeSpan` write those of others.
 * @param codeOf what a code span becomes
 */
export function inlineHtml(markdown: string, codeOf?: (code: string) => Html): Html {
  return codeOf ? inlineWith(markdown, codeOf) : plain(markdown);
}

/** Campaigns are told in the same words over and over. */
const plain = memoized((markdown: string) => inlineWith(markdown, plainCode));

function inlineWith(markdown: string, codeOf: (code: string) => Html): Html {
  const parts: (Html | string)[] = [];
  let end = 0;
  for (const found of markdown.matchAll(marks)) {
    const [whole, character, , code, strong] = found;
    parts.push(markdown.slice(end, found.index));
    if (character !== undefined) parts.push(character);
    else if (code !== undefined) parts.push(codeOf(withoutFrame(code)));
    else parts.push(html`<strong>${inlineWith(strong!, codeOf)}</strong>`);
    end = found.index + whole.length;
  }
  parts.push(markdown.slice(end));
  return html`${parts}`;
}

/** The space at either end that keeps a backtick apart from the fence. */
const withoutFrame = (code: string): string => (/^ .*[^ ].* $/s.test(code) ? code.slice(1, -1) : code);
