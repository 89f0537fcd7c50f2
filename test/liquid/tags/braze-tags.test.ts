import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../src/braze/liquid.js";
import type { Scope } from "../../../src/liquid/runtime/scope.js";
import { tags } from "../../../src/liquid/tags/index.js";
import { proveTemplate } from "../../../src/proof/prove.js";
import { hash, renderText } from "../render/plain.js";

const codes = (text: string, scope: Partial<Scope> = {}) =>
  renderText(text, scope).diagnostics.map(({ code, severity }) => `${severity} ${code}`);

describe("the table of tags", () => {
  it.each(Object.entries(tags))("%s is told by its own record", (key, definition) => {
    expect(definition.name).toBe(key);
    expect(definition.summary).not.toBe("");
    expect(definition.source).toMatch(/^(_docs\/.*\.md|https:\/\/)/);
    const end = "end" in definition ? `{% ${definition.end} %}` : "";
    const text = definition.syntax.includes("end") ? definition.syntax : definition.syntax + end;
    const { diagnostics } = parseTemplate({ name: key, text }, { lenient: true });
    expect(diagnostics).toEqual([]);
  });

  it("names an alternative for every tag that fails strictly", () => {
    const failing = Object.values(tags).filter((tag) => tag.status === "unsupported");
    expect(failing.every((tag) => "alternative" in tag && tag.alternative !== "")).toBe(true);
  });
});

describe("abort_message", () => {
  it.each([
    ["{% abort_message %}", "{% abort_message %} called"],
    ["{% abort_message() %}", "{% abort_message %} called"],
    ["{% abort_message('no id') %}", "no id"],
    ['{% abort_message ("it\'s off") %}', "it's off"],
    ["{%- abort_message 'x' -%}", "x"],
  ])("%s", (tag, reason) => {
    expect(renderText(`a${tag}{{ 1 | divided_by: 0 }}`)).toMatchObject({
      outcome: "aborted",
      abort: reason,
      text: "",
    });
  });

  it("ends the rendering from within loops, captures and Content Blocks", () => {
    const contentBlocks = new Map([["b", "{% abort_message('in block') %}"]]);
    expect(renderText("{% for i in (1..3) %}{% abort_message('x') %}{% endfor %}").abort).toBe("x");
    expect(renderText("{% capture c %}{% abort_message('x') %}{% endcapture %}").abort).toBe("x");
    expect(renderText("{{content_blocks.${b}}}", { contentBlocks }).abort).toBe("in block");
  });

  it("is not reached in a branch that is not taken", () => {
    expect(renderText("{% if false %}{% abort_message('x') %}{% endif %}a")).toMatchObject({
      outcome: "sent",
      text: "a",
    });
  });
});

describe("connected_content", () => {
  const connectedContent = hash(
    '{"result": {"text": "hi", "__http_status_code__": 200}, "gone": {"__http_status_code__": 404}, "down": {"a": 1, "__http_status_code__": 503}, "typed": {"a": 1, "__http_status_code__": "201"}, "connected": "plain {{${first_name}}}", "words": "some text"}',
  );
  const scope = { connectedContent, profile: hash('{"first_name": "Ann"}') };
  const cases: readonly [string, string][] = [
    [
      "{% connected_content https://a.b/{{${first_name}}} :save result %}{{result.text}}{{result.__http_status_code__}}",
      "hi200",
    ],
    [
      '{% connected_content https://a.b :method post :headers {"X-A": "b {{x}}", "C": "d"} :body a=1&b={{x}} :content_type application/json :basic_auth name :cache_max_age 900 :retry :save result %}{{result.text}}',
      "hi",
    ],
    ["{% connected_content https://a.b :save gone %}[{{gone}}]{% if gone == '' %}y{% endif %}", "[]y"],
    ["{% connected_content https://a.b :save down %}[{{down}}]{% if down == null %}y{% endif %}", "[]y"],
    [
      "{% connected_content https://a.b :save typed %}{{typed.a}}{% if typed.__http_status_code__ < 300 %}y{% endif %}",
      "1y",
    ],
    ["a {% connected_content https://a.b %} b", "a plain {{${first_name}}} b"],
    ["a {% connected_content https://a.b :rerender %} b", "a plain Ann b"],
    ["{% connected_content https://a.b :save words %}{{words | upcase}}", "SOME TEXT"],
  ];
  it.each(cases)("%s", (template, text) => {
    expect(renderText(template, scope)).toMatchObject({ outcome: "sent", text, diagnostics: [] });
  });

  it("takes no answer that the fixture does not hold", () => {
    expect(renderText("{% connected_content https://a.b :save nope %}", scope).outcome).toBe("failed");
    expect(codes("{% connected_content https://a.b :save nope %}", scope)).toEqual(["error MI048"]);
  });
});

