/** The machine's clock. */
export const systemClock = (): Date => new Date();

/**
 * Waits for what may forget to settle, with a time limit of its own: Node would end in the meantime, with exit code 0,
 * since nothing else is waited for.
 */
export async function waitedFor<T>(work: Promise<T>): Promise<T> {
  const awake = setInterval(() => {}, 60_000);
  try {
    return await work;
  } finally {
    clearInterval(awake);
  }
}
