import stringWidth from "fast-string-width";
import type { Host, Output } from "../host.js";
import { inAscii, showsUnicode } from "./symbols.js";

type Paint = (text: string) => string;

/** How a report looks where it is printed: its colours, its symbols and its width. */
export interface Style {
  readonly on: boolean;
  /** What begins the code of a colour; absent without colours. */
  readonly mark?: string;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
  readonly inverse: Paint;
  /** What is well, what a person should look at, and what has failed: the same symbols in every command. */
  readonly marks: { readonly ok: string; readonly attention: string; readonly failed: string };
  /** What is printed last of all: in symbols that the terminal can show. */
  readonly symbols: (text: string) => string;
  /** Columns of the terminal; undefined for files and pipes, whose lines are never broken. */
  readonly columns: number | undefined;
  /** Breaks a paragraph between words to fit the terminal; its second line and those after it begin with `indent` spaces. */
  readonly wrap: (text: string, indent: number) => string;
  /** Breaks a paragraph of prose so that its lines are easy to read, in files, too. */
  readonly paragraph: (text: string) => string;
}

/** The narrowest terminal that reports are laid out for. */
const fewestColumns = 60;
/** The longest line of prose. */
const readable = 100;

/** Decided once for each stream. https://no-color.org asks for a non-empty NO_COLOR. */
export function styleFor(output: Output, env: Host["env"], wanted: boolean): Style {
  const on =
    wanted &&
    !env.NO_COLOR &&
    (env.FORCE_COLOR ? env.FORCE_COLOR !== "0" : output.isTTY && env.TERM !== "dumb");
  const columns = output.isTTY && output.columns ? Math.max(fewestColumns, output.columns) : undefined;
  const style = styled(on ? (output.mark ?? "\u001b[") : undefined, columns);
  return output.isTTY && !showsUnicode(env) ? { ...style, symbols: inAscii } : style;
}

/** `begin`: what a colour's code begins with; undefined without colours. */
function styled(begin: string | undefined, columns: number | undefined): Style {
  const paint = (open: number, close: number): Paint => {
    if (begin === undefined) return (text) => text;
    const [opening, closing] = [`${begin}${open}m`, `${begin}${close}m`];
    // Where another colour ends inside, this one goes on.
    return (text) => (text === "" ? "" : opening + text.replaceAll(closing, closing + opening) + closing);
  };
  const [red, green, yellow] = [paint(31, 39), paint(32, 39), paint(33, 39)];
  return {
    on: begin !== undefined,
    ...(begin === undefined ? {} : { mark: begin }),
    bold: paint(1, 22),
    dim: paint(2, 22),
    red,
    green,
    yellow,
    cyan: paint(36, 39),
    inverse: paint(7, 27),
    marks: { ok: green("✓"), attention: yellow("!"), failed: red("✗") },
    symbols: (text) => text,
    columns,
    paragraph: (text) => wrapped(text, Math.min(readable, columns ?? readable), 0, begin),
    wrap: (text, indent) => (columns === undefined ? text : wrapped(text, columns, indent, begin)),
  };
}

/** For reports that are files. */
export const plainStyle: Style = styled(undefined, undefined);

function wrapped(text: string, columns: number, indent: number, begin: string | undefined): string {
  const widthOf = (word: string) =>
    stringWidth(
      begin === undefined
        ? word
        : word
            .split(begin)
            .map((part, at) => (at === 0 ? part : part.replace(/^\d+m/, "")))
            .join(""),
    );
  let room = columns;
  return text.replace(/( *)([^ ]+)/g, (both, spaces: string, word: string, at: number) => {
    const width = widthOf(word);
    const fits = at === 0 || spaces.length + width <= room;
    room = fits ? room - spaces.length - width : columns - indent - width;
    return fits ? both : `\n${" ".repeat(indent)}${word}`;
  });
}
