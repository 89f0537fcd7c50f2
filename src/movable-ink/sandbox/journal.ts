import { createHash, type Hash } from "node:crypto";
import { type FileHandle, open, stat } from "node:fs/promises";
import { FrozenPeople } from "./frozen-people.js";
import { blockEvents, type JournalIndex, readIndex, writeIndex } from "./journal-index.js";
import { bytesBetween, lineOf, lineStart, linesBetween, receiptFrom } from "./journal-lines.js";
import { JournalLock, type LockHost, type LockOptions } from "./journal-lock.js";
import { type Recalled, type Receipt, SandboxStore } from "./store.js";

/** Events that are in memory; the others are read again where somebody asks for them. */
const mostHeld = 5_000;

/** How a journal is opened. */
export interface JournalOptions extends LockOptions {
  readonly skipDamaged?: boolean;
  /** Where what it holds goes. */
  readonly store?: SandboxStore;
  /** So many events after the index are worth a new one. */
  readonly indexEvery?: number;
  /** Is told, each so many events, how much has been read of a journal whose index is not of all of it. */
  readonly progress?: (read: number, of: number) => void;
  readonly progressEvery?: number;
}

/**
 * Accepted events, one per line, on disk before the response goes out: anything answered with 200 survives a crash.
 * Waiting lines are written together, so that a thousand posts do not need a thousand syncs. The file only grows; what
 * its beginning comes to is in an index beside it.
 */
