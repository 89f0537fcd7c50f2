import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { renderTemplate } from "../../src/library/render.js";
import { lintWebhook } from "../../src/rules/lint-webhook.js";
import { repair } from "../../src/rules/repair/repair.js";

/** Bodies as teams write them: clean ones, and ones with the defects that published bodies have. */
const folder = new URL("../cases/webhooks/", import.meta.url);
const bodiesIn = (name: string) =>
  readdirSync(new URL(`${name}/`, folder))
    .sort()
    .map((file) => [file, readFileSync(new URL(`${name}/${file}`, folder), "utf8")] as const);
/** For each broken body: the code of each defect, and how the text begins where it is. */
const defects: Record<string, [code: string, at: string][]> = JSON.parse(
  readFileSync(new URL("defects.json", folder), "utf8"),
);
/** The same for bodies that are JSON. */
const meanings: typeof defects = JSON.parse(readFileSync(new URL("meaning.json", folder), "utf8"));
const plainUser = {
  now: "2023-12-06T18:20:45Z",
  user: {
    external_id: "u1",
    email: "a@b.example",
    country: "AT",
    custom_attributes: { segment: "b", tier: "blue", visits: 7, points: 1200, shop: "Bo & Co" },
  },
  event: {
    name: "bought",
    time: "2023-12-06T18:20:45Z",
    properties: {
      sku: "A1",
      price_cents: 1299,
      level: 3,
      seats: 4,
      plan: "pro",
      bought_at_ms: 1701886845000,
    },
  },
};
const lint = (name: string, text: string) => lintWebhook({ body: { name, text } });

describe("clean bodies have no finding at all", () => {
  test.each(bodiesIn("clean"))("%s", (name, text) => {
    const { verdict, diagnostics } = lint(name, text);
    expect(diagnostics.map((one) => `${one.code} ${one.message}`)).toEqual([]);
    expect(verdict).toBe("proven");
  });
});

describe("every defect is found, at its place, and nothing else is an error", () => {
  test.each(bodiesIn("broken"))("%s", (name, text) => {
    const wanted = defects[name.replace(".liquid", "")]!;
    const found = lint(name, text).diagnostics;
    const at = (start: number) => (word: string) => text.startsWith(word, start);
    const missed = wanted.filter(
      ([code, word]) => !found.some((one) => one.code === code && at(one.span!.start)(word)),
    );
    expect({
      missed,
      found: found.map((one) => `${one.code} ${text.slice(one.span!.start, one.span!.start + 20)}`),
    }).toMatchObject({
      missed: [],
    });
    const codes = new Set(wanted.map(([code]) => code));
    expect(
      found.filter((one) => one.severity === "error" && !codes.has(one.code)).map((one) => one.code),
    ).toEqual([]);
  });
});

describe("bodies that mean something else than they look like are JSON: nothing but a rule can notice them", () => {
  test.each(bodiesIn("meaning"))("%s", (name, text) => {
    const { outcome, body } = renderTemplate(text, plainUser, { lenient: true });
    expect(outcome).toBe("sent");
    expect(() => JSON.parse(body ?? "")).not.toThrow();
    const wanted = meanings[name.replace(".liquid", "")] ?? [];
    const found = lint(name, text).diagnostics;
    expect(found.map((one) => one.code)).toEqual(wanted.map(([code]) => code));
    found.forEach((one, index) => {
      const [, word] = wanted[index]!;
      expect(text.slice(one.span!.start, one.span!.start + word.length)).toBe(word);
    });
  });
});

test("the set is large enough to say something", () => {
  expect(bodiesIn("clean").length + bodiesIn("broken").length).toBeGreaterThanOrEqual(60);
});

describe("--fix", () => {
  const broken = bodiesIn("broken").filter(([name, text]) => lint(name, text).verdict !== "proven");

  test("proves at least four broken bodies in five", () => {
    const left = broken.filter(
      ([name, text]) => repair({ body: { name, text } }).linted().verdict !== "proven",
    );
    console.log(
      `fixed ${broken.length - left.length} of ${broken.length}; left: ${left.map(([name]) => name).join(" ")}`,
    );
    expect(left.length / broken.length).toBeLessThanOrEqual(0.2);
  });

  test.each([...bodiesIn("broken"), ...bodiesIn("clean")])("twice changes nothing more: %s", (name, text) => {
    const once = repair({ body: { name, text } }).text;
    expect(repair({ body: { name, text: once } }).text).toBe(once);
  });

  test.each(bodiesIn("clean"))("leaves a clean body as it is: %s", (name, text) => {
    expect(repair({ body: { name, text } })).toMatchObject({ text, made: [] });
  });
});
