import type { Range } from "../source/source.js";
import type { Expression, Piece } from "./expression.js";

/** A place in the pieces; pieces that a variable holds are read where it is printed. */
export class Stream {
  readonly #pieces: Piece[];
  #offset = 0;
  #last: Range = { start: 0, end: 0 };

  constructor(pieces: readonly Piece[]) {
    this.#pieces = [...pieces].reverse();
  }

  piece(): Piece | undefined {
    for (;;) {
      const piece = this.#pieces.at(-1);
      if (piece?.kind === "text" && this.#offset >= piece.text.length) this.next();
      else return piece;
    }
  }

  next(): void {
    const piece = this.#pieces.pop();
    if (piece) this.#last = piece;
    this.#offset = 0;
  }

  /** Puts pieces in the place of the one that is here. */
  replace(pieces: readonly Piece[]): void {
    this.next();
    this.#pieces.push(...[...pieces].reverse());
  }

  /** The character here; undefined where no text is. */
  char(ahead = 0): string | undefined {
    const piece = this.piece();
    return piece?.kind === "text" ? piece.text[this.#offset + ahead] : undefined;
  }

  take(): void {
    this.#offset++;
  }

  isAtEnd(): boolean {
    return this.piece() === undefined;
  }

  place(): Range {
    const piece = this.piece();
    if (!piece) return this.#last;
    if (piece.kind !== "text") return piece;
    // A text that white space was taken from is as long as what is left of it.
    const start = Math.min(piece.start + this.#offset, piece.end);
    return { start, end: Math.min(start + 1, piece.end) };
  }

  /** White space, commas and comments. */
  skipBlank(): void {
    for (;;) {
      const char = this.char();
      if (char === undefined) {
        const piece = this.piece();
        if (piece && isSeparator(piece)) this.next();
        else if (piece?.kind === "hole") {
          const inside = structureIn(piece.of);
          if (!inside) return;
          this.replace(inside);
        } else return;
      } else if (/[\s,\u00a0\ufeff\u200b]/.test(char)) this.take();
      else if (char === "/" && this.char(1) === "/") this.#skipLine();
      else if (char === "/" && this.char(1) === "*") this.#skipComment();
      else return;
    }
  }

  #skipLine(): void {
    for (;;) {
      const char = this.char();
      if (char === "\n" || this.isAtEnd()) return;
      if (char === undefined) this.next();
      else this.take();
    }
  }

  #skipComment(): void {
    while (!this.isAtEnd()) {
      const char = this.char();
      if (char === "*" && this.char(1) === "/") {
        this.take();
        this.take();
        return;
      }
      if (char === undefined) this.next();
      else this.take();
    }
  }
}

/** Whether a piece prints nothing but commas and white space. */
function isSeparator(piece: Piece): boolean {
  switch (piece.kind) {
    case "text":
      return /^[\s,]*$/.test(piece.text);
    case "hole":
      return isComma(piece.of);
    case "either":
      return piece.arms.every(({ value }) => value.every(isSeparator));
    case "each":
      return piece.pieces.every(isSeparator);
  }
}

export function isComma(of: Expression): boolean {
  if (of.op === "constant") return of.value === null || /^[\s,]*$/.test(String(of.value));
  return of.op === "choice" && of.arms.every(({ value }) => isComma(value));
}

const trimming = new Set([
  "strip",
  "lstrip",
  "rstrip",
  "strip_newlines",
  "remove",
  "remove_first",
  "remove_last",
  "replace",
]);

/** The pieces that a variable with JSON in it stands for; undefined of a variable that holds a value. */
export function structureIn(of: Expression): readonly Piece[] | undefined {
  const pieces = piecesOf(of);
  return pieces.some(hasStructure) ? pieces : undefined;
}

function piecesOf(of: Expression): readonly Piece[] {
  const { start, end } = of;
  switch (of.op) {
    case "captured":
      return of.pieces;
    case "constant":
      return [{ kind: "text", text: String(of.value ?? ""), start, end }];
    case "choice":
      return [
        {
          kind: "either",
          arms: of.arms.map(({ test, value }) => ({ test, value: piecesOf(value) })),
          start,
          end,
        },
      ];
    case "filter": {
      const [argument] = of.args;
      if (of.name === "append" && argument) return [...piecesOf(of.of), ...piecesOf(argument)];
      if (of.name === "prepend" && argument) return [...piecesOf(argument), ...piecesOf(of.of)];
      // A separator too many is taken off what a loop has collected.
      if (trimming.has(of.name) && structureIn(of.of)) return piecesOf(of.of);
      return [{ kind: "hole", of, start, end }];
    }
    case "source":
    case "item":
    case "unknown":
      return [{ kind: "hole", of, start, end }];
  }
}

function hasStructure(piece: Piece): boolean {
  switch (piece.kind) {
    case "text":
      return /["{[]/.test(piece.text);
    case "hole":
      return false;
    case "either":
      return piece.arms.some(({ value }) => value.some(hasStructure));
    case "each":
      return piece.pieces.some(hasStructure);
  }
}
