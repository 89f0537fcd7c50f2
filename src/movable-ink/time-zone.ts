import { didYouMean } from "../diagnostics/suggest.js";

/** An IANA name: an offset such as +02:00 is not one, though newer engines accept it. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** `; did you mean "America/New_York"?` for `new york` or `Amerika/New_York`, or nothing. */
export function zoneGuess(zone: string): string {
  const wanted = letters(zone);
  const zones = Intl.supportedValuesOf("timeZone");
  const found = zones.find(
    (name) => letters(name) === wanted || (wanted.length > 3 && letters(name).endsWith(wanted)),
  );
  return found === undefined ? didYouMean(zone, zones) : `; did you mean "${found}"?`;
}

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, "");
