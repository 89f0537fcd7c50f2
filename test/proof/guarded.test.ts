import { describe, expect, test } from "vitest";
import { parseTemplate } from "../../src/braze/liquid.js";
import { proofOf } from "../support/proofs.js";
import { breaks } from "./breaks.js";

/** Bodies that break only for who passes their own guards, which nobody does by chance; and event properties of such a user. */
const guarded: readonly { name: string; template: string; properties: Record<string, unknown> }[] = [
  {
    name: "case abort then raw",
    template:
      '{% assign kind = {{event_properties.${claim_kind}}} | downcase | strip %}\n{% case kind %}\n{% when \'glass\' %}\n  {% capture detail %}"glass": { "pane": {{ event_properties.${pane} | as_json_string }} }{% endcapture %}\n{% when \'water\' %}\n  {% assign detail = \'\' %}\n{% else %}\n  {% abort_message(\'unknown claim kind\') %}\n{% endcase %}\n{\n  "claim": {\n    "kind": "{{ event_properties.${claim_kind} }}",\n    {% if detail != \'\' %}{{ detail | strip }},{% endif %}\n    "policy": "{{ custom_attribute.${policy_no} | default: \'none\' | json_escape }}"\n  }\n}',
    properties: { claim_kind: " Water\n" },
  },
  {
    name: "loop only vip no comma",
    template:
      "[{% for o in event_properties.${orders} %}{% if o.tags contains 'vip' %}{{ o.id | as_json_string }}{% endif %}{% endfor %}]",
    properties: {
      orders: [
        { id: "p", tags: ["vip"] },
        { id: "q", tags: ["vip"] },
      ],
    },
  },
  {
    name: "word asked in capitals",
    template:
      "{% assign k = {{event_properties.${k}}} | upcase | strip %}{% if k == 'A' or k == 'B' %}{ \"k\": \"{{ event_properties.${k} }}\" }{% else %}{% abort_message('no') %}{% endif %}",
    properties: { k: "a\n" },
  },
  {
    name: "word asked within",
    template:
      "{% if event_properties.${k} contains 'gold' %}{ \"k\": \"{{ event_properties.${k} }}\" }{% else %}{% abort_message('no') %}{% endif %}",
    properties: { k: 'gold "x"' },
  },
];

describe.each(guarded)("$name", ({ template, properties }) => {
  const parsed = parseTemplate({ name: "body.liquid", text: template });

  test("breaks for the user", () => {
    expect(breaks(parsed, { event: { name: "Seen", properties } })).toBe(true);
  });

  test("is refuted with a user for whom it breaks", () => {
    const { verdict, witness } = proofOf(template);
    expect(verdict).toBe("refuted");
    expect(breaks(parsed, witness)).toBe(true);
  });
});
