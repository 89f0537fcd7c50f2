import { describe, expect, test } from "vitest";
import { parseTemplate } from "../../src/braze/liquid.js";
import { readConfig } from "../../src/config/read/read.js";
import { hasErrors } from "../../src/diagnostics/diagnostic.js";
import { bodyOf } from "../../src/generate/artifacts.js";
import { type Proof, proveTemplate } from "../../src/proof/prove.js";
import { catalogue } from "../../src/rules/registry.js";
import { drawsFor, sized } from "../support/depth.js";
import { randomConfig } from "../support/random-config.js";
import { breaks } from "./breaks.js";
import { randomUser } from "./random-user.js";

const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join("");

const nested = (depth: number): string =>
  depth === 0
    ? "{{ item.id | as_json_string }}"
    : `[{% for item in ${depth % 2 ? "item.rows" : "event_properties.${rows}"} %}${nested(depth - 1)}{% unless forloop.last %},{% endunless %}{% endfor %}]`;

type Verdict = Proof["verdict"];

type Row = [what: string, text: string, verdict: Verdict, code?: string];

// A proof that never ended would not end this test, either.
describe("a proof ends in the right verdict, however hostile the template", () => {
  test.each<Row>([
    ["nothing", "", "refuted", "MI055"],
    ["white space", " \n ", "refuted", "MI055"],
    ["half a tag", "{% if", "refuted", "MI040"],
    ["a NUL", '{"a": "\0"}', "refuted", "MI057"],
    ["a lone surrogate", '{"a": "\ud800{{ custom_attribute.${x} }}"}', "refuted", "MI062"],
    [
      "1,000 blocks inside each other",
      `${"{% if custom_attribute.${a} %}".repeat(1000)}1${"{% endif %}".repeat(1000)}`,
      "refuted",
      "MI041",
    ],
    ["1,000 braces", `${'{"a":'.repeat(1000)}1${"}".repeat(1000)}`, "unknown", "MI064"],
    [
      "a long chain of comparisons",
      `{"a": {% if \${country} == 'v' %}0${many(sized(60, 250), (i) => `{% elsif \${country} == 'v${i}' %}${i}`)}{% else %}null{% endif %}}`,
      "proven",
    ],
    [
      "a long case that sets a variable",
      `{% case custom_attribute.\${t} %}${many(sized(60, 250), (i) => `{% when 'v${i}' %}{% assign n = ${i} %}`)}{% else %}{% assign n = 0 %}{% endcase %}{"a": {{ n }}}`,
      "conditional",
      "MI065",
    ],
    [
      "30 loops inside each other",
      `${many(30, (i) => `{% for a${i} in custom_attribute.\${x} %}`)}1${"{% endfor %}".repeat(30)}`,
      "refuted",
      "MI055",
    ],
    [
      "captures that double",
      `${"{% capture a %}{{ a }}{{ a }}{% endcapture %}".repeat(40)}{"a": "{{ a | json_escape }}"}`,
      "proven",
    ],
    [
      "200 conditions",
      `{"a": [1${many(200, (i) => `{% if custom_attribute.\${v${i}} %}, ${i}{% endif %}`)}]}`,
      "proven",
    ],
    [
      "200 assigns in 200 conditions",
      `${many(200, (i) => `{% if custom_attribute.\${v${i}} %}{% assign x = {{custom_attribute.\${v${i}}}} %}{% endif %}`)}{"a": "{{ x | json_escape }}"}`,
      "proven",
    ],
    [
      "100 filters",
      `{% assign x = {{custom_attribute.\${x}}} %}{"a": "{{ x${" | append: x".repeat(100)} | json_escape }}"}`,
      "proven",
    ],
    [
      "a user's text that doubles 24 times",
      `{% assign s = {{custom_attribute.\${x}}} %}${"{% assign s = s | append: s %}".repeat(24)}{"a": "{{ s }}"}`,
      "unknown",
      "MI064",
    ],
    [
      "a constant that doubles 24 times",
      `{% assign s = "0123456789abcdef" %}${"{% assign s = s | append: s %}".repeat(24)}{"a": "{{ s }}"}`,
      "proven",
    ],
    [
      "quotes that are escaped 40 times",
      `{% assign s = '"""""'${" | json_escape".repeat(40)} %}{"a": "{{ s }}"}`,
      "proven",
    ],
    [
      "a constant that each replace makes ten times as long",
      `{% assign s = "aaaaaaaaaa" %}${'{% assign s = s | replace: "a", "aaaaaaaaaa" %}'.repeat(7)}{"a": "{{ s }}"}`,
      "proven",
    ],
    [
      "a number multiplied 30 times",
      `{% assign n = 99999999999 %}${"{% assign n = n | times: n %}".repeat(30)}{"a": {{ n }}}`,
      "proven",
    ],
    ["5 loops inside each other", `{"a": ${nested(5)}}`, "proven"],
    ["8 loops inside each other", `{"a": ${nested(8)}}`, "proven"],
    ["a long string", `{"a": "${"x".repeat(300_000)}{{ custom_attribute.\${x} }}"}`, "unknown", "MI064"],
    ["many lines", many(20_000, () => "\n"), "refuted", "MI055"],
  ])("%s", (_what, text, verdict, code) => {
    const proof = proveTemplate({ name: "t.liquid", text });
    expect({ verdict: proof.verdict, code: proof.diagnostics[0]?.code }).toEqual({ verdict, code });
  });

  test("cut anywhere, and with any character in the middle", () => {
    const random = drawsFor(1);
    const whole = `{% assign x = {{event_properties.\${a}}} | plus: 0 %}{"a": {{ x }}, "b": [{% for i in (1..3) %}"{{ i.b | json_escape }}"{% unless forloop.last %},{% endunless %}{% endfor %}]}`;
    const verdicts = new Map<Verdict, number>();
    for (let run = 0; run < sized(16, 300); run++) {
      const cut = random.below(whole.length);
      const middle = random.pick(["", '"', "}", "{{", "%}", "\\", "|", "\u0000", "{%", "$"]);
      const text = random.chance(0.5)
        ? whole.slice(0, cut)
        : whole.slice(0, cut) + middle + whole.slice(cut + 1);
      const template = parseTemplate({ name: "t.liquid", text });
      const { verdict, witness } = proveTemplate(template);
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      if (hasErrors(template.diagnostics)) {
        expect(verdict, text).toBe("refuted");
        continue;
      }
      if (witness) expect(breaks(template, witness), text).toBe(true);
      if (verdict !== "proven") continue;
      for (let user = 0; user < 20; user++)
        expect(breaks(template, randomUser(random, template)), text).toBe(false);
    }
    expect(verdicts.get("refuted")).toBeGreaterThan(0);
    expect(verdicts.get("unknown") ?? 0).toBeLessThan(sized(4, 30));
  });
});

describe("what we generate is proven", () => {
  const configs = sized(3, 40);
  /** The characters of a body from which on the proof may give up, as docs/limits.md says. */
  const large = 30_000;

  test(`${configs} configs drawn at random`, () => {
    const random = drawsFor(9);
    for (let run = 0; run < configs; run++) {
      const { config } = readConfig(
        { name: "random", text: randomConfig(random) },
        "/mi-braze.yaml",
        catalogue,
      );
      for (const campaign of config?.campaigns ?? []) {
        const body = bodyOf(config!, campaign);
        const { verdict, diagnostics } = proveTemplate({ name: campaign.slug, text: body });
        const messages = diagnostics.map((one) => one.message);
        if (body.length > large && verdict === "unknown")
          expect(messages).toEqual(["the template is too complex to prove from here on"]);
        else expect({ verdict, messages, body }).toMatchObject({ verdict: "proven" });
      }
    }
  });
});
