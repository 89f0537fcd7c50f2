/** What `Date._parse` finds in a text; any part may be missing. */
export interface Fragments {
  year?: number | undefined;
  month?: number | undefined;
  day?: number | undefined;
  /** Day of the year, from 1. */
  yearDay?: number | undefined;
  hour?: number | undefined;
  minute?: number | undefined;
  second?: number | undefined;
  /** Digits after the second's point. */
  fraction?: string | undefined;
  zone?: string | undefined;
}

/** Fragments with what is needed to make a year whole. */
export interface Found extends Fragments {
  beforeChrist?: boolean;
  /** The year was written with its century, or with a sign. */
  wholeYear?: boolean;
}
