import type { Config } from "../config/model/config.js";
import { webhookCampaigns } from "../config/model/webhook-campaigns.js";
import { nearest } from "../diagnostics/suggest.js";
import { lowestLimit, type Rate, rateOf } from "./rates.js";
import { byPlace, type Spot } from "./spots.js";
import { type CampaignTally, type Counted, kept, type Tally } from "./tally.js";
import type { Tie, Ties } from "./ties.js";
import { declaredTypes, isOwn } from "./types.js";

/** Something that was met so often, the most frequent first, with the first spots as `file:line`. */
export interface Met {
  readonly what: string;
  readonly count: number;
  readonly first: readonly string[];
}

export interface CampaignSummary {
  readonly campaign: string;
  readonly seen: number;
  readonly sent: number;
  readonly aborted: readonly Met[];
  readonly broken: readonly Met[];
  readonly findings: readonly Met[];
  /** How many payloads have each id. */
  readonly ids: { readonly user_id: number; readonly anonymous_id: number };
  readonly properties: readonly {
    readonly path: string;
    readonly sent: number;
    /** As the config has it; null for what is not a property. */
    readonly declared: string | null;
    /** What its source held, and whether that is what is declared. */
    readonly observed: readonly (Met & { readonly asDeclared: boolean })[];
    /** Events whose own value is not sent, by what becomes of the property and why. */
    readonly otherwise: readonly (Met & { readonly verdict: string })[];
  }[];
  /** Of a payload; null where none is sent. */
  readonly bytes: { readonly average: number; readonly largest: number } | null;
  /** Of events: Braze counts a send that is aborted, too. Null where there is none. */
  readonly rate: Rate | null;
  /** The lowest delivery speed limits, in messages a minute: one that holds nothing back, and one that does so for an hour at most. */
  readonly speedLimit: { readonly none: number; readonly hour: number } | null;
  /** By how many seconds timestamps are before their events, and how many are after them. */
  readonly age: { readonly average: number; readonly most: number; readonly ahead: Omit<Met, "what"> };
}

/** What a replay comes to, in an order that does not depend on how it was done. */
export interface ReplaySummary {
  readonly files: readonly string[];
  readonly records: number;
  readonly events: number;
  readonly duplicates: number;
  /** The first event and the last, in ISO 8601; null where none says its time. */
  readonly span: { readonly from: string; readonly to: string } | null;
  /** Of what is sent, to whoever receives it. */
  readonly rate: Rate | null;
  readonly unreadable: readonly Met[];
  readonly campaigns: readonly CampaignSummary[];
  /** Events that no campaign forwards, with the trigger that may have been meant. */
  readonly unmatched: readonly (Met & { readonly nearest: string | null })[];
  /** How many these are, with those whose names are too many to be told. */
  readonly unmatchedEvents: number;
  /** What the other config would have sent otherwise. */
  readonly changes: readonly Met[];
  /** Properties of events that no campaign reads. */
  readonly unread: readonly {
    readonly event: string;
    readonly properties: readonly (Omit<Met, "first"> & { readonly types: readonly string[] })[];
  }[];
  readonly identity: {
    /** Events that do not say whose they are. */
    readonly nobodys: Omit<Met, "what">;
    /** Events of people who are not among the users that were given. */
    readonly unknown: Omit<Met, "what">;
    readonly anonymousIds: number;
    /** Ids that events were sent with, and that no payload ties to a user_id: their history is never merged. */
    readonly neverIdentified: Omit<Met, "what">;
    /** Ids that several profiles have: a hash of a blank or shared address, most often. */
    readonly shared: Omit<Met, "what">;
    /** Profiles whose user_id was not always the same. */
    readonly changed: Omit<Met, "what">;
  };
}

export function summaryOf(tally: Tally, ties: Ties, files: readonly string[], config: Config): ReplaySummary {
  const spots = (first: readonly Spot[]) => first.map(([file, line]) => `${files[file]}:${line}`);
  const met = (counts: Record<string, Counted>): Met[] =>
    Object.entries(counts)
      .map(([what, { count, first }]) => ({ what, count, first: spots(first) }))
      .sort(mostFirst);
  const place = ({ count, first }: Counted) => ({ count, first: spots(first) });
  const triggers = webhookCampaigns(config).flatMap(({ trigger }) =>
    trigger?.kind === "custom_event" ? trigger.names : [],
  );
  const anonymous = among(ties.anonymous, {
    neverIdentified: ({ isTracked, isIdentified }) => isTracked && !isIdentified,
    shared: ({ hasSeveral }) => hasSeveral,
  });
  const profiles = among(ties.profiles, { changed: ({ hasSeveral }) => hasSeveral });
  return {
    files,
    records: tally.records,
    events: tally.events,
    duplicates: tally.duplicates,
    span: tally.span && { from: isoSecond(tally.span[0]), to: isoSecond(tally.span[1]) },
    rate: rateOf(tally.sends),
    unreadable: met(tally.unreadable),
    campaigns: Object.entries(tally.campaigns).map(([campaign, one]) =>
      campaignSummary(campaign, one, config, { met, place }),
    ),
    unmatched: met(tally.unmatched).map((one) => ({
      ...one,
      nearest: one.what.startsWith("event ") ? (nearestTrigger(one.what.slice(6), triggers) ?? null) : null,
    })),
    unmatchedEvents: tally.unmatchedEvents,
    changes: met(tally.changes),
    unread: Object.entries(tally.unread)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([event, counts]) => ({
        event,
        properties: Object.entries(counts)
          .map(([what, types]) => ({
            what,
            count: Object.values(types).reduce((sum, one) => sum + one, 0),
            types: Object.keys(types).sort((a, b) => types[b]! - types[a]! || (a < b ? -1 : 1)),
          }))
          .sort(mostFirst),
      })),
    identity: {
      nobodys: place(tally.nobodys),
      unknown: place(tally.unknown),
      anonymousIds: anonymous.all,
      neverIdentified: place(anonymous.counts.neverIdentified),
      shared: place(anonymous.counts.shared),
      changed: place(profiles.counts.changed),
    },
  };
}

