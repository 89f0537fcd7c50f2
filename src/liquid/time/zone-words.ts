/** Hours east of UTC of the zones that Ruby's `Time.zone_offset` knows by name; it knows no others. */
const words: Readonly<Record<string, number>> = {
  UTC: 0,
  Z: 0,
  UT: 0,
  GMT: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  ...Object.fromEntries([..."ABCDEFGHIKLM"].map((letter, index) => [letter, index + 1])),
  ...Object.fromEntries([..."NOPQRSTUVWXY"].map((letter, index) => [letter, -index - 1])),
};

/** `PST`, `+01:00`, `-0800`, `+05`: seconds east of UTC, or undefined where Ruby sees no zone and takes local time. */
export function zoneOffset(zone: string): number | undefined {
  const name = zone.toUpperCase();
  const word = words[name];
  if (word !== undefined) return word * 3600;
  const match = /^([-+])(\d\d)(?:(:?)(\d\d)(?:\3(\d\d))?)?$/.exec(name);
  if (!match) return undefined;
  const [, sign, hours, , minutes = 0, seconds = 0] = match;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}
