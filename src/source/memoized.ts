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

/** The same of two objects that nobody changes; what is kept goes with them. */
export function memoizedOf<Whole extends object, Part extends object, Value>(
  compute: (whole: Whole, part: Part) => Value,
): (whole: Whole, part: Part) => Value {
  const kept = new WeakMap<Whole, WeakMap<Part, { readonly value: Value }>>();
  return (whole, part) => {
    const parts = kept.get(whole) ?? new WeakMap<Part, { readonly value: Value }>();
    kept.set(whole, parts);
    const known = parts.get(part) ?? { value: compute(whole, part) };
    parts.set(part, known);
    return known.value;
  };
}
