/** A clock that stands still. */
export const clock = () => new Date(1_700_000_000_000);
