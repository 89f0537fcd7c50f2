import { findingKind } from "../../diagnostics/diagnostic.js";
import { nameOf } from "../../proof/terms/input-name.js";
import type { Rule } from "../rule.js";
import { digestsOf } from "../subject/digests.js";

export const hashOfNothing: Rule = {
  kind: findingKind("MI127", "hash-of-nothing", "warning"),
  summary: "A hash of a value that some users do not have.",
  why: "Ruby's hash of nothing is a hash too, and the same for all of them: as an id it makes one person of every user without the value. What Braze makes of it is not documented.",
  fix: "Print the hash only where the value is there: `{% if value != blank %}…{% endif %}`, or abort.",
  sources: ["https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/filters"],
  bad: { body: `{"id": "{{\${email_address} | strip | downcase | md5}}"}` },
  good: {
    body: `{% assign mail = \${email_address} | append: "" | strip | downcase %}
{% if mail == "" %}{% abort_message("no e-mail address") %}{% endif %}
{"id": "{{mail | md5}}"}`,
  },
  check: (webhook, report) =>
    digestsOf(webhook)
      .filter(({ ofNothing }) => ofNothing)
      .map(({ filter, of, span }) =>
        report(`this prints the ${filter} of nothing for a user without ${nameOf(of)}`, span),
      ),
};
