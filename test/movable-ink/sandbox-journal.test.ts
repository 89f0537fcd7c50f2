import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { allEvents, allProfiles } from "../../src/movable-ink/sandbox/contents.js";
import { Journal } from "../../src/movable-ink/sandbox/journal.js";
import { lineOf } from "../../src/movable-ink/sandbox/journal-lines.js";
import { authorizationOf, Sandbox } from "../../src/movable-ink/sandbox/server.js";
import { type Receipt, SandboxStore } from "../../src/movable-ink/sandbox/store.js";
import { SeededRandom } from "../../src/seeded-random.js";
import { jsonText } from "../../src/source/json-text.js";
import { journalHost } from "../support/journal-host.js";

const alone = journalHost();

/** Events of few people, so that they meet, and of some whose names are odd. */
function receipts(count: number, seed = 1): Receipt[] {
  const random = new SeededRandom(seed);
  const pick = (below: number) => Math.floor(random.next() * below);
  const odd = ["__proto__", "constructor", "\ud800", "ü\n", " x "];
  return Array.from({ length: count }, (_, index) => {
    const name = pick(50) === 0 ? odd[pick(odd.length)]! : String(pick(count / 4));
    return {
      id: `e${seed}-${index}`,
      at: "2023-12-06T18:20:45.000Z",
      payload: {
        type: pick(3) === 0 ? "identify" : "track",
        event: "product_viewed",
        ...(pick(3) === 0 ? {} : { user_id: `u${name}` }),
        ...(pick(3) === 0 ? {} : { anonymous_id: `a${pick(count / 4)}` }),
        timestamp: 1_701_886_800_000 + pick(1000),
        timezone: "UTC",
        properties: { price: 1.5 },
      },
    };
  });
}

async function contents(path: string, options = {}) {
  const { journal, store } = await Journal.open(path, alone, { indexEvery: 2000, ...options });
  const events: unknown[] = [];
  for await (const one of allEvents(store, journal)) events.push(one);
  const profiles = await allProfiles(store, journal);
  await journal.close();
  return { events, profiles, dropped: store.dropped };
}

