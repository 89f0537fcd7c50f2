import { liquidMarks, replaceEnclosed } from "../source/enclosed.js";
/**
 * Whether a body is meant to be JSON. Braze sends any raw text
 * (https://www.braze.com/docs/user_guide/message_building_by_channel/webhooks/creating_a_webhook), and nearly every one
 * is; a body that a header calls something else, and that does not begin like JSON, is a form, XML or plain text.
 * @param text the body, rendered or not
 * @param contentType the header's value, where it is known
 */
export function isMeantAsJson(text: string, contentType: string | undefined): boolean {
  // A document a line is not one document.
  if (contentType !== undefined && /\b(ndjson|jsonl|json-?lines|json-seq)\b/i.test(contentType)) return false;
  if (contentType !== undefined && /\bjson\b/i.test(contentType)) return true;
  if (contentType === undefined || contentType.includes("{"))
    return !beginsLikeForm(text) && !beginsLikeAddress(text) && !isLikeXml(text);
  return beginsLikeJson(text);
}

/** The content type among rendered headers. */
export const contentTypeAmong = (headers: Readonly<Record<string, string>>): string | undefined =>
  Object.entries(headers).find(([name]) => /^content-type$/i.test(name))?.[1];

/** Whether a body is meant as the fields of a form, which one of its headers may say. */
export function isMeantAsForm(text: string, contentType: string | undefined): boolean {
  if (contentType !== undefined && /x-www-form-url-?encoded/i.test(contentType)) return !beginsLikeJson(text);
  return !isMeantAsJson(text, contentType) && beginsLikeForm(text);
}

export const beginsLikeJson = (text: string): boolean => /^\s*[[{]/.test(withoutLiquid(text));

/** `name=…`, as no JSON begins. */
const beginsLikeForm = (text: string): boolean => /^\s*[A-Za-z_][\w.[\]-]*=/.test(withoutLiquid(text));

/** An address in the place of a body. */
export const beginsLikeAddress = (text: string): boolean => /^\s*https?:\/\//i.test(withoutLiquid(text));

/** An XML declaration, or one element from begin to end; a page's own elements come round JSON by a paste. */
function isLikeXml(text: string): boolean {
  const plain = withoutLiquid(text).trim();
  if (/^<\?xml\b/.test(plain)) return true;
  const name = /^<([A-Za-z_][\w:.-]*)[\s>]/.exec(plain)?.[1] ?? "";
  return name !== "" && plain.endsWith(`</${name}>`) && !/^(?:div|p|span|pre|code|html|body)$/i.test(name);
}

/** Liquid's tags and outputs, and what is not printed where it is, say nothing about what a body begins with. */
const withoutLiquid = (text: string): string => replaceEnclosed(withoutBlocks(text), liquidMarks, () => "");

/** Without the blocks that print nothing where they are; in one pass, also where none of them is closed. */
function withoutBlocks(text: string): string {
  let [made, from, open] = ["", 0, ""];
  for (const { 0: tag, 1: end, 2: name, index } of text.matchAll(
    /\{%-?\s*(end)?(comment|capture)\b[^%]*%\}/g,
  )) {
    if (open === "" && end === undefined) {
      open = name!;
      made += text.slice(from, index);
      from = index;
    } else if (end !== undefined && name === open) {
      open = "";
      from = index + tag.length;
    }
  }
  return made + text.slice(from);
}
