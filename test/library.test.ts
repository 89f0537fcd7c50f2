import { expect, test } from "vitest";
import { lintSource, proveTemplate, renderTemplate } from "../src/index.js";

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

test("proves with the texts of Content Blocks, and orders what it finds by weight", () => {
  const body = '{"a": {{content_blocks.${a}}}}';
  expect(proveTemplate(body, { contentBlocks: { a: "1" } }).verdict).toBe("proven");
  expect(proveTemplate(body, { contentBlocks: { a: '"{{ x }}"' } }).verdict).toBe("refuted");
  const text = '{"id": "{{custom_attribute.${id}}}", "t": "{{event_properties.${title}}}", "n": 1 // note\n}';
  const found = proveTemplate(text).diagnostics.map(({ code, start }) => `${code} ${start?.column}`);
  expect(found).toEqual(["MI050 83", "MI062 44", "MI062 9"]);
});

test("lintSource asks every rule, and mends what it can", () => {
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
