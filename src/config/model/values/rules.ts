/**
 * The numbers in the rules for values, once for the bodies and for `reckon`.
 * A JSON number in text may end in this many zeros that its value does not need (`42.50`, `20.000000`).
 */
export const trailingZeros = 5;

/** A number of this size or more is a time in milliseconds: 12 digits and up. */
export const firstMilliseconds = 100_000_000_000;

/** The seconds that a four-digit year can hold: 0000-01-01T00:00:00Z to 9999-12-31T23:59:59Z. */
export const earliestSecond = -62_167_219_200;
export const latestSecond = 253_402_300_799;

/** How `datetime` and the wire format `iso8601` print, in Ruby's directives. */
export const isoDirectives = "%Y-%m-%dT%H:%M:%SZ";

/** The areas of the IANA time zone database. Nothing in Liquid knows its names; the area is what can be tested. */
export const zoneAreas = [
  "Africa",
  "America",
  "Antarctica",
  "Arctic",
  "Asia",
  "Atlantic",
  "Australia",
  "Europe",
  "Indian",
  "Pacific",
  "Etc",
] as const;
