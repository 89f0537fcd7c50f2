import type { Campaign, Property } from "../../config/model/config.js";
import { findingKind } from "../../diagnostics/diagnostic.js";
import { sourceText } from "../../generate/body/source-text.js";
import type { Rule } from "../rule.js";

export const productIdDiffers: Rule = {
  kind: findingKind("MI085", "product-id-differs", "warning"),
  summary: "Product and order events take the product's id from members of different names.",
  why: "Movable Ink joins them by that id: it fills in what an order lacks from an earlier product event. With two kinds of id (a sku here, a product number there) nothing is joined.",
  remedy:
    "Read the same kind of id in all of them. Where both names hold the same, ignore this finding and say so.",
  sources: ["https://docs.mparticle.com/integrations/movableink/", "docs/contract.md"],
  bad: config("item.sku"),
  good: config("item.product_id"),
  checkConfig: (given, report) => {
    const ids = given.campaigns.flatMap((campaign) => {
      const id = productIdOf(campaign);
      return id ? [{ campaign, id, name: lastName(id) }] : [];
    });
    const [first] = ids;
    return ids
      .filter(({ name }) => name !== first!.name)
      .map(({ campaign, id }) =>
        report(
          `"${campaign.slug}" takes the product's id from ${sourceText(id.from)}, "${first!.campaign.slug}" from ${sourceText(first!.id.from)}`,
          given.spanOf(id.path),
        ),
      );
  },
};

/** The property that holds the product's id: of a product event itself, of an order in its products. */
function productIdOf({ event = "", properties }: Campaign): Property | undefined {
  if (/^product_(viewed|added|removed)$/.test(event)) return properties.find(({ name }) => name === "id");
  if (event !== "order_completed") return undefined;
  const products = properties.find(({ name }) => name === "products");
  return products?.type === "array" && products.items.kind === "object"
    ? products.items.properties.find(({ name }) => name === "id")
    : undefined;
}

/** What the member is called where it is read; `id` of a `product` is a `product_id`. */
function lastName({ from }: Property): string {
  if (from.kind === "now" || !("path" in from)) return from.kind;
  const name = [...("name" in from ? [from.name] : []), ...from.path].findLast(
    (part) => typeof part === "string",
  );
  return name === "id" ? "product_id" : String(name);
}

function config(from: string): Rule["bad"] {
  return {
    config: `version: 1
movable_ink:
  endpoint: env:MI_ENDPOINT_URL
  authorization: env:MI_BASIC_AUTH
identity: {audience: known, user_id: external_id}
campaigns:
  - event: product_viewed
    trigger: {custom_event: Product Viewed}
    properties:
      id: {type: string, required: true, from: event_property.product_id}
  - event: order_completed
    trigger: {custom_event: Order Completed}
    properties:
      products:
        type: array
        required: true
        items:
          id: {type: string, required: true, from: ${from}}
`,
  };
}
