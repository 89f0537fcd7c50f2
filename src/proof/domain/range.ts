import type { NumberRange } from "./text.js";
import { type AbstractValue, anyRange, has, Kind, type Kinds, numbers } from "./value.js";

/** Whether none of the numbers in a set is zero. */
export const isNonzero = ({ kinds, integer, nonzero }: AbstractValue): boolean =>
  nonzero === true || ((kinds & numbers) === Kind.integer && integer !== undefined && Number(integer) !== 0);

export const isZero = ({ kinds, integer }: AbstractValue): boolean =>
  kinds === Kind.integer && Number(integer) === 0;

export const finite = Kind.integer | Kind.float;

/** How far the integers and finite floats of a set reach. */
export function rangeOf({ range, integer, kinds }: AbstractValue): NumberRange {
  if (range) return range;
  if (kinds & Kind.float || integer === undefined) return anyRange;
  const only = Number(integer);
  return outward({ most: Math.abs(only), unit: 1, least: only, greatest: only });
}

export const leastOf = ({ most, least }: NumberRange): number => least ?? -most;

export const greatestOf = ({ most, greatest }: NumberRange): number => greatest ?? most;

/**
 * A range with its ends a little further out. Here they are floats, which round beyond 2^53 and after the decimal point;
 * Ruby's integers and decimals do not round there, or do so otherwise.
 */
export const outward = (range: NumberRange): NumberRange => ({
  most: range.most <= Number.MAX_VALUE ? Math.min(above(range.most), Number.MAX_VALUE) : range.most,
  unit: range.unit,
  ...(range.least === undefined ? {} : { least: -above(-range.least) }),
  ...(range.greatest === undefined ? {} : { greatest: above(range.greatest) }),
});

const above = (end: number): number =>
  Number.isSafeInteger(end) || !Number.isFinite(end) ? end : end + Math.abs(end) * 2 ** -50;

/** The least and the most that a number of a set may be; undefined where it may be none, or has no place among the others. */
export function endsOf(value: AbstractValue): readonly [number, number] | undefined {
  if (has(value, Kind.nan) || !has(value, numbers)) return undefined;
  const range = has(value, finite) ? rangeOf(value) : undefined;
  const [low, high] = range ? [leastOf(range), greatestOf(range)] : [];
  return [
    has(value, Kind.low) ? Number.NEGATIVE_INFINITY : (low ?? Number.POSITIVE_INFINITY),
    has(value, Kind.huge) ? Number.POSITIVE_INFINITY : (high ?? Number.NEGATIVE_INFINITY),
  ];
}

export const joinRanges = (...ranges: readonly NumberRange[]): NumberRange | undefined =>
  ranges.length === 0
    ? undefined
    : {
        most: Math.max(...ranges.map(({ most }) => most)),
        unit: Math.min(...ranges.map(({ unit }) => unit)),
        ...lowest(ranges),
        ...highest(ranges),
      };

const lowest = (ranges: readonly NumberRange[]): { least?: number } =>
  ranges.some(({ least }) => least !== undefined) ? { least: Math.min(...ranges.map(leastOf)) } : {};

const highest = (ranges: readonly NumberRange[]): { greatest?: number } =>
  ranges.some(({ greatest }) => greatest !== undefined)
    ? { greatest: Math.max(...ranges.map(greatestOf)) }
    : {};

const isBounded = (range: NumberRange | undefined): range is NumberRange =>
  range !== undefined &&
  !Number.isNaN(range.most) &&
  (range.most < Number.POSITIVE_INFINITY ||
    range.unit > 0 ||
    leastOf(range) > Number.NEGATIVE_INFINITY ||
    greatestOf(range) < Number.POSITIVE_INFINITY);

export const rangeIn = (range: NumberRange | undefined): { range?: NumberRange } => {
  if (!isBounded(range)) return {};
  const { most, unit } = range;
  const [least, greatest] = [leastOf(range), greatestOf(range)];
  return {
    range: { most, unit, ...(least > -most ? { least } : {}), ...(greatest < most ? { greatest } : {}) },
  };
};

/** Numbers of some kinds within a range. */
export const ofRange = (kinds: Kinds, range: NumberRange): AbstractValue => ({
  kinds,
  text: [],
  ...rangeIn(range),
});

/**
 * Where the sums of a loop end: a float of this size takes up no more of what is added to it, so that a sum settles at
 * the second or third and only a product grows on.
 */
const steps = [1e15, 1e18, 1e32, 1e100, 1e200];

/** An end that `outward` has moved from one of the far steps is still at it. */
const mostFrom = (step: number): number => (step < 1e32 ? step : step * (1 + 2 ** -40));

function widerMost(most: number): number {
  const step = steps.find((one) => most <= mostFrom(one));
  if (step === undefined) return Number.POSITIVE_INFINITY;
  return step < 1e32 ? step : step * (1 + 2 ** -45);
}

export const widerRange = ({ most, unit, least = Number.NEGATIVE_INFINITY }: NumberRange): NumberRange => ({
  most: widerMost(most),
  unit: steps.map((step) => 1 / step).find((step) => unit >= step) ?? 0,
  // A counter that began at 0 or 1 never falls below.
  ...(least >= 0 ? { least: least >= 1 ? 1 : 0 } : {}),
});
