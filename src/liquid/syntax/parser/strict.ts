import type { Range } from "../../../source/source.js";
import { bracedFill, bracedMark, referenceFill, referenceMark, space } from "./patterns.js";

/** A value and its filters at local offsets; each expression is a row of tokens, white space left out. */
export interface StrictFiltered {
  readonly value: readonly Range[] | undefined;
  readonly filters: readonly StrictFilter[];
}

export interface StrictFilter extends Range {
  readonly name: Range;
  readonly arguments: readonly { readonly keyword: Range | undefined; readonly value: readonly Range[] }[];
}

type Kind =
  | "comparison"
  | "text"
  | "number"
  | "name"
  | "dotdot"
  | "|"
  | "."
  | ":"
  | ","
  | "["
  | "]"
  | "("
  | ")"
  | "end";

interface Token extends Range {
  readonly kind: Kind;
}

const kinds = ["comparison", "text", "number", "name", "dotdot"] as const;

/** A dialect construct counts as a name where it is `${…}`, and as a whole value where it is `{{ … }}`. */
const token = new RegExp(
  `${space}*(?:(==|!=|<>|<=?|>=?|contains(?=${space}))|('[^']*'|"[^"]*"|${bracedMark}${bracedFill}* ?)|(-?\\d+(?:\\.\\d+)?)|([a-zA-Z_][\\w-]*\\??|${referenceMark}${referenceFill}*)|(\\.\\.)|([|.:,[\\]()])|$)`,
  "dy",
);

/**
 * Reads a value and its filters by the grammar of Ruby Liquid's strict parser, which even a lax template tries first: it is
 * what lets white space be inside a path. Undefined where the text is not of that grammar, for the lax parser to read.
 */
export function parseStrict(text: string, from: number, mostDepth: number): StrictFiltered | undefined {
  const tokens = tokenize(text, from);
  return tokens && new StrictParser(tokens, mostDepth).filtered();
}

function tokenize(text: string, from: number): Token[] | undefined {
  const tokens: Token[] = [];
  token.lastIndex = from;
  while (token.lastIndex < text.length) {
    const found = token.exec(text);
    if (!found) return undefined;
    const group = found.findIndex((part, index) => index > 0 && part !== undefined);
    if (group < 0) break;
    const [start, end] = found.indices![group]!;
    tokens.push({ kind: kinds[group - 1] ?? (found[group] as Kind), start, end });
  }
  tokens.push({ kind: "end", start: text.length, end: text.length });
  return tokens;
}

class StrictParser {
  private at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly mostDepth: number,
  ) {}

  filtered(): StrictFiltered | undefined {
    if (this.is("end")) return { value: undefined, filters: [] };
    const value: Range[] = [];
    if (!this.expression(value, 0)) return undefined;
    const filters: StrictFilter[] = [];
    while (this.take("|")) {
      const filter = this.filter();
      if (!filter) return undefined;
      filters.push(filter);
    }
    return this.is("end") ? { value, filters } : undefined;
  }

  private filter(): StrictFilter | undefined {
    const name = this.take("name");
    if (!name) return undefined;
    const args: StrictFilter["arguments"][number][] = [];
    if (this.take(":")) {
      do {
        const keyword =
          this.is("name") && this.tokens[this.at + 1]?.kind === ":" ? this.take("name") : undefined;
        if (keyword) this.at++;
        const value: Range[] = [];
        if (!this.expression(value, 0)) return undefined;
        args.push({ keyword, value });
      } while (this.take(","));
    }
    return { start: name.start, end: this.tokens[this.at - 1]!.end, name, arguments: args };
  }

  private expression(into: Range[], depth: number): boolean {
    if (depth > this.mostDepth) return false;
    if (this.push("name", into)) return this.path(into, depth);
    if (this.push("[", into))
      return this.expression(into, depth + 1) && this.push("]", into) && this.path(into, depth);
    if (this.push("text", into) || this.push("number", into)) return true;
    if (!this.push("(", into)) return false;
    return (
      this.expression(into, depth + 1) &&
      this.push("dotdot", into) &&
      this.expression(into, depth + 1) &&
      this.push(")", into)
    );
  }

  private path(into: Range[], depth: number): boolean {
    for (;;) {
      if (this.push("[", into)) {
        if (!this.expression(into, depth + 1) || !this.push("]", into)) return false;
      } else if (this.push(".", into)) {
        if (!this.push("name", into)) return false;
      } else return true;
    }
  }

  private is(kind: Kind): boolean {
    return this.tokens[this.at]!.kind === kind;
  }

  private take(kind: Kind): Token | undefined {
    return this.is(kind) ? this.tokens[this.at++] : undefined;
  }

  private push(kind: Kind, into: Range[]): boolean {
    const found = this.take(kind);
    if (found) into.push(found);
    return found !== undefined;
  }
}
