import { visibleName } from "../egress/visible.js";
import { failuresOfHost, speedLimits } from "../replay/rates.js";
import type { CampaignSummary, Met, ReplaySummary } from "../replay/summary.js";

// What the reports of `replay` say in the same words.

/** Which events, of which files and from when to when. */
export const whatWasRead = ({ events, files, duplicates }: ReplaySummary): string =>
  `${number(events)} ${events === 1 ? "event" : "events"} of ${files.length === 1 ? visibleName(files[0]!) : `${files.length} files`}${duplicates > 0 ? `, ${number(duplicates)} of them delivered twice and left out` : ""}`;

/** What properties of a campaign come to. */
export function propertyLines({ properties }: CampaignSummary): {
  /** Paths that were in no payload. */
  readonly never: readonly string[];
  /** What became of the others, where their own value is not sent. */
  readonly without: readonly Met[];
  /** Values of another type than is declared. */
  readonly types: readonly Met[];
} {
  const never = properties
    .filter(({ sent, otherwise }) => sent === 0 && otherwise.every(({ verdict }) => verdict === "left out"))
    .map(({ path }) => path);
  return {
    never,
    without: properties.flatMap(({ path, otherwise }) =>
      otherwise
        .filter(({ verdict }) => verdict !== "aborted" && !never.includes(path))
        .map(({ verdict, what, ...rest }) => ({ ...rest, what: `${path} ${verdict}: ${what}` })),
    ),
    types: properties.flatMap(({ path, declared, observed }) =>
      observed
        .filter(({ asDeclared }) => declared !== null && !asDeclared)
        .map(({ what, ...rest }) => ({ ...rest, what: `${path} is ${what}, declared as ${declared}` })),
    ),
  };
}

/** Timestamps that are later than their events. */
export const clockLines = ({ age: { ahead } }: CampaignSummary): Met[] =>
  ahead.count > 0
    ? [{ what: "timestamps after the event: the clock of whoever said them is ahead", ...ahead }]
    : [];

export const ageWords = ({ age }: CampaignSummary): string | undefined =>
  age.most === 0
    ? undefined
    : `timestamps ${duration(age.average)} before their events on average, ${duration(age.most)} at most`;

export const bytesWords = ({ bytes }: CampaignSummary): string | undefined =>
  bytes === null ? undefined : `${number(bytes.average)} bytes on average, ${number(bytes.largest)} at most`;

export const idsWords = ({ ids }: CampaignSummary): string =>
  `${number(ids.user_id)} with a user_id, ${number(ids.anonymous_id)} with an anonymous_id`;

/** What a delivery speed limit would do, where one could do anything, and whether it does harm in each case. */
export function speedWords({
  speedLimit,
}: CampaignSummary): { readonly says: string; readonly isTooFast: boolean } | undefined {
  if (speedLimit === null || speedLimit.none <= speedLimits.least) return undefined;
  return speedLimit.none > speedLimits.most
    ? {
        says: `more than ${number(speedLimits.most)} a minute, the highest delivery speed limit: leave it off`,
        isTooFast: true,
      }
    : {
        says: `a delivery speed limit of ${number(speedLimit.none)} a minute holds nothing back, one of ${number(speedLimit.hour)} for up to an hour`,
        isTooFast: false,
      };
}

/** What so many payloads in a minute may come to at the receiver. */
export const tooManyAtOnce = (events: number): string | undefined =>
  events > failuresOfHost
    ? `Movable Ink names no limit; were it to answer 429 to them all, Braze would send it nothing for a minute: it does so after ${number(failuresOfHost)} failures in one`
    : undefined;

/** What events say of the people whose they are, where something is to be said. */
export function identityLines({
  nobodys,
  unknown,
  anonymousIds,
  neverIdentified,
  shared,
  changed,
}: ReplaySummary["identity"]): Met[] {
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
  return all.filter(({ count }) => count > 0);
}

export const unmatchedWords = ({ what, nearest }: ReplaySummary["unmatched"][number]): string =>
  nearest === null ? what : `${what}; did you mean "${nearest}"?`;

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

/** `events.ndjson:12, :40, more.ndjson:3`: a file's name appears once. */
export function places(first: readonly string[]): string {
  const files = first.map((place) => place.slice(0, place.lastIndexOf(":")));
  return first
    .map((place, index) =>
      visibleName(files[index] === files[index - 1] ? place.slice(files[index]!.length) : place),
    )
    .join(", ");
}

/** The most that the receiver has to take in one minute, and when. */
export const peakWords = ({ events, minute }: { readonly events: number; readonly minute: string }): string =>
  `${number(events)} ${events === 1 ? "payload" : "payloads"} a minute at most, at ${minute}`;

/** `1,234,567`. */
export const number = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
