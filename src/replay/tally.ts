import { hashed } from "./hashed-ids.js";
import { byPlace, type Spot } from "./spots.js";

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
  /** By the property's path, and within by the type of what its source holds. */
  types: Record<string, Record<string, Counted>>;
  /** How many events happened, by the minute since 1970. */
  minutes: Record<string, number>;
  age: AgeTally;
}

/** How long before its event the timestamp of a payload is, in whole seconds. */
export interface AgeTally {
  seconds: number;
  most: number;
  /** Payloads whose timestamp is after the event: the clock of whoever said it is ahead. */
  ahead: Counted;
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
  /** Of the first and the last event, in seconds since 1970; null where no event says its time. */
  span: [number, number] | null;
  /** Events that say nothing of whose they are. */
  nobodys: Counted;
  /** Events of people who are not among the users that were given. */
  unknown: Counted;
  /** By `event NAME` or `purchase ID`; and of how many events. */
  unmatched: Record<string, Counted>;
  unmatchedEvents: number;
  /** How many payloads are sent, by the minute since 1970. */
  sends: Record<string, number>;
  /** What another config would do otherwise, by the campaign and what changes. */
  changes: Record<string, Counted>;
  /** By event, names of properties that no campaign reads, and within by the type of what they hold. */
  unread: Record<string, Record<string, Record<string, number>>>;
}

/** So many spots are kept of each kind, and so many names of those that events bring along. */
export const kept = { spots: 3, names: 500 };

export const emptyTally = (): Tally => ({
  records: 0,
  events: 0,
  duplicates: 0,
  unreadable: table(),
  campaigns: table(),
  span: null,
  nobodys: nothing(),
  unknown: nothing(),
  unmatched: table(),
  unmatchedEvents: 0,
  sends: table(),
  changes: table(),
  unread: table(),
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
  types: table(),
  minutes: table(),
  age: { seconds: 0, most: 0, ahead: nothing() },
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

/**
 * The same where names come from outside and may be without number: of those, the ones are kept whose hashes come first,
 * and of each all that there is, so that it does not matter in which order or in how many parts they come.
 */
export function underKept<T>(all: Record<string, T>, name: string, make: () => T): T {
  const own = all[name];
  if (own !== undefined) return own;
  const order = orderOf(all);
  if (order.size < kept.names) {
    order.set(name, hashed(name));
    return under(all, name, make);
  }
  const [last, hash] = lastOf(order);
  if (hashed(name) > hash) return make();
  order.delete(last);
  delete all[last];
  order.set(name, hashed(name));
  return under(all, name, make);
}

/** Hashes of the names of a table. */
const orders = new WeakMap<object, Map<string, string>>();

function orderOf(all: object): Map<string, string> {
  const own = orders.get(all) ?? new Map(Object.keys(all).map((name) => [name, hashed(name)]));
  orders.set(all, own);
  return own;
}

const lastOf = (order: ReadonlyMap<string, string>): readonly [name: string, hash: string] =>
  [...order].reduce((last, one) => (one[1] > last[1] ? one : last));

export function nothing(): Counted {
  return { count: 0, first: [] };
}

/** Counts one more of a name. */
export const count = (counts: Record<string, Counted>, name: string, spot: Spot): void =>
  oneMore(under(counts, name, nothing), spot);

export function oneMore(counted: Counted, spot: Spot): void {
  counted.count += 1;
  if (counted.first.length < kept.spots) counted.first.push(spot);
}

export function addOne(counts: Record<string, number>, name: string | number): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** Adds one tally to another. */
export function add(to: Tally, from: Tally): void {
  to.records += from.records;
  to.events += from.events;
  to.duplicates += from.duplicates;
  to.unmatchedEvents += from.unmatchedEvents;
  if (from.span) to.span = spanWith(spanWith(to.span, from.span[0]), from.span[1]);
  addCounted(to.nobodys, from.nobodys);
  addCounted(to.unknown, from.unknown);
  addCounts(to.unreadable, from.unreadable);
  each(from.unmatched, (name, one) => addCounted(underKept(to.unmatched, name, nothing), one));
  addNumbers(to.sends, from.sends);
  addCounts(to.changes, from.changes);
  each(from.campaigns, (slug, campaign) => addCampaign(under(to.campaigns, slug, emptyCampaign), campaign));
  each(from.unread, (event, names) => {
    const own = underKept(to.unread, event, table<Record<string, number>>);
    each(names, (name, types) => addNumbers(underKept(own, name, table<number>), types));
  });
}

/** The span that reaches to a time, too. */
export const spanWith = (span: Tally["span"], seconds: number): [number, number] => [
  Math.min(span?.[0] ?? seconds, seconds),
  Math.max(span?.[1] ?? seconds, seconds),
];

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
  for (const name of ["properties", "types"] as const)
    each(from[name], (path, counts) => addCounts(under(to[name], path, table<Counted>), counts));
  addNumbers(to.minutes, from.minutes);
  to.age.seconds += from.age.seconds;
  to.age.most = Math.max(to.age.most, from.age.most);
  addCounted(to.age.ahead, from.age.ahead);
}

const addCounts = (to: Record<string, Counted>, from: Record<string, Counted>): void =>
  each(from, (name, one) => addCounted(under(to, name, nothing), one));

function addCounted(to: Counted, { count, first }: Counted): void {
  to.count += count;
  to.first = [...to.first, ...first].sort(byPlace).slice(0, kept.spots);
}

function addNumbers(to: Record<string, number>, from: Record<string, number>): void {
  each(from, (name, more) => {
    to[name] = (to[name] ?? 0) + more;
  });
}

function each<T>(of: Record<string, T>, visit: (name: string, value: T) => void): void {
  for (const [name, value] of Object.entries(of)) visit(name, value);
}
