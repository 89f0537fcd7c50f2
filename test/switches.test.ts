import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript-api";
import { expect, test } from "vitest";

const src = new URL("../src/", import.meta.url);

/** What our unions are told apart by. */
const discriminants = ["kind", "op", "type"];

/** Switches over a kind that have a `default`, so that the compiler does not say where a new kind is missing. */
function hidingIn(name: string, text: string): string[] {
  if (!/\bdefault\s*:/.test(text)) return [];
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isSwitchStatement(node) && node.caseBlock.clauses.some(ts.isDefaultClause)) {
      const of = node.expression.getText(file);
      if (discriminants.includes(of.split(".").at(-1)!))
        found.push(`${name}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1} ${of}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

test("no switch over kinds has a default", () => {
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  expect(files.flatMap((name) => hidingIn(name, readFileSync(new URL(name, src), "utf8")))).toEqual([]);
});

test("the check sees one", () => {
  const text =
    "switch (a) { default: }\nswitch (node.kind) { default: f(); }\nswitch (kind) { case 1: default: }\nswitch (b.kind) { case 1: }";
  expect(hidingIn("a.ts", text)).toEqual(["a.ts:2 node.kind", "a.ts:3 kind"]);
});
