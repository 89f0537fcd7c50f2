import type { Command } from "commander";
import { type AuditedWebhook, remarksOn, webhooksOf } from "../../audit/audit.js";
import { BlockTexts } from "../../audit/block-texts.js";
import type { Settings } from "../../config/model/config.js";
import { type Diagnostic, hasErrors, sorted, UserError } from "../../diagnostics/diagnostic.js";
import type { Host } from "../../host.js";
import { lintWebhook } from "../../rules/lint-webhook.js";
import { pages } from "../../rules/registry.js";
import { secretInTheOpen } from "../../rules/request/secret-in-the-open.js";
import { jsonText } from "../../source/json-text.js";
import {
  askingBraze,
  type BrazeOptions,
  brazeOptions,
  failureFinding,
  requireBraze,
} from "../shared/braze.js";
import type { Console } from "../shared/console.js";
import type { CommandContext } from "../shared/context.js";
import { forFile } from "../shared/for-file.js";
import { requireSettings } from "../shared/load.js";
import {
  type ConfigOptions,
  commonOptions,
  configOption,
  envOption,
  examples,
  formatOption,
  formatsOf,
} from "../shared/options.js";
import { type AuditRow, auditReports } from "./reports.js";

interface AuditOptions extends ConfigOptions, BrazeOptions {
  readonly all?: boolean;
  readonly format: keyof typeof auditReports;
}

export function configure(command: Command, context: CommandContext): void {
  brazeOptions(commonOptions(envOption(configOption(command))))
    .option("--all", "also what is a draft or was stopped")
    .addHelpText(
      "after",
      examples(
        ["mi-braze audit", "mi-braze audit --format sarif > audit.sarif"],
        `Permissions of the key: campaigns.list, campaigns.details, canvas.list, canvas.details; content_blocks.list and
content_blocks.info for bodies that print Content Blocks.

Exit codes: 0 no errors, 1 a webhook has errors, 2 wrong command line, 3 Braze not reached.`,
      ),
    )
    .action((options: AuditOptions) =>
      context.run(options, (console) => audit(context.host, options, console)),
    );
  formatOption(command, formatsOf(auditReports));
}

async function audit(host: Host, options: AuditOptions, console: Console): Promise<number> {
  const settings = await requireSettings(host, options, console);
  const { client } = requireBraze(host, settings, options, console);
  const blocks = new BlockTexts(client, (text) => host.secrets.learn(text));
  const rows: AuditRow[] = [];
  let looked = 0;
  await askingBraze(
    host,
    async () => {
      const webhooks = webhooksOf(client, blocks, {
        all: options.all === true,
        looked: (count) => {
          looked = count;
          if (count % 50 === 0) console.progress(`${count} campaigns and Canvases looked at …`);
        },
        learn: ({ url, headers, body }) => {
          if (/^https?:/i.test(url.trim())) host.secrets.addUrl(url.trim());
          for (const [name, value] of headers) host.secrets.learn(`${name}: ${value}`);
          host.secrets.learn(body);
        },
      });
      for await (const webhook of webhooks) rows.push(rowOf(host, settings, webhook));
    },
    () => [`${looked} campaigns and Canvases were looked at before that; nothing is printed of them.`],
  );
  if (blocks.failure)
    console.diagnostics([
      failureFinding(host, blocks.failure, ["Bodies that print Content Blocks were looked at without them."]),
    ]);
  console.data(auditReports[options.format](rows, pages, console.out));
  const count = `${rows.length} webhook${rows.length === 1 ? "" : "s"} in ${looked} campaigns and Canvases`;
  console.talk(
    options.all ? `${count}.` : `${count}, without drafts and what was stopped: --all has these, too.`,
  );
  return rows.some(({ diagnostics }) => hasErrors(diagnostics)) ? 1 : 0;
}

/** What is found of one webhook, as lint would of its files. */
function rowOf(host: Host, { data }: Settings, webhook: AuditedWebhook): AuditRow {
  const { kind, id, name, message, settings, contentBlocks } = webhook;
  const place = `${kind === "campaign" ? "campaigns" : "canvases"}/${id}/${message.id}`;
  const files = {
    body: { name: `${place}/body.liquid`, text: message.body },
    url: { name: `${place}/url.txt`, text: message.url },
    headers: {
      name: `${place}/headers.json`,
      text: jsonText(Object.fromEntries(message.headers), 2),
    },
    contentBlocks,
    data,
  };
  const { verdict, diagnostics } = linted(host, files);
  return {
    ...{ kind, id, name, verdict },
    message: { id: message.id, name: message.name },
    // In Braze, the URL and the headers are where credentials belong.
    diagnostics: sorted(diagnostics).filter(
      ({ kind: found, span }) => found !== secretInTheOpen.kind || span?.source.name === files.body.name,
    ),
    remarks: remarksOn(settings),
    tags: settings.tags,
    scheduleType: settings.scheduleType,
  };
}

function linted(
  host: Host,
  files: Parameters<typeof lintWebhook>[0],
): { readonly verdict: AuditRow["verdict"]; readonly diagnostics: readonly Diagnostic[] } {
  try {
    return forFile(host, files.body.name, () => lintWebhook(files));
  } catch (error) {
    // One body that cannot be looked at does not stop the others.
    if (!(error instanceof UserError)) throw error;
    return { verdict: "unknown", diagnostics: error.diagnostics };
  }
}
