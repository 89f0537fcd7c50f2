import { misreadLiquid as kind } from "../../liquid/findings.js";
import { asMeant, unlessInstead } from "../fix/slips.js";
import type { Rule } from "../rule.js";

export const misreadLiquid: Rule = {
  kind,
  summary: "Liquid that is read otherwise than it is written: a part of it is left out without a word.",
  why: "Liquid is forgiving: what it cannot read, it skips. `!x` is `x`, so the opposite is sent; `x == 'a' OR y` asks only for `x == 'a'`; `x * 2` prints `x`; `a = b` prints `Liquid error: Unknown operator =` into the message.",
  fix: "Write it in Liquid's own words, as the finding shows. Operators are `==`, `!=`, `>`, `<`, `>=`, `<=`, `contains`, `and` and `or`, in small letters and with spaces; arithmetic and joining of texts are filters; there is no `not`.",
  sources: [
    "https://shopify.github.io/liquid/basics/operators/",
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/operators",
  ],
  bad: { body: `{"news": {% if !custom_attribute.\${opted_out} %}true{% else %}false{% endif %}}` },
  good: { body: `{"news": {% unless custom_attribute.\${opted_out} %}true{% else %}false{% endunless %}}` },
  fixes: (found, template) => [...asMeant(found, template), ...unlessInstead(found, template)],
};
