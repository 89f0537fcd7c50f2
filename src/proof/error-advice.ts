import { zoneGuess } from "../liquid/time/zone-names.js";
import { quoted } from "../source/json-text.js";

/**
 * What to do about the error that Liquid prints; undefined where nothing but the value's type is to be changed.
 * @param forAll whether it is printed for everybody, so that the template itself says what is wrong
 */
export function adviceOnError(printed: string, forAll: boolean): string | undefined {
  const [, zone] = /Liquid error: Invalid Timezone: (.*)/.exec(printed) ?? [];
  if (zone !== undefined)
    return forAll && zone !== ""
      ? `${quoted(zone)} is not the name of a time zone${zoneGuess(zone) || "."} A zone is called by one of its cities, as in 'America/New_York' or 'Europe/Berlin'.`
      : "A zone from data may be missing: {% assign zone = … | default: 'America/New_York' %} gives those without one a zone of yours. Any other string has to be the name of a zone.";
  return printed.includes("Liquid error: divided by 0")
    ? "Make a number of it, and divide where it is not 0: {% assign n = … | plus: 0 %}{% if n != 0 %}."
    : undefined;
}
