import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { lintWebhook } from "../../src/rules/lint-webhook.js";

/** What people report of their webhooks, in small bodies, and what they have to be told. */
interface Report {
  readonly id: string;
  readonly about: string;
  readonly body: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly contentBlocks?: Readonly<Record<string, string>>;
  /** Patterns each of which occurs in what some finding says. */
  readonly says?: readonly string[];
  /** Patterns that occur in none: what would send people the wrong way. */
  readonly not?: readonly string[];
  /** How many findings there may be. */
  readonly most?: number;
  /** Nothing is wrong with it. */
  readonly clean?: true;
}

const reports: readonly Report[] = JSON.parse(
  readFileSync(new URL("../cases/reports.json", import.meta.url), "utf8"),
);

describe("people are told what is wrong, and what to do", () => {
  test.each(reports.map((report) => [report.id, report] as const))("%s", (_id, report) => {
    const { body, url, headers, contentBlocks = {}, says = [], not = [], most, clean } = report;
    const { diagnostics } = lintWebhook({
      body: { name: "body.liquid", text: body },
      ...(url === undefined ? {} : { url: { name: "url.txt", text: url } }),
      ...(headers ? { headers: { name: "headers.json", text: JSON.stringify(headers) } } : {}),
      contentBlocks: new Map(Object.entries(contentBlocks)),
    });
    const told = diagnostics.filter(({ severity }) => severity !== "info");
    const words = diagnostics.map(
      ({ code, message, notes }) => `${code} ${message} | ${notes.map((note) => note.message).join(" | ")}`,
    );
    const among = (pattern: string) => words.some((one) => new RegExp(pattern).test(one));
    expect({
      missed: says.filter((pattern) => !among(pattern)),
      misleading: not.filter(among),
      words: clean ? told.map(({ code, message }) => `${code} ${message}`) : [],
    }).toEqual({ missed: [], misleading: [], words: [] });
    if (most !== undefined) expect(told.map(({ code }) => code).length).toBeLessThanOrEqual(most);
  });
});
