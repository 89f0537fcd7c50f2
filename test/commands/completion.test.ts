import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

const files = {
  "mi-braze.yaml": `version: 1
movable_ink: {endpoint: env:LIVE_URL, authorization: env:LIVE_AUTH}
environments: {staging: {brand: Staging}}
identity: {audience: known, user_id: external_id}
campaigns:
  - {event: viewed, trigger: {custom_event: Viewed}}
  - {event: bought, trigger: {custom_event: Bought}}
`,
  "fixtures/viewed.json": "{}",
};

async function complete(words: readonly string[], given: Record<string, string> = files) {
  await using folder = await createFixture(given);
  const host = testHost({ cwd: folder.path });
  expect(await main(["complete", "--", ...words], host)).toBe(0);
  expect(host.err()).toBe("");
  return host
    .out()
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t")[0]);
}

const cases: readonly (readonly [words: readonly string[], some: readonly string[]])[] = [
  [[""], ["init", "import", "lint", "doctor"]],
  [["ver"], ["verify", ":4"]],
  [
    ["lint", "--fo"],
    ["--format", ":4"],
  ],
  [
    ["lint", "--format", ""],
    ["text", "sarif"],
  ],
  [["lint", "--fix-only", "MI06"], ["MI062"]],
  [["explain", "MI06"], ["MI062"]],
  [
    ["generate", "--only", ""],
    ["viewed", "bought"],
  ],
  [
    ["send", "--campaign", "b"],
    ["bought", ":4"],
  ],
  [
    ["generate", "--env", ""],
    ["staging", ":4"],
  ],
  [["verify", ""], ["fixtures/viewed.json"]],
  [["preview", "--user", ""], ["fixtures/viewed.json"]],
  [["init", "--preset", "pro"], ["product_viewed"]],
  [["signal", "ch"], ["check"]],
  [
    ["completion", ""],
    ["bash", "powershell"],
  ],
  // Where there is nothing to offer, the shell completes files.
  [["lint", ""], [":0"]],
  [["import", "hooks/"], [":0"]],
  [["nonsense", ""], [":4"]],
  [[], [":4"]],
];
test.each(cases)("%j is completed", async (words, some) => {
  expect(await complete(words)).toEqual(expect.arrayContaining([...some]));
});

test("a config that cannot be read completes what it can", async () => {
  expect(await complete(["generate", "--only", ""], { "mi-braze.yaml": "{" })).toEqual([":4"]);
  expect(await complete(["generate", "--on"], {})).toEqual(["--only", ":4"]);
});

test("the command that shells call is not in the help", async () => {
  await using folder = await createFixture({});
  const host = testHost({ cwd: folder.path });
  await main(["--help"], host);
  expect(host.out()).toMatch(/^ {2}completion /m);
  expect(host.out()).not.toMatch(/^ {2}complete /m);
});

test("each shell has a script, and no other has", async () => {
  await using folder = await createFixture({});
  for (const shell of ["bash", "zsh", "fish", "powershell"]) {
    const host = testHost({ cwd: folder.path });
    expect(await main(["completion", shell], host)).toBe(0);
    expect(host.out()).toMatch(/mi-braze complete\b/);
  }
  const host = testHost({ cwd: folder.path });
  expect(await main(["completion", "tcsh"], host)).toBe(2);
  expect(host.err()).toContain("tcsh");
});

test("zsh is made ready to complete where nothing did it before", async () => {
  await using folder = await createFixture({});
  const host = testHost({ cwd: folder.path });
  await main(["completion", "zsh"], host);
  const lines = host.out().split("\n");
  const at = lines.findIndex((line) => line.startsWith("compdef "));
  expect(lines[0]).toBe("#compdef mi-braze");
  expect(lines[at - 1]).toMatch(/functions\[compdef\].*compinit/);
});

test("what has no description ends at its name", async () => {
  await using folder = await createFixture(files);
  const host = testHost({ cwd: folder.path });
  await main(["complete", "--", "lint", "--fix-only", "MI06"], host);
  expect(host.out()).toContain("MI062\n");
});

test("bash completes with it, also without the package bash-completion", async () => {
  await using folder = await createFixture(files);
  const host = testHost({ cwd: folder.path });
  await main(["completion", "bash"], host);
  const bin = fileURLToPath(new URL("../../bin/mi-braze.js", import.meta.url));
  const script = `mi-braze() { "${process.execPath}" "${bin}" "$@"; }
compopt() { :; }
${host.out()}
COMP_WORDS=(mi-braze generate --only vi); COMP_CWORD=3; COMP_LINE="mi-braze generate --only vi"; COMP_POINT=\${#COMP_LINE}
$(complete -p mi-braze | sed -E 's/.*-F ([^ ]+).*/\\1/')
printf '%s\\n' "\${COMPREPLY[@]}"
complete -p mi-braze`;
  const out = execFileSync("bash", ["-c", script], { cwd: folder.path, encoding: "utf8" });
  expect(out.trim().split(/\s+/)[0]).toBe("viewed");
  // Files, where the answer is none.
  expect(out).toContain("complete -o default -F");
});
