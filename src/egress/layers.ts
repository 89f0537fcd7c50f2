import type { Range } from "../source/source.js";

/**
 * A text as whoever unpacks it reads it, and where each of its characters is in the text that is written. A secret
 * may be written with escapes, or with characters between its own that nobody sees.
 */
export interface Layer {
  readonly text: string;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Deeper than JSON in JSON in a URL nobody unpacks by hand. */
const mostLayers = 4;

/** What is written, and what one gets by resolving its escapes once, twice, and so on. */
export function layersOf(written: string): Layer[] {
  const places = new Uint32Array(written.length + 1);
  for (let index = 0; index < places.length; index++) places[index] = index;
  let layer = rewritten({ text: written, starts: places, ends: places.subarray(1) }, unseen, () => "");
  const layers = [layer];
  while (layers.length < mostLayers && /[\\%&]|=[0-9a-f]{2}=/i.test(layer.text)) {
    const next = rewritten(rewritten(layer, escapes, resolved), unseen, () => "");
    if (next.text === layer.text) break;
    layers.push(next);
    layer = next;
  }
  return layers;
}

/** Where a range of a layer is in what is written. */
export const writtenRange = ({ starts, ends }: Layer, { start, end }: Range): Range => ({
  start: starts[start]!,
  end: ends[end - 1]!,
});

/** What a terminal obeys, and characters and line breaks that may be between those of a word. */
const unseen =
  /(?:\u001b|\\u\{1b\})\[[0-9;?]*[@-~]|\\u\{(?:[01]?[0-9a-f]|7f|[89][0-9a-f])\}|[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]|[\u034f\ufe00-\ufe0f]/g;

/** What is put between the pieces of a long key so that people can read it out. */
const separators = /(?:[\s._:,;|/+*#-]|0x){1,4}/gi;

/** A text whose pieces are joined. */
export const joinedUp = (text: string): string => text.replace(separators, "");
export const withoutSeparators = (layer: Layer): Layer => rewritten(layer, separators, () => "");

/** JSON's, JavaScript's and a shell's escapes, percent-encoding, what mails write so, and HTML's references. */
const escapes =
  /\\(?:u[0-9a-f]{4}|u\{[0-9a-f]{1,6}\}|x[0-9a-f]{2}|[0-3][0-7]{2}|[^ux])|(?:%[0-9a-f]{2})+|(?:=[0-9a-f]{2}){4,}|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos);/gi;

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function resolved(written: string): string {
  if (written.startsWith("=")) return resolved(written.replaceAll("=", "%"));
  if (written.startsWith("%")) {
    try {
      return decodeURIComponent(written);
    } catch {
      return written.replace(/%(..)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    }
  }
  if (written.startsWith("&#")) {
    const digits = written.slice(2, -1);
    return character(/^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number(digits));
  }
  if (written.startsWith("&")) return named[written.slice(1, -1).toLowerCase()]!;
  const code = /^\\[ux]\{?([0-9a-f]+)\}?$/i.exec(written)?.[1];
  if (code !== undefined) return character(Number.parseInt(code, 16));
  if (/^\\[0-3]/.test(written) && written.length === 4)
    return character(Number.parseInt(written.slice(1), 8));
  // \n and its like are between characters; \" and \/ are the character.
  return /^\\[nrtbf]$/.test(written) ? "\n" : written.slice(1);
}

const character = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd");

/** The layer with each match replaced by something that is no longer; what replaces it is where the match did. */
function rewritten(layer: Layer, pattern: RegExp, by: (match: string) => string): Layer {
  const { text, starts, ends } = layer;
  const pieces: string[] = [];
  const newStarts = new Uint32Array(text.length);
  const newEnds = new Uint32Array(text.length);
  let length = 0;
  let from = 0;
  const keep = (until: number) => {
    pieces.push(text.slice(from, until));
    newStarts.set(starts.subarray(from, until), length);
    newEnds.set(ends.subarray(from, until), length);
    length += until - from;
  };
  for (const match of text.matchAll(pattern)) {
    keep(match.index);
    const replacement = by(match[0]);
    const end = match.index + match[0].length;
    pieces.push(replacement);
    newStarts.fill(starts[match.index]!, length, length + replacement.length);
    newEnds.fill(ends[end - 1]!, length, length + replacement.length);
    length += replacement.length;
    from = end;
  }
  if (from === 0) return layer;
  keep(text.length);
  return { text: pieces.join(""), starts: newStarts.subarray(0, length), ends: newEnds.subarray(0, length) };
}
