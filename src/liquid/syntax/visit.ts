import type { Range } from "../../source/source.js";

/** Anything of a template that has a place in it. */
export type Part = Range & { readonly kind?: unknown };

/**
 * Goes through a tree from the outside in, in the order of the text. A part that stands in it twice, such as a name that
 * its head repeats, is met once.
 */
export function visit(root: Part, meet: (part: Part) => void): void {
  const seen = new Set<object>();
  const go = (value: unknown): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (Array.isArray(value)) {
      for (const one of value) go(one);
      return;
    }
    // What has no place belongs to no template: a filter's definition, a hash, a time.
    if (!("start" in value && "end" in value)) return;
    meet(value as Part);
    for (const one of Object.values(value)) go(one);
  };
  go(root);
}

/** The parts of one kind, such as every `reference`. */
export function partsOf<P extends Part & { readonly kind: string }>(root: Part, kind: P["kind"]): P[] {
  const found: P[] = [];
  visit(root, (part) => {
    if (part.kind === kind) found.push(part as P);
  });
  return found;
}
