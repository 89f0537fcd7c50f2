import { conditional as kind } from "../../proof/findings.js";
import type { Rule } from "../rule.js";

export const conditional: Rule = {
  kind,
  summary: "Valid JSON for everyday data, but not for everything that could be sent.",
  why: "No user whose data is ordinary breaks the body. A value that is possible and hardly ever there would: a Time in place of a string, a list where the template reads a string, a number of more than 15 digits.",
  fix: 'Nothing, if nobody sends such values: the finding names what is taken for granted. Else make the value one type first (`| append: ""`, `| as_json_string`), or bound a number (`| at_most: 1000000`). `lint --strict` makes this an error.',
  sources: ["docs/inputs.md", "docs/proof.md"],
  bad: {
    body: `{"coupon": {% if event_properties.\${coupon} != blank %}"{{event_properties.\${coupon} | json_escape}}"{% else %}null{% endif %}}`,
  },
  good: {
    body: `{% assign coupon = {{event_properties.\${coupon}}} | append: "" %}{"coupon": {% if coupon != blank %}"{{coupon | json_escape}}"{% else %}null{% endif %}}`,
  },
};
