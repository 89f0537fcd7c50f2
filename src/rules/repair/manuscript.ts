import { type Edit, edited, placesBefore } from "../fix/edits.js";

/** A text that is read as one, and the files that it is written in. */
export interface Manuscript {
  readonly text: string;
  /** The texts of its files by name. */
  readonly files: ReadonlyMap<string, string>;
  /** It with edits of the text; nothing where one has no place in a single file, or two files' worth of it differ. */
  with(edits: readonly Edit[]): Manuscript | undefined;
  /** The file that an edit of the text is made in. */
  fileOf(edit: Edit): string;
  /** Where a place of a file was before any edit. */
  placeBefore(file: string, place: number): number;
}

/** The file that is read itself. */
export const ownFile = "";

/** A text that is in one file. */
export function plain(
  text: string,
  placeBefore: Manuscript["placeBefore"] = (_, place) => place,
): Manuscript {
  return {
    text,
    files: new Map([[ownFile, text]]),
    placeBefore,
    fileOf: () => ownFile,
    with: (edits) => {
      const before = placesBefore(edits);
      return plain(edited(text, edits), (file, place) => placeBefore(file, before(place)));
    },
  };
}