export class Journal {
  #waiting: { readonly line: string; done(): void; failed(error: unknown): void }[] = [];
  #writing: Promise<void> | undefined;
  #indexing: Promise<void> | undefined;
  /** Bytes known to be on disk, and what they are. */
  #size = 0;
  /** Of what is after the last of the hashes. */
  #hash: Hash = createHash("sha256");
  #hashes: { readonly end: number; readonly hash: string }[] = [];
  #events = 0;
  #lines = 0;
  #blocks: number[] = [];
  #damaged: number[] = [];
  /** How many events the index is of. */
  #indexed = 0;
  /** How many events there are when the next index is due. */
  #due: number;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private readonly store: SandboxStore,
    private readonly lock: JournalLock,
    private readonly indexEvery: number,
  ) {
    this.#due = indexEvery;
  }

  /**
   * Opens a journal for this process alone, and reads it into a store. A last line cut short by a crash was never
   * acknowledged, so it is removed.
   * @throws DamagedLines if a line is not what was written, unless they are to be skipped; Error if another process has it
   */
  static async open(
    path: string,
    host: LockHost,
    options: JournalOptions = {},
  ): Promise<{ journal: Journal; store: SandboxStore; damaged: readonly number[] }> {
    const { skipDamaged = false, store = new SandboxStore(), indexEvery = 20_000 } = options;
    await refuseUnlessFile(path);
    const lock = await JournalLock.take(path, host, options);
    try {
      const file = await open(path, "a+", 0o600);
      const journal = new Journal(path, file, store, lock, indexEvery);
      try {
        await journal.#read(options);
        const { size } = await file.stat();
        if (journal.#size < size && !(await mayBeTorn(file, journal.#size, size)))
          journal.#damaged.push(journal.#lines + 1);
        if (journal.#damaged.length > 0 && !skipDamaged) throw new DamagedLines(journal.#damaged);
        if (journal.#size < size) await file.truncate(journal.#size);
      } catch (error) {
        await file.close();
        throw error;
      }
      journal.indexWhenDue();
      return { journal, store, damaged: journal.#damaged };
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Settles once the receipt is on disk. */
  append(receipt: Receipt): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ line: lineOf(receipt), done, failed });
      this.#writing ??= this.#write();
    });
  }

  /** Writes an index once enough has come, if the store has all that is on disk. */
  indexWhenDue(): void {
    if (this.#events >= this.#due) this.#writeIndex();
  }

  /** The events from one number to another, read from disk. */
  async *receipts(from: number, to: number): AsyncGenerator<Receipt> {
    const block = Math.floor(from / blockEvents);
    let number = block * blockEvents;
    if (this.#blocks[block] === undefined) return;
    for await (const { text } of linesBetween(this.file, this.#blocks[block], this.#size)) {
      const receipt = text === "" ? undefined : receiptFrom(text);
      if (!receipt) continue;
      if (number >= to) return;
      if (number++ >= from) yield receipt;
    }
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#indexing;
    if (this.#events > this.#indexed && this.#events >= recalledEvents) await this.#writeIndex();
    await this.file.close();
    await this.lock.release();
  }

  async #read({ progress, progressEvery = 100_000 }: JournalOptions): Promise<void> {
    const { size, mtimeMs } = await this.file.stat();
    const index = await readIndex(this.#indexPath);
    if (index && index.names === this.store.names && index.bytes <= size) {
      const isAsLeft = index.bytes === size && index.modified === mtimeMs;
      if (isAsLeft || (await this.#beginsAs(index))) await this.#restore(index);
    }
    let broken = this.#size;
    let read = 0;
    for await (const { start, end, text } of linesBetween(this.file, this.#size, size)) {
      this.#lines++;
      broken = end;
      if (++read % progressEvery === 0) progress?.(end, size);
      if (text === "") continue;
      const receipt = receiptFrom(text);
      if (receipt) {
        this.#count(start);
        this.store.reload(receipt);
        if (this.store.count - this.store.dropped > 2 * mostHeld) this.store.keep(mostHeld);
      } else this.#damaged.push(this.#lines);
    }
    for await (const bytes of bytesBetween(this.file, this.#size, broken)) this.#hash.update(bytes);
    this.#size = broken;
  }

  async #beginsAs({ hashes }: JournalIndex): Promise<boolean> {
    let start = 0;
    for (const { end, hash } of hashes) {
      const found = createHash("sha256");
      for await (const piece of bytesBetween(this.file, start, end)) found.update(piece);
      if (found.digest("hex") !== hash) return false;
      start = end;
    }
    return true;
  }

  async #restore(index: JournalIndex): Promise<void> {
    this.#indexed = index.events;
    this.#size = index.bytes;
    this.#hashes = [...index.hashes];
    this.#events = index.events;
    this.#lines = index.lines;
    this.#blocks = [...index.blocks];
    this.#damaged = [...index.damaged];
    this.#due = this.#dueAfter(index.events);
    const flags = new Map(index.flagged);
    const recalled: Recalled[] = [];
    for await (const receipt of this.receipts(Math.max(0, index.events - recalledEvents), index.events))
      recalled.push({ receipt, flags: flags.get(receipt.id) ?? [] });
    this.store.restore(index, recalled);
  }

  #count(start: number): void {
    if (this.#events % blockEvents === 0) this.#blocks.push(start);
    this.#events++;
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        if (!(await this.lock.isHeld())) throw new Error("another sandbox has taken the journal");
        const lines = batch.map(({ line }) => line).join("");
        await this.file.appendFile(lines);
        await this.file.datasync();
        this.#hash.update(lines);
        for (const { line, done } of batch) {
          this.#count(this.#size);
          this.#size += Buffer.byteLength(line);
          this.#lines++;
          done();
        }
      } catch (error) {
        // Half a line, as a full disk leaves it, would corrupt the next one.
        if (await this.lock.isHeld()) await this.file.truncate(this.#size).catch(() => {});
        for (const one of batch) one.failed(error);
      }
    }
    this.#writing = undefined;
  }

  /** The more there is, the more may come before it is written again. */
  #dueAfter(events: number): number {
    return events + Math.max(this.indexEvery, Math.floor(events / 10));
  }

  get #indexPath(): string {
    return `${this.path}.index`;
  }

  /** Without an index all is as it was, only slower at the next start: whatever keeps it from being written is not a fault. */
  #writeIndex(): Promise<void> | undefined {
    if (this.#indexing || this.store.count !== this.#events || this.#damaged.length > mostDamaged) return;
    this.#due = this.#dueAfter(this.#events);
    this.#indexed = this.#events;
    const people = FrozenPeople.from(this.store.people);
    if (!people) return;
    if (this.#size > (this.#hashes.at(-1)?.end ?? 0)) {
      this.#hashes.push({ end: this.#size, hash: this.#hash.digest("hex") });
      this.#hash = createHash("sha256");
    }
    const head = {
      names: this.store.names,
      events: this.#events,
      bytes: this.#size,
      hashes: [...this.#hashes],
      lines: this.#lines,
      damaged: [...this.#damaged],
      blocks: [...this.#blocks],
      flagged: this.store.flagged(recalledEvents),
      bodies: this.store.bodies,
    };
    this.store.keep(mostHeld);
    const write = async () => {
      const { mtimeMs: modified } = await this.file.stat();
      await writeIndex(this.#indexPath, { ...head, modified }, people);
    };
    this.#indexing = write()
      .catch(() => {})
      .finally(() => {
        this.#indexing = undefined;
      });
    return this.#indexing;
  }
}

/** Of the events that an index is of, so many of the latest are read again: for the page, and to see what comes twice. */
const recalledEvents = 2000;
/** Numbers of lines that an index holds; a journal beyond has no use for one. */
const mostDamaged = 10_000;

/** Lines that are not as they were written. */
export class DamagedLines extends Error {
  constructor(readonly lines: readonly number[]) {
    const [first, ...others] = lines;
    super(
      others.length === 0
        ? `line ${first} of the journal is damaged`
        : `lines ${lines.slice(0, 10).join(", ")}${lines.length > 10 ? " …" : ""} of the journal are damaged`,
    );
  }
}

/** Whether what is after the last whole line is the beginning of one of ours: what is not is somebody's text. */
async function mayBeTorn(file: FileHandle, from: number, to: number): Promise<boolean> {
  for await (const bytes of bytesBetween(file, from, Math.min(to, from + lineStart.length)))
    return lineStart.startsWith(bytes.toString("latin1"));
  return true;
}

/** A journal is read to its end and cut off after it, which a pipe or a device knows nothing of. */
async function refuseUnlessFile(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there && !there.isFile() && !there.isDirectory())
    throw new Error("it is a pipe, a socket or a device, not a file");
}
