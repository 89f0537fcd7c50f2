/**
 * A pattern of Ruby's date parser; letters of either case. It is made when it is first asked for: classes of letters take
 * a millisecond each to read, and most runs read no such date.
 */
export function pattern(source: string): () => RegExp {
  let made: RegExp | undefined;
  return () => {
    made ??= new RegExp(source, "iu");
    return made;
  };
}
