import type { Input } from "../terms/term.js";

export const intersects = (a: ReadonlySet<Input>, b: ReadonlySet<Input>): boolean => {
  for (const input of a) if (b.has(input)) return true;
  return false;
};
