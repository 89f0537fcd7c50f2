import type { Attack } from "../attack.js";
import { config } from "./project.js";

const secret = "s3cr3tPassw0rd";
const head =
  "version: 1\nidentity: {audience: known, user_id: external_id}\ncampaigns: [{event: e, trigger: {custom_event: E}}]\n";
const under = (line: string) =>
  `${head}movable_ink:\n  endpoint: env:E\n  authorization:\n    username: env:U\n    ${line}\n`;

/** A credential where YAML, or whoever typed it, gives it another meaning. */
const texts: readonly (readonly [variant: string, text: string])[] = [
  ["plain", under(`password: ${secret}`)],
  ["a tag", under(`password: !${secret}`)],
  ["a tag with a value", under(`password: !${secret} x`)],
  ["an alias", under(`password: *${secret}`)],
  ["an anchor", under(`password: &${secret}`)],
  ["a key", under(`${secret}: x`)],
  ["a key of its own", under(`password: ${secret}: foo`)],
  ["a mistyped section", `${head}movableink:\n  authorization:\n    password: ${secret}\n`],
  ["at the top", `${head}password: ${secret}\n`],
  ["of Signal", `${head}signal: {config: {apiKey: ${secret}}}\n`],
  ["in a comment", `${head}# password: ${secret}\nmovable_ink: {endpoint: 3}\n`],
  ["a block that is not indented", under(`password: |\n${secret}`)],
  ["a block inside braces", `${head}movable_ink: {endpoint: env:E, password: >-\n${secret}}\n`],
  ["a block of a tag that YAML has none for, not indented", `${head}token: !x |-\n${secret}\n`],
  ["a block with a remark, not indented", under(`password: | # from the vault\n${secret}`)],
  ["a block in a comment", `${head}# token: |\n# ${secret}\n3\n`],
  ["on the next line, not indented", `${head}token:\n- &a\n${secret} x\n@\n`],
  ["in a URL", `${head}signal: {base_url: "https://s.example/?token=${secret}"}\n`],
];

const formats = ["text", "json", "sarif", "github", "junit"];

const silent = ({ stdout, stderr }: { stdout: string; stderr: string }) => {
  if ((stdout + stderr).includes(secret))
    throw new Error(`the secret is printed:\n${(stdout + stderr).slice(0, 600)}`);
};

const inConfig = texts.flatMap(([variant, text], index) =>
  [["lint", "--format", formats[index % 5]!], ["lint"], ["generate"]].map(
    (argv): Attack => ({
      kind: `secrets, ${argv.join(" ")}`,
      variant,
      files: { "mi-braze.yaml": text },
      argv,
      holds: silent,
    }),
  ),
);

/** A credential in what is read besides the config: whoever reads a log is not who may read the file. */
const read: readonly (readonly [variant: string, name: string, text: string, argv: readonly string[]])[] = [
  ["a body", "a.liquid", `{"password": "${secret}", "a": {{x}}}`, ["lint", "a.liquid"]],
  [
    "a body, as JSON",
    "a.liquid",
    `{"token": "${secret}", "a": {{x}}}`,
    ["lint", "a.liquid", "--format", "json"],
  ],
  [
    "a body, as SARIF",
    "a.liquid",
    `{% assign key = "${secret}" %}{"a": {{x}}}`,
    ["lint", ".", "--format", "sarif"],
  ],
  ["what signs", "a.liquid", `{"a": {{x}}, "s": "{{ x | hmac_sha256: '${secret}' }}"}`, ["lint", "a.liquid"]],
  [
    "a dry run",
    "a.liquid",
    `<!-- password: ${secret} -->\n{"a": "{{x}}",}`,
    ["lint", ".", "--fix", "--dry-run"],
  ],
  [
    "a body to import",
    "a.liquid",
    `{"type": "track", "api_key": "${secret}", "a": {{x}}}`,
    ["import", "a.liquid", "--dir", "n"],
  ],
  ["headers", "h/headers.json", `{"X-Api-Key": "${secret}", 3}`, ["lint", "h"]],
  ["a fixture", "fixtures/a.json", `{"password": "${secret}",\n"user": {}}`, ["verify"]],
  [
    "a broken fixture",
    "fixtures/a.json",
    `{"api_key": "${secret}"\n"user": {}}`,
    ["verify", "--format", "junit"],
  ],
  [
    "a sample",
    "s.json",
    `{"name": "E", "properties": {"apiToken": "${secret}"}}`,
    ["init", "--yes", "--from-event", "s.json", "--dir", "n"],
  ],
  [
    "a broken sample",
    "s.json",
    `{"writeKey": "${secret}",\n"name": "E"`,
    ["init", "--yes", "--from-event", "s.json", "--dir", "n"],
  ],
  ["a payload", "p.json", `{"type": "track", "event": "x", "password": "${secret}"}`, ["check", "p.json"]],
  [
    "a request",
    "p.json",
    `curl -u user:${secret} https://c.example/behavioral/${secret}`,
    ["check", "p.json"],
  ],
];

const inFiles = read.map(
  ([variant, name, text, argv]): Attack => ({
    kind: "secrets, what is read",
    variant,
    files: { "mi-braze.yaml": config, "h/body.liquid": '{"a": {{x}}}', [name]: text },
    argv,
    holds: silent,
  }),
);

const onCommandLine: Attack[] = [
  ["send", "-u", "x", `--tp=https://c.example/behavioral/${secret}`],
  [`https://c.example/behavioral/${secret}`],
].map((argv) => ({
  kind: "secrets, the command line",
  variant: argv[0]!,
  files: { "mi-braze.yaml": config },
  argv,
  holds: silent,
}));

/** What a terminal or a CI server would obey. */
const marks = ["\u001b]0;PWN\u0007", "\u009b31m", "\u202e", "\u2066"];
const obeyed = marks.flatMap((mark): Attack[] => {
  const shown = ({ stdout, stderr }: { stdout: string; stderr: string }) => {
    if ((stdout + stderr).includes(mark)) throw new Error("it reaches the terminal");
  };
  return formats.map((format) => ({
    kind: `characters that a terminal obeys, ${format}`,
    variant: JSON.stringify(mark),
    files: { [`a${mark}.liquid`]: `{"a":{{custom_attribute.\${x${mark}}}}}` },
    argv: ["lint", ".", "--format", format],
    holds: shown,
  }));
});

const workflow: Attack = {
  kind: "commands of a CI server",
  variant: "a file's name",
  files: { "mi-braze.yaml": config, "fixtures/a\n::stop-commands::pwn\n.json": "{" },
  argv: ["verify"],
  holds: ({ stdout, stderr }) => {
    if (/^::stop/m.test(stdout + stderr)) throw new Error("it is carried out");
  },
};

export const secrets: readonly Attack[] = [...inConfig, ...inFiles, ...onCommandLine, ...obeyed, workflow];
