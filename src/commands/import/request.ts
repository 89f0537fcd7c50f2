import type { WebhookInFiles } from "../../braze/webhook-files.js";
import { isCollector } from "../../movable-ink/is-collector.js";

/** What of a webhook outside its body a config does not carry over; never a value, which may be a secret. */
export function outsideBody({ url, headers }: WebhookInFiles): readonly string[] {
  const found: string[] = [];
  if (url) {
    if (!isCollector(url.text))
      found.push(
        "Its URL is not that of Movable Ink's collector: the generated webhook posts to MI_ENDPOINT_URL.",
      );
    else if (/\{[{%]/.test(url.text))
      found.push("Its URL holds Liquid: the generated webhook posts to one URL for everybody.");
  }
  for (const name of headers?.keys() ?? [])
    if (!/^(content-type|authorization)$/i.test(name))
      found.push(
        `The header "${name}" is not among those that are generated: Content-Type and Authorization.`,
      );
  return found;
}
