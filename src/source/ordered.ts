/**
 * Of items in order, how many come first: those for which `isFirst` is true, which it is for none after them. It is
 * asked of few, however many there are.
 */
export function countFirst<T>(items: ArrayLike<T>, isFirst: (item: T, index: number) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isFirst(items[middle]!, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
