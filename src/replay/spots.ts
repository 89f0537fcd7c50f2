/** A record's file, by its number among those given, and its line in it. */
export type Spot = readonly [file: number, line: number];

export const byPlace = (a: Spot, b: Spot): number => a[0] - b[0] || a[1] - b[1];

export const earliest = (a: Spot, b: Spot): Spot => (byPlace(a, b) <= 0 ? a : b);
