import type { Command } from "commander";
import { calls } from "../braze-api/calls.js";
import { objectsIn } from "../braze-api/content-blocks.js";
import { UserError } from "../diagnostics/diagnostic.js";
import { wrongUsage } from "../diagnostics/findings.js";
import { visibleName } from "../egress/visible.js";
import type { Host } from "../host.js";
import { comparedIn } from "../pull/compared.js";
import { neededFields } from "../pull/needed-fields.js";
import { redacted } from "../pull/redact.js";
import { isJsonObject, type JsonObject } from "../source/json.js";
import { jsonText } from "../source/json-text.js";
import { configTargets, fileTargets } from "./lint/targets.js";
import { askingBraze, type BrazeOptions, brazeOptions, requireBraze } from "./shared/braze.js";
import type { Console } from "./shared/console.js";
import type { CommandContext } from "./shared/context.js";
import { requireSettings } from "./shared/load.js";
import { type ConfigOptions, examples, projectOptions } from "./shared/options.js";

interface PullOptions extends ConfigOptions, BrazeOptions {
  readonly externalId?: string;
  readonly email?: string;
  readonly brazeId?: string;
  readonly redact: boolean;
}

export function configure(command: Command, context: CommandContext): void {
  brazeOptions(projectOptions(command))
    .argument(
      "[file...]",
      "templates that the fixture is for: files, folders, globs (default: what lint looks at)",
    )
    .option("--external-id <id>", "whose profile, by external id")
    .option("--email <address>", "by e-mail address")
    .option("--braze-id <id>", "by Braze's own id")
    .option("--no-redact", "personal data as it is, in place of stand-ins")
    .addHelpText(
      "after",
      examples(
        [
          "mi-braze pull-user --external-id customer-1042 > fixtures/customer.json",
          "mi-braze pull-user --email ada@mail.example hooks/order.liquid",
        ],
        `Permission of the key: users.export.ids.

Exit codes: 0 printed, 1 there is no such user, or Braze refuses, 2 wrong command line, 3 Braze not reached.`,
      ),
    )
    .action((files: readonly string[], options: PullOptions) =>
      context.run(options, (console) => pullUser(context.host, files, options, console)),
    );
}

async function pullUser(
  host: Host,
  files: readonly string[],
  options: PullOptions,
  console: Console,
): Promise<number> {
  const who = whoseProfile(options);
  const settings = await requireSettings(host, options, console);
  const { client } = requireBraze(host, settings, options, console);
  const templates = await templatesOf(host, files, options, console);
  const { fields, attributes } = neededFields(templates);
  const answer = await askingBraze(host, () =>
    client.ask(calls.exportUser, { body: { ...who, fields_to_export: fields } }),
  );
  const [user, ...others] = objectsIn(answer.users);
  if (!user) {
    console.talk("Braze has no such user. Ids are case-sensitive; an anonymous user has only a Braze id.");
    return 1;
  }
  if (others.length > 0)
    console.talk(
      `${others.length + 1} users have this address; the first is printed. Choose one by --braze-id.`,
    );
  const read = onlyRead(user, fields, attributes);
  const {
    user: shown,
    replaced,
    compared,
  } = options.redact
    ? redacted(read, client.workspace.key, comparedIn(templates))
    : { user: read, replaced: [], compared: [] };
  console.data(jsonText({ user: shown }, 2));
  console.talk(`Asked for: ${inLine(fields)}.`);
  console.talk(
    options.redact
      ? `Replaced by stand-ins: ${inLine(replaced) || "nothing"}.`
      : "Nothing was replaced: this is personal data. Keep it out of Git.",
  );
  if (compared.length > 0) console.talk(`Kept, since a template compares it: ${inLine(compared)}.`);
  console.talk("A fixture also has an event: add event, with its name and properties, and expect.");
  return 0;
}

/** Names that come from Braze, in one line. */
const inLine = (names: readonly string[]): string => names.map(visibleName).join(", ");

/** The texts of the templates that are named, or of all that the config is about, each field of the composer apart. */
async function templatesOf(
  host: Host,
  files: readonly string[],
  options: PullOptions,
  console: Console,
): Promise<string[]> {
  const { targets, diagnostics } =
    files.length > 0 ? await fileTargets(host, files, options) : await configTargets(host, options);
  // What the config has to say was said when it was read.
  if (files.length > 0) console.diagnostics(diagnostics);
  if (targets.length === 0)
    throw new UserError(
      files.length > 0
        ? diagnostics
        : [
            wrongUsage.report("there is no template to tell which fields a fixture needs", {
              notes: ["Name one: mi-braze pull-user --external-id ID hooks/order.liquid"],
            }),
          ],
      files.length > 0 ? 3 : 2,
    );
  return targets.flatMap(({ body, url, headers, contentBlocks }) => [
    body.text,
    ...[url, headers].flatMap((one) => (one ? [one.text] : [])),
    ...(contentBlocks?.values() ?? []),
  ]);
}

function whoseProfile({ externalId, email, brazeId }: PullOptions): object {
  const given = [
    ...(externalId === undefined ? [] : [{ external_ids: [externalId] }]),
    ...(email === undefined ? [] : [{ email_address: email }]),
    ...(brazeId === undefined ? [] : [{ braze_id: brazeId }]),
  ];
  if (given.length === 1) return given[0]!;
  throw new UserError(
    [wrongUsage.report("whose profile? Give one of --external-id, --email and --braze-id")],
    2,
  );
}

/** Braze may send more than it was asked for, and of custom attributes it sends all. */
const onlyRead = (
  user: JsonObject,
  fields: readonly string[],
  attributes: ReadonlySet<string>,
): JsonObject => ({
  ...Object.fromEntries(
    fields.flatMap((field) => {
      const value = user[field];
      return value === undefined || field === "custom_attributes" ? [] : [[field, value] as const];
    }),
  ),
  ...(isJsonObject(user.custom_attributes)
    ? {
        custom_attributes: Object.fromEntries(
          Object.entries(user.custom_attributes).filter(([name]) => attributes.has(name)),
        ),
      }
    : {}),
});
