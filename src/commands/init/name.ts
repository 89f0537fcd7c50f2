/** `Product Viewed` → `product_viewed`: the look of Movable Ink's event names, and a name for a file. */
export function slugOf(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "");
  const short = slug.slice(0, maxLength).replace(/_+$/, "") || "event";
  return short === taken ? `${taken}_event` : short;
}

/** What a campaign of Braze's purchases is called: one is of a single product, which Movable Ink's order_completed is not. */
export const purchase = "purchase";

/** The folder of the Signal target is beside those of the campaigns. */
const taken = "signal";

/** Leaves room for an ending in the 255 bytes that file systems give a name. */
const maxLength = 60;

/** `product_viewed` → `Product Viewed`: how events are mostly called in Braze. */
export function titleOf(slug: string): string {
  const words = slug.split(/[_\s.-]+/).filter((word) => word !== "");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ") || slug;
}
