import { join, resolve } from "node:path";
import type { Command } from "commander";
import { readable, readFixtures } from "../../braze/fixture/read.js";
import { parseTemplate } from "../../braze/liquid.js";
import { readSource, readSources, readUrl, shownPath, withSecrets } from "../../braze/read-source.js";
import { headersIn, readWebhookFiles, type WebhookInFiles } from "../../braze/webhook-files.js";
import { configFiles } from "../../config/read/load.js";
import { hasErrors, UserError } from "../../diagnostics/diagnostic.js";
import { notImportable } from "../../diagnostics/findings.js";
import { bodySource } from "../../generate/artifacts.js";
import { readStamp } from "../../generate/body/stamp.js";
import type { Host } from "../../host.js";
import { Unreadable } from "../../import/document-tree.js";
import type { Change } from "../../import/entry.js";
import { type Import, readBody } from "../../import/read-body.js";
import type { Template } from "../../liquid/syntax/template.js";
import { proveTemplate } from "../../proof/prove.js";
import { spanOf } from "../../source/source.js";
import { withExpectation } from "../init/fixtures.js";
import { configName } from "../init/plan.js";
import { schemaLines } from "../init/schema-lines.js";
import { refuseExisting, writeNew } from "../init/write-new.js";
import type { Console } from "../shared/console.js";
import type { CommandContext } from "../shared/context.js";
import { type CommonOptions, commonOptions, examples, folderOption } from "../shared/options.js";
import { draftOf, type Named } from "./draft.js";
import { report } from "./report.js";
import { outsideBody } from "./request.js";
import { sideBySide } from "./side-by-side.js";
import { usersFor } from "./users.js";

interface ImportOptions extends CommonOptions, Named {
  readonly url?: string;
  readonly headers?: string;
  readonly fixtures?: readonly string[];
  readonly dir: string;
}

export function configure(command: Command, context: CommandContext): void {
  commonOptions(command)
    .argument("<body>", "the webhook body as it is in Braze")
    .option("--url <file>", "its URL (default: url.txt beside the body)")
    .option("--headers <file>", "its headers as JSON (default: headers.json beside the body)")
    .option("--event <name>", "the event's name in Movable Ink (default: as the body sends it)")
    .option("--trigger <name>", "the custom event, or the Canvas, that sets the webhook off")
    .option("--fixtures <file...>", "users to render both bodies for, besides those that are made up")
    .addOption(folderOption())
    .addHelpText(
      "after",
      examples([
        "mi-braze import hooks/order.liquid --dir movable-ink",
        "mi-braze import body.liquid --trigger 'Order Placed' --fixtures 'fixtures/order.json'",
      ]),
    )
    .action((body: string, options: ImportOptions) =>
      context.run(options, (console) => importBody(context.host, body, options, console)),
    );
}

async function importBody(
  host: Host,
  path: string,
  options: ImportOptions,
  console: Console,
): Promise<number> {
  const folder = resolve(host.cwd, options.dir);
  await refuseExisting(
    host,
    configFiles.map((name) => join(folder, name)),
  );
  const webhook = await webhookOf(host, path, options);
  const { body, contentBlocks } = webhook;
  const template = parseTemplate(body);
  const found = readAs(template, contentBlocks);
  const schema = await schemaLines(host, folder);
  const { config, text, losses } = draftOf(found, {
    named: options,
    body,
    file: shownPath(host, resolve(host.cwd, path)),
    schema,
    folder,
  });
  const [campaign] = config.campaigns;
  const generated = parseTemplate(bodySource(config, campaign!));
  const proof = proveTemplate(generated);
  if (proof.verdict !== "proven") {
    const message = "the body that would be generated cannot be proven, so nothing is written";
    throw new UserError([notImportable.report(message, { span: spanOf(body, 0) }), ...proof.diagnostics], 1);
  }
  const given = await readSources(host, options.fixtures ?? []);
  if (hasErrors(given.diagnostics)) throw new UserError(given.diagnostics, 3);
  const users = [
    ...usersFor(config, campaign!, proveTemplate(template, { contentBlocks })),
    ...readable(readFixtures(given.sources)).map((fixture) => ({
      name: fixture.source.name,
      text: fixture.source.text,
      fixture,
    })),
  ];
  const changes = [...found.changes, ...renamed(found, options)];
  const rows = sideBySide({
    template,
    contentBlocks,
    generated,
    users,
    changes,
    losses,
    wire: config.wire,
  });
  // The first has everything that the config reads.
  const fixture = withExpectation(`fixtures/${campaign!.slug}.json`, users[0]!.text, config, campaign!);
  const texts = [{ path: configName, text }, fixture];
  await writeNew(
    host,
    folder,
    texts.map((file) => ({ path: join(folder, file.path), text: file.text })),
  );
  report({
    host,
    console,
    folder,
    config,
    body,
    written: texts.map((file) => file.path),
    losses,
    outside: outsideBody(webhook),
    changes,
    rows,
  });
  return 0;
}

/** What `--event` changes. */
const renamed = (found: Import, { event }: Named): Change[] =>
  event === undefined || found.event === undefined || event === found.event
    ? []
    : [{ path: ["event"], what: `is now ${event}` }];

/** The body with what is beside it, or is named instead. */
async function webhookOf(host: Host, path: string, { url, headers }: ImportOptions): Promise<WebhookInFiles> {
  const beside = await readWebhookFiles(host, path);
  return {
    ...beside,
    ...(url === undefined ? {} : { url: withSecrets(host, await readUrl(host, url)) }),
    ...(headers === undefined
      ? {}
      : { headers: headersIn(withSecrets(host, await readSource(host, headers))) }),
  };
}

function readAs(template: Template, contentBlocks: ReadonlyMap<string, string>): Import {
  const body = template.source;
  const refusal = (message: string, notes: readonly string[], start = 0, end = start) =>
    new UserError([notImportable.report(message, { span: spanOf(body, start, end), notes })], 1);
  if (readStamp(body.text))
    throw refusal("mi-braze generated this body", ["Its config is named in the first line: edit that."]);
  if (hasErrors(template.diagnostics))
    throw new UserError(
      template.diagnostics.filter(({ severity }) => severity === "error"),
      1,
    );
  try {
    return readBody(template, contentBlocks);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { start, end } = error.range;
    throw refusal(
      `this body cannot be read as a payload: ${error.message}`,
      [
        `mi-braze lint ${body.name} tells what is wrong with it, and fixes much of it with --fix; import it then.`,
      ],
      start,
      end,
    );
  }
}
