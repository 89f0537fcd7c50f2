import { dirname } from "node:path";
import { UserError } from "../../diagnostics/diagnostic.js";
import { unwritableFile } from "../../diagnostics/findings.js";
import { fileReason, type Host } from "../../host.js";
import { targetOf } from "../shared/output/target.js";
import { clearLeft, temporaryName } from "../shared/output/temporary.js";

/** Pieces are written when there is so much of them, in characters. */
const most = 1_000_000;

/** Lines in a file that is only there once it is whole. */
export class LineFile {
  #waiting = "";

  private constructor(
    private readonly host: Host,
    private readonly path: string,
    private readonly temporary: string,
    private readonly file: Awaited<ReturnType<Host["files"]["create"]>>,
  ) {}

  /** @throws UserError where it cannot be written */
  static async at(host: Host, path: string): Promise<LineFile> {
    try {
      const { target, isThere } = await targetOf(host, path);
      if (isThere) await host.files.mayWrite(target);
      await clearLeft(host, dirname(target));
      const temporary = temporaryName(host, target);
      const file = await host.files.create(temporary, isThere ? { like: target } : {});
      return new LineFile(host, target, temporary, file);
    } catch (error) {
      throw unwritten(path, error);
    }
  }

  async add(line: string): Promise<void> {
    this.#waiting += `${line}\n`;
    if (this.#waiting.length >= most) await this.#flush();
  }

  /** The file under its own name. */
  async finish(): Promise<void> {
    await this.#flush();
    await this.#trying(async () => {
      await this.file.close();
      await this.host.files.rename(this.temporary, this.path);
    });
  }

  async #flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = "";
    await this.#trying(() => this.file.write(waiting));
  }

  async #trying(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.file.close().catch(() => {});
      await this.host.files.remove(this.temporary).catch(() => {});
      throw unwritten(this.path, error);
    }
  }
}

const unwritten = (path: string, error: unknown): UserError =>
  new UserError([unwritableFile.report(`cannot write "${path}": ${fileReason(error)}`)], 3);
