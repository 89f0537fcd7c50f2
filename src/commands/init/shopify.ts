import { type JsonNode, memberOf } from "../../source/json.js";

/** What an order or a checkout of Shopify has beside its `line_items`. */
const marks = [
  "admin_graphql_api_id",
  "order_number",
  "financial_status",
  "checkout_token",
  "cart_token",
  "abandoned_checkout_url",
];

export const isShopifyOrder = (node: JsonNode): boolean =>
  memberOf(node, "line_items")?.kind === "array" && marks.some((name) => memberOf(node, name) !== undefined);

/** The orders of an answer of Shopify's API, which are in an object of their own. */
export function shopifyOrdersIn(node: JsonNode): readonly JsonNode[] {
  const [only, ...others] = node.members ?? [];
  if (!only || others.length > 0 || !/^(order|checkout)s?$/.test(only.name)) return [];
  const orders = only.value.items ?? [only.value];
  return orders.every(isShopifyOrder) ? orders : [];
}
