import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { html, rawHtml } from "../../src/source/html.js";
import { inlineHtml } from "../../src/source/html-markdown.js";
import { codeSpan, plainMarkdown } from "../../src/source/markdown.js";

const hostile = `<script>alert(1)</script> & "quoted" 'too' &amp; <!-- \r\n`;

/** What a reader of HTML makes of the text between tags. */
const shown = (page: string): string =>
  page.replace(/<[^>]*>/g, "").replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

test("what is in a hole is text, in an element and in an attribute", () => {
  const { text } = html`<p title="${hostile}">${hostile}</p>`;
  expect(text).not.toMatch(/<(?!\/?p)|"[^>"]*"[^>]|\r/);
  expect(shown(text)).toBe(hostile);
});

test("pieces and lists of them stay markup; nothing stands for undefined and false", () => {
  expect(html`<ul>${[1, 2].map((one) => html`<li>${one}</li>`)}${undefined}${false}${0}</ul>`.text).toBe(
    "<ul><li>1</li><li>2</li>0</ul>",
  );
});

test("code of a page cannot end its element", () => {
  expect(rawHtml("a < b").text).toBe("a < b");
  for (const code of ['"</script>"', "/* </STYLE */", '"<!--"']) expect(() => rawHtml(code)).toThrow();
});

describe("Markdown of one line", () => {
  test.each([
    ["Raw Text; **paste** `a**b**`", "Raw Text; <strong>paste</strong> <code>a**b**</code>"],
    ["\\*not strong\\* \\`nor code\\`", "*not strong* &#96;nor code&#96;".replaceAll("&#96;", "`")],
    ["a ``x`y`` b", "a <code>x`y</code> b"],
    ["**Test** tab, ` `", "<strong>Test</strong> tab, <code> </code>"],
    ["<b>&", "&#60;b&#62;&#38;"],
  ])("%s", (markdown, page) => expect(inlineHtml(markdown).text).toBe(page));

  const line = fc.string({ unit: fc.constantFrom(..."`*_\\[]<>~&;ab #1x") });
  test("anybody's words are shown as they are", () => {
    fc.assert(
      fc.property(line, (words) => {
        expect(shown(inlineHtml(plainMarkdown(words)).text)).toBe(words);
      }),
    );
  });
  test("and so is what is in a code span", () => {
    fc.assert(
      fc.property(line, (words) => {
        fc.pre(words !== "");
        expect(shown(inlineHtml(`a ${codeSpan(words)} b`).text)).toBe(`a ${words} b`);
      }),
    );
  });
});