/** Names that differ only in the namespace before their last dot (`ecommerce.`) are told, too. */
function nearestTrigger(name: string, triggers: readonly string[]): string | undefined {
  const last = (dotted: string) => dotted.slice(dotted.lastIndexOf(".") + 1);
  const byLast = new Map(triggers.map((trigger) => [last(trigger), trigger]));
  return nearest(name, triggers) ?? byLast.get(nearest(last(name), byLast.keys()) ?? "");
}

/** How many ids there are, and of which of them each of the tests holds, with the first of those. */
function among<Name extends string>(
  ids: Ties["anonymous"],
  tests: Readonly<Record<Name, (tie: Tie) => boolean>>,
): { readonly all: number; readonly counts: Readonly<Record<Name, Counted>> } {
  const names = Object.keys(tests) as Name[];
  const counts = Object.fromEntries(
    names.map((name): [Name, Counted] => [name, { count: 0, first: [] }]),
  ) as Record<Name, Counted>;
  let all = 0;
  for (const [, tie] of ids.entries()) {
    all += 1;
    for (const name of names) {
      if (!tests[name](tie)) continue;
      const counted = counts[name];
      counted.count += 1;
      counted.first = [...counted.first, tie.first].sort(byPlace).slice(0, kept.spots);
    }
  }
  return { all, counts };
}

interface Words {
  readonly met: (counts: Record<string, Counted>) => Met[];
  readonly place: (counted: Counted) => Omit<Met, "what">;
}

function campaignSummary(
  campaign: string,
  tally: CampaignTally,
  { wire: { names }, campaigns }: Config,
  { met, place }: Words,
): CampaignSummary {
  const own = campaigns.find(({ slug }) => slug === campaign);
  const declared = declaredTypes(own?.properties ?? [], names.properties);
  return {
    campaign,
    seen: tally.seen,
    sent: tally.sent,
    aborted: met(tally.aborted),
    broken: met(tally.broken),
    findings: met(tally.findings),
    ids: { user_id: tally.userIds, anonymous_id: tally.anonymousIds },
    properties: Object.entries(tally.properties)
      .filter(([path]) => path !== names.user_id && path !== names.anonymous_id)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, { sent, ...otherwise }]) => ({
        path,
        sent: sent?.count ?? 0,
        declared: declared.get(path) ?? null,
        observed: met(tally.types[path] ?? {}).map((one) => ({
          ...one,
          asDeclared: isOwn(declared.get(path) ?? "any", one.what),
        })),
        otherwise: met(otherwise).map(withVerdict),
      })),
    bytes:
      tally.sent === 0 ? null : { average: Math.round(tally.bytes / tally.sent), largest: tally.largest },
    rate: rateOf(tally.minutes),
    speedLimit:
      tally.seen === 0 ? null : { none: lowestLimit(tally.minutes, 0), hour: lowestLimit(tally.minutes, 60) },
    age: {
      average: tally.sent === 0 ? 0 : Math.round(tally.age.seconds / tally.sent),
      most: tally.age.most,
      ahead: place(tally.age.ahead),
    },
  };
}

/** `left out: not a number`, in its parts. */
function withVerdict({ what, ...rest }: Met): Met & { readonly verdict: string } {
  const [verdict] = what.split(": ", 1);
  return { verdict: verdict!, what: what.slice(verdict!.length + 2), ...rest };
}

const isoSecond = (second: number): string => `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;

const mostFirst = (a: { readonly what: string; readonly count: number }, b: typeof a): number =>
  b.count - a.count || (a.what < b.what ? -1 : a.what > b.what ? 1 : 0);

export const sumOf = (all: readonly { readonly count: number }[]): number =>
  all.reduce((sum, { count }) => sum + count, 0);
