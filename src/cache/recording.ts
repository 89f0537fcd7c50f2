import type { Output } from "../host.js";
import { answered, type Digest, type Outside, type Question } from "./questions.js";

/** What a run has printed, piece by piece. */
export type Printed = readonly (readonly [stream: "stdout" | "stderr", text: string])[];

/** Passes on what a run asks of the outside and what it prints, and keeps a record of both. */
export class Recording {
  readonly #printed: [stream: "stdout" | "stderr", text: string][] = [];
  readonly #answers = new Map<string, { readonly question: Question; readonly answer: string }>();
  #isWhole = true;

  constructor(
    private readonly outside: Outside,
    private readonly digest: Digest,
  ) {}

  /**
   * Whether what was printed follows from the questions and their answers: nothing else was asked, nothing was done. Help
   * asks nothing, and is laid out for the width of the terminal.
   */
  get isWhole(): boolean {
    return this.#isWhole && this.questions.some(({ what }) => what === "read");
  }

  get questions(): Question[] {
    return [...this.#answers.values()].map(({ question }) => question);
  }

  get answers(): string[] {
    return [...this.#answers.values()].map(({ answer }) => answer);
  }

  get printed(): Printed {
    return this.#printed;
  }

  /** The outside, as the run gets it. */
  host(): Outside {
    const { outside } = this;
    const { files, processes, stdin } = outside;
    const beyond = this.#beyond.bind(this);
    return {
      cwd: outside.cwd,
      env: this.#environment(),
      stdin: { isTTY: stdin.isTTY, read: beyond(stdin.read), stream: beyond(stdin.stream) },
      stdout: this.#output("stdout"),
      stderr: this.#output("stderr"),
      get terminal() {
        return beyond(() => outside.terminal)();
      },
      files: {
        read: (path, most) =>
          this.#asked({ what: "read", path, most }, files.read(path, most), (bytes) =>
            answered.read(bytes, this.digest),
          ),
        list: (path) => this.#asked({ what: "list", path }, files.list(path), answered.list),
        kind: (path) => this.#asked({ what: "kind", path }, files.kind(path), answered.value),
        real: (path) => this.#asked({ what: "real", path }, files.real(path), answered.value),
        stream: beyond(files.stream),
        open: beyond(files.open),
        create: beyond(files.create),
        append: beyond(files.append),
        scratch: beyond(files.scratch),
        openScratch: beyond(files.openScratch),
        write: beyond(files.write),
        mayWrite: beyond(files.mayWrite),
        rename: beyond(files.rename),
        makeFolder: beyond(files.makeFolder),
        remove: beyond(files.remove),
        changes: beyond(files.changes),
      },
      fetch: beyond(outside.fetch),
      run: beyond(outside.run),
      processes: { own: processes.own, where: processes.where, isRunning: beyond(processes.isRunning) },
      now: beyond(outside.now),
      // Nothing random is ever printed by what is remembered.
      uuid: outside.uuid,
      sleep: beyond(outside.sleep),
      bounded: (work) => {
        try {
          return outside.bounded(work);
        } catch (error) {
          // That it took too long says something of the machine.
          this.#isWhole = false;
          throw error;
        }
      },
      ended: beyond(outside.ended),
    };
  }

  /** Something by which a run changes the outside, or learns what it may not learn twice. */
  #beyond<Of extends unknown[], Answer>(work: (...of: Of) => Answer): (...of: Of) => Answer {
    return (...of) => {
      this.#isWhole = false;
      return work(...of);
    };
  }

  async #asked<Answer>(
    question: Question,
    asked: Promise<Answer>,
    tell: (answer: Answer) => string,
  ): Promise<Answer> {
    try {
      const answer = await asked;
      this.#note(question, tell(answer));
      return answer;
    } catch (error) {
      this.#note(question, answered.refused(error));
      throw error;
    }
  }

  #note(question: Question, answer: string): void {
    const key = Object.values(question).join("\0");
    const before = this.#answers.get(key);
    if (before && before.answer !== answer) this.#isWhole = false;
    this.#answers.set(key, { question, answer });
  }

  #environment(): Outside["env"] {
    const { env } = this.outside;
    return new Proxy(env, {
      get: (_, name) => {
        const value = env[String(name)];
        this.#note({ what: "env", name: String(name) }, answered.value(value));
        return value;
      },
      has: (_, name) => {
        const isSet = name in env;
        this.#note({ what: "isSet", name: String(name) }, answered.value(isSet));
        return isSet;
      },
      ownKeys: () => {
        this.#isWhole = false;
        return Reflect.ownKeys(env);
      },
    });
  }

  #output(stream: "stdout" | "stderr"): Output {
    const output = this.outside[stream];
    const noted = (what: "isTTY" | "columns") => {
      this.#note({ what, stream }, answered.value(output[what]));
    };
    const kept = (write: (text: string) => void) => (text: string) => {
      this.#printed.push([stream, text]);
      write(text);
    };
    return {
      write: kept((text) => output.write(text)),
      writeFile: kept((text) => output.writeFile(text)),
      get isTTY() {
        noted("isTTY");
        return output.isTTY;
      },
      get columns() {
        noted("columns");
        return output.columns;
      },
    };
  }
}
