import { findingKind } from "../../diagnostics/diagnostic.js";
import { nameOf } from "../../proof/terms/input-name.js";
import type { Rule } from "../rule.js";
import { digestsOf } from "../subject/digests.js";

export const hashNotNormalised: Rule = {
  kind: findingKind("MI128", "hash-not-normalised", "warning"),
  summary: "An e-mail address that is hashed as it was typed.",
  why: "`Jo@Example.com ` and `jo@example.com` are one address with two hashes, so one person gets two ids, and neither may be the one that the links carry.",
  fix: "Write `| strip | downcase` before the hash.",
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
  ],
  bad: {
    body: `{% if \${email_address} == blank %}{% abort_message("no e-mail address") %}{% endif %}
{"id": "{{\${email_address} | md5}}"}`,
  },
  good: {
    body: `{% if \${email_address} == blank %}{% abort_message("no e-mail address") %}{% endif %}
{"id": "{{\${email_address} | strip | downcase | md5}}"}`,
  },
  check: (webhook, report) =>
    digestsOf(webhook).flatMap(({ filter, of, after, span }) => {
      const missing = ["strip", "downcase"].filter((name) => !after.includes(name));
      if (missing.length === 0 || !/e-?mail/i.test(nameOf(of))) return [];
      return [report(`${nameOf(of)} goes into ${filter} without ${missing.join(" and ")}`, span)];
    }),
};
