import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/read/read.js";
import { bodyOf } from "../../src/generate/artifacts.js";
import { proveTemplate } from "../../src/proof/prove.js";
import { drawsFor, sized } from "../support/depth.js";
import { randomConfig } from "../support/random-config.js";

const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join("");

describe("a proof always ends in a verdict", () => {
  test.each([
    ["nothing", ""],
    ["white space", " \n "],
    ["half a tag", "{% if"],
    ["a NUL", '{"a": "\0"}'],
    ["a lone surrogate", '{"a": "\ud800{{ x }}"}'],
    ["1,000 blocks inside each other", `${"{% if a %}".repeat(1000)}1${"{% endif %}".repeat(1000)}`],
    ["1,000 braces", `${'{"a":'.repeat(1000)}1${"}".repeat(1000)}`],
    ["30 loops inside each other", `${many(30, (i) => `{% for a${i} in x %}`)}1${"{% endfor %}".repeat(30)}`],
    [
      "captures that double",
      `${"{% capture a %}{{ a }}{{ a }}{% endcapture %}".repeat(40)}{"a": "{{ a | json_escape }}"}`,
    ],
    ["200 conditions", `{"a": [1${many(200, (i) => `{% if v${i} %}, ${i}{% endif %}`)}]}`],
    [
      "200 assigns in 200 conditions",
      `${many(200, (i) => `{% if v${i} %}{% assign x = v${i} %}{% endif %}`)}{"a": "{{ x | json_escape }}"}`,
    ],
    ["100 filters", `{"a": "{{ x${" | append: x".repeat(100)} | json_escape }}"}`],
    ["a long text", `{"a": "${"x".repeat(300_000)}{{ x }}"}`],
    ["many lines", many(20_000, () => "\n")],
  ])("%s", { timeout: 20_000 }, (_what, text) => {
    expect(["proven", "refuted", "unknown"]).toContain(proveTemplate({ name: "t.liquid", text }).verdict);
  });

  test("cut anywhere, and with any character in the middle", () => {
    const random = drawsFor(1);
    const whole = `{% assign x = {{event_properties.\${a}}} | plus: 0 %}{"a": {{ x }}, "b": [{% for i in (1..3) %}"{{ i.b | json_escape }}"{% unless forloop.last %},{% endunless %}{% endfor %}]}`;
    for (let run = 0; run < sized(60, 1000); run++) {
      const cut = random.below(whole.length);
      const middle = random.pick(["", '"', "}", "{{", "%}", "\\", "|", "\u0000", "{%", "$"]);
      const text = random.chance(0.5)
        ? whole.slice(0, cut)
        : whole.slice(0, cut) + middle + whole.slice(cut + 1);
      proveTemplate({ name: "t.liquid", text });
    }
  });
});

describe("what we generate is proven", () => {
  const configs = sized(8, 100);

  test(`${configs} configs drawn at random`, { timeout: 300_000 }, () => {
    const random = drawsFor(9);
    for (let run = 0; run < configs; run++) {
      const { config } = readConfig({ name: "random", text: randomConfig(random) }, "/mi-braze.yaml");
      for (const campaign of config?.campaigns ?? []) {
        const body = bodyOf(config!, campaign);
        const { verdict, diagnostics } = proveTemplate({ name: campaign.slug, text: body });
        expect({ verdict, diagnostics: diagnostics.map((one) => one.message), body }).toMatchObject({
          verdict: "proven",
        });
      }
    }
  });
});
