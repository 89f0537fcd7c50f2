import type { Command } from "commander";
import { campaignOf } from "../braze/fixture/campaign-of.js";
import { fixtureShape } from "../braze/fixture/findings.js";
import type { Fixture } from "../braze/fixture/fixture.js";
import { readFixture } from "../braze/fixture/read.js";
import { scopeOf } from "../braze/fixture/scope-of.js";
import { type Diagnostic, hasErrors, UserError } from "../diagnostics/diagnostic.js";
import { wrongUsage } from "../diagnostics/findings.js";
import { bodySource, webhookCampaigns } from "../generate/artifacts.js";
import type { Host } from "../host.js";
import { toText } from "../liquid/values/print.js";
import { isSuccess } from "../movable-ink/answers.js";
import { deliver, isLoopback } from "../movable-ink/client.js";
import { simulationText } from "../report/simulation-text.js";
import { type JsonNode, memberOf, parseJson } from "../source/json.js";
import type { Source } from "../source/source.js";
import { previewOf } from "../verify/preview.js";
import { renderRequest } from "../verify/request.js";
import type { Console } from "./shared/console.js";
import type { CommandContext } from "./shared/context.js";
import { requireAuthorization, requireEndpoint } from "./shared/endpoint.js";
import { readSource, requireContentBlocks, requireWebhooks } from "./shared/load.js";
import { type ConfigOptions, commonOptions, configOption, formatOption } from "./shared/options.js";

interface SimulateOptions extends ConfigOptions {
  readonly users?: string;
  readonly to?: string;
  readonly once?: boolean;
  readonly format: "text" | "json";
}

/** What became of one event. */
export interface SimulatedEvent {
  readonly file: string;
  readonly event: string;
  readonly user: string | null;
  readonly campaign: string | null;
  /** `untriggered`: no campaign is for it. `ineligible`: without re-eligibility, a user's second event is not sent. */
  readonly outcome: "arrived" | "aborted" | "lost" | "ineligible" | "untriggered" | "broken";
  readonly status: number | null;
  readonly tries: number;
  readonly reason: string | null;
}

export function configure(command: Command, context: CommandContext): void {
  commonOptions(configOption(command))
    .argument("<events...>", "/users/track bodies or fixtures, with any number of events")
    .option("--users <file>", 'users as Braze exports them: an array, or {"users": […]}')
    .option("--to <url>", "a sandbox's endpoint (default: the config's env: variable)")
    .option("--once", "as if re-eligibility were off, as it is for a new campaign: each user once for ever")
    .addHelpText(
      "after",
      "\nExamples:\n  mi-braze simulate fixtures/*.json\n  mi-braze simulate yesterday.json --users users.json --once\n\nExit codes: 0 nothing is lost, 1 something is, 2 wrong command line, 3 not reached.",
    )
    .action((files: string[], options: SimulateOptions) =>
      context.run(options, (console) => simulate(context.host, files, options, console)),
    );
  formatOption(command, ["text", "json"]);
}

