import type { Campaign, Config, Signal } from "../../config/model/config.js";
import { visible } from "../../egress/visible.js";
import { installRequest, installUrl } from "../../signal/integration.js";
import { cell } from "../../source/csv.js";
import { jsonText } from "../../source/json-text.js";
import { codeSpan, tableCell } from "../../source/markdown.js";
import { sourceText } from "../body/source-text.js";
import { preconditionWords } from "../precondition-words.js";
import { type Attribute, feedSchema, signalCampaigns } from "./feed-schema.js";

/** The folder inside the output folder. */
export const signalFolder = "signal";

/** A file to write: its path inside the folder for Signal. */
export interface SignalFile {
  readonly path: string;
  readonly text: string;
}

/** Everything that installing and mapping needs; secrets appear as the names of their variables. */
export function signalFiles(config: Config, signal: Signal): SignalFile[] {
  const { attributes } = feedSchema(config);
  const texts: Record<string, string> = {
    "install.json": `${jsonText(installRequest(signal, `<${signal.apiKey.env}>`), 2)}\n`,
    "install.sh": installScript(signal),
    "mapping.md": mapping(config),
    "checklist.md": checklist(signal),
    "feed-schema.md": schemaMarkdown(attributes),
    "feed-schema.csv": schemaCsv(attributes),
  };
  return Object.entries(texts).map(([name, text]) => ({
    path: name,
    text: name.endsWith(".md") ? visible(text) : text,
  }));
}

/** A text between single quotes of the shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A text inside the double quotes of a curl config. */
const inCurl = (text: string): string => text.replace(/["\\]/g, "\\$&");

/**
 * The same request as `mi-braze signal install`. Token and key go to curl through its standard input, so that no list of
 * processes shows them.
 */
function installScript(signal: Signal): string {
  const { token, apiKey } = signal;
  // No name can hold this: in JSON, its quotation marks would be escaped.
  const place = '"config":{"api_key":"';
  const json = jsonText(installRequest(signal, ""));
  const at = json.indexOf(place) + place.length;
  const [before, after] = [inCurl(json.slice(0, at)), inCurl(json.slice(at))];
  return `#!/bin/sh
# Installs Movable Ink Customer Data in Datafly Signal. Secrets come from the environment: ${token.env}, ${apiKey.env}.
# mi-braze signal install does the same, asks first, and looks whether it is installed already.
set -eu
: "\${${token.env}:?is not set: a token of Signal's management API}"
: "\${${apiKey.env}:?is not set: the API key from Movable Ink's Settings, Integrations}"
# An argument has no name that a variable could have, too.
check() {
  case $1 in
    *[!A-Za-z0-9._~+/=-]*)
      echo "${token.env} or ${apiKey.env} holds a character that no token has" >&2
      exit 2
      ;;
  esac
}
check "$${token.env}"
check "$${apiKey.env}"
{
  printf 'header = "Authorization: Bearer %s"\\n' "$${token.env}"
  printf 'data = "%s%s%s"\\n' ${quoted(before)} "$${apiKey.env}" ${quoted(after)}
} | curl --config - --silent --show-error --fail-with-body --max-time 30 \\
  --request POST --header 'Content-Type: application/json' \\
  ${quoted(installUrl(signal))}
`;
}

const becomes = {
  identify: "a profile update",
  track: "a behavioural attribute update (last purchase date, spend)",
  page: "an engagement attribute update",
} as const;

function mapping(config: Config): string {
  return `${[
    "# What goes through Datafly Signal",
    "Each event of the config, as Signal's call, what it becomes in Movable Ink, and the attributes that the feed's schema must hold.",
    `\`userId\` must be the id that message links carry as \`mi_u\`, and never change for a person; in Braze it is ${codeSpan(sourceText(config.identity.userId.from))}.`,
    ...signalCampaigns(config).flatMap((campaign) => [
      `## ${campaign.slug}`,
      `Call: ${codeSpan(callOf(campaign))}  \nIn Movable Ink: ${becomes[campaign.type]}`,
      ...callOnlyIf(campaign),
      table(feedSchema({ ...config, campaigns: [campaign] }).attributes, "Required", ({ required }) =>
        required ? "yes" : "",
      ),
    ]),
    "What each call becomes is Datafly's own description (https://docs.dataflysignal.com/integrations/cdp/movable-ink-customer-data); no page of Movable Ink says it.",
  ].join("\n\n")}\n`;
}

/** Signal sends whatever it is called with, so that whoever calls has to ask. */
function callOnlyIf(campaign: Campaign): string[] {
  const sent = preconditionWords(campaign);
  return sent.length === 0 ? [] : [`Call it ${sent.join("; ")}: Signal itself does not look.`];
}

/** As Signal's own script is called. */
const callOf = ({ type, event }: Campaign): string =>
  type === "identify" ? "identify(userId, traits)" : `${type}(${jsonText(event ?? "")}, properties)`;

const table = (
  attributes: readonly Attribute[],
  last: string,
  lastOf: (attribute: Attribute) => string,
): string =>
  attributes.length === 0
    ? "No attributes of its own."
    : [
        `| Attribute | Type | ${last} |`,
        "| --- | --- | --- |",
        ...attributes.map((one) => `| ${tableCell(codeSpan(one.name))} | ${one.type} | ${lastOf(one)} |`),
      ].join("\n");

const schemaMarkdown = (attributes: readonly Attribute[]): string =>
  `# The feed's schema\n\nEnter these customer attributes in Movable Ink, for the feed that the integration writes to. An attribute that is not there, or of another type, is answered with 400. The types are the config's; what a feed calls them is not documented.\n\n${table(attributes, "Sent by", ({ campaigns }) => campaigns.join(", "))}\n`;

const schemaCsv = (attributes: readonly Attribute[]): string =>
  [
    ["attribute", "type", "sent by"],
    ...attributes.map(({ name, type, campaigns }) => [name, type, campaigns.join(" ")]),
  ]
    .map((row) => `${row.map(cell).join(",")}\r\n`)
    .join("");

const checklist = ({
  name,
  companyId,
  feedId,
  apiKey,
  token,
  variant,
}: Signal): string => `# Datafly Signal: checklist

## In Movable Ink, first

- [ ] Company id: Account Settings shows \`${companyId}\`
- [ ] API key: Settings, Integrations; it is in the variable \`${apiKey.env}\`, nowhere else
- [ ] Feed: its detail page shows \`${feedId}\`
- [ ] The feed's schema holds every attribute of \`feed-schema.md\`, with its type
- [ ] The feed is linked to a creative

## Install, one way or the other

- [ ] By API: \`mi-braze signal install\`, or \`sh install.sh\`, with a token of the management API in \`${token.env}\` (it lives for 15 minutes)
- [ ] By hand, Signal's quick set-up: Integrations, Integration Library, filter by CDP, Movable Ink Customer Data, Install; name \`${name}\`, variant \`${variant}\`, the three values above; Install Integration

## Test

- [ ] Send an identify, and look for the profile in the feed
- [ ] Live Events shows 200
- [ ] \`mi-braze signal check\` says that what is installed is what the config means

## When it does not work

| Live Events shows | Cause | Fix |
| --- | --- | --- |
| 401 | the API key is wrong | copy it again from Settings, Integrations |
| 404 | the feed id is wrong | copy it again from the feed's detail page |
| 400 | the attributes do not fit the feed's schema | \`mi-braze signal check --sample FILE\`, then \`feed-schema.md\` |
| 200, and nothing is shown | the feed is not linked to a creative | link it |
`;
