import { type FileHandle, open, readFile } from "node:fs/promises";
import { isObject, type Receipt } from "./store.js";

/**
 * What was taken, one line each, on disk before the answer goes out: whatever was answered with 200 is there after a crash.
 * Lines that wait are written together, so that a thousand posts do not cost a thousand syncs.
 */
export class Journal {
  #waiting: { readonly line: string; done(): void; failed(error: unknown): void }[] = [];
  #writing: Promise<void> | undefined;

  private constructor(
    private readonly file: FileHandle,
    /** Bytes that are on disk for certain. */
    private size: number,
  ) {}

  /**
   * Opens a journal and reads what is in it. A last line that is torn, as a crash leaves it, was never answered: it goes.
   * @throws Error when a line in the middle is no receipt, or the file cannot be used
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
        // Half a line, as a full disk leaves it, would spoil the next one.
        await this.file.truncate(this.size).catch(() => {});
        for (const one of batch) one.failed(error);
      }
    }
    this.#writing = undefined;
  }
}

function receiptFrom(line: string, number: number): Receipt {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    value = undefined;
  }
  if (isObject(value) && typeof value.id === "string" && typeof value.at === "string" && "payload" in value)
    return value as unknown as Receipt;
  throw new Error(`line ${number} of the journal is no receipt of a sandbox`);
}
