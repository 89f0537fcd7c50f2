import type { Config } from "../config/model/config.js";
import { nearest } from "../diagnostics/suggest.js";
import { webhookCampaigns } from "../generate/artifacts.js";
import type { CampaignTally, Counted, Spot, Tally } from "./tally.js";

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
    /** Events whose own value is not sent, by what becomes of the property and why. */
    readonly otherwise: readonly (Met & { readonly verdict: string })[];
  }[];
  /** Of a payload; null where none is sent. */
  readonly bytes: { readonly average: number; readonly largest: number } | null;
  /** The minute with most events, in ISO 8601. */
  readonly peak: { readonly minute: string; readonly events: number } | null;
}

/** What a replay comes to, in an order that does not depend on how it was done. */
export interface ReplaySummary {
  readonly files: readonly string[];
  readonly records: number;
  readonly events: number;
  readonly duplicates: number;
  readonly unreadable: readonly Met[];
  readonly campaigns: readonly CampaignSummary[];
  /** Events that no campaign forwards, with the trigger that may have been meant. */
  readonly unmatched: readonly (Met & { readonly nearest: string | null })[];
  /** What the other config would have sent otherwise. */
  readonly changes: readonly Met[];
  /** Properties of events that no campaign reads. */
  readonly unread: readonly { readonly event: string; readonly properties: readonly Omit<Met, "first">[] }[];
  readonly identity: {
    readonly anonymousIds: number;
    /** Ids that events were sent with, and that no payload ties to a user_id: their history is never merged. */
    readonly neverIdentified: Omit<Met, "what">;
    /** Ids that several profiles have: a hash of a blank or shared address, most often. */
    readonly shared: Omit<Met, "what">;
    /** Profiles whose user_id was not always the same. */
    readonly changed: Omit<Met, "what">;
  };
}

export function summaryOf(tally: Tally, files: readonly string[], config: Config): ReplaySummary {
  const spots = (first: readonly Spot[]) => first.map(([file, line]) => `${files[file]}:${line}`);
  const met = (counts: Record<string, Counted>): Met[] =>
    Object.entries(counts)
      .map(([what, { count, first }]) => ({ what, count, first: spots(first) }))
      .sort(mostFirst);
  const among = <T extends { readonly first: Spot }>(all: readonly T[], holds: (one: T) => boolean) => {
    const found = all.filter(holds);
    const first = found.map((one) => one.first).sort(([a, b], [c, d]) => a - c || b - d);
    return { count: found.length, first: spots(first.slice(0, 3)) };
  };
  const triggers = webhookCampaigns(config).flatMap(({ trigger }) =>
    trigger?.kind === "custom_event" ? trigger.names : [],
  );
  const anonymous = Object.values(tally.anonymous);
  return {
    files,
    records: tally.records,
    events: tally.events,
    duplicates: tally.duplicates,
    unreadable: met(tally.unreadable),
    campaigns: Object.entries(tally.campaigns).map(([campaign, one]) =>
      campaignSummary(campaign, one, config, met),
    ),
    unmatched: met(tally.unmatched).map((one) => ({
      ...one,
      nearest: one.what.startsWith("event ") ? (nearest(one.what.slice(6), triggers) ?? null) : null,
    })),
    changes: met(tally.changes),
    unread: Object.entries(tally.unread)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([event, counts]) => ({
        event,
        properties: Object.entries(counts)
          .map(([what, count]) => ({ what, count }))
          .sort(mostFirst),
      })),
    identity: {
      anonymousIds: anonymous.length,
      neverIdentified: among(anonymous, ({ isTracked, isIdentified }) => isTracked && !isIdentified),
      shared: among(anonymous, ({ profiles }) => profiles.length > 1),
      changed: among(Object.values(tally.profiles), ({ userIds }) => userIds.length > 1),
    },
  };
}

function campaignSummary(
  campaign: string,
  tally: CampaignTally,
  { wire: { names } }: Config,
  met: (counts: Record<string, Counted>) => Met[],
): CampaignSummary {
  const [peak] = Object.entries(tally.minutes)
    .map(([minute, events]) => ({ minute: Number(minute), events }))
    .sort((a, b) => b.events - a.events || a.minute - b.minute);
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
        otherwise: met(otherwise).map(withVerdict),
      })),
    bytes:
      tally.sent === 0 ? null : { average: Math.round(tally.bytes / tally.sent), largest: tally.largest },
    peak: peak ? { minute: isoMinute(peak.minute), events: peak.events } : null,
  };
}

/** `left out: not a number`, in its parts. */
function withVerdict({ what, ...rest }: Met): Met & { readonly verdict: string } {
  const [verdict] = what.split(": ", 1);
  return { verdict: verdict!, what: what.slice(verdict!.length + 2), ...rest };
}

const isoMinute = (minute: number): string => `${new Date(minute * 60_000).toISOString().slice(0, 16)}Z`;

const mostFirst = (a: { readonly what: string; readonly count: number }, b: typeof a): number =>
  b.count - a.count || (a.what < b.what ? -1 : a.what > b.what ? 1 : 0);

export const sumOf = (all: readonly { readonly count: number }[]): number =>
  all.reduce((sum, { count }) => sum + count, 0);