async function simulate(
  host: Host,
  files: readonly string[],
  options: SimulateOptions,
  console: Console,
): Promise<number> {
  const config = await requireWebhooks(host, options, console);
  const url = requireEndpoint(host, config.movableInk, options);
  if (!isLoopback(new URL(url).hostname))
    throw new UserError(
      [
        wrongUsage.report("simulate delivers to a sandbox on this machine only", {
          notes: [
            "Start one with mi-braze sandbox; mi-braze send posts to a real endpoint, one payload at a time.",
          ],
        }),
      ],
      2,
    );
  const authorization = requireAuthorization(host, config.movableInk);
  const contentBlocks = await requireContentBlocks(host, config.file);
  const users = options.users === undefined ? new Map() : await readUsers(host, options.users);
  const campaigns = webhookCampaigns(config);
  const sent = new Set<string>();
  const found: SimulatedEvent[] = [];
  const problems: Diagnostic[] = [];
  let unreached = false;
  for (const file of files) {
    const fixtures = await readEvents(host, file, users, problems);
    for (const fixture of fixtures) {
      for (const occurrence of fixture.occurrences) {
        const { campaign } = campaignOf({ ...fixture, occurrences: [occurrence] }, campaigns);
        const scope = scopeOf(fixture, { occurrence, clock: host.now, assume: config.assume, contentBlocks });
        const id = scope.profile.get("user_id") ?? scope.profile.get("braze_id") ?? null;
        const user = id === null ? null : toText(id);
        const base = {
          file,
          event: occurrence.name,
          user,
          campaign: campaign?.slug ?? null,
          status: null,
          tries: 0,
          reason: null,
        };
        if (!campaign) {
          found.push({ ...base, outcome: "untriggered" });
          continue;
        }
        const key = `${campaign.slug}\0${user}`;
        if (options.once && user !== null && sent.has(key)) {
          found.push({ ...base, outcome: "ineligible", reason: "re-eligibility is off" });
          continue;
        }
        sent.add(key);
        const body = bodySource(config, campaign);
        const shown = previewOf(
          campaign.slug,
          body,
          renderRequest({ body }, scope, config.assume).rendering,
          {
            method: "POST",
            url: null,
            headers: {},
          },
        );
        if (shown.outcome === "aborted") {
          found.push({ ...base, outcome: "aborted", reason: shown.abort });
          continue;
        }
        if (shown.request.body === null) {
          found.push({ ...base, outcome: "broken", reason: "the body cannot be rendered" });
          continue;
        }
        // Braze sends what is no JSON too. Its waiting between tries is left out.
        const delivered = await deliver(
          { url, authorization, body: shown.request.body },
          { fetch: host.fetch, now: host.now, sleep: async () => {} },
        );
        const tries = delivered.attempts.length;
        if (!delivered.reached) {
          unreached = true;
          found.push({ ...base, outcome: "lost", tries, reason: delivered.reason });
        } else {
          const { status } = delivered;
          found.push({ ...base, outcome: isSuccess(status) ? "arrived" : "lost", status, tries });
        }
      }
    }
  }
  console.diagnostics(problems);
  const summary = Object.fromEntries(
    (["arrived", "aborted", "lost", "ineligible", "untriggered", "broken"] as const).map((outcome) => [
      outcome,
      found.filter((one) => one.outcome === outcome).length,
    ]),
  );
  if (options.format === "json")
    console.data(JSON.stringify({ version: 1, events: found, summary }, null, 2));
  else console.data(simulationText(found, console.out));
  if (unreached) return 3;
  return hasErrors(problems) || found.some(({ outcome }) => /^(lost|ineligible|broken)$/.test(outcome))
    ? 1
    : 0;
}

/** The fixtures of a file; with users, one for each event, whose user is the one that the event names. */
async function readEvents(
  host: Host,
  file: string,
  users: ReadonlyMap<string, string>,
  problems: Diagnostic[],
): Promise<Fixture[]> {
  const source = await readSource(host, file);
  const found: Fixture[] = [];
  for (const one of users.size === 0 ? [source] : withUsers(source, users)) {
    const { fixture, diagnostics } = readFixture(one);
    if (fixture && !hasErrors(diagnostics)) found.push(fixture);
    else problems.push(...diagnostics);
  }
  return found;
}

/** A fixture for each event, with the exported user of its id. Texts are cut from the files, so that `10.0` stays `10.0`. */
function withUsers(source: Source, users: ReadonlyMap<string, string>): Source[] {
  const { root } = parseJson(source);
  const cut = ({ start, end }: JsonNode) => source.text.slice(start, end);
  const made = ["events", "purchases"].flatMap((kind) =>
    (memberOf(root, kind)?.items ?? []).flatMap((event): Source[] => {
      const user = users.get(String(memberOf(event, "external_id")?.value ?? ""));
      const attributes = memberOf(root, "attributes");
      const members = [
        ...(user === undefined ? [] : [`"user": ${user}`]),
        `"${kind}": [${cut(event)}]`,
        ...(attributes ? [`"attributes": ${cut(attributes)}`] : []),
      ];
      return [{ name: source.name, text: `{${members.join(", ")}}` }];
    }),
  );
  return made.length > 0 ? made : [source];
}

/** The text of each exported user by external id. */
async function readUsers(host: Host, path: string): Promise<ReadonlyMap<string, string>> {
  const source = await readSource(host, path);
  const { root, faults } = parseJson(source);
  const list = root?.kind === "array" ? root : memberOf(root, "users");
  if (faults.length > 0 || list?.kind !== "array")
    throw new UserError(
      [
        fixtureShape.report(`"${path}" holds no users`, {
          notes: ['Expected: an array of users as /users/export/ids returns them, or {"users": […]}.'],
        }),
      ],
      1,
    );
  return new Map(
    list.items!.map((user) => [
      String(memberOf(user, "external_id")?.value ?? ""),
      source.text.slice(user.start, user.end),
    ]),
  );
}
