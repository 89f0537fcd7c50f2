import { join, resolve } from "node:path";
import type { Listed } from "../../audit/audit.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { unwritableFile, wrongUsage } from "../../diagnostics/findings.js";
import { fileReason, type Host, isMissing, type Pieces } from "../../host.js";
import { isJsonObject, type JsonObject, readJson } from "../../source/json.js";
import { jsonText, quoted } from "../../source/json-text.js";
import { streamBytes, withoutMark } from "../../source/read-text.js";
import { textLines } from "../../source/text-lines.js";
import type { AuditRow } from "./row.js";

/**
 * What an audit has come to, a campaign a line, in a file: so it needs no more memory for thousands of them than for one,
 * and where the run ends early, the next one goes on. The first line says of what it is, the last one that it is finished.
 */
export class Journal {
  /** What is written down already, with when it was changed last. */
  readonly #known = new Map<string, string>();
  /** What there is now: a campaign that is gone since is not reported. */
  readonly #seen = new Set<string>();
  #file: Pieces | undefined;

  private constructor(
    private readonly host: Host,
    private readonly path: string,
    private readonly isTemporary: boolean,
  ) {}

  /**
   * @param file as the user calls it; absent for one that is gone when the run is
   * @param about what the findings follow from; another one's are of no use
   * @throws UserError where the file is somebody's, or cannot be written
   */
  static async open(host: Host, file: string | undefined, about: string): Promise<Journal> {
    const path =
      file === undefined
        ? join(host.files.scratch(), `mi-braze-audit-${host.uuid()}.ndjson`)
        : resolve(host.cwd, file);
    const journal = new Journal(host, path, file === undefined);
    const isGoingOn = await journal.#read(file ?? path, about);
    await journal.#trying(async () => {
      if (!isGoingOn) await host.files.remove(path).catch(ifMissing);
      journal.#file = await host.files.append(path);
      // A run that was killed may have left half a line.
      await journal.#file.write(isGoingOn ? "\n" : `${jsonText({ "mi-braze": "audit", about })}\n`);
    });
    return journal;
  }

  /** How many campaigns and Canvases an earlier run has looked at. */
  get size(): number {
    return this.#known.size;
  }

  /** Whether an earlier run has looked at it as it is now. */
  has(listed: Listed): boolean {
    const key = keyOf(listed);
    const isKnown = this.#known.get(key) === listed.edited;
    if (isKnown) this.#seen.add(key);
    return isKnown;
  }

  async add(listed: Listed, rows: readonly AuditRow[]): Promise<void> {
    const key = keyOf(listed);
    this.#known.set(key, listed.edited);
    this.#seen.add(key);
    const { kind, id, edited } = listed;
    const line = jsonText({ kind, id, edited, rows });
    await this.#trying(() => this.#file!.write(`${this.host.secrets.masked(line)}\n`));
  }

  /** Every row, in the order in which they were written. */
  async *rows(): AsyncGenerator<AuditRow> {
    for await (const entry of this.#entries()) {
      if (!isEntry(entry)) continue;
      const key = keyOf(entry);
      if (this.#seen.has(key) && this.#known.get(key) === entry.edited) yield* entry.rows;
    }
  }

  /** The next run with this file begins anew. */
  async finish(): Promise<void> {
    if (!this.isTemporary) await this.#trying(() => this.#file!.write(`${jsonText({ finished: true })}\n`));
  }

  async close(): Promise<void> {
    await this.#file?.close().catch(() => {});
    if (this.isTemporary) await this.host.files.remove(this.path).catch(() => {});
  }

  /** @returns whether an unfinished audit of the same is in the file */
  async #read(name: string, about: string): Promise<boolean> {
    let isOurs = false;
    let isSame = false;
    try {
      let isFirst = true;
      for await (const entry of this.#entries()) {
        if (isFirst) {
          isOurs = entry["mi-braze"] === "audit";
          isSame = isOurs && entry.about === about;
          isFirst = false;
          if (!isSame) break;
        }
        if (entry.finished === true) isSame = false;
        if (isEntry(entry)) this.#known.set(keyOf(entry), entry.edited);
      }
    } catch (error) {
      if (isMissing(error)) return false;
      throw new UserError([unwritableFile.report(`cannot use ${quoted(name)}: ${fileReason(error)}`)], 3);
    }
    if (!isOurs)
      throw new UserError(
        [
          wrongUsage.report(`${quoted(name)} is a file that no audit has written`, {
            notes: ["It is left as it is. Name a file that is not there yet."],
          }),
        ],
        2,
      );
    if (!isSame) this.#known.clear();
    return isSame;
  }

  /** What is a line of JSON; the end of one that was cut off is not. */
  async *#entries(): AsyncGenerator<JsonObject> {
    // Where the system keeps what is temporary may be a link out of any project.
    const chunks = this.isTemporary ? this.host.files.stream(this.path) : streamBytes(this.host, this.path);
    for await (const line of textLines(chunks)) {
      const json = readJson(withoutMark(line));
      if (isJsonObject(json)) yield json;
    }
  }

  async #trying(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw new UserError(
        [unwritableFile.report(`cannot write ${quoted(this.path)}: ${fileReason(error)}`)],
        3,
      );
    }
  }
}

/** What `add` wrote. */
interface Entry extends Listed {
  readonly rows: readonly AuditRow[];
}

const isEntry = (entry: object): entry is Entry =>
  "rows" in entry && Array.isArray(entry.rows) && "edited" in entry && typeof entry.edited === "string";

const keyOf = ({ kind, id }: Pick<Listed, "kind" | "id">): string => `${kind} ${id}`;

function ifMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}
