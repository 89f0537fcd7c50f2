import { createFixture } from "fs-fixture";
import { expect, onTestFinished, test } from "vitest";
import { main } from "../../src/main.js";
import { sized } from "../support/depth.js";
import { testHost } from "../support/host.js";

const password = "s3cr3tPassw0rd";
const encoded = Buffer.from(`secretuser:${password}`).toString("base64");
const apiKey = "mi_9f8e7d6c5b4a";
const key = "Zx9Qk77LmPq2";
const url = `https://collector.example/behavioral/${key}`;

const rest =
  "identity: {audience: known, user_id: external_id}\ncampaigns:\n  - event: e\n    trigger: {custom_event: E}\n";
const withInk = (ink: string) => `version: 1\nmovable_ink:\n${ink}\n${rest}`;
const whole = withInk("  endpoint: env:E\n  authorization: env:A");
const withPassword = (line: string) =>
  withInk(`  endpoint: env:E\n  authorization:\n    username: env:U\n    ${line}`);

const configs: Readonly<Record<string, string>> = {
  "a tag": withPassword(`password: !${password}`),
  "a tag of two marks": withPassword(`password: !!${password}`),
  "a tag with a value": withInk(`  endpoint: env:E\n  authorization: !${password} x`),
  "a tag in braces": withInk(`  endpoint: env:E\n  authorization: {username: env:U, password: !${password}}`),
  "an alias": withPassword(`password: *${password}`),
  "an alias for all": withInk(`  endpoint: env:E\n  authorization: *${encoded.replaceAll("=", "")}`),
  "a URL as an alias": withInk(`  endpoint: *${url}\n  authorization: env:A`),
  "an anchor": withPassword(`password: &${password}`),
  "an anchor with a value": withPassword(`password: &x ${password}`),
  "a key of its own": withPassword(`password: ${password}: foo`),
  "a key": withInk(`  ${password}: x`),
  "a key in braces": `version: 1\nmovable_ink: {${password}: x}\n${rest}`,
  "a quoted key": withInk(`  "${password}": x`),
  "a key that is base64": withInk(`  endpoint: env:E\n  authorization: {${encoded.replaceAll("=", "")}: x}`),
  "a number that JSON has not": withPassword("password: 1.23456789e400"),
  "a number": withPassword("password: 8675309123"),
  "a hexadecimal number": withPassword("password: 0x8675309123"),
  "a date": withPassword(`password: 2024-${password}`),
  quoted: withPassword(`password: "${password}"`),
  "quoted, with an escape": withPassword(`password: "\\x73${password.slice(1)}"`),
  "in a block": withPassword(`password: |\n      ${password}`),
  folded: withPassword(`password: >-\n      ${password}`),
  "on the next line": withPassword(`password:\n      ${password}`),
  "in a list": withPassword(`password: [${password}]`),
  "in a list of lines": withPassword(`password:\n      - ${password}`),
  "in a mapping": withPassword(`password: {value: ${password}}`),
  twice: withPassword(`password: env:P\n    password: ${password}`),
  "after a reserved character": withPassword(`password: @${password}`),
  "after a per cent sign": withPassword(`password: %${password}`),
  "after a backquote": withPassword(`password: \`${password}`),
  "with a quote that is open": withPassword(`password: "${password}`),
  "with a brace that is open": withPassword(`password: {${password}`),
  "as a key, in the place of a value": withPassword(`password: {${password}: yes}`),
  "as a key under another section": `${whole}x: {api-key: {${password}: on}}\n`,
  "with a tab before it": withPassword(`password:\t${password}\n\tx: 1`),
  "in a mistyped section": `version: 1\nmovableink:\n  endpoint: ${url}\n  authorization: ${encoded}\n${rest}`,
  "in another mistyped section": `version: 1\nmoveable_ink:\n  authorisation:\n    pasword: ${password}\n${rest}`,
  "at the top": `${whole}password: ${password}\n`,
  "at the top as authorization": `${whole}authorization: ${encoded}\n`,
  "in the identity": whole.replace("external_id}", `external_id, password: ${password}}`),
  "as apiKey": `${whole}signal:\n  base_url: https://s.example\n  token: env:T\n  name: x\n  config: {apiKey: ${apiKey}, company_id: a, feed_id: b}\n`,
  "as api_key of the wrong section": `${whole}signal: {api_key: ${apiKey}}\n`,
  "as secret": `${whole}signal: {secret: ${apiKey}}\n`,
  "as token": `${whole}signal:\n  token: ${apiKey}\n`,
  "as a constant": `${whole}wire: {constants: {api_key: ${apiKey}}}\nx: 1\n`,
  "as a constant alone": `${whole}wire:\n  constants:\n    api_key: ${apiKey}\n`,
  "as API-KEY": `${whole}API-KEY: ${apiKey}\n`,
  "as clientSecret": `${whole}auth: {clientSecret: ${apiKey}}\n`,
  "in a comment": `${whole}# password: ${password}\nx: 1\n`,
  "in a comment as authorization": `${whole}# authorization: ${encoded}\nx: 1\n`,
  "in a comment alone": `${whole}# was ${encoded}\nx: 1\n`,
  "in a comment after a fault": `${whole}x: 1 # ${apiKey}\n`,
  "in a comment as Basic": `${whole}# Basic ${encoded}\nx: 1\n`,
  "as all there is": `authorization ${encoded}`,
  "as all there is, quoted": `"password ${password}"`,
  "in the base URL": `${whole}signal:\n  base_url: https://s.example/?token=${apiKey}\n  token: env:T\n`,
  "in a URL at the top": `${whole}endpoint: ${url}\n`,
  "as a password in a URL": `${whole}x: https://user:${password}@host.example/\n`,
  "in a property": whole.replace(
    "{custom_event: E}",
    `{custom_event: E}\n    properties: {password: ${password}}`,
  ),
};

