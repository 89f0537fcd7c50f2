/**
 * Whether a body is meant to be JSON. Braze sends any raw text
 * (https://www.braze.com/docs/user_guide/message_building_by_channel/webhooks/creating_a_webhook), and nearly every one
 * is; a body that a header calls something else, and that does not begin like JSON, is a form, XML or plain text.
 * @param text the body, rendered or not
 * @param contentType the header's value, where it is known
 */
export function isMeantAsJson(text: string, contentType: string | undefined): boolean {
  if (contentType === undefined || contentType.includes("{") || /\bjson\b/i.test(contentType)) return true;
  return beginsLikeJson(text);
}

/** Liquid's tags and outputs say nothing about what a body begins with. */
export const beginsLikeJson = (text: string): boolean =>
  /^\s*[[{]/.test(text.replace(/\{%.*?%\}|\{\{.*?\}\}/gs, ""));
