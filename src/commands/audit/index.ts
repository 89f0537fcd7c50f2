import type { Command } from "commander";
import { listedIn, webhooksOf } from "../../audit/audit.js";
import { BlockTexts } from "../../audit/block-texts.js";
import { hasCampaigns } from "../../config/model/config.js";
import { generatedBodies } from "../../generate/artifacts.js";
import type { Host } from "../../host.js";
import { hashText } from "../../liquid/values/digest.js";
import { pages } from "../../rules/registry.js";
import { jsonText, quoted } from "../../source/json-text.js";
import { version } from "../../version.js";
import {
  askingBraze,
  type BrazeOptions,
  brazeOptions,
  failureFinding,
  requireBraze,
} from "../shared/braze.js";
import type { Console } from "../shared/console.js";
import type { CommandContext } from "../shared/context.js";
import { requireSettings } from "../shared/load.js";
import { type ConfigOptions, examples, formatOption, formatsOf, projectOptions } from "../shared/options.js";
import { tallyOf } from "./audited.js";
import { Journal } from "./journal.js";
import { auditReports } from "./reports.js";
import { rowOf } from "./row.js";

interface AuditOptions extends ConfigOptions, BrazeOptions {
  readonly all?: boolean;
  readonly resume?: string;
  readonly format: keyof typeof auditReports;
}

export function configure(command: Command, context: CommandContext): void {
  brazeOptions(projectOptions(command))
    .option("--all", "also what is a draft, archived or stopped")
    .option("--resume <file>", "write down what is done, and go on from it when the run before ended early")
    .addHelpText(
      "after",
      examples(
        [
          "mi-braze audit",
          "mi-braze audit --format html > audit.html",
          "mi-braze audit --resume audit.ndjson --format sarif > audit.sarif",
        ],
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
  const bodies = hasCampaigns(settings) ? generatedBodies(settings) : [];
  const all = options.all === true;
  const about = jsonText([client.workspace.origin, version(), all, [...settings.data], bodies]);
  const journal = await Journal.open(host, options.resume, hashText("sha256", about));
  try {
    if (journal.size > 0)
      console.talk(
        `Going on: ${journal.size} campaigns and Canvases were looked at before, and only those are read again that have changed since.`,
      );
    const blocks = new BlockTexts(client);
    let looked = 0;
    await askingBraze(
      host,
      async () => {
        for await (const listed of listedIn(client, { all })) {
          if (!journal.has(listed)) {
            const found = await webhooksOf(client, blocks, listed, { all });
            const rows = found.map((webhook) => rowOf(host, settings, bodies, webhook, console.out));
            await journal.add(listed, rows);
          }
          if (++looked % 50 === 0) console.progress(`${looked} campaigns and Canvases looked at …`);
        }
      },
      () => [
        `${looked} campaigns and Canvases were looked at before that; nothing is printed of them.`,
        options.resume === undefined
          ? "With --resume FILE, the next run goes on where this one ended."
          : `Run it again with --resume ${quoted(options.resume)} to go on where it ended.`,
      ],
    );
    if (blocks.failure)
      console.diagnostics([
        failureFinding(host, blocks.failure, [
          "Bodies that print Content Blocks were looked at without them.",
        ]),
      ]);
    const tally = await tallyOf(journal.rows());
    const report = auditReports[options.format];
    const audited = { rows: () => journal.rows(), tally, pages, style: console.out };
    for await (const piece of report(audited)) console.piece(piece);
    await journal.finish();
    const count = `${tally.webhooks} webhook${tally.webhooks === 1 ? "" : "s"} in ${looked} campaigns and Canvases`;
    console.talk(
      all ? `${count}.` : `${count}, without drafts and what is archived or stopped: --all has these, too.`,
    );
    return tally.count.errors > 0 ? 1 : 0;
  } finally {
    await journal.close();
  }
}
