/** A piece of a page. Only the tag `html` makes one, so that nobody's text gets into a page as anything but text. */
class Html {
  constructor(readonly text: string) {}
}

export type { Html };

type Part = Html | string | number | undefined | false | readonly Part[];

/** A piece of a page from literal markup; what is in the holes is shown as it is, unless it is such a piece itself. */
export const html = (markup: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(markup.map((text, index) => (index === 0 ? text : textOf(parts[index - 1]) + text)).join(""));

function textOf(part: Part): string {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(textOf).join("");
  return part === undefined || part === false ? "" : escaped(String(part));
}

/** A reader of HTML makes a line feed of a carriage return, unless it is written out. */
const escaped = (text: string): string => text.replace(/[&<>"'\r]/g, (char) => `&#${char.charCodeAt(0)};`);

/**
 * Code of our own inside `<script>` or `<style>`, where nothing is escaped.
 * @throws Error if it would end the element that it is in
 */
export function rawHtml(code: string): Html {
  if (/<\/(?:script|style)|<!--/i.test(code)) throw new Error("code of a page ends the element it is in");
  return new Html(code);
}
