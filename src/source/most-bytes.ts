/** How many bytes an input may have: many times what a real one has, and few enough for whatever reads it. */
export const mostBytes = {
  config: 262_144,
  /** Movable Ink takes 2 MB, and a template is smaller than what it renders. */
  template: 5_000_000,
  /** A user, an event and what is expected of them. */
  fixture: 5_000_000,
  /** A day's events, an export of users. */
  events: 50_000_000,
} as const;
