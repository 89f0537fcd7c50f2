import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { lintWebhook } from "../../src/rules/lint-webhook.js";
import { repair } from "../../src/rules/repair/repair.js";

/** Broken bodies as people paste them. */
const bodies: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL("../cases/repairs.json", import.meta.url), "utf8"),
);

/** What more than one repair would be right for, or none that keeps every value what it is. */
const left: ReadonlySet<string> = new Set([
  "leading zero",
  "money without quotes",
  "a backslash before a value",
  "join without quotes",
  "join with quotes",
  "a semicolon and yes",
]);

describe("broken bodies are fixed, or left as they are", () => {
  test.each(Object.entries(bodies))("%s", (name, text) => {
    const fixed = repair({ body: { name, text } });
    const { verdict } = lintWebhook({ body: { name, text: fixed.text } });
    expect(["proven", "conditional"].includes(verdict)).toBe(!left.has(name));
    expect(repair({ body: { name, text: fixed.text } }).text).toBe(fixed.text);
  });
});
