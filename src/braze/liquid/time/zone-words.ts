/** Seconds east of UTC of the zone names that Ruby's date parser knows and that occur in data. */
const words: Readonly<Record<string, number>> = {
  utc: 0,
  z: 0,
  gmt: 0,
  ut: 0,
  wet: 0,
  bst: 1,
  cet: 1,
  met: 1,
  west: 1,
  eet: 2,
  cest: 2,
  mest: 2,
  sast: 2,
  msk: 3,
  eest: 3,
  msd: 4,
  ist: 5.5,
  jst: 9,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  akst: -9,
  akdt: -8,
  hst: -10,
  hast: -10,
  nst: -3.5,
  ndt: -2.5,
  ast: -4,
  adt: -3,
  brt: -3,
  art: -3,
  a: 1,
  b: 2,
  c: 3,
  d: 4,
  e: 5,
  f: 6,
  g: 7,
  h: 8,
  i: 9,
  k: 10,
  l: 11,
  m: 12,
  n: -1,
  o: -2,
  p: -3,
  q: -4,
  r: -5,
  s: -6,
  t: -7,
  u: -8,
  v: -9,
  w: -10,
  x: -11,
  y: -12,
};

/** `PST`, `+01:00`, `-0800`, `GMT+2`: seconds east of UTC, or undefined where Ruby knows no such zone. */
export function zoneOffset(zone: string): number | undefined {
  const name = zone.toLowerCase().replace(/\s+/g, " ").trim();
  const daylight = / (dst|daylight time)$/.test(name) ? 3600 : 0;
  const word = words[name.replace(/ (dst|standard time|daylight time)$/, "")];
  if (word !== undefined) return word * 3600 + daylight;
  const match = /^(?:gmt|utc?)?([-+])(\d+)(?::(\d+)(?::(\d+))?)?$/.exec(name);
  if (!match) return undefined;
  const [, sign, first, minutes, seconds] = match;
  let hours = Number(first);
  let rest = Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  if (minutes === undefined && first!.length > 2) {
    const wide = first!.length % 2 === 1 ? `0${first}` : first!;
    hours = Number(wide.slice(0, 2));
    rest = Number(wide.slice(2, 4) || 0) * 60 + Number(wide.slice(4, 6) || 0);
  }
  return (sign === "-" ? -1 : 1) * (hours * 3600 + rest);
}
