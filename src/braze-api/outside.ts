/** The client's access to the outside. */
export interface Outside {
  readonly fetch: typeof fetch;
  now(): Date;
  sleep(milliseconds: number): Promise<void>;
  /** Randomness, for waits that differ from those of others. */
  uuid(): string;
}
