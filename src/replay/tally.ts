/** A record's file, by its number among those given, and its line in it. */
export type Spot = readonly [file: number, line: number];

/** How often something was met, and the first spots of it. */
export interface Counted {
  count: number;
  first: Spot[];
}

/** What became of one campaign's events. */
export interface CampaignTally {
  seen: number;
  sent: number;
  /** Payloads that have each id. */
  userIds: number;
  anonymousIds: number;
  /** Of what was sent, in bytes. */
  bytes: number;
  largest: number;
  /** By the reason that the body gives. */
  aborted: Record<string, Counted>;
  /** By what is wrong with what was rendered. */
  broken: Record<string, Counted>;
  /** By the finding's code and name. */
  findings: Record<string, Counted>;
  /** By the property's path, and within by why it is not sent; `sent` where it is. */
  properties: Record<string, Record<string, Counted>>;
  /** How many events happened, by the minute since 1970. */
  minutes: Record<string, number>;
}

/** What an anonymous id was seen with; ids are hashed, so that a tally on disk holds none. */
export interface AnonymousTally {
  /** Profiles whose events it was sent for: the first in the order of their hashes. */
  profiles: string[];
  isTracked: boolean;
  /** Whether it was sent together with a user_id. */
  isIdentified: boolean;
  first: Spot;
}

/** What was sent as the user_id of a profile. */
export interface ProfileTally {
  userIds: string[];
  first: Spot;
}

/**
 * All that a replay has counted. Two of them that counted different events add up to the one that counted both, whichever
 * comes first: a replay can be done in parts.
 */
export interface Tally {
  records: number;
  events: number;
  duplicates: number;
  /** Records, and entries of them, that are none, by why. */
  unreadable: Record<string, Counted>;
  campaigns: Record<string, CampaignTally>;
  /** `event NAME` or `purchase ID`. */
  unmatched: Record<string, Counted>;
  /** What another config would do otherwise, by the campaign and what changes. */
  changes: Record<string, Counted>;
  /** By event, names of properties that no campaign reads. */
  unread: Record<string, Record<string, number>>;
  anonymous: Record<string, AnonymousTally>;
  profiles: Record<string, ProfileTally>;
}

/** So many spots are kept of each kind, and so many ids of each id. */
const kept = { spots: 3, ids: 10 };

export const emptyTally = (): Tally => ({
  records: 0,
  events: 0,
  duplicates: 0,
  unreadable: table(),
  campaigns: table(),
  unmatched: table(),
  changes: table(),
  unread: table(),
  anonymous: table(),
  profiles: table(),
});

export const emptyCampaign = (): CampaignTally => ({
  seen: 0,
  sent: 0,
  userIds: 0,
  anonymousIds: 0,
  bytes: 0,
  largest: 0,
  aborted: table(),
  broken: table(),
  findings: table(),
  properties: table(),
  minutes: table(),
});

/** What is kept by names from outside: `constructor` is one like any other. */
export const table = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;

/** What is kept under a name; made when it is first asked for. */
export function under<T>(all: Record<string, T>, name: string, make: () => T): T {
  const own = all[name];
  if (own !== undefined) return own;
  const made = make();
  all[name] = made;
  return made;
}

const nothing = (): Counted => ({ count: 0, first: [] });

/** Counts one more of a name. */
export function count(counts: Record<string, Counted>, name: string, spot: Spot): void {
  const counted = under(counts, name, nothing);
  counted.count += 1;
  if (counted.first.length < kept.spots) counted.first.push(spot);
}

/** Keeps an id among those of another, if it is one of the first by order: so that the order of events does not matter. */
export function keep(ids: string[], id: string): void {
  if (ids.includes(id)) return;
  ids.push(id);
  ids.sort();
  ids.length = Math.min(ids.length, kept.ids);
}

/** Adds one tally to another. */
export function add(to: Tally, from: Tally): void {
  to.records += from.records;
  to.events += from.events;
  to.duplicates += from.duplicates;
  addCounts(to.unreadable, from.unreadable);
  addCounts(to.unmatched, from.unmatched);
  addCounts(to.changes, from.changes);
  each(from.campaigns, (slug, campaign) => addCampaign(under(to.campaigns, slug, emptyCampaign), campaign));
  each(from.unread, (name, counts) => addNumbers(under(to.unread, name, table<number>), counts));
  each(from.anonymous, (id, one) => {
    const own = to.anonymous[id];
    if (!own) to.anonymous[id] = { ...one, profiles: [...one.profiles] };
    else {
      for (const profile of one.profiles) keep(own.profiles, profile);
      own.isTracked ||= one.isTracked;
      own.isIdentified ||= one.isIdentified;
      own.first = earliest(own.first, one.first);
    }
  });
  each(from.profiles, (id, one) => {
    const own = to.profiles[id];
    if (!own) to.profiles[id] = { ...one, userIds: [...one.userIds] };
    else {
      for (const userId of one.userIds) keep(own.userIds, userId);
      own.first = earliest(own.first, one.first);
    }
  });
}

function addCampaign(to: CampaignTally, from: CampaignTally): void {
  to.seen += from.seen;
  to.sent += from.sent;
  to.userIds += from.userIds;
  to.anonymousIds += from.anonymousIds;
  to.bytes += from.bytes;
  to.largest = Math.max(to.largest, from.largest);
  addCounts(to.aborted, from.aborted);
  addCounts(to.broken, from.broken);
  addCounts(to.findings, from.findings);
  each(from.properties, (path, counts) => addCounts(under(to.properties, path, table<Counted>), counts));
  addNumbers(to.minutes, from.minutes);
}

function addCounts(to: Record<string, Counted>, from: Record<string, Counted>): void {
  each(from, (name, { count: more, first }) => {
    const own = under(to, name, nothing);
    own.count += more;
    own.first = [...own.first, ...first].sort(byPlace).slice(0, kept.spots);
  });
}

function addNumbers(to: Record<string, number>, from: Record<string, number>): void {
  each(from, (name, more) => {
    to[name] = (to[name] ?? 0) + more;
  });
}

function each<T>(of: Record<string, T>, visit: (name: string, value: T) => void): void {
  for (const [name, value] of Object.entries(of)) visit(name, value);
}

const byPlace = (a: Spot, b: Spot): number => a[0] - b[0] || a[1] - b[1];
const earliest = (a: Spot, b: Spot): Spot => (byPlace(a, b) <= 0 ? a : b);
