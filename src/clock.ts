/** The machine's clock. */
export const systemClock = (): Date => new Date();
