import { describe, expect, it, vi } from "vitest";
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

/** Long ones that mean something, or are told to be wrong. */
const slow: Readonly<Record<string, readonly [text: string, outcome: "sent" | "failed"]>> = {
  brackets: [`{{ a${"[a".repeat(20_000)}${"]".repeat(5_000)} }}`, "sent"],
  "a long condition": [`{% if ${"a and ".repeat(7_000)}a %}x{% endif %}`, "sent"],
  "a long word": [`{% assign ${"a".repeat(49_000)} %}`, "failed"],
  "long words": [`{% assign ${"a ".repeat(24_000)} %}`, "failed"],
  "a long list": [`{% case a %}{% when ${"1,".repeat(24_000)}1 %}x{% endcase %}`, "sent"],
  quotes: [`{% ' {% " `.repeat(50_000) + "%}", "failed"],
  "white space": [`{% if a${" ".repeat(49_000)}b %}{% endif %}`, "sent"],
  dots: [`{{ (${".".repeat(40_000)}' ')}}`, "sent"],
  references: ["{{ ${".repeat(100_000) + "}", "failed"],
  comments: ["<!--a-->".repeat(100_000) + "<!--".repeat(20_000), "sent"],
};

/** What a template comes to may not hang on the machine, so nothing here may ask for the time. */
function withoutClock<T>(run: () => T): T {
  const refuse = () => {
    throw new Error("the rendering asked for the time");
  };
  const clocks = [vi.spyOn(performance, "now"), vi.spyOn(Date, "now")];
  for (const clock of clocks) clock.mockImplementation(refuse);
  try {
    return run();
  } finally {
    for (const clock of clocks) clock.mockRestore();
  }
}

// What takes a second here would take hours if its cost grew faster than its length: the test would never end.
describe("a hostile template", () => {
  it.each(Object.entries(endless))("%s ends in a clear error", (_, text) => {
    const rendering = withoutClock(() => renderText(text));
    expect(rendering).toMatchObject({ outcome: "failed", text: "" });
    expect(rendering.diagnostics.find(({ code }) => code === "MI041")?.message).toMatch(/\d|beyond/);
  });

  it.each(Object.entries(slow))("%s is read to its end", (_, [text, outcome]) => {
    for (const lenient of [false, true])
      expect(withoutClock(() => renderText(text, {}, { lenient })).outcome).toBe(outcome);
  });

  it("may sort, but not all the time", () => {
    // 8,192 items, each of them compared some 13 times
    const list = `{% assign s = 'x,' %}${twice.repeat(12)}{% assign a = s | split: '' %}`;
    const sorted = (times: number, steps: number) =>
      renderText(`${list}${"{% assign b = a | sort %}".repeat(times)}ok`, {}, { limits: { steps } }).outcome;
    expect(sorted(1, 100_000)).toBe("sent");
    expect(sorted(1, 50_000)).toBe("failed");
    expect(sorted(9, 100_000)).toBe("failed");
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
