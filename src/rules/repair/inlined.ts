import { parseTemplate } from "../../braze/liquid.js";
import { deepestContentBlock } from "../../liquid/runtime/content-block.js";
import { contentBlockOf } from "../../liquid/syntax/content-block-name.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Output, Template } from "../../liquid/syntax/template.js";
import { type Edit, edited, insert, placesBefore, remove } from "../fix/edits.js";
import { type Manuscript, ownFile } from "./manuscript.js";

/** A stretch of a file where it is read. */
interface Piece {
  readonly file: string;
  /** In the file. */
  readonly start: number;
  readonly end: number;
  /** In the text that is read. */
  readonly at: number;
  /** Where the file that names this block goes on. */
  readonly after: Place | undefined;
}

interface Place {
  readonly file: string;
  readonly place: number;
}

/**
 * A body with the text of its Content Blocks in their places, as Braze puts it there. What is edited in a block is edited
 * wherever the block is named.
 */
export function inlined(
  files: ReadonlyMap<string, string>,
  placeBefore: Manuscript["placeBefore"] = (_, place) => place,
): Manuscript {
  const pieces: Piece[] = [];
  let text = "";
  const add = (file: string, chain: readonly string[], after: Place | undefined): void => {
    const own = files.get(file)!;
    let from = 0;
    const write = (end: number) => {
      pieces.push({ file, start: from, end, at: text.length, after });
      text += own.slice(from, end);
    };
    for (const { output, name } of blocksIn(parseTemplate({ name: file, text: own }))) {
      if (!files.has(name) || chain.includes(name) || chain.length >= deepestContentBlock) continue;
      // White space that the output takes away is not read either.
      write(output.trimLeft ? Math.max(from, own.slice(0, output.start).trimEnd().length) : output.start);
      add(name, [...chain, name], { file, place: output.end });
      from = output.trimRight ? own.length - own.slice(output.end).trimStart().length : output.end;
    }
    write(own.length);
  };
  add(ownFile, [], undefined);
  return {
    text,
    files,
    placeBefore,
    fileOf: (edit) => placedIn(edit, pieces, files)?.file ?? ownFile,
    with: (edits) => {
      const byFile = editsByFile(edits, pieces, files);
      if (!byFile) return undefined;
      const before = new Map([...byFile].map(([file, own]) => [file, placesBefore(own)]));
      return inlined(
        new Map([...files].map(([file, own]) => [file, edited(own, byFile.get(file) ?? [])])),
        (file, place) => placeBefore(file, before.get(file)?.(place) ?? place),
      );
    },
  };
}

/** The names of Content Blocks that a template prints. */
export function blocksIn({ nodes }: Template): { readonly output: Output; readonly name: string }[] {
  return nodesOf(nodes, "output").flatMap((output) => {
    const name = contentBlockOf(output.value);
    return name === undefined ? [] : [{ output, name }];
  });
}

function editsByFile(
  edits: readonly Edit[],
  pieces: readonly Piece[],
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly Edit[]> | undefined {
  const found = new Map<string, Map<string, Edit>>();
  for (const edit of edits) {
    const placed = placedIn(edit, pieces, files);
    if (!placed) return undefined;
    const own = found.get(placed.file) ?? new Map<string, Edit>();
    found.set(placed.file, own);
    const { start, end, text } = placed.edit;
    own.set(`${start} ${end} ${text}`, placed.edit);
  }
  const all = new Map([...found].map(([file, own]) => [file, [...own.values()]]));
  return [...all.values()].every(isApart) ? all : undefined;
}

/** A block that is named twice has one text: what is right in one place and wrong in the other is made in neither. */
function isApart(edits: readonly Edit[]): boolean {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  return ordered.every(({ start }, index) => index === 0 || ordered[index - 1]!.end < start);
}

/** The file of an edit, and the edit there. */
function placedIn(
  { start, end, text }: Edit,
  pieces: readonly Piece[],
  files: ReadonlyMap<string, string>,
): { readonly file: string; readonly edit: Edit } | undefined {
  const holding = pieces.filter(({ at, start: from, end: to }) => at <= start && end <= at + to - from);
  // Where two files meet, what is put in belongs to the one that names the other.
  const piece = holding.find(({ after }) => after === undefined) ?? holding[0];
  if (!piece) return undefined;
  const { file, at, after } = piece;
  const place = piece.start + start - at;
  // So does a comma after the last member of a block: the block may be the last one elsewhere.
  if (after && start === end && text === "," && files.get(file)!.slice(place).trim() === "")
    return { file: after.file, edit: insert(after.place, text) };
  // The line break at the end is the file's, not the text's.
  if (after && text === "\\n" && files.get(file)!.slice(place).trim() === "")
    return { file, edit: remove({ start: place, end: piece.start + end - at }) };
  return { file, edit: { start: place, end: piece.start + end - at, text } };
}
