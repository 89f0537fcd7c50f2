import { visibleName } from "../egress/visible.js";
import { type CampaignSummary, type Met, type ReplaySummary, sumOf } from "../replay/summary.js";
import { jsonText } from "../source/json-text.js";
import {
  ageWords,
  bytesWords,
  clockLines,
  identityLines,
  idsWords,
  number,
  peakWords,
  places,
  propertyLines,
  speedWords,
  tooManyAtOnce,
  unmatchedWords,
  whatWasRead,
} from "./replay-words.js";
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
    `${whatWasRead(summary)}${summary.span ? style.dim(`  ${summary.span.from} to ${summary.span.to}`) : ""}`,
    "",
    ...campaigns.flatMap((campaign) => [...campaignText(campaign, style), ""]),
    ...rateText(summary, style),
    ...section("Changed", summary.changes, style),
    ...section("No campaign forwards", unmatched, style, unmatchedWords),
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
    ...section("Identity", identityLines(identity), style),
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
  const { never, without, types } = propertyLines(one);
  const [bytes, age] = [bytesWords(one), ageWords(one)];
  return [
    `${mark} ${style.bold(one.campaign)}  ${counts}`,
    ...lines("broken", one.broken, style.red, style),
    ...lines("aborted", one.aborted, style.yellow, style),
    ...lines("warning", one.findings, style.yellow, style),
    ...lines("value", without, style.dim, style),
    ...lines("type", types, style.dim, style),
    ...lines("clock", clockLines(one), style.yellow, style),
    ...(one.sent > 0 && never.length > 0
      ? [`    ${style.yellow("never".padEnd(9))}${never.map(visibleName).join(", ")}`]
      : []),
    ...(one.sent === 0 ? [] : [style.dim(`    ${"ids".padEnd(9)}${idsWords(one)}`)]),
    ...(bytes === undefined ? [] : [style.dim(`    ${"payload".padEnd(9)}${bytes}`)]),
    ...(age === undefined ? [] : [style.dim(`    ${"age".padEnd(9)}${age}`)]),
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

function speedText(one: CampaignSummary, style: Style): string[] {
  const words = speedWords(one);
  if (!words) return [];
  const { says, isTooFast } = words;
  return [`    ${style.dim("limit".padEnd(9))}${isTooFast ? style.yellow(says) : style.dim(says)}`];
}

/** How much the receiver has to take. */
function rateText({ rate, campaigns }: ReplaySummary, style: Style): string[] {
  if (rate === null || campaigns.length === 0) return [];
  const warning = tooManyAtOnce(rate.peak.events);
  return [
    style.bold("Rate"),
    `  ${peakWords(rate.peak)}`,
    ...(warning === undefined ? [] : [style.yellow(`  ${warning}`)]),
    "",
  ];
}

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
