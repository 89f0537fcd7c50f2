import { expect, test } from "vitest";
import { guarded } from "../../src/egress/guard.js";
import { visible, visibleName } from "../../src/egress/visible.js";
import { styleFor } from "../../src/report/style.js";
import { testHost } from "../support/host.js";

const obeyed = [
  0, 7, 8, 11, 12, 13, 0x1b, 0x7f, 0x80, 0x9b, 0x9d, 0x061c, 0x200e, 0x202e, 0x2028, 0x2066, 0x2069,
];

test.for(obeyed)("U+%i is written out", (code) => {
  expect(visible(`a${String.fromCharCode(code)}b`)).toBe(`a\\u{${code.toString(16)}}b`);
});

test("letters, tabs, line ends and emoji stay", () => {
  const text = "é\tü\r\n\u{1f468}\u200d\u{1f469} \u0646\u200c";
  expect(visible(text)).toBe(text);
});

test("a name is on one line", () => {
  expect(visibleName("a\n::error::b\r.json")).toBe("a\\u{a}::error::b\\u{d}.json");
});

function printed(text: string, options?: { commands: boolean }) {
  const host = testHost({ cwd: "/" });
  guarded(host).stdout.write(text, options);
  return host.out();
}

test.for([
  "::error::x",
  "  ::stop-commands::x",
  "a\n\t::add-mask::x",
  "a\n\u00a0::x",
  "a ##[error]x",
  "##vso[task.setvariable]x",
  "##teamcity[message]",
  "\u001b[1m##[group]x",
])("what a CI server obeys is written out: %j", (text) => {
  expect(printed(text)).not.toMatch(/^\s*::|##\[|##vso\[|##teamcity\[/m);
});

test("two colons elsewhere stay", () => {
  expect(printed("a::b : :: c\n:d ## [x]")).toBe("a::b : :: c\n:d ## [x]");
});

test("commands that are meant stay", () => {
  expect(printed("::error file=a::b\n", { commands: true })).toBe("::error file=a::b\n");
});

test.for([
  "::error file=a.liquid::a ##[error]b",
  "::warning title=x ##vso[task.complete result=Succeeded]::b",
  "::notice ::##TeamCity[message]\n::add-mask::x",
  "::error ::a\n \t::set-env name=a::b",
  "::error::x",
  "::errors ::x",
])("nothing else that a CI server obeys is among them: %j", (text) => {
  const shown = printed(text, { commands: true });
  expect(shown).not.toMatch(/##(?:\[|vso\[|teamcity\[)/i);
  expect(shown.match(/^\s*::.*/gm) ?? []).toEqual(
    text.match(/^::(?:error|warning|notice) .*/gm)?.map((line) => line.replace(/##(?=\w*\[)/g, "#\\u{23}")) ??
      [],
  );
});

test("JSON stays JSON with the same value", () => {
  const value = { a: "\u009b\u202e\u001b ::x ##[error]", "\u2066": [1] };
  const shown = printed(JSON.stringify(value, null, 2));
  expect(JSON.parse(shown)).toEqual(value);
  expect(shown).not.toMatch(/[\u0080-\u009f\u202e\u2066]|##\[/);
});

test("JSON stays JSON where a number is a secret", () => {
  const host = testHost({ cwd: "/" });
  const safe = guarded(host);
  safe.secrets.add("1234567890");
  safe.stdout.write('{"a": 1234567890, "b": "x 1234567890"}');
  expect(JSON.parse(host.out())).toEqual({ a: "***", b: "x ***" });
});

test("a colour of ours is one, a colour in a string is not", () => {
  const host = testHost({ cwd: "/", tty: true });
  const safe = guarded(host);
  const colors = styleFor(safe.stdout, {}, true);
  safe.stdout.write(colors.red(`a ${colors.bold("b")} \u001b[32mc`));
  expect(host.out()).toBe("\u001b[31ma \u001b[1mb\u001b[22m \\u{1b}[32mc\u001b[39m");
});

test("a file that would hold a secret is not written", async () => {
  const host = testHost({ cwd: "/", files: { write: async () => {} } });
  const safe = guarded(host);
  safe.secrets.add("s3cr3tPassw0rd");
  await expect(safe.files.write("/x", "a s3cr3tPassw0rd")).rejects.toThrow("holds a credential");
  await safe.files.write("/x", "a s3cr3tPassw0rd", { asIs: true });
  await safe.files.write("/x", "a");
});
