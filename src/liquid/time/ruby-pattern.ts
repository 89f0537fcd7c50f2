/** A pattern of Ruby's date parser; letters of either case. */
export const pattern = (source: string): RegExp => new RegExp(source, "iu");
