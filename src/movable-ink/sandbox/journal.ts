import { createHash } from "node:crypto";
import { type FileHandle, open, readFile, unlink, writeFile } from "node:fs/promises";
import type { Processes } from "../../host.js";
import { deepestJson, isJsonObject, readJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";
import type { Receipt } from "./store.js";

/**
 * Accepted events, one per line, on disk before the response goes out: anything answered with 200 survives a crash.
 * Waiting lines are written together, so that a thousand posts do not need a thousand syncs.
 */
export class Journal {
  #waiting: { readonly line: string; done(): void; failed(error: unknown): void }[] = [];
  #writing: Promise<void> | undefined;

  private constructor(
    private readonly file: FileHandle,
    /** Bytes known to be on disk. */
    private size: number,
    private readonly lock: string,
  ) {}

  /**
   * Opens a journal for this process alone, and reads it. A last line cut short by a crash was never acknowledged, so it is
   * removed.
   * @throws DamagedLines if a line is not what was written, unless they are to be skipped; Error if another process has it
   */
  static async open(
    path: string,
    processes: Processes,
    { skipDamaged = false }: { readonly skipDamaged?: boolean } = {},
  ): Promise<{ journal: Journal; receipts: Receipt[]; damaged: number[] }> {
    const lock = await takeLock(path, processes);
    try {
      const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return Buffer.alloc(0);
        throw error;
      });
      // Counted in bytes: a damaged one decodes to a character of three.
      const size = bytes.lastIndexOf(0x0a) + 1;
      const lines = bytes.toString("utf8", 0, size).split("\n").slice(0, -1);
      const receipts: Receipt[] = [];
      const damaged: number[] = [];
      for (const [index, line] of lines.entries()) {
        if (line === "") continue;
        const receipt = receiptFrom(line);
        if (receipt) receipts.push(receipt);
        else damaged.push(index + 1);
      }
      if (damaged.length > 0 && !skipDamaged) throw new DamagedLines(damaged);
      const file = await open(path, "a", 0o600);
      if (size < bytes.length) await file.truncate(size);
      return { journal: new Journal(file, size, lock), receipts, damaged };
    } catch (error) {
      await unlink(lock).catch(() => {});
      throw error;
    }
  }

  /** Settles once the receipt is on disk. */
  append(receipt: Receipt): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ line: `${withSum(jsonText(receipt))}\n`, done, failed });
      this.#writing ??= this.#write();
    });
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.file.close();
    await unlink(this.lock).catch(() => {});
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        const lines = batch.map(({ line }) => line).join("");
        await this.file.appendFile(lines);
        await this.file.datasync();
        this.size += Buffer.byteLength(lines);
        for (const one of batch) one.done();
      } catch (error) {
        // Half a line, as a full disk leaves it, would corrupt the next one.
        await this.file.truncate(this.size).catch(() => {});
        for (const one of batch) one.failed(error);
      }
    }
    this.#writing = undefined;
  }
}

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

/** The lock of a process that was killed is nobody's. */
async function takeLock(path: string, { own, isRunning }: Processes): Promise<string> {
  const lock = `${path}.lock`;
  for (let tries = 0; ; tries++) {
    try {
      await writeFile(lock, String(own), { flag: "wx", mode: 0o600 });
      return lock;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = Number(await readFile(lock, "utf8").catch(() => ""));
    if (tries > 2 || (Number.isInteger(holder) && holder > 0 && isRunning(holder)))
      throw new Error(`the sandbox of process ${holder} is using it; end that one, or take another file`);
    await unlink(lock).catch(() => {});
  }
}

/** The JSON of an object with one more member at its end, a checksum of the rest. */
const withSum = (json: string): string => `${json.slice(0, -1)},"sum":"${sumOf(json)}"}`;

const sumOf = (json: string): string => createHash("sha256").update(json).digest("hex").slice(0, 16);

const summed = /,"sum":"([0-9a-f]{16})"\}$/;

/** A line that has no checksum is from before there was one. */
function receiptFrom(line: string): Receipt | undefined {
  const sum = summed.exec(line);
  const json = sum ? `${line.slice(0, sum.index)}}` : line;
  if (sum && sumOf(json) !== sum[1]) return undefined;
  // The payload stands one level deeper here.
  const value = readJson(json, deepestJson + 1);
  // A checksum that is damaged itself leaves a member too many.
  if (!isJsonObject(value) || Object.keys(value).length !== 3) return undefined;
  const { id, at, payload } = value;
  return typeof id === "string" && typeof at === "string" && payload !== undefined
    ? { id, at, payload }
    : undefined;
}
