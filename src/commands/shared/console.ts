import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Host } from "../../host.js";
import { diagnosticsText } from "../../report/diagnostic-text.js";
import { type Style, styleFor } from "../../report/style.js";

/** Where a command prints: data on stdout, talk and findings on stderr. */
export class Console {
  readonly out: Style;
  readonly err: Style;
  readonly #quiet: boolean;

  constructor(
    readonly host: Host,
    options: { readonly color?: boolean; readonly quiet?: boolean } = {},
  ) {
    this.out = styleFor(host.stdout, host.env, options.color !== false);
    this.err = styleFor(host.stderr, host.env, options.color !== false);
    this.#quiet = options.quiet === true;
  }

  /** Only errors are told. */
  get isQuiet(): boolean {
    return this.#quiet;
  }

  /** What the command is asked for; with a line end unless it has one. `commands`: its lines are for a CI server to obey. */
  data(text: string, options?: { readonly commands?: boolean }): void {
    const whole = text === "" || text.endsWith("\n") ? text : `${text}\n`;
    this.host.stdout.write(this.out.symbols(whole), options);
  }

  /** A part of it, of what is too long to be put together before. */
  piece(text: string): void {
    this.host.stdout.write(this.out.symbols(text));
  }

  /** Lines for the person at the terminal, as wide as it is; `--quiet` leaves them out. */
  talk(lines: string): void {
    this.report(
      lines
        .split("\n")
        .map((line) => this.err.wrap(line, /^ */.exec(line)![0].length + 2))
        .join("\n"),
    );
  }

  /** The same of what is laid out already. */
  report(text: string): void {
    if (!this.#quiet) this.host.stderr.write(this.err.symbols(`${text}\n`));
  }

  /** How far a long work is, for who waits for it at a terminal. */
  progress(line: string): void {
    if (this.host.stderr.isTTY) this.talk(line);
  }

  /** Findings; `--quiet` leaves out all but errors. */
  diagnostics(diagnostics: readonly Diagnostic[]): void {
    const shown = this.#quiet ? diagnostics.filter((found) => found.severity === "error") : diagnostics;
    this.host.stderr.write(this.err.symbols(diagnosticsText(shown, this.err)));
  }
}
