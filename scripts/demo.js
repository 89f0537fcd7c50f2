import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { prepare } from "./prepare.js";

/* `npm run demo`: what mi-braze does, shown on examples/acme-retail with the commands that a user types. */

const root = fileURLToPath(new URL("..", import.meta.url));
const print = (text) => process.stdout.write(text);

/** A body like those that most webhooks have: it works until a title has a quotation mark in it. */
const handwritten = `{
  "user_id": "{{\${user_id} | json_escape}}",
  "title": "{{event_properties.\${title}}}"
}
`;

/**
 * Works in a copy, so that the example stays as it is.
 * @param write where to, in the place of stdout
 * @param start runs a command's arguments in a folder: `{ status, stdout, stderr }`
 */
export async function demo(write = print, start = asProcess) {
  const project = mkdtempSync(join(tmpdir(), "mi-braze-demo-"));
  try {
    cpSync(join(root, "examples/acme-retail"), project, {
      recursive: true,
      filter: (path) => !path.endsWith("webhooks"),
    });
    await show(project, write, start);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

async function show(project, write, start) {
  const say = (text = "") => write(`${text}\n`);
  const heading = (text) => say(`\n\n${text}\n${"─".repeat(text.length)}\n`);
  /** One that ends otherwise than expected ends the demo. What is meant for scripts is not shown. */
  const run = async (command, expected = 0) => {
    if (!command.includes("--format json")) say(`$ npx mi-braze ${command}\n`);
    const { status, stdout, stderr } = await start(command.split(" "), project);
    if (status !== expected)
      throw new Error(`mi-braze ${command} ended with ${status}, not ${expected}:\n${stdout}${stderr}`);
    return { stdout: stdout.trimEnd(), all: `${stdout}${stderr}`.trimEnd() };
  };
  const read = (name) => readFileSync(join(project, name), "utf8");

  heading("1. You describe your events and who your users are: mi-braze.yaml");
  say(indented(read("mi-braze.yaml")));

  heading("2. mi-braze writes the webhooks to paste into Braze");
  say((await run("generate")).all);
  const body = read("webhooks/product_viewed/body.liquid").split("\n");
  const json = body.indexOf("{");
  say(
    `\nwebhooks/product_viewed/body.liquid: ${json} lines that read and check each value, then this (long lines are cut):\n`,
  );
  say(indented(body.slice(json).join("\n")));

  heading("3. What Movable Ink gets for one user, whose data is as untidy as real data, and why");
  say((await run("preview --user fixtures/emoji-and-quotes.json --why")).all);

  heading("4. Every sample user and event against the payload that it should give");
  say((await run("verify")).all);

  heading("5. The proof: each generated body is valid JSON for every user, or is not sent");
  say("$ npx mi-braze lint --format json\n");
  const { files } = JSON.parse((await run("lint --format json")).stdout);
  for (const { file, verdict } of files) say(`  ${verdict}  ${file}`);
  if (!files.every(({ verdict }) => verdict === "proven")) throw new Error("a generated body is not proven");

  heading("6. The same proof on a body written by hand: the user for whom it breaks, and the fix");
  writeFileSync(join(project, "handwritten.liquid"), handwritten);
  say((await run("lint handwritten.liquid", 1)).all);
  const linted = JSON.parse((await run("lint handwritten.liquid --format json", 1)).stdout);
  writeFileSync(join(project, "witness.json"), JSON.stringify(linted.files[0].witness));
  say("\nThat user, saved as witness.json, and what Braze would send:\n");
  say((await run("preview --template handwritten.liquid --user witness.json --format body", 1)).stdout);
  say();
  say((await run("lint handwritten.liquid --fix")).all);
  say(`\n${indented(read("handwritten.liquid"))}`);

  heading("Where to look next");
  say(
    [
      "examples/acme-retail/webhooks/   all that step 2 wrote: bodies, headers, checklists, sample payloads",
      "docs/first-day.md                from an empty folder to events in a local collector, in ten minutes",
      "README.md                        how to install it in your project, and every page of the documentation",
      "node bin/mi-braze.js lint FILE   the proof on a webhook body of yours",
      "node bin/mi-braze.js --help      every command",
    ]
      .map((line) => `  ${line}`)
      .join("\n"),
  );
}

/** A command for real, as a user starts it. */
const asProcess = (argv, cwd) =>
  new Promise((resolve) => {
    const env = { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}) };
    execFile(
      process.execPath,
      [join(root, "bin/mi-braze.js"), ...argv],
      { cwd, env },
      (error, stdout, stderr) => resolve({ status: error ? error.code : 0, stdout, stderr }),
    );
  });

const indented = (text) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => (line.length > 116 ? `  ${line.slice(0, 115)}…` : `  ${line}`.trimEnd()))
    .join("\n");

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  prepare((text) => print(`${text}\n`));
  try {
    await demo();
  } catch (error) {
    process.stderr.write(`\nThe demo failed: ${error.message}\n`);
    process.exitCode = 1;
  }
}
