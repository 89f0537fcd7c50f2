import { expect, test } from "vitest";
import {
  compileTemplate,
  explain,
  formats,
  lintReport,
  lintSource,
  proveTemplate,
  renderTemplate,
  rules,
} from "../../src/index.js";
import { pages } from "../../src/rules/registry.js";
import { loadedWith } from "../support/imports.js";

test("renders for nobody, for an object and for JSON text", () => {
  expect(renderTemplate("{{ x }}!")).toMatchObject({ outcome: "sent", body: "!" });
  expect(renderTemplate("{{ x }}", { variables: { x: 10 } }).body).toBe("10");
  expect(renderTemplate("{{ x }}", '{"variables": {"x": 10.0}}').body).toBe("10.0");
});

test("an assumption, the clock and lax Liquid are options", () => {
  const { body } = renderTemplate(
    "{{ x }}",
    { variables: { x: { a: 1 } } },
    { assume: { "raw-hash": "json" } },
  );
  expect(body).toBe('{"a":1}');
  expect(renderTemplate("{{ 'now' | date: '%Y' }}", {}, { now: "2031-01-01T00:00:00Z" }).body).toBe("2031");
  expect(renderTemplate("{{ 'now' | date: '%Y' }}", undefined, { now: "2031-01-01T00:00:00Z" }).body).toBe(
    "2031",
  );
  expect(renderTemplate("{{ 'a' | nosuch }}").outcome).toBe("failed");
  expect(renderTemplate("{{ 'a' | nosuch }}", undefined, { lenient: true }).body).toBe("a");
});

test("a compiled template renders one user after the other as renderTemplate does", () => {
  const source = "{% increment n %}{% assign y = x | default: 'none' %}{{ y }}{{content_blocks.${b}}}";
  const options = { contentBlocks: { b: "!" }, now: "2031-01-01T00:00:00Z" };
  const render = compileTemplate(source, options);
  for (const fixture of [{ variables: { x: 1 } }, undefined, '{"variables": {"x": 10.0}}', { nonsense: 1 }])
    expect(render(fixture)).toEqual(renderTemplate(source, fixture, options));
  expect(compileTemplate("{% if %}")().outcome).toBe("failed");
  expect(() => compileTemplate("{{ x }}", { now: "today" })).toThrow(/compileTemplate|now/);
});

test("proves with the texts of Content Blocks, and orders what it finds by weight", () => {
  const body = '{"a": {{content_blocks.${a}}}}';
  expect(proveTemplate(body, { contentBlocks: { a: "1" } }).verdict).toBe("proven");
  expect(proveTemplate(body, { contentBlocks: { a: '"{{custom_attribute.${x}}}"' } }).verdict).toBe(
    "refuted",
  );
  const text = '{"id": "{{custom_attribute.${id}}}", "t": "{{event_properties.${title}}}", "n": 1 // note\n}';
  const found = proveTemplate(text).diagnostics.map(({ code, start }) => `${code} ${start?.column}`);
  expect(found).toEqual(["MI050 83", "MI062 44", "MI062 9"]);
});

test("lintSource asks every rule, and fixes what it can", () => {
  const source = '{"a": "{{${city}}}", "b": "{{ twon | json_escape }}"}';
  const { verdict, diagnostics } = lintSource(source, { file: "a.liquid" });
  expect(verdict).toBe("refuted");
  expect(diagnostics.map((one) => `${one.file} ${one.code}`).sort()).toEqual([
    "a.liquid MI062",
    "a.liquid MI125",
  ]);
  expect(diagnostics.find((one) => one.code === "MI062")?.fix?.title).toBe(
    "Write | json_escape as the last filter",
  );
  const fixed = lintSource(source, { fix: true });
  expect(fixed).toMatchObject({
    verdict: "proven",
    text: '{"a": "{{${city} | json_escape}}", "b": "{{ twon | json_escape }}"}',
  });
  expect(fixed.diagnostics.map((one) => one.code)).toEqual(["MI125"]);
});

test("renders with the texts of Content Blocks, under the name of its file", () => {
  const options = { file: "a.liquid", contentBlocks: { a: "{{ x }}" } };
  expect(renderTemplate("{{content_blocks.${a}}}", { variables: { x: 1 } }, options).body).toBe("1");
  const [found] = renderTemplate("{% if %}", {}, options).diagnostics;
  expect(found).toMatchObject({ code: "MI040", file: "a.liquid", start: { line: 1, column: 4 } });
});

test("lintReport prints what lint prints, in each format", () => {
  const templates = { "a.liquid": '{"a": 1,}', "b.liquid": '{"a": 1}' };
  const printed = Object.fromEntries(formats.map((format) => [format, lintReport(templates, format)]));
  expect(JSON.parse(printed.json!)).toMatchObject({
    files: [
      { file: "a.liquid", verdict: "refuted" },
      { file: "b.liquid", verdict: "proven" },
    ],
    diagnostics: [{ code: "MI052", file: "a.liquid" }],
  });
  expect(JSON.parse(printed.sarif!).runs[0].results).toMatchObject([{ ruleId: "MI052" }]);
  expect(printed.github).toMatch(/^::error file=a\.liquid,line=1,/);
  expect(printed.junit).toContain('<testcase name="a.liquid"');
});

test("explains findings and answers; rules are all findings", () => {
  const page = explain("unescaped-text");
  expect(page).toMatchObject({ code: "MI062", fixable: true, bad: { body: expect.any(String) } });
  expect(explain("mi062")).toEqual(page);
  expect(explain("401")).toMatchObject({ id: "401", fix: expect.any(String) });
  expect(rules).toContainEqual(page);
  expect(rules.map(({ code }) => code)).toEqual([...pages.keys()]);
});

test("mi-braze/render loads neither the proof nor the rules, and mi-braze/proof no rules", () => {
  const rooms = (file: string) => new Set([...loadedWith(file)].map((one) => one.split("/")[0]));
  expect(rooms("library/render.ts")).toContain("liquid");
  expect(rooms("library/render.ts")).not.toContain("proof");
  expect(rooms("library/render.ts")).not.toContain("rules");
  expect(rooms("library/proof.ts")).toContain("proof");
  expect(rooms("library/proof.ts")).not.toContain("rules");
});

test("proves and lints by what is declared of data", () => {
  const body = '{"tier": "{{custom_attribute.${tier}}}"}';
  const data = { "custom_attribute.tier": { enum: ["gold", "silver"] } } as const;
  expect(proveTemplate(body).verdict).toBe("refuted");
  expect(proveTemplate(body, { data }).verdict).toBe("proven");
  expect(lintSource(body, { data }).diagnostics).toEqual([]);
  expect(lintSource(body, { data, fix: true }).text).toBe(body);
  expect(() => proveTemplate(body, { data: { "custom_atribute.tier": "string" } })).toThrow(
    '"custom_atribute.tier" is not a name of data; did you mean custom_attribute.tier?',
  );
});
