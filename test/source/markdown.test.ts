import { expect, test } from "vitest";
import { codeSpan, plainMarkdown, tableCell } from "../../src/source/markdown.js";

test.each([
  ["Acme Retail | Movable Ink | order_completed", "Acme Retail | Movable Ink | order_completed"],
  ["*bold* and _italic_", "\\*bold\\* and \\_italic\\_"],
  ["![x](http://127.0.0.1:9/b.png)", "!\\[x\\](http://127.0.0.1:9/b.png)"],
  ["[c](javascript:alert(1))", "\\[c\\](javascript:alert(1))"],
  ["`<img src=x onerror=alert(1)>`", "\\`\\<img src=x onerror=alert(1)\\>\\`"],
  ["~~gone~~ & co. &lt;b&gt;", "\\~\\~gone\\~\\~ & co. \\&lt;b\\&gt;"],
  ["a\\b", "a\\\\b"],
  ["Größe_xl", "Größe_xl"],
  ["one\r\n# two", "one # two"],
])("%j is shown as it is: %j", (words, markdown) => expect(plainMarkdown(words)).toBe(markdown));

test.each([
  ["order_completed", "`order_completed`"],
  ["a`b", "``a`b``"],
  ["`a` and ``b``", "``` `a` and ``b`` ```"],
  ["\\`<b>", "``\\`<b>``"],
  [" a ", "`  a  `"],
  ["a\nb", "`a b`"],
])("%j as code: %j", (text, span) => expect(codeSpan(text)).toBe(span));

test("a bar does not end the cell that it is in", () => {
  expect(tableCell(codeSpan("a|b"))).toBe("`a\\|b`");
});
