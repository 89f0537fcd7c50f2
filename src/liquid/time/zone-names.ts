import { nearest } from "../../diagnostics/suggest.js";

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

/** Letters that people write for a zone, and no list of zones has. */
const abbreviations: Readonly<Record<string, string>> = {
  EDT: "America/New_York",
  CST: "America/Chicago",
  CDT: "America/Chicago",
  MDT: "America/Denver",
  PST: "America/Los_Angeles",
  PDT: "America/Los_Angeles",
  BST: "Europe/London",
  CEST: "Europe/Berlin",
  IST: "Asia/Kolkata",
  JST: "Asia/Tokyo",
  AEST: "Australia/Sydney",
};

/** `; did you mean "America/New_York"?` for `new york`, `Amerika/New_York` or `EDT`, or nothing. */
export function zoneGuess(zone: string): string {
  const name = Object.hasOwn(abbreviations, zone) ? abbreviations[zone] : meant(zone);
  return name === undefined ? "" : `; did you mean "${name}"?`;
}

function meant(zone: string): string | undefined {
  const wanted = letters(zone);
  const [city, area] = [cityOf(zone), letters(zone.slice(0, zone.indexOf("/") + 1))];
  const zones = Intl.supportedValuesOf("timeZone");
  const exact = zones.find((name) => letters(name) === wanted);
  if (exact !== undefined || wanted.length < 4) return exact;
  const same = zones.find((name) => cityOf(name) === city);
  if (same !== undefined) return same;
  // Munich is not Zurich: a slip of the pen is hardly ever in the first letter.
  const near = zones.filter((name) => cityOf(name)[0] === city[0] && letters(name).startsWith(area));
  const found = nearest(city, near.map(cityOf));
  return near.find((name) => cityOf(name) === found);
}

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, "");
const cityOf = (zone: string): string => letters(zone.slice(zone.lastIndexOf("/") + 1));
