/** Answers that are kept, as long as there are few: a process may be asked about any number of files. */
const mostKept = 10_000;

/** A function that computes each answer once; it must depend on nothing but what it is given. */
export function memoized<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const kept = new Map<Key, Value>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined || kept.has(key)) return known as Value;
    if (kept.size >= mostKept) kept.clear();
    const value = compute(key);
    kept.set(key, value);
    return value;
  };
}
