import type { TagSyntax } from "./tag-syntax.js";

/** The blocks that a tag such as `else` can be in. */
export function clauseOwners(all: Readonly<Record<string, TagSyntax>>): Map<string, string[]> {
  const owners = new Map<string, string[]>();
  for (const { name, clauses } of Object.values(all)) {
    for (const clause of clauses ?? []) owners.set(clause, [...(owners.get(clause) ?? []), name]);
  }
  return owners;
}
