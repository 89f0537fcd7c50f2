import { didYouMean } from "../diagnostics/suggest.js";

/** Answers so far: the engine takes its time to look a zone up, and thousands of payloads have the same few. */
const known = new Map<string, boolean>();
const mostKnown = 1_000;

/** An IANA name: an offset such as +02:00 is not one, though newer engines accept it. */
export function isTimeZone(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  const answer = isZone(name);
  if (known.size < mostKnown) known.set(name, answer);
  return answer;
}

function isZone(name: string): boolean {
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
