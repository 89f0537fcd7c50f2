import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { isRetried, statusPage } from "../../src/movable-ink/answers.js";
import { catalogue } from "../../src/rules/registry.js";
import { allAnswers } from "../../src/signal/answers.js";
import { testHost } from "../support/host.js";

const codes = catalogue.kinds.map(({ code }) => code);

async function explain(...args: string[]) {
  const host = testHost({ cwd: "/" });
  const exitCode = await main(["explain", ...args], host);
  return { exitCode, out: host.out(), err: host.err() };
}

describe("by code, by name, by what came back", () => {
  test.each([
    ["MI062", "A text inside a JSON string that is not escaped."],
    ["mi062", "MI062 unescaped-text"],
    ["unescaped-text", "| json_escape"],
    ["401", "User name and password"],
    ["418", "Not documented"],
    ["frequency_capped", "Turn frequency capping off"],
    ["Frequency Capped", "Turn frequency capping off"],
    ["data-not-shown", "mi_u"],
    ["signal-400", "feed-schema.md"],
  ])("%s", async (what, words) => {
    const { exitCode, out } = await explain(what);
    expect(exitCode).toBe(0);
    expect(out).toContain(words);
  });
});

test("json and markdown", async () => {
  expect(JSON.parse((await explain("MI062", "--format", "json")).out)).toMatchObject({
    code: "MI062",
    severity: "error",
    fixable: true,
  });
  expect(JSON.parse((await explain("404", "--format", "json")).out)).toMatchObject({
    id: "404",
    documented: true,
  });
  expect((await explain("MI062", "--format", "markdown")).out).toMatch(/^# MI062 unescaped-text\n/);
});

test("--list names everything", async () => {
  const { out } = await explain("--list");
  const ids = allAnswers.flatMap(({ pages }) => pages.map(({ id }) => id));
  for (const one of [...codes, ...ids]) expect(out).toContain(one);
  expect(JSON.parse((await explain("--list", "--format", "json")).out)).toHaveLength(
    codes.length + ids.length,
  );
});

test.each([
  [["unescapd-text"], 'did you mean "unescaped-text"?'],
  [[], "what is to be explained?"],
  [["frequency-caped"], "frequency_capped"],
])("%j is a wrong command line", async (args, words) => {
  const { exitCode, err } = await explain(...args);
  expect(exitCode).toBe(2);
  expect(err).toContain(words);
});

test("what is said to be tried again is what is tried again", () => {
  for (let status = 200; status < 600; status++)
    expect(/retries|retried/.test(statusPage(status).meaning), String(status)).toBe(isRetried(status));
});
