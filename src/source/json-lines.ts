import type { Source } from "./source.js";

/** The lines of a file of one JSON value a line, as exports write them; blank ones are left out. */
export const filledLines = ({ name, text }: Source): Source[] =>
  text.split("\n").flatMap((line, index) => {
    const trimmed = line.trim();
    return trimmed === "" ? [] : [{ name: `${name}, line ${index + 1}`, text: trimmed }];
  });
