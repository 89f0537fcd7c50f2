import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../src/braze/liquid.js";
import { positionOf, type Source, type Span } from "../../../src/source/source.js";

const folder = new URL("../../cases/liquid/errors/", import.meta.url);
const templates = readdirSync(folder).filter((name) => name.endsWith(".liquid"));

const place = ({ source, start, end }: Span) => {
  const [from, to] = [positionOf(source, start), positionOf(source, end)];
  return `${from.line}:${from.column}-${to.line}:${to.column}`;
};

/** Each finding with the place and the words of the template that it points at. */
function shown(source: Source): string {
  return parseTemplate(source)
    .diagnostics.map(({ code, severity, message, span, notes }) => {
      const words = JSON.stringify(source.text.slice(span!.start, span!.end));
      const more = notes.map((note) => `\n    ${note.span ? `${place(note.span)} ` : ""}${note.message}`);
      return `${place(span!)} ${severity} ${code} ${words}\n  ${message}${more.join("")}\n`;
    })
    .join("");
}

describe("templates with faults", () => {
  it.each(templates)("%s", async (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    await expect(shown({ name, text })).toMatchFileSnapshot(`../../cases/liquid/errors/${name}.out`);
  });

  it.each(templates)("%s has a finding at least", (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    expect(parseTemplate({ name, text }).diagnostics).not.toEqual([]);
  });
});

interface Row {
  readonly template: string;
  /** Where each finding begins and ends, `line:column-line:column` from 1 in UTF-16 units of the template, and its words. */
  readonly findings: readonly (readonly [place: string, message: string])[];
}

const groups = JSON.parse(readFileSync(new URL("positions.json", folder), "utf8")) as Record<string, Row[]>;

describe.each(Object.entries(groups))("the places of faults: %s", (_, rows) => {
  it.each(rows.map(({ template, findings }) => [template, findings] as const))("%j", (text, findings) => {
    const found = parseTemplate({ name: "t", text }).diagnostics;
    expect(found.map(({ span, message }) => [place(span!), message])).toEqual(findings);
    expect(findings).not.toEqual([]);
  });

  it("name the same lines and columns below other lines", () => {
    for (const { template, findings } of rows) {
      if (template.startsWith("\ufeff")) continue;
      const lines = 3;
      const text = `${"é😀\n".repeat(lines)}${template}`;
      const moved = findings.map(([at]) => at.replace(/(\d+):/g, (_, line) => `${Number(line) + lines}:`));
      expect(parseTemplate({ name: "t", text }).diagnostics.map(({ span }) => place(span!))).toEqual(moved);
    }
  });
});
