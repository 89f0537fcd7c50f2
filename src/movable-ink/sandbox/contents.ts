import { setImmediate } from "node:timers/promises";
import { jsonText } from "../../source/json-text.js";
import type { Journal } from "./journal.js";
import type { Person } from "./person.js";
import type { SandboxEvent, SandboxProfile, SandboxStore } from "./store.js";

/** Rows of each table: the page is fetched every two seconds. `/events` and `/profiles` have all. */
const mostRows = 200;
/** Events after which whoever else waits has their turn. */
const turn = 100;

/** Rows of a table, the latest first. */
export interface Table<Row> {
  readonly rows: readonly Row[];
  readonly all: number;
  /** The number before which they are, unless they are the latest. */
  readonly before: number | undefined;
  /** The number before which the next ones are, if there are more. */
  readonly older: number | undefined;
}

export interface Shown {
  readonly events: Table<SandboxEvent>;
  readonly people: Table<{ readonly number: number; readonly person: Person }>;
}

/** The rows that a page's address asks for: `?events=` and `?people=` say before which number. */
export async function shown(
  store: SandboxStore,
  journal: Journal | undefined,
  asked: URLSearchParams,
): Promise<Shown> {
  const all = store.count;
  const before = { events: numberIn(asked.get("events")), people: numberIn(asked.get("people")) };
  const end = Math.min(before.events ?? all, all);
  const events = store.latest(mostRows, end);
  const start = end - events.length;
  // What is not in memory is shown without what was said of it by those before.
  const read: SandboxEvent[] = [];
  if (journal && events.length < mostRows && start > 0)
    for await (const receipt of journal.receipts(Math.max(0, end - mostRows), start))
      read.push(store.shown(receipt));
  const rows = [...events, ...read.reverse()];
  const people = store.people.latest(mostRows, before.people);
  const last = people.at(-1)?.number ?? 0;
  const more = last > 0 && store.people.latest(1, last).length > 0;
  return {
    events: { rows, all, before: before.events, older: end > rows.length ? end - rows.length : undefined },
    people: {
      rows: people,
      all: store.people.count,
      before: before.people,
      older: more ? last : undefined,
    },
  };
}

const numberIn = (text: string | null): number | undefined =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

/** All events, those that are not in memory read and described again. */
export async function* allEvents(
  store: SandboxStore,
  journal: Journal | undefined,
): AsyncGenerator<SandboxEvent> {
  const { events, dropped } = store;
  const again = store.empty();
  for await (const receipt of earlier(journal, dropped)) {
    yield again.take(receipt);
    again.keep(0);
  }
  yield* events;
}

/** All people, with the ids of all of their events. */
export async function allProfiles(
  store: SandboxStore,
  journal: Journal | undefined,
): Promise<SandboxProfile[]> {
  if (store.dropped === 0) return store.profiles;
  const owned = store.owned();
  for await (const receipt of earlier(journal, store.count)) owned.add(receipt);
  return owned.profiles();
}

async function* earlier(journal: Journal | undefined, count: number) {
  if (!journal || count === 0) return;
  let number = 0;
  for await (const receipt of journal.receipts(0, count)) {
    yield receipt;
    if (++number % turn === 0) await setImmediate();
  }
}

/** A JSON array as it goes out, a few at a time. */
export async function* jsonArray(values: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<string> {
  let waiting: string[] = [];
  let before = "[";
  for await (const value of values) {
    waiting.push(before, jsonText(value));
    before = ",";
    if (waiting.length > 2 * turn) {
      yield waiting.join("");
      waiting = [];
    }
  }
  yield `${waiting.join("")}${before === "[" ? "[" : ""}]\n`;
}
