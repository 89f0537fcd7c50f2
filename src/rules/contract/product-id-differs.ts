import type { Campaign, DataSource, Property, ReadProperty } from "../../config/model/config.js";
import { findingKind } from "../../diagnostics/diagnostic.js";
import { sourcesText } from "../../generate/body/source-text.js";
import type { Rule } from "../rule.js";

export const productIdDiffers: Rule = {
  kind: findingKind("MI085", "product-id-differs", "warning"),
  summary: "Product and order events take the product's id from members of different names.",
  why: "Movable Ink joins them by that id: it fills in what an order lacks from an earlier product event. With two kinds of id (a sku here, a product number there) nothing is joined.",
  fix: "Read the same kind of id in all of them. Where both names hold the same, ignore this finding and say so.",
  sources: ["https://docs.mparticle.com/integrations/movableink/", "docs/contract.md"],
  bad: config("item.sku"),
  good: config("item.product_id"),
  checkConfig: (given, report) => {
    const ids = given.campaigns.flatMap((campaign) => {
      const id = productIdOf(campaign);
      return id ? [{ campaign, id, names: id.from.map(lastName) }] : [];
    });
    const [first] = ids;
    return ids
      .filter(({ names }) => !names.some((name) => first!.names.includes(name)))
      .map(({ campaign, id }) =>
        report(
          `"${campaign.slug}" takes the product's id from ${sourcesText(id.from)}, "${first!.campaign.slug}" from ${sourcesText(first!.id.from)}`,
          given.spanOf(id.path),
        ),
      );
  },
};

/** The property that holds the product's id: of a product event itself, of an order in its products. */
function productIdOf({ event = "", properties }: Campaign): ReadProperty | undefined {
  if (/^product_(viewed|added|removed)$/.test(event)) return readAs("id", properties);
  if (event !== "order_completed") return undefined;
  const products = properties.find(({ name }) => name === "products");
  return products?.type === "array" && products.items.kind === "object"
    ? readAs("id", products.items.properties)
    : undefined;
}

const readAs = (wanted: string, properties: readonly Property[]): ReadProperty | undefined =>
  properties.find(
    (property): property is ReadProperty => property.type !== "constant" && property.name === wanted,
  );

/** What the member is called where it is read; `id` of a `product` is a `product_id`. */
function lastName(from: DataSource): string {
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
