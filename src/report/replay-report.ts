import { visibleName } from "../egress/visible.js";
import { failuresOfHost, speedLimits } from "../replay/rates.js";
import { type CampaignSummary, type Met, type ReplaySummary, sumOf } from "../replay/summary.js";
import { jsonText } from "../source/json-text.js";
import type { Style } from "./style.js";

/** The ways in which `replay` prints. */
export const replayReports = {
  text: replayText,
  json: (summary) => jsonText({ version: 1, ...summary }, 2),
} satisfies Readonly<Record<string, (summary: ReplaySummary, style: Style) => string>>;

/** Of each list so many lines are shown; JSON has them all. */
const most = 8;

function replayText(summary: ReplaySummary, style: Style): string {
  const { campaigns, unmatched, unread, unreadable, identity } = summary;
  return [
    `${number(summary.events)} ${summary.events === 1 ? "event" : "events"} of ${summary.files.length === 1 ? visibleName(summary.files[0]!) : `${summary.files.length} files`}${summary.duplicates > 0 ? `, ${number(summary.duplicates)} of them delivered twice and left out` : ""}${summary.span ? style.dim(`  ${summary.span.from} to ${summary.span.to}`) : ""}`,
    "",
    ...campaigns.flatMap((campaign) => [...campaignText(campaign, style), ""]),
    ...rateText(summary, style),
    ...section("Changed", summary.changes, style),
    ...section("No campaign forwards", unmatched, style, ({ what, nearest }) =>
      nearest === null ? what : `${what}; did you mean "${nearest}"?`,
    ),
    ...(unread.length === 0
      ? []
      : [
          style.bold("No campaign reads"),
          ...unread.slice(0, most).map(({ event, properties }) => {
            const names = properties
              .slice(0, most)
              .map(
                ({ what, count, types }) => `${visibleName(what)} (${number(count)} × ${types.join(", ")})`,
              );
            const more = properties.length > most ? `, and ${properties.length - most} more` : "";
            return `  ${visibleName(event)}: ${names.join(", ")}${more}`;
          }),
          "",
        ]),
    ...identityText(identity, style),
    ...section("Could not be read", unreadable, style),
  ]
    .join("\n")
    .trimEnd();
}

function campaignText(one: CampaignSummary, style: Style): string[] {
  const [aborted, broken] = [sumOf(one.aborted), sumOf(one.broken)];
  const mark = broken > 0 ? style.marks.failed : one.sent === 0 ? style.marks.attention : style.marks.ok;
  const counts =
    one.seen === 0
      ? "no event"
      : [
          `${number(one.seen)} ${one.seen === 1 ? "event" : "events"}`,
          `${number(one.sent)} sent`,
          ...(aborted > 0 ? [`${number(aborted)} aborted`] : []),
          ...(broken > 0 ? [`${number(broken)} broken`] : []),
        ].join(", ");
  const never = one.properties.filter(
    ({ sent, otherwise }) => sent === 0 && otherwise.every(({ verdict }) => verdict === "left out"),
  );
  const without = one.properties.flatMap(({ path, otherwise }) =>
    otherwise
      .filter(({ verdict }) => verdict !== "aborted" && !never.some((property) => property.path === path))
      .map(({ verdict, what, ...rest }) => ({ ...rest, what: `${path} ${verdict}: ${what}` })),
  );
  const types = one.properties.flatMap(({ path, declared, observed }) =>
    observed
      .filter(({ asDeclared }) => declared !== null && !asDeclared)
      .map(({ what, ...rest }) => ({ ...rest, what: `${path} is ${what}, declared as ${declared}` })),
  );
  return [
    `${mark} ${style.bold(one.campaign)}  ${counts}`,
    ...lines("broken", one.broken, style.red, style),
    ...lines("aborted", one.aborted, style.yellow, style),
    ...lines("warning", one.findings, style.yellow, style),
    ...lines("value", without, style.dim, style),
    ...lines("type", types, style.dim, style),
    ...lines(
      "clock",
      one.age.ahead.count > 0
        ? [{ what: "timestamps after the event: the clock of whoever said them is ahead", ...one.age.ahead }]
        : [],
      style.yellow,
      style,
    ),
    ...(one.sent > 0 && never.length > 0
      ? [`    ${style.yellow("never".padEnd(9))}${never.map(({ path }) => visibleName(path)).join(", ")}`]
      : []),
    ...(one.sent === 0
      ? []
      : [
          style.dim(
            `    ${"ids".padEnd(9)}${number(one.ids.user_id)} with a user_id, ${number(one.ids.anonymous_id)} with an anonymous_id`,
          ),
        ]),
    ...(one.bytes === null
      ? []
      : [
          style.dim(
            `    ${"payload".padEnd(9)}${number(one.bytes.average)} bytes on average, ${number(one.bytes.largest)} at most`,
          ),
        ]),
    ...(one.age.most === 0
      ? []
      : [
          style.dim(
            `    ${"age".padEnd(9)}timestamps ${duration(one.age.average)} before their events on average, ${duration(one.age.most)} at most`,
          ),
        ]),
    ...(one.rate === null
      ? []
      : [
          style.dim(
            `    ${"rate".padEnd(9)}${number(one.rate.peak.events)} a minute at most, at ${one.rate.peak.minute}`,
          ),
        ]),
    ...speedText(one, style),
  ];
}

