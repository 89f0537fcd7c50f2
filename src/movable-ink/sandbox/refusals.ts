/** A post that was answered with an error, so that nothing of it was kept. */
export interface Refusal {
  /** As its answer names it. */
  readonly id: string;
  readonly at: string;
  readonly status: number;
  /** What the answer says. */
  readonly message: string;
  /** What came, as far as it was read. */
  readonly body: string | undefined;
}

/** As many as anybody looks back on. */
const mostKept = 100;
const mostOfBody = 20_000;

/** The latest posts that were refused; a start begins without any. */
export class Refusals {
  readonly #kept: Refusal[] = [];
  #count = 0;

  /** How many there were. */
  get count(): number {
    return this.#count;
  }

  /** The latest first. */
  get latest(): readonly Refusal[] {
    return [...this.#kept].reverse();
  }

  keep(refusal: Omit<Refusal, "body">, bytes: Buffer | undefined): void {
    this.#count++;
    const body = bytes?.subarray(0, mostOfBody).toString("utf8");
    const cut = bytes && bytes.length > mostOfBody ? "…" : "";
    this.#kept.push({ ...refusal, body: body && `${body}${cut}` });
    if (this.#kept.length > mostKept) this.#kept.shift();
  }
}
