import type { Command } from "commander";
import { scopeOf } from "../braze/fixture/scope-of.js";
import { requireContentBlocks } from "../braze/webhook-files.js";
import { bodySource } from "../generate/artifacts.js";
import { headersOf, placeholder } from "../generate/headers.js";
import type { Host } from "../host.js";
import { isSuccess, statusPage } from "../movable-ink/answers/statuses.js";
import { type Delivered, deliver } from "../movable-ink/client.js";
import { jsonText } from "../source/json-text.js";
import { requireCampaign } from "../verify/campaign-for.js";
import { contractFindings } from "../verify/contract-findings.js";
import { type Preview, previewOf } from "../verify/preview.js";
import { renderRequest } from "../verify/request.js";
import { answerText } from "./shared/answer-text.js";
import { confirm } from "./shared/confirm.js";
import type { Console } from "./shared/console.js";
import type { CommandContext } from "./shared/context.js";
import { checkEndpoint, maskedUrl, requireAuthorization, requireEndpoint } from "./shared/endpoint.js";
import { requireFixture, requireNow } from "./shared/fixture.js";
import { requireWebhooks } from "./shared/load.js";
import {
  type ConfigOptions,
  campaignOption,
  examples,
  formatOption,
  formatsOf,
  projectOptions,
} from "./shared/options.js";

interface SendOptions extends ConfigOptions {
  readonly user: string;
  readonly campaign?: string;
  readonly to?: string;
  readonly now?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly format: keyof typeof sendReports;
}

export function configure(command: Command, context: CommandContext): void {
  projectOptions(command)
    .requiredOption("-u, --user <file>", "a fixture: a user and an event")
    .addOption(campaignOption())
    .option("--to <url>", "the endpoint, such as a sandbox's (default: the config's env: variable)")
    .option("--now <time>", "the clock, such as 2023-12-06T19:20:45Z (default: the real one)")
    .option("--dry-run", "show what would be sent, and send nothing")
    .option("-y, --yes", "send without asking")
    .addHelpText(
      "after",
      examples(
        [
          "mi-braze send --user fixtures/viewed.json --dry-run",
          "mi-braze send --user fixtures/viewed.json --to http://127.0.0.1:8484/behavioral/KEY --yes",
        ],
        "Exit codes: 0 taken, 1 refused or not sent, 2 wrong command line, 3 not reached.",
      ),
    )
    .action((options: SendOptions) =>
      context.run(options, (console) => sendOne(context.host, options, console)),
    );
  formatOption(command, formatsOf(sendReports));
}

async function sendOne(host: Host, options: SendOptions, console: Console): Promise<number> {
  if (options.to !== undefined) checkEndpoint(options.to.trim(), "--to", 2);
  const config = await requireWebhooks(host, options, console);
  const { fixture, diagnostics } = await requireFixture(host, options.user);
  const { campaign, occurrence, diagnostics: chosen } = requireCampaign(config, fixture, options.campaign);
  const { movableInk } = config;
  const contentBlocks = await requireContentBlocks(host, config.file);
  const scope = scopeOf(fixture, {
    now: requireNow(options.now),
    occurrence,
    clock: host.now,
    assume: config.assume,
    contentBlocks,
  });
  const body = bodySource(config, campaign);
  const shown = previewOf(
    campaign.slug,
    body,
    renderRequest({ body }, scope, config.assume).rendering,
    { method: "POST", url: placeholder(movableInk.endpoint), headers: headersOf(movableInk) },
    (payload) => contractFindings(payload, config.wire, scope),
  );
  console.diagnostics([...diagnostics, ...chosen, ...shown.diagnostics]);
  if (shown.outcome !== "sent" || shown.request.body === null) {
    console.talk(
      shown.outcome === "aborted"
        ? `Braze would not send it: ${shown.abort}`
        : "The body is broken, so nothing was sent.",
    );
    return 1;
  }
  const to = options.to === undefined ? placeholder(movableInk.endpoint) : maskedUrl(options.to);
  const report = sendReports[options.format];
  report.request(to, shown.request, console);
  if (options.dryRun) {
    console.talk("Not sent: this is a dry run.");
    return 0;
  }
  const delivery = {
    url: requireEndpoint(host, movableInk, options),
    authorization: requireAuthorization(host, movableInk),
    body: shown.request.body,
  };
  if (!options.yes && !(await confirm(host, `Send it to ${to}?`))) {
    console.talk("Not sent.");
    return 1;
  }
  const delivered = await deliver(delivery, host);
  const answer = delivered.reached ? answerText(delivered.body, host, delivered.cut) : null;
  report.answer({ delivered, campaign: campaign.slug, answer }, console);
  return delivered.reached ? (isSuccess(delivered.status) ? 0 : 1) : 3;
}

interface Sent {
  readonly delivered: Delivered;
  readonly campaign: string;
  /** What was answered, without credentials. */
  readonly answer: string | null;
}

interface SendReport {
  /** Says what goes out, before anybody is asked. */
  request(to: string, request: Preview["request"], console: Console): void;
  answer(sent: Sent, console: Console): void;
}

/** The ways in which `send` prints. */
const sendReports = {
  text: {
    request(to, { headers, body }, console) {
      console.data(`POST ${to}`);
      for (const [name, value] of Object.entries(headers)) console.data(`${name}: ${value}`);
      console.data(`\n${(body ?? "").trim()}\n`);
    },
    answer({ delivered, answer }, console) {
      if (!delivered.reached) {
        console.talk(`Not reached: ${delivered.reason}.`);
        console.talk("Check the endpoint's host and your network; nothing says that the event has arrived.");
        return;
      }
      const { status, attempts } = delivered;
      const { title, meaning, fix } = statusPage(status);
      const color = isSuccess(status) ? console.out.green : console.out.red;
      const tries = attempts.length > 1 ? ` after ${attempts.length} tries` : "";
      console.data(`${color(`${status} ${title}`)}${tries}`);
      if (answer) console.data(answer);
      if (delivered.broken !== undefined)
        console.talk(
          `The answer broke off (${delivered.broken}); its status has arrived${isSuccess(status) ? ", and so has the event" : ""}.`,
        );
      console.data(`\n${meaning}\n${fix}`);
    },
  },
  json: {
    request() {},
    answer(sent, console) {
      console.data(jsonText(sentJson(sent), 2));
    },
  },
} satisfies Readonly<Record<string, SendReport>>;

function sentJson({ delivered, campaign, answer }: Sent): object {
  const { attempts } = delivered;
  if (!delivered.reached)
    return { campaign, outcome: "unreached", status: null, answer, attempts, reason: delivered.reason };
  const { status } = delivered;
  const { meaning, fix } = statusPage(status);
  const outcome = isSuccess(status) ? "sent" : "refused";
  return { campaign, outcome, status, answer, attempts, meaning, fix };
}
