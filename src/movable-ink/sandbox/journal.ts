import { type FileHandle, open, readFile } from "node:fs/promises";
import type { Json } from "../../source/json.js";
import { isObject, type Receipt } from "./store.js";

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
  ) {}

  /**
   * Opens a journal and reads it. A last line cut short by a crash was never acknowledged, so it is removed.
   * @throws Error if a line in the middle is not a receipt, or the file cannot be used
   */
  static async open(path: string): Promise<{ journal: Journal; receipts: Receipt[] }> {
    const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return "";
      throw error;
    });
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    const receipts = whole
      .split("\n")
      .filter((line) => line !== "")
      .map((line, index) => receiptFrom(line, index + 1));
    const file = await open(path, "a", 0o600);
    const size = Buffer.byteLength(whole);
    if (whole.length < text.length) await file.truncate(size);
    return { journal: new Journal(file, size), receipts };
  }

  /** Settles once the receipt is on disk. */
  append(receipt: Receipt): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ line: `${JSON.stringify(receipt)}\n`, done, failed });
      this.#writing ??= this.#write();
    });
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.file.close();
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

function receiptFrom(line: string, number: number): Receipt {
  let value: Json;
  try {
    value = JSON.parse(line) as Json;
  } catch {
    value = null;
  }
  if (isObject(value)) {
    const { id, at, payload } = value;
    if (typeof id === "string" && typeof at === "string" && payload !== undefined) return { id, at, payload };
  }
  throw new Error(`line ${number} of the journal is not a sandbox receipt`);
}