/** What a delivery speed limit would do, where one could do anything. */
function speedText({ speedLimit }: CampaignSummary, style: Style): string[] {
  if (speedLimit === null || speedLimit.none <= speedLimits.least) return [];
  const label = `    ${"limit".padEnd(9)}`;
  if (speedLimit.none > speedLimits.most)
    return [
      label +
        style.yellow(
          `more than ${number(speedLimits.most)} a minute, the highest delivery speed limit: leave it off`,
        ),
    ];
  return [
    style.dim(
      `${label}a delivery speed limit of ${number(speedLimit.none)} a minute holds nothing back, one of ${number(speedLimit.hour)} for up to an hour`,
    ),
  ];
}

/** How much the receiver has to take. */
function rateText({ rate, campaigns }: ReplaySummary, style: Style): string[] {
  if (rate === null || campaigns.length === 0) return [];
  const { minute, events } = rate.peak;
  return [
    style.bold("Rate"),
    `  ${number(events)} payloads a minute at most, at ${minute}`,
    ...(events > failuresOfHost
      ? [
          style.yellow(
            `  Movable Ink names no limit; were it to answer 429 to them all, Braze would send it nothing for a minute: it does so after ${number(failuresOfHost)} failures in one`,
          ),
        ]
      : []),
    "",
  ];
}

/** `45 s`, `12 min`, `3 h`, `2 days`. */
function duration(seconds: number): string {
  const [size, , unit] = units.find(([size, least]) => seconds >= size * least)!;
  return `${Math.floor(seconds / size)} ${unit}`;
}

const units = [
  [86_400, 2, "days"],
  [3_600, 2, "h"],
  [60, 2, "min"],
  [1, 0, "s"],
] as const;

function lines(label: string, all: readonly Met[], color: (text: string) => string, style: Style): string[] {
  return cut(all, ({ what, count, first }) => {
    const where = style.dim(`  ${places(first)}`);
    return `    ${color(label.padEnd(9))}${number(count)} × ${visibleName(what)}${where}`;
  });
}

function section<T extends Met>(
  heading: string,
  all: readonly T[],
  style: Style,
  words: (one: T) => string = ({ what }) => what,
): string[] {
  if (all.length === 0) return [];
  return [
    style.bold(heading),
    ...cut(
      all,
      (one) => `  ${number(one.count)} × ${visibleName(words(one))}${style.dim(`  ${places(one.first)}`)}`,
    ),
    "",
  ];
}

const cut = <T>(all: readonly T[], line: (one: T) => string): string[] => [
  ...all.slice(0, most).map(line),
  ...(all.length > most ? [`    and ${all.length - most} more: --format json has them all`] : []),
];

function identityText(
  { nobodys, unknown, anonymousIds, neverIdentified, shared, changed }: ReplaySummary["identity"],
  style: Style,
) {
  const all: Met[] = [
    { what: "events that do not say whose they are", ...nobodys },
    { what: "events of people who are not among --users", ...unknown },
    {
      what: `of ${number(anonymousIds)} anonymous ids never sent with a user_id: their history stays apart`,
      ...neverIdentified,
    },
    { what: "anonymous ids that several profiles have, as the hash of a shared address is", ...shared },
    { what: "profiles whose user_id changed", ...changed },
  ];
  return section(
    "Identity",
    all.filter(({ count }) => count > 0),
    style,
  );
}

/** `events.ndjson:12, :40, more.ndjson:3`: a file's name appears once. */
function places(first: readonly string[]): string {
  const files = first.map((place) => place.slice(0, place.lastIndexOf(":")));
  return first
    .map((place, index) =>
      visibleName(files[index] === files[index - 1] ? place.slice(files[index]!.length) : place),
    )
    .join(", ");
}

/** `1,234,567`. */
const number = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
