import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import stringWidth from "fast-string-width";
import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { styleFor } from "../../src/report/style.js";
import { showsUnicode } from "../../src/report/symbols.js";
import { type TestHostOptions, testHost } from "../support/host.js";

const example = fileURLToPath(new URL("../../examples/acme-retail/", import.meta.url));
const body = `{
  "user_id": "{{\${user_id} | json_escape}}",
  "title": "{{event_properties.\${title}}}"
}
`;

/** What a command prints over the example at a terminal. */
async function printed(argv: readonly string[], options: Partial<TestHostOptions> = {}) {
  await using project = await createFixture({ "hooks/a.liquid": body });
  await cp(example, project.path, { recursive: true });
  const host = testHost({ cwd: project.path, tty: true, env: { NO_COLOR: "1" }, ...options });
  await main([...argv], host);
  return host.out() + host.err();
}

const widest = (text: string) => Math.max(...text.split("\n").map((line) => stringWidth(line)));

describe("at a terminal of 60 columns, nothing that the commands say is wider", () => {
  const preview = ["preview", "--user", "fixtures/known-user-full.json"];
  test.for([
    ["generate"],
    ["generate", "--check"],
    ["verify"],
    ["doctor"],
    ["lint"],
    ["explain", "MI062"],
    ["explain", "401"],
  ])("%j", async (argv) => {
    const text = await printed(argv, { columns: 60 });
    // An address cannot be broken.
    expect(widest(text.replace(/^.*https:\S+$/gm, ""))).toBeLessThanOrEqual(60);
  });

  test("preview tells why in two lines a member, and a wide terminal has one", async () => {
    const [narrow, wide] = [60, 200].map((columns) => printed([...preview, "--why"], { columns }));
    expect(await narrow).toContain(
      '  properties.id  event_property.id = 56544\n      printed → "56544" (as string)\n',
    );
    expect(await wide).toMatch(
      /^ {2}properties\.id +event_property\.id = 56544 +printed → "56544" \(as string\)$/m,
    );
  });

  test("verify breaks a long line between its words, and a pipe has it whole", async () => {
    const expected = Array.from({ length: 20 }, (_, index) => `word${index}`).join(" ");
    await using project = await createFixture();
    await cp(example, project.path, { recursive: true });
    const name = "fixtures/known-user-full-of-a-long-name.json";
    const fixture = JSON.parse(await project.readFile("fixtures/known-user-full.json", "utf8"));
    fixture.expect.payload.properties.title = expected;
    await project.writeFile(name, JSON.stringify(fixture));
    const run = async (tty: boolean) => {
      const host = testHost({ cwd: project.path, tty, columns: 60, env: { NO_COLOR: "1" } });
      expect(await main(["verify", name], host)).toBe(1);
      return host.out();
    };
    const lines = (await run(true)).split("\n");
    expect(lines[0]).toMatch(/→$/);
    const from = lines.findIndex((line) => line.startsWith("      - "));
    const broken = lines.slice(from, from + 4);
    expect(broken.join("").replace(/\s+/g, " ")).toContain(expected);
    expect(widest(broken.join("\n"))).toBeLessThanOrEqual(60);
    expect(await run(false)).toContain(`      - "${expected}"\n`);
  });

  test("the notes of a finding go on below their first word; the template's lines are whole", async () => {
    const text = await printed(["lint", "hooks/a.liquid"], { columns: 60 });
    expect(text).toContain(
      [
        "hooks/a.liquid:3:13: error: text inside a JSON string is not",
        "  escaped [MI062 unescaped-text]",
        '  2 |   "user_id": "{{${user_id} | json_escape}}",',
        '> 3 |   "title": "{{event_properties.${title}}}"',
        "    |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        "  4 | }",
        "  note: breaks for a user with event_properties.${title} =",
        String.raw`    "Bo's \"Deli\""`,
      ].join("\n"),
    );
  });
});

test("a file and a pipe have whole lines", async () => {
  const text = await printed(["lint", "hooks/a.liquid"], { tty: false });
  expect(text).toContain("error: text inside a JSON string is not escaped [MI062 unescaped-text]\n");
});

test("a terminal without Unicode gets ASCII, and a pipe what was written", async () => {
  const argv = ["preview", "--user", "fixtures/known-user-full.json", "--why"];
  const env = { NO_COLOR: "1", LC_ALL: "C" };
  expect(await printed(argv, { env })).toMatch(/^[\n\x20-\x7e]*$/);
  expect(await printed(argv, { env, tty: false })).toContain("✓ would be sent");
});

test.for([
  [{}, true],
  [{ LANG: "en_GB.UTF-8" }, true],
  [{ LANG: "de_DE.utf8" }, true],
  [{ LANG: "C" }, false],
  [{ LANG: "en_US.ISO-8859-1" }, false],
  [{ LANG: "en_GB.UTF-8", LC_ALL: "POSIX" }, false],
  [{ LANG: "C", LC_CTYPE: "C.UTF-8" }, true],
  [{ TERM: "linux", LANG: "en_GB.UTF-8" }, false],
  [{ OS: "Windows_NT" }, false],
  [{ OS: "Windows_NT", WT_SESSION: "1" }, true],
] as const)("%j has Unicode: %s", ([env, expected]) => {
  expect(showsUnicode(env)).toBe(expected);
});

test.for([
  ["one two", 7, "one two"],
  ["one two", 6, "one\n  two"],
  ["one two three", 9, "one two\n  three"],
  ["unbreakable words", 4, "unbreakable\n  words"],
  ["  kept indent", 60, "  kept indent"],
  ["漢字 漢字", 8, "漢字\n  漢字"],
  ["", 60, ""],
] as const)("%j in %i columns", ([text, columns, expected]) => {
  // The narrowest layout is 60 columns, so the text is moved to the right by what is left of them.
  const offset = "x".repeat(60 - columns);
  const style = styleFor(
    { write() {}, writeFile() {}, isTTY: true, columns: 60 },
    { FORCE_COLOR: "1" },
    true,
  );
  expect(style.wrap(offset + text, 2)).toBe(offset + expected);
  // Colours have no width.
  expect(style.wrap(style.red(offset + text), 2)).toBe(style.red(offset + expected));
});