const commands = [
  ["lint"],
  ["lint", "--format", "json"],
  ["lint", "--format", "sarif"],
  ["lint", "--format", "github"],
  ["lint", "--format", "junit"],
  ["generate"],
  ["verify"],
  ["preview", "--user", "u.json"],
  ["mapping"],
  ["signal", "generate"],
  ["simulate", "u.json"],
];
const literals = [
  password,
  "3cr3tPassw0r",
  encoded.replaceAll("=", ""),
  apiKey,
  key,
  "1.23456789e400",
  "8675309123",
];

/** Each config meets each command in the deep run, and in the quick one every third, another third from config to config. */
const every = sized(6, 1);

test.for(Object.entries(configs).map(([name, config], index) => [name, config, index] as const))(
  "nothing shows a credential that is written as %s",
  async ([, config, index]) => {
    const project = await createFixture({ "mi-braze.yaml": config, "u.json": "{}" });
    onTestFinished(() => project.rm());
    for (const [at, command] of commands.entries()) {
      if (at % every !== index % every) continue;
      const host = testHost({ cwd: project.path });
      const exitCode = await main(command, host);
      const printed = host.out() + host.err();
      for (const literal of literals) expect(printed, command.join(" ")).not.toContain(literal);
      expect(exitCode).not.toBe(0);
    }
    expect(await project.exists("webhooks")).toBe(false);
  },
);

test("words beside the names of credentials stay", async () => {
  const config = `${whole.replace(
    "{custom_event: E}",
    "{custom_event: Password Reset}\n    properties: {token: string, secret_sale: {type: boolean, from: event_property.secret_sale}, api_key_id: {type: string, default: none given}}",
  )}wire: {constants: {token_type: first_party, auth: none}, user_id: token}\n# password: ask the CRM team\n`;
  const project = await createFixture({ "mi-braze.yaml": config });
  onTestFinished(() => project.rm());
  const host = testHost({ cwd: project.path });
  expect(await main(["generate"], host)).toBe(0);
  const body = await project.readFile("webhooks/e/body.liquid", "utf8");
  for (const word of ["first_party", "none given", "token_type"]) expect(body).toContain(word);
});
