import { describe, expect, it } from "vitest";
import { RubyTime } from "../../../src/liquid/value.js";
import { hash, renderText } from "./plain.js";

const variables = hash('{"s": "x", "n": 1, "list": [1, 2]}');
const warnings = (text: string) =>
  renderText(text, { variables }).diagnostics.map(({ code, span, message }) => [
    code,
    span!.start,
    span!.end,
    message,
  ]);

describe("an operation that fails", () => {
  it("prints where its output is, with a warning there", () => {
    const text = '{"a": {{ n | divided_by: 0 }}}';
    expect(renderText(text, { variables }).text).toBe('{"a": Liquid error: divided by 0}');
    expect(warnings(text)).toEqual([["MI042", 6, 29, "this prints `Liquid error: divided by 0`"]]);
  });

  it("is silent in assign, and leaves the variable", () => {
    const text = "{% assign n = n | divided_by: 0 %}{{ n }}";
    expect(renderText(text, { variables }).text).toBe("1");
    expect(warnings(text)).toEqual([
      ["MI042", 0, 34, "`divided by 0`: this fails in silence, and the variable stays as it was"],
    ]);
  });

  it("prints where a block is whose condition failed, unless the block can print nothing", () => {
    expect(renderText("a{% if s > 1 %}b{% endif %}c", { variables }).text).toBe(
      "aLiquid error: comparison of String with 1 failedc",
    );
    expect(renderText("a{% if s > 1 %}{% assign x = 1 %} {% endif %}c", { variables }).text).toBe("ac");
  });

  it("fails the send where errors are assumed to be strict", () => {
    const strict = { assume: { errors: "strict" } } as const;
    expect(renderText("{{ n | divided_by: 0 }}", { variables }, strict)).toMatchObject({
      outcome: "failed",
      text: "",
    });
    expect(renderText("{{ n }}", { variables }, strict)).toMatchObject({ outcome: "sent", text: "1" });
  });
});

describe("a Time beside a string", () => {
  const time = { variables: new Map([["t", RubyTime.fromMilliseconds(0)]]) };
  it("raises, as the documentation says", () => {
    for (const right of ["blank", '""', '"x"']) {
      expect(renderText(`{% if t != ${right} %}y{% endif %}`, time).text).toBe(
        "Liquid error: comparison of Time with String failed",
      );
    }
    expect(renderText("{% if t != nil %}y{% endif %}", time).text).toBe("y");
  });

  it("is not equal under the other assumption, as in Ruby", () => {
    const assume = { assume: { "time-blank": "false" } } as const;
    expect(renderText('{% if t != blank and t != "" %}y{% endif %}', time, assume).text).toBe("y");
  });
});

describe("pieces", () => {
  it("map the text to what wrote it, in order and without gaps", () => {
    const text =
      '{"a": {{ n }}{% for x in list %}, {{ x }}{% endfor %}<!-- c -->}{% capture c %}{{ n }}{% endcapture %}{{ c }}';
    const rendering = renderText(text, { variables });
    expect(rendering.text).toBe('{"a": 1, 1, 2}1');
    const shown = rendering.pieces.map(({ start, end, span, verbatim }) => [
      rendering.text.slice(start, end),
      text.slice(span.start, span.end),
      verbatim,
    ]);
    expect(shown).toEqual([
      ['{"a": ', '{"a": ', true],
      ["1", "{{ n }}", false],
      [", ", ", ", true],
      ["1", "{{ x }}", false],
      [", ", ", ", true],
      ["2", "{{ x }}", false],
      ["}", "}", true],
      ["1", "{{ c }}", false],
    ]);
    expect(rendering.pieces.map(({ start }) => start)).toEqual([
      0,
      ...rendering.pieces.slice(0, -1).map(({ end }) => end),
    ]);
  });

  it("point at the reference for what a Content Block printed", () => {
    const text = "a{{content_blocks.${b}}}c";
    const rendering = renderText(text, { contentBlocks: new Map([["b", "{% if true %}x{% endif %}"]]) });
    expect(rendering.text).toBe("axc");
    expect(rendering.pieces.map(({ span }) => text.slice(span.start, span.end))).toEqual([
      "a",
      "{{content_blocks.${b}}}",
      "c",
    ]);
  });
});
