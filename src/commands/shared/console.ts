import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Host } from "../../host.js";
import { type Colors, colorsFor } from "../../report/colors.js";
import { diagnosticsText } from "../../report/diagnostic-text.js";

/** Where a command prints: data on stdout, talk and findings on stderr. */
export class Console {
  readonly out: Colors;
  readonly err: Colors;
  readonly #quiet: boolean;

  constructor(
    readonly host: Host,
    options: { readonly color?: boolean; readonly quiet?: boolean } = {},
  ) {
    this.out = colorsFor(host.stdout, host.env, options.color !== false);
    this.err = colorsFor(host.stderr, host.env, options.color !== false);
    this.#quiet = options.quiet === true;
  }

  /** Only errors are told. */
  get isQuiet(): boolean {
    return this.#quiet;
  }

  /** What the command is asked for; with a line end unless it has one. `commands`: its lines are for a CI server to obey. */
  data(text: string, options?: { readonly commands?: boolean }): void {
    this.host.stdout.write(text === "" || text.endsWith("\n") ? text : `${text}\n`, options);
  }

  /** A line for the person at the terminal; `--quiet` leaves it out. */
  talk(line: string): void {
    if (!this.#quiet) this.host.stderr.write(`${line}\n`);
  }

  /** How far a long work is, for who waits for it at a terminal. */
  progress(line: string): void {
    if (this.host.stderr.isTTY) this.talk(line);
  }

  /** Findings; `--quiet` leaves out all but errors. */
  diagnostics(diagnostics: readonly Diagnostic[]): void {
    const shown = this.#quiet ? diagnostics.filter((found) => found.severity === "error") : diagnostics;
    this.host.stderr.write(diagnosticsText(shown, this.err));
  }
}