describe("a long journal", () => {
  test("comes to the same with an index, which is there at the next start", async () => {
    await using fixture = await createFixture();
    const path = join(fixture.path, "e.ndjson");
    const [first, second] = [receipts(2600), receipts(900, 2)];
    await writeFile(path, first.map(lineOf).join(""));
    const { journal } = await Journal.open(path, alone, { indexEvery: 2000 });
    await journal.close();
    expect(existsSync(`${path}.index`)).toBe(true);
    const again = await contents(path);
    expect(again.dropped).toBe(600);

    // What comes after the index joins the people of before.
    await writeFile(path, second.map(lineOf).join(""), { flag: "a" });
    const third = await contents(path);
    const all = new SandboxStore();
    for (const receipt of [...first, ...second]) all.take(receipt);
    expect(third.events).toHaveLength(3500);
    const byName = (profiles: readonly { user_id: string | null; events: readonly string[] }[]) =>
      profiles.map((one) => ({ ...one, events: [...one.events].sort() }));
    expect(byName(third.profiles)).toEqual(byName(all.profiles));
    expect(jsonText(third.events)).toBe(jsonText(all.events));
  });

  test.each(["a note without a line end", "\u0000\u0000", '["id"', '{"a": 1}'])(
    "what is not the beginning of a line of ours is not cut off: %j",
    async (text) => {
      await using fixture = await createFixture();
      const path = fixture.getPath("j.ndjson");
      const whole = receipts(3).map(lineOf).join("");
      for (const before of ["", whole]) {
        await writeFile(path, before + text);
        await expect(Journal.open(path, alone)).rejects.toThrow(
          `line ${before === "" ? 1 : 4} of the journal is damaged`,
        );
        expect(await readFile(path, "utf8")).toBe(before + text);
      }
      const { journal, store } = await Journal.open(path, alone, { skipDamaged: true });
      await journal.close();
      expect([store.count, await readFile(path, "utf8")]).toEqual([3, whole]);
    },
  );

  test("without an index it tells how far it has been read", async () => {
    await using fixture = await createFixture();
    const path = fixture.getPath("j.ndjson");
    await writeFile(path, receipts(10).map(lineOf).join(""));
    const told: number[] = [];
    const options = { progress: (read: number, of: number) => told.push(read / of), progressEvery: 4 };
    await (await Journal.open(path, alone, options)).journal.close();
    expect(told.map((part) => part.toFixed(1))).toEqual(["0.4", "0.8"]);
  });

  test("a byte that changed in its beginning is told by its line, as without an index", async () => {
    await using fixture = await createFixture();
    const path = join(fixture.path, "e.ndjson");
    await writeFile(path, receipts(2100).map(lineOf).join(""));
    await contents(path);
    const bytes = await readFile(path);
    bytes[bytes.indexOf("\n") + 30]! ^= 1;
    await writeFile(path, bytes);
    await expect(contents(path)).rejects.toThrow("line 2 of the journal is damaged");
    const skipped = await contents(path, { skipDamaged: true });
    expect(skipped.events).toHaveLength(2099);
    // The index does not make it forgotten.
    await expect(contents(path)).rejects.toThrow("line 2 of the journal is damaged");
    expect((await contents(path, { skipDamaged: true })).events).toHaveLength(2099);
  });

  test("an index that is damaged, cut off or of another journal is not used", async () => {
    await using fixture = await createFixture();
    const path = join(fixture.path, "e.ndjson");
    await writeFile(path, receipts(210).map(lineOf).join(""));
    const right = await contents(path, { indexEvery: 200 });
    const index = await readFile(`${path}.index`);
    const flipped = Buffer.from(index);
    flipped[Math.floor(index.length / 2)]! ^= 1;
    for (const bytes of [flipped, index.subarray(0, 900), Buffer.alloc(0), Buffer.from("{}"), index]) {
      await writeFile(`${path}.index`, bytes);
      expect({ ...(await contents(path, { indexEvery: 200 })), dropped: 0 }).toEqual({
        ...right,
        dropped: 0,
      });
    }
    await writeFile(`${path}.index`, index);
    await writeFile(path, receipts(220, 3).map(lineOf).join(""));
    expect((await contents(path, { indexEvery: 200 })).events).toHaveLength(220);
    await writeFile(`${path}.index`, index);
    await writeFile(path, receipts(10, 4).map(lineOf).join(""));
    expect((await contents(path, { indexEvery: 200 })).events).toHaveLength(10);
  });

  test("an index is written while events come, and a torn line after it is cut off", async () => {
    await using fixture = await createFixture();
    const path = join(fixture.path, "e.ndjson");
    const { journal, store } = await Journal.open(path, alone, { indexEvery: 1000 });
    const all = receipts(2500, 5);
    await Promise.all(
      all.map(async (receipt) => {
        await journal.append(receipt);
        store.take(receipt);
        journal.indexWhenDue();
      }),
    );
    // As a kill would leave it: no close.
    for (let tries = 0; tries < 100 && !existsSync(`${path}.index`); tries++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(existsSync(`${path}.index`)).toBe(true);
    await writeFile(path, '{"id":"torn', { flag: "a" });
    const other = journalHost(process.pid + 1, []);
    const opened = await Journal.open(path, other);
    const events = [];
    for await (const { request_id } of allEvents(opened.store, opened.journal)) events.push(request_id);
    await opened.journal.close();
    await journal.close();
    expect(events).toEqual(all.map(({ id }) => id));
  });
});

test("the page's tables are read a page at a time", async () => {
  await using fixture = await createFixture();
  const path = join(fixture.path, "e.ndjson");
  const all = receipts(2300, 6).map((receipt, index) => ({
    ...receipt,
    payload: { ...(receipt.payload as object), user_id: `u${index}`, type: "track" },
  }));
  await writeFile(path, all.map(lineOf).join(""));
  await contents(path);
  const { journal, store } = await Journal.open(path, alone);
  const sandbox = new Sandbox({
    key: "k3y",
    username: "sandbox",
    password: "s3cret",
    uuid: () => "x",
    now: () => new Date("2023-12-06T18:20:45Z"),
    journal,
    store,
  });
  const origin = await sandbox.listen(0);
  const seen = { events: new Set<string>(), people: new Set<string>() };
  for (const name of ["events", "people"] as const) {
    let address: string | undefined = "/";
    for (let pages = 0; address !== undefined && pages < 60; pages++) {
      const html: string = await (await fetch(`${origin}${address}`)).text();
      expect(html.length).toBeLessThan(400_000);
      const rows =
        name === "events" ? html.matchAll(/id="event-([^"]+)"/g) : html.matchAll(/<td><code>(u\d+)<\/code>/g);
      for (const [, one] of rows) seen[name].add(one!);
      // The table of people comes first, and each link keeps the place of the other table.
      const links = [...html.matchAll(/href="([^"]*)">older/g)].map(([, href]) => href!);
      const own = links.filter((href) => href.includes(`${name}=`));
      address = (name === "people" ? own[0] : own.at(-1))?.replaceAll("&#38;", "&");
    }
  }
  expect([seen.events.size, seen.people.size]).toEqual([2300, 2300]);
  for (const address of ["/?events=-1", "/?events=99999999999999999999", "/?people=x&events=0", "/?people=0"])
    expect((await fetch(`${origin}${address}`)).status).toBe(200);
  const headers = { authorization: authorizationOf({ username: "sandbox", password: "s3cret" }) };
  const posted = await fetch(`${origin}/behavioral/k3y`, {
    method: "POST",
    headers,
    body: JSON.stringify(all[2299]!.payload),
  });
  expect(await posted.text()).toContain("same payload");
  expect(((await (await fetch(`${origin}/events`)).json()) as unknown[]).length).toBe(2301);
  await sandbox.close();
});