describe("content blocks", () => {
  const contentBlocks = new Map([
    ["a", "A{{content_blocks.${b}}}{% assign z = 4 %}"],
    ["b", "B{{content_blocks.${c}}}"],
    ["c", "C"],
    ["loop", "{{content_blocks.${loop}}}"],
    ["broken", "{% if %}"],
    ["list", "x,y"],
    ["reads", "{{ m }}"],
  ]);
  const scope = { contentBlocks };
  it("share variables both ways", () => {
    expect(renderText("{{content_blocks.${a}}}{{ z }}", scope).text).toBe("AB4");
    expect(renderText("{% assign m = 1 %}{{content_blocks.${reads} | id: 'cb1'}}", scope).text).toBe("1");
  });
  it("are values too", () => {
    expect(renderText("{% assign l = {{content_blocks.${list}}} | split: ',' %}{{ l[1] }}", scope).text).toBe(
      "y",
    );
  });
  it("vanish as the third in a chain, with a warning", () => {
    expect(renderText("{{content_blocks.${b}}}", scope).text).toBe("BC");
    expect(codes("{{content_blocks.${b}}}", scope)).toEqual([]);
    expect(codes("{{content_blocks.${a}}}", scope)).toEqual(["warning MI047"]);
  });
  it("cannot hold themselves, be broken or be missing", () => {
    expect(codes("{{content_blocks.${loop}}}", scope)).toEqual(["error MI047"]);
    const broken = renderText("{{content_blocks.${broken}}}", scope);
    expect(broken.outcome).toBe("failed");
    expect(broken.diagnostics.every(({ span }) => span!.source.name === "content_blocks/broken")).toBe(true);
    expect(codes("{{content_blocks.${nope}}}", scope)).toEqual(["error MI048"]);
  });
});

describe("catalogs", () => {
  const catalogItems = [hash('{"id": "1", "n": "one"}'), hash('{"id": 2, "n": "two"}')];
  const variables = hash('{"x": 2}');
  it("give the items that are named, in that order", () => {
    const text = "{% catalog_items Cat {{x}} 9 1 %}{{ items | map: 'n' | join: ',' }}";
    expect(renderText(text, { catalogItems, variables }).text).toBe("two,one");
  });
  it("give the items of a selection, 50 at most", () => {
    const many = Array.from({ length: 60 }, () => 1);
    expect(
      renderText("{% catalog_selection_items Cat Sel %}{{ items.size }}", { catalogItems: many }).text,
    ).toBe("50");
  });
  it("need items in the fixture", () => {
    expect(codes("{% catalog_items Cat 1 %}")).toEqual(["error MI048"]);
  });
});

describe("the small tags", () => {
  it("message_extras collects, in text", () => {
    const { messageExtras, text } = renderText(
      "{% assign v = 5 %}{% message_extras :key k :value {{v}} %}{% message_extras :key two words :value a b %}",
    );
    expect([...messageExtras]).toEqual([
      ["k", "5"],
      ["two words", "a b"],
    ]);
    expect(text).toBe("");
  });
  it("message_extras warns beyond 1 KB", () => {
    expect(codes(`{% message_extras :key k :value ${"x".repeat(1023)} %}`)).toEqual([]);
    expect(codes(`{% message_extras :key k :value ${"x".repeat(1024)} %}`)).toEqual(["warning MI047"]);
  });
  it("random repeats with its seed", () => {
    const text = "{% random %} {% random 10 %}";
    expect(renderText(text, {}, { seed: 1 }).text).toBe(renderText(text, {}, { seed: 1 }).text);
    expect(renderText(text, {}, { seed: 1 }).text).not.toBe(renderText(text, {}, { seed: 2 }).text);
    for (let seed = 0; seed < 100; seed++) {
      const [float, whole] = renderText(text, {}, { seed }).text.split(" ").map(Number) as [number, number];
      expect(float >= 0 && float < 1 && Number.isInteger(whole) && whole >= 0 && whole < 10).toBe(true);
    }
  });
  it("shopping_cart comes from the fixture", () => {
    const connectedContent = hash('{"shopping_cart": {"products": [{"product_id": "p"}]}}');
    const text =
      "{% shopping_cart {{context.${cart_id}}} :abort_if_not_abandoned false %}{{shopping_cart.products[0].product_id}}";
    expect(renderText(text, { connectedContent }).text).toBe("p");
    expect(codes(text)).toEqual(["error MI048"]);
  });
  it("translation prints its text", () => {
    expect(renderText("{% translation greeting %}Hi {{ 1 }}{% endtranslation %}").text).toBe("Hi 1");
  });
});

describe("promotion", () => {
  it.each([
    ["{% promotion('spring25') %}", "SPRING-1"],
    ['{%- promotion ("spring25") -%}', "SPRING-1"],
    ["{% capture c %}{% promotion('spring25') %}{% endcapture %}{{ c | downcase }}", "spring-1"],
    ["{% promotion('other') %}", "OTHER-CODE"],
  ])("%s", (template, text) => {
    const promotionCodes = new Map([["spring25", "SPRING-1"]]);
    expect(renderText(template, { promotionCodes })).toMatchObject({ text, diagnostics: [] });
  });

  it.each(["{% promotion spring25 %}", "{% promotion() %}", "{% promotion %}"])("%s", (template) => {
    expect(codes(template)).toEqual(["error MI040"]);
  });

  it("is a string without quotes, wherever it is", () => {
    const verdict = (text: string) => proveTemplate({ name: "a", text }).verdict;
    expect(verdict(`{"code": "{% promotion('a') %}"}`)).toBe("proven");
    expect(verdict(`{"code": {% promotion('a') %}}`)).toBe("refuted");
  });
});
