import { join } from "node:path";
import type { Files } from "../host.js";
import type { Digest, Outside, Question } from "./questions.js";
import type { Printed } from "./recording.js";

/** What is kept of a run. */
export interface Remembered {
  readonly questions: readonly Question[];
  /** One digest of all answers: no single one can be guessed at. */
  readonly answers: string;
  readonly printed: Printed;
  readonly exitCode: number;
}

/** Larger runs are not kept: there is one file for each of 256 slots, so all of them have an end. */
const mostBytes = 4_000_000;

/**
 * A folder of runs. The first line of a file is the digest of the rest: whatever is damaged is as if it were not there.
 * The second is the key, since many keys share a slot, and the last that came has it.
 */
export class Slots {
  constructor(
    private readonly folder: string,
    private readonly files: Files,
    private readonly digest: Digest,
  ) {}

  async read(key: string): Promise<Remembered | undefined> {
    let text: string;
    try {
      text = new TextDecoder().decode(await this.files.read(this.#path(key), mostBytes));
    } catch {
      return undefined;
    }
    const [seal, body] = parted(text);
    const [whose, run] = parted(body);
    return seal === this.digest(body) && whose === key ? (JSON.parse(run) as Remembered) : undefined;
  }

  /** Whole or not at all. Where nothing can be written, nothing is remembered, and that is all. */
  async write(key: string, run: Remembered, { uuid }: Pick<Outside, "uuid">): Promise<void> {
    const body = `${key}\n${JSON.stringify(run)}`;
    const text = `${this.digest(body)}\n${body}`;
    if (Buffer.byteLength(text) > mostBytes) return;
    const path = this.#path(key);
    const temporary = `${path}.${uuid()}`;
    try {
      await this.#makeFolder();
      await this.files.write(temporary, text, { isPrivate: true });
      await this.files.rename(temporary, path);
    } catch {
      await this.files.remove(temporary).catch(() => {});
    }
  }

  #path(key: string): string {
    return join(this.folder, `${key.slice(0, 2)}.run`);
  }

  async #makeFolder(): Promise<void> {
    if ((await this.files.kind(this.folder)) !== undefined) return;
    await this.files.makeFolder(this.folder);
    // Wherever somebody has put it, Git leaves it alone.
    await this.files.write(join(this.folder, ".gitignore"), "*\n");
  }
}

function parted(text: string): [line: string, rest: string] {
  const end = text.indexOf("\n");
  return end < 0 ? [text, ""] : [text.slice(0, end), text.slice(end + 1)];
}
