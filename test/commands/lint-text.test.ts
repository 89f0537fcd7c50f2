import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

/** What a person reads, and what a script does. */
async function lint(body: string, args: string[] = []) {
  await using fixture = await createFixture({ "a.liquid": body });
  const host = testHost({ cwd: fixture.path });
  await main(["lint", "a.liquid", ...args], host);
  return { out: host.out(), err: host.err() };
}

const times = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

const three = `{
  "a": "{{\${city}}}",
  "b": "{{custom_attribute.\${shop}}}",
  "c": "{{custom_attribute.\${\${city}}}",
  "d": "{{custom_attribute.\${street}}}"
}
`.replace("${${", "${");

test("what says the same is said once, with every place", async () => {
  const { err } = await lint(three);
  expect(times(err, /text inside a JSON string is not escaped/g)).toBe(1);
  expect(err).toContain(
    [
      "  also at 3 more places:",
      "    3:9     {{custom_attribute.${shop}}}",
      "    4:9     {{custom_attribute.${city}}}",
      "    5:9     {{custom_attribute.${street}}}",
      "",
    ].join("\n"),
  );
  expect(err).toContain("4 errors");
});

test("what differs in a name only is said once, with what is said of each", async () => {
  const { err } = await lint('{"a": left, "b": right, "c": up}');
  expect(times(err, /MI054/g)).toBe(2);
  expect(err).toContain('    1:18    "right" is not a JSON value\n    1:30    "up" is not a JSON value\n');
});

test("scripts get each of them", async () => {
  const { diagnostics } = JSON.parse((await lint(three, ["--format", "json"])).out);
  expect(diagnostics.map(({ code }: { code: string }) => code)).toEqual(Array(4).fill("MI062"));
  const { out } = await lint(three, ["--format", "github"]);
  expect(times(out, /^::error/gm)).toBe(4);
});

test("a long list of places is cut", async () => {
  const members = Array.from({ length: 30 }, (_, index) => `"m${index}": "{{\${city}}}"`);
  const { err } = await lint(`{${members.join(",\n")}}`);
  expect(err).toContain("also at 29 more places:");
  expect(err).toContain("    and 21 more; --format json has each");
  expect(err.split("\n").length).toBeLessThan(25);
});

test("files are not mixed", async () => {
  await using fixture = await createFixture({ "a.liquid": three, "b.liquid": three });
  const host = testHost({ cwd: fixture.path });
  await main(["lint", "."], host);
  expect(times(host.err(), /also at 3 more places/g)).toBe(2);
});

test("errors come before warnings", async () => {
  const { err } = await lint(
    '{"n": "{{custom_attribute.${firstname} | strip}}", "a": "{{${fristname}}}", "b": 1,}',
  );
  expect(err.indexOf("error:")).toBeLessThan(err.indexOf("warning:"));
  expect(err.lastIndexOf("error:")).toBeLessThan(err.indexOf("warning:"));
});

test("a user with long values does not fill the screen, and is whole in JSON", async () => {
  const plan = "gold".repeat(50);
  const asked = Array.from({ length: 10 }, (_, index) => `event_properties.\${p${index}} == "${plan}"`);
  const body = `{% if ${asked.join(" and ")} %}{"${"x".repeat(3_000)}": "{{custom_attribute.\${city}}}"}{% else %}{}{% endif %}`;
  const { err } = await lint(body);
  expect(err).toContain("Long values are cut here; --format json has it whole.");
  expect(Math.max(...err.split("\n").map((line) => line.length))).toBeLessThan(1_250);
  const { files } = JSON.parse((await lint(body, ["--format", "json"])).out);
  expect(JSON.stringify(files[0].witness)).toContain(plan);
});
