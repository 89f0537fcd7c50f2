/** Input that could be read, and is not; the message says why. */
export class NotRead extends Error {
  constructor(
    message: string,
    /** What to do instead. */
    readonly next?: string,
  ) {
    super(message);
  }
}

/** Bytes that are not text, or too many to be one. */
export class NotText extends NotRead {}

/** What to do about a file that is not read, where there is something. */
export const nextOf = (error: unknown): string[] =>
  error instanceof NotRead && error.next !== undefined ? [error.next] : [];
