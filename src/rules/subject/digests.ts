import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Digest } from "../../proof/walk/prints.js";
import type { Span } from "../../source/source.js";
import type { Webhook } from "./webhook.js";

/** Every hash that the body prints, once, at its filter where that is plain, else where it is printed. */
export function digestsOf({ proof, body }: Webhook): (Digest & { readonly span: Span })[] {
  const filters = nodesOf(body.template.nodes, "filter");
  const found = new Map<string, Digest & { readonly span: Span }>();
  for (const print of proof.prints) {
    for (const digest of print.digests) {
      const [filter, ...others] = filters.filter(({ name }) => name.text === digest.filter);
      const span = body.spanOf(filter && others.length === 0 ? filter.name : print);
      const key = `${span.start} ${digest.of.id}`;
      const before = found.get(key);
      found.set(key, { ...digest, span, ofNothing: digest.ofNothing || (before?.ofNothing ?? false) });
    }
  }
  return [...found.values()];
}
