import { parseWords } from "../syntax/parser/interpolation.js";
import { brokenTag } from "../syntax/parser/tag-parser.js";
import type { ShoppingCart } from "../syntax/template.js";
import type { TagDefinition } from "./definition.js";
import { unknownOptions } from "./tag-options.js";

export const shoppingCart: TagDefinition<ShoppingCart> = {
  name: "shopping_cart",
  status: "documented",
  summary: "Puts a cart into the variable `shopping_cart`; the fixture gives it under `connected_content`.",
  syntax: "{% shopping_cart {{context.${cart_id}}} :abort_if_not_abandoned false %}",
  example: {
    template:
      "{% shopping_cart {{context.${cart_id}}} %}{% for p in shopping_cart.products %}{{ p.title }};{% endfor %}",
    fixture: {
      context: { cart_id: "c1" },
      connected_content: { shopping_cart: { products: [{ title: "Boot" }, { title: "Loafer" }] } },
    },
    output: "Boot;Loafer;",
  },
  options: { ":abort_if_not_abandoned false": "goes on although the cart has been ordered or emptied" },
  source: "_docs/_partners/ecommerce/shopify/shopify_data_features.md",
  parse(source) {
    const { head, range, markup, findings } = source;
    const { words, options, unknown } = parseWords(markup, { abort_if_not_abandoned: "value" });
    unknownOptions(unknown, "shopping_cart", { abort_if_not_abandoned: "value" }, findings);
    const [cart] = words;
    if (!cart) {
      findings.error(head, "`shopping_cart` needs the id of a cart");
      return brokenTag(source);
    }
    return { kind: "shopping_cart", ...range, head, blank: false, cart, options };
  },
  run({ head }, machine) {
    machine.answer(
      { variable: "shopping_cart", source: { kind: "answer", name: "shopping_cart" }, text: "assigned" },
      [],
      head,
      (user) =>
        user.connectedContent("shopping_cart", head, {
          message: "the fixture has no shopping cart",
          hint: 'add it to the fixture: "connected_content": {"shopping_cart": {"products": […]}}',
        }) ?? null,
    );
  },
};
