import { expect, test } from "vitest";
import { parseTemplate, render } from "../../src/braze/liquid.js";
import { proveTemplate } from "../../src/proof/prove.js";
import { drawsFor, sized } from "../support/depth.js";
import { eventWith } from "../support/one-campaign.js";
import type { Random } from "../support/random.js";

/** A question about the number of an iteration. */
function question(draw: Random): string {
  const counter = draw.pick(["index", "index", "index0", "rindex", "length"]);
  const one = () =>
    draw.chance(0.7)
      ? `forloop.${counter} ${draw.pick(["==", "!=", "<", "<=", ">", ">="])} ${draw.below(6)}`
      : draw.pick(["forloop.last", "forloop.first", "forloop.last == false", "forloop.first != true"]);
  return draw.chance(0.4) ? `${one()} ${draw.pick(["and", "or"])} ${one()}` : one();
}

/** A list in JSON, with commas and items for iterations of some numbers only. */
function listOf(draw: Random): string {
  const comma = `{% ${draw.pick(["if", "unless"])} ${question(draw)} %},{% endif %}`;
  const written = comma.startsWith("{% unless") ? comma.replace("endif", "endunless") : comma;
  const item = "{{ x | as_json_string }}";
  const both = draw.chance(0.5) ? written + item : item + written;
  const kept = draw.chance(0.5) ? `{% if ${question(draw)} %}${both}{% endif %}` : both;
  const stop = draw.chance(0.3) ? `{% if ${question(draw)} %}{% break %}{% endif %}` : "";
  const body = draw.chance(0.5) ? stop + kept : kept + stop;
  const bounds = draw.pick(["", "", "limit: 3", "limit: 1", "limit: 4 offset: 1", "offset: 2", "reversed"]);
  return `[{% for x in event_properties.\${list} ${bounds} %}${body}{% endfor %}]`;
}

/** Whether a list of every size up to ten gives valid JSON; what the items are is all the same. */
function holdsForAll(text: string): boolean {
  const template = parseTemplate({ name: "body", text });
  return Array.from({ length: 11 }, (_, size) => size).every((size) => {
    const event = eventWith({ list: Array.from({ length: size }, (_, index) => `v${index}`) });
    try {
      JSON.parse(render(template, event).text);
      return true;
    } catch {
      return false;
    }
  });
}

test("a proof of commas that hang on an iteration's number is what lists of every size say", () => {
  const draw = drawsFor(61);
  const wrong: unknown[] = [];
  for (let run = 0; run < sized(25, 1_500); run++) {
    const text = listOf(draw);
    const { verdict } = proveTemplate({ name: "body", text });
    const isValid = holdsForAll(text);
    if (isValid ? verdict === "refuted" : verdict !== "refuted" && verdict !== "unknown")
      wrong.push({ text, verdict });
  }
  expect(wrong).toEqual([]);
});

// Ways in which people take the first few items of a list.
test.each([
  "limit:3 %}{{x | as_json_string}}{% if forloop.index < 3 and forloop.last == false %},{% endif %}",
  "limit:3 %}{{x | as_json_string}}{% if forloop.index < 3 %}{% unless forloop.last %},{% endunless %}{% endif %}",
  "%}{% if forloop.index <= 3 %}{{x | as_json_string}}{% unless forloop.last or forloop.index == 3 %},{% endunless %}{% endif %}",
  "%}{% if forloop.index0 < 4 %}{{x | as_json_string}}{% if forloop.index < 4 and forloop.last != true %},{% endif %}{% endif %}",
  "%}{% if forloop.index > 5 %}{% break %}{% endif %}{% if forloop.index0 != 0 %},{% endif %}{{x | as_json_string}}",
  "%}{% case forloop.index %}{% when 1 %}{{x | as_json_string}}{% when 2 or 3 %},{{x | as_json_string}}{% endcase %}",
])("is proven: %s", (loop) => {
  const text = `{"top": [{% for x in event_properties.\${list} ${loop}{% endfor %}]}`;
  expect(proveTemplate({ name: "body", text })).toMatchObject({ verdict: "proven", diagnostics: [] });
});

test.each([
  "limit:3 %}{{x | as_json_string}}{% if forloop.index < 3 %},{% endif %}",
  "%}{% if forloop.index <= 3 %}{{x | as_json_string}}{% unless forloop.last %},{% endunless %}{% endif %}",
  "%}{{x | as_json_string}}{% if forloop.index < 3 %},{% endif %}",
])("is refuted, and that alone: %s", (loop) => {
  const text = `{"top": [{% for x in event_properties.\${list} ${loop}{% endfor %}]}`;
  const { verdict, diagnostics } = proveTemplate({ name: "body", text });
  expect([verdict, new Set(diagnostics.map(({ kind }) => kind.severity))]).toEqual([
    "refuted",
    new Set(["error"]),
  ]);
});
