import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Scope } from "../../src/liquid/runtime/scope.js";
import { type Hash, RubyTime, type Value } from "../../src/liquid/value.js";
import { parseJson } from "../../src/source/json.js";
import { comparePayloads } from "../../src/verify/compare.js";
import { liquidjsRenderer } from "../../src/verify/second-opinion.js";
import { renderAllWithRuby, renderWithRuby, rubyIsHere } from "../oracle/ruby.js";
import { anyValue } from "../support/adversary.js";
import { drawsFor, sized } from "../support/depth.js";
import type { Random } from "../support/random.js";

const nothing = {
  now: RubyTime.fromMilliseconds(1701886845123),
  connectedContent: new Map(),
  catalogItems: undefined,
  contentBlocks: new Map(),
};

/** What bodies do without a filter: compare, look up, loop. */
const conditions = [
  ...["==", "!=", "<", ">", "<=", ">=", "contains"].flatMap((operator) => [
    `{% if a ${operator} b %}1{% else %}0{% endif %}`,
    `{% if a.id ${operator} b and b ${operator} 'x' or a %}1{% elsif b %}2{% else %}0{% endif %}`,
  ]),
  "{% if a == blank %}1{% else %}0{% endif %}{% if b != empty %}1{% else %}0{% endif %}",
  "{% unless a %}none{% endunless %}",
  "[{{ a.size }},{{ a['size'] }},{{ a.id.title }},{{ a[0].id }},{{ a[-1][1] }},{{ a.last.size }}]",
  "{% for i in l %}{% if i.id %}{{ forloop.index }}{% endif %}{% unless forloop.last %},{% endunless %}{% endfor %}",
  "{% assign c = nil %}{% if a > b %} {% assign c = 1 %}{% endif %}{{ c }}",
];

describe.skipIf(!rubyIsHere())("liquidjs and Ruby", () => {
  it("agree on conditions, lookups and loops over values of every type", () => {
    const random = drawsFor(9);
    // comparing a Time is where Braze's documentation and plain Ruby differ
    const value = (): Value => {
      const found = anyValue(random);
      return hasTime(found) ? null : found;
    };
    const scopes = Array.from({ length: sized(150, 5000) }, (): Scope => {
      const variables: Hash = new Map([
        ["a", value()],
        ["b", value()],
        ["l", [value(), value(), value()]],
      ]);
      return { ...nothing, profile: new Map(), namespaces: new Map(), variables };
    });
    const answers = renderAllWithRuby(conditions.map((template) => ({ template, scopes })));
    for (const [number, template] of conditions.entries()) {
      const render = liquidjsRenderer({ name: "t", text: template });
      answers[number]!.forEach((answer, index) => {
        const { text } = render(scopes[index]!);
        if ("text" in answer && answer.text !== text) {
          expect({ template, text, with: [...scopes[index]!.variables] }).toEqual({ text: answer.text });
        }
      });
    }
  });

  const users = sized(250, 20_000);

  it(`agree on a whole body for ${users} users with values of every type`, () => {
    const template = readFileSync(
      new URL("../cases/second-opinion/product-viewed.liquid", import.meta.url),
      "utf8",
    );
    const random = drawsFor(11);
    const scopes = Array.from({ length: users }, () => userScope(random));
    const render = liquidjsRenderer({ name: "body", text: template });
    const answers = renderWithRuby(template, scopes);
    const outcomes = { sent: 0, aborted: 0 };
    answers.forEach((answer, index) => {
      const { outcome, text, abort } = render(scopes[index]!);
      if ("abort" in answer) {
        expect({ outcome, abort }).toEqual({ outcome: "aborted", abort: answer.abort });
        outcomes.aborted += 1;
        return;
      }
      outcomes.sent += 1;
      const [ours, theirs] = [text, answer.text].map((body) => parseJson({ name: "body", text: body }));
      expect(ours!.faults, text).toEqual([]);
      expect(theirs!.faults, answer.text).toEqual([]);
      expect(comparePayloads(theirs!.root!, ours!.root!), text).toEqual([]);
    });
    expect(Math.min(outcomes.sent, outcomes.aborted)).toBeGreaterThan(users / 20);
  });
});

function hasTime(value: Value): boolean {
  if (value instanceof Map) return [...value.values()].some(hasTime);
  return value instanceof RubyTime || (Array.isArray(value) && value.some(hasTime));
}

function userScope(random: Random): Scope {
  const some = (usual: Value): Value => (random.chance(0.6) ? usual : anyValue(random));
  const text = (usual: string): Value => {
    const found = some(usual);
    return typeof found === "string" ? found : null;
  };
  const category = (): Value =>
    random.chance(0.8)
      ? new Map([
          ["id", some("c")],
          ["url", some("https://example.com")],
        ])
      : anyValue(random);
  const properties: Hash = new Map([
    ["id", some("56544")],
    ["title", some("Wipes")],
    ["price", some("1.990")],
    ["url", some("https://example.com")],
    ["categories", random.chance(0.8) ? Array.from({ length: random.below(4) }, category) : anyValue(random)],
    ["meta", some(new Map([["color", some("green")]]))],
  ]);
  for (const name of properties.keys()) if (random.chance(0.05)) properties.delete(name);
  return {
    ...nothing,
    profile: new Map([
      ["user_id", text("u-1")],
      ["email_address", text(" Test@Example.com")],
      ["time_zone", text("Europe/Oslo")],
    ]),
    namespaces: new Map([["event_properties", properties]]),
    variables: new Map(),
  };
}
