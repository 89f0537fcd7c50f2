import { describe, expect, it } from "vitest";
import { renderText } from "../render/plain.js";

const twice = "{% assign s = s | append: s %}";
const long = `{% assign s = 'x,' %}${twice.repeat(18)}`;

/** Templates that would run or grow without end. */
const endless: Readonly<Record<string, string>> = {
  "loops in loops": "{% for a in (1..1000000000) %}{% for b in (1..1000000000) %}x{% endfor %}{% endfor %}",
  "loops in loops of a thousand": `${"{% for a in (1..1000) %}".repeat(5)}x${"{% endfor %}".repeat(5)}`,
  "loops that print nothing": `${"{% for a in (1..100) %}".repeat(10)}${"{% endfor %}".repeat(10)}`,
  "text that doubles": `{% assign s = 'x' %}${twice.repeat(100)}{{ s }}`,
  "captures that double": `{% assign s = 'x' %}${"{% capture s %}{{ s }}{{ s }}{% endcapture %}".repeat(100)}`,
  "replacing by itself": `{% assign s = 'xxxxxxxxxx' %}${"{% assign s = s | replace: 'x', s %}".repeat(10)}`,
  "arrays that double": `{% assign a = 'x,y' | split: ',' %}${"{% assign a = a | concat: a %}".repeat(60)}`,
  "an array of long texts, joined": `${long}{% assign a = s | split: ';' %}${"{% assign a = a | concat: a %}".repeat(19)}{{ a | join: s }}`,
  "numbers that square": `{% assign n = 9 %}${"{% assign n = n | times: n %}".repeat(60)}{{ n }}`,
  "output without end": `${long}{% for i in (1..900000) %}{{ s }}{% endfor %}`,
  "sorting all the time": `${long}{% assign a = s | split: '' %}{% for i in (1..900000) %}{% assign b = a | sort %}{% endfor %}`,
  "hashing all the time": `${long}{% for i in (1..900000) %}{% assign b = s | sha2 %}{% endfor %}`,
  "comparing all the time": `${long}{% assign a = s | split: ',' %}{% assign b = s | split: ',' %}{% for i in (1..900000) %}{% if a == b %}{% endif %}{% endfor %}`,
  "searching all the time": `${long}{% for i in (1..900000) %}{% if s contains 'y' %}{% endif %}{% endfor %}`,
  "deep nesting": "{% if true %}".repeat(100_000) + "{% endif %}".repeat(100_000),
  "nesting that is never closed": "{% if true %}".repeat(50_000),
  "braces in braces": "{{ a ".repeat(150_000),
  "fifty megabytes": "x".repeat(50_000_000),
  "one long tag": `{{ ${"a.".repeat(40_000)} }}`,
  "faults without end": "{% foo %}".repeat(50_000),
  "unclosed tags": "{% ".repeat(200_000),
};

/** Long ones that mean something, or are told to be wrong: they must not take long either. */
const slow: Readonly<Record<string, string>> = {
  brackets: `{{ a${"[a".repeat(20_000)}${"]".repeat(5_000)} }}`,
  "a long condition": `{% if ${"a and ".repeat(7_000)}a %}x{% endif %}`,
  "a long word": `{% assign ${"a".repeat(49_000)} %}`,
  "long words": `{% assign ${"a ".repeat(24_000)} %}`,
  "a long list": `{% case a %}{% when ${"1,".repeat(24_000)}1 %}x{% endcase %}`,
  quotes: `{% ' {% " `.repeat(50_000) + "%}",
  "white space": `{% if a${" ".repeat(49_000)}b %}{% endif %}`,
  dots: `{{ (${".".repeat(40_000)}' ')}}`,
  references: "{{ ${".repeat(100_000) + "}",
  comments: "<!--a-->".repeat(100_000) + "<!--".repeat(20_000),
};

/** A second, with room for a busy machine. */
const most = 1500;

describe("a hostile template", () => {
  it.each(Object.entries(endless))("%s ends in a clear error", (_, text) => {
    const start = performance.now();
    const rendering = renderText(text);
    const took = performance.now() - start;
    expect(rendering).toMatchObject({ outcome: "failed", text: "" });
    expect(rendering.diagnostics.find(({ code }) => code === "MI041")?.message).toMatch(/\d|beyond/);
    expect(took).toBeLessThan(most);
  });

  it.each(Object.entries(slow))("%s takes no time", (_, text) => {
    const start = performance.now();
    renderText(text);
    renderText(text, {}, { lenient: true });
    expect(performance.now() - start).toBeLessThan(2 * most);
  });

  it("may ask for a little of something endless", () => {
    const text = "{% for i in (1..99999999999) limit: 3 offset: 88888888888 %}{{ i }} {% endfor %}";
    expect(renderText(text).text).toBe("88888888889 88888888890 88888888891 ");
  });
});

describe("limits", () => {
  it("can be set", () => {
    const text = "{% for i in (1..20) %}{{ i }}{% endfor %}";
    expect(renderText(text, {}, { limits: { steps: 10 } }).outcome).toBe("failed");
    expect(renderText(text, {}, { limits: { output: 5 } }).outcome).toBe("failed");
    expect(renderText(text).outcome).toBe("sent");
  });

  it("let 100 blocks nest, as Ruby does, and not one more", () => {
    const nested = (depth: number) => "{% if true %}".repeat(depth) + "x" + "{% endif %}".repeat(depth);
    expect(renderText(nested(100)).text).toBe("x");
    expect(renderText(nested(101)).diagnostics.map(({ code }) => code)).toEqual(["MI041"]);
  });
});
