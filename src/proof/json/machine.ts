/**
 * A push-down machine that reads RFC 8259 JSON one character at a time. Its states are interned, so two that are equal
 * are the same object: that is what lets the paths through a template meet again.
 */
export interface JsonState {
  /** Open containers from the outside in: `{` and `[`. */
  readonly stack: string;
  readonly mode: Mode;
}

export type Mode =
  /** A value is due: at the start, after a colon, after a comma in an array. */
  | "value"
  /** Just inside `[`: a value or `]`. */
  | "first-item"
  /** Just inside `{`: a name or `}`. */
  | "first-name"
  /** After a comma in an object: a name. */
  | "name"
  | "colon"
  /** After a value inside a container: a comma or the closing bracket. */
  | "after"
  /** After the document. */
  | "done"
  /** Behind a fault from which nothing can be told any more: all that follows is let pass. */
  | "lost"
  | StringMode
  | NumberMode
  /** Letters of `true`, `false` or `null` that are still due. */
  | `literal:${string}`;

/** Inside a name or a text: between characters, behind a backslash, or with hex digits of a `\u` still due. */
export type StringMode = `${"name" | "text"}-${"string" | "escape" | "hex4" | "hex3" | "hex2" | "hex1"}`;

/** Where a number stands, after RFC 8259 section 6. */
export type NumberMode =
  | "minus"
  | "zero"
  | "integer"
  | "point"
  | "fraction"
  | "exponent"
  | "exponent-sign"
  | "exponent-digits";

const interned = new Map<string, JsonState>();

export function stateOf(stack: string, mode: Mode): JsonState {
  const key = `${stack} ${mode}`;
  let state = interned.get(key);
  if (!state) {
    state = { stack, mode };
    interned.set(key, state);
  }
  return state;
}

export const start = stateOf("", "value");
export const lost = stateOf("", "lost");

/** Numbers that may end here: whatever may follow a value may follow them. */
const complete = new Set<Mode>(["zero", "integer", "fraction", "exponent-digits"]);

/** True when the text read so far is a whole document, white space around it included. */
export const isComplete = (state: JsonState): boolean =>
  state.mode === "lost" || (state.stack === "" && (state.mode === "done" || complete.has(state.mode)));

export const insideString = (state: JsonState): boolean => /^(name|text)-/.test(state.mode);

/** True where a value may begin. */
export const wantsValue = (state: JsonState): boolean =>
  state.mode === "value" || state.mode === "first-item";

export const afterValue = (stack: string): JsonState => stateOf(stack, stack === "" ? "done" : "after");

/** The state after one more character, or undefined when no JSON goes on like that. */
export function step(state: JsonState, char: string): JsonState | undefined {
  const { stack, mode } = state;
  if (mode.startsWith("name-") || mode.startsWith("text-")) return inString(stack, mode as StringMode, char);
  if (mode.startsWith("literal:")) return inLiteral(stack, mode.slice(8), char);
  if (mode in numberSteps) return inNumber(stack, mode as NumberMode, char);
  if (isSpace(char) || mode === "lost") return state;
  switch (mode) {
    case "value":
      return beginValue(stack, char);
    case "first-item":
      return char === "]" ? close(stack) : beginValue(stack, char);
    case "first-name":
      return char === "}" ? close(stack) : char === '"' ? stateOf(stack, "name-string") : undefined;
    case "name":
      return char === '"' ? stateOf(stack, "name-string") : undefined;
    case "colon":
      return char === ":" ? stateOf(stack, "value") : undefined;
    case "after":
      return between(stack, char);
    default:
      return undefined;
  }
}

export const isSpace = (char: string): boolean =>
  char === " " || char === "\n" || char === "\r" || char === "\t";

/** Braces and brackets inside each other: no payload needs so many, and some readers of JSON take no more. */
export const deepestJson = 500;

function beginValue(stack: string, char: string): JsonState | undefined {
  if (stack.length >= deepestJson && (char === "{" || char === "[")) return undefined;
  switch (char) {
    case "{":
      return stateOf(`${stack}{`, "first-name");
    case "[":
      return stateOf(`${stack}[`, "first-item");
    case '"':
      return stateOf(stack, "text-string");
    case "-":
      return stateOf(stack, "minus");
    case "0":
      return stateOf(stack, "zero");
    case "t":
      return stateOf(stack, "literal:rue");
    case "f":
      return stateOf(stack, "literal:alse");
    case "n":
      return stateOf(stack, "literal:ull");
    default:
      return isDigit(char) ? stateOf(stack, "integer") : undefined;
  }
}

function between(stack: string, char: string): JsonState | undefined {
  const inside = stack.at(-1);
  if (char === ",") return stateOf(stack, inside === "{" ? "name" : "value");
  if (char === (inside === "{" ? "}" : "]")) return close(stack);
  return undefined;
}

const close = (stack: string): JsonState => afterValue(stack.slice(0, -1));

function inString(stack: string, mode: StringMode, char: string): JsonState | undefined {
  const kind = mode.slice(0, 4) as "name" | "text";
  const at = mode.slice(5);
  if (at === "string") {
    if (char === '"') return kind === "name" ? stateOf(stack, "colon") : afterValue(stack);
    if (char === "\\") return stateOf(stack, `${kind}-escape`);
    return char < " " ? undefined : stateOf(stack, mode);
  }
  if (at === "escape") {
    if (char === "u") return stateOf(stack, `${kind}-hex4`);
    return '"\\/bfnrt'.includes(char) ? stateOf(stack, `${kind}-string`) : undefined;
  }
  if (!/^[0-9a-fA-F]$/.test(char)) return undefined;
  const due = Number(at.slice(3)) - 1;
  return stateOf(stack, due === 0 ? `${kind}-string` : (`${kind}-hex${due}` as StringMode));
}

function inLiteral(stack: string, due: string, char: string): JsonState | undefined {
  if (char !== due[0]) return undefined;
  return due.length === 1 ? afterValue(stack) : stateOf(stack, `literal:${due.slice(1)}`);
}

const isDigit = (char: string): boolean => char >= "0" && char <= "9";

/** What each part of a number may go on with: d a digit, z a zero, n a digit from 1. */
const numberSteps: Readonly<Record<NumberMode, readonly (readonly [string, NumberMode])[]>> = {
  minus: [
    ["z", "zero"],
    ["n", "integer"],
  ],
  zero: [
    [".", "point"],
    ["e", "exponent"],
  ],
  integer: [
    ["d", "integer"],
    [".", "point"],
    ["e", "exponent"],
  ],
  point: [["d", "fraction"]],
  fraction: [
    ["d", "fraction"],
    ["e", "exponent"],
  ],
  exponent: [
    ["+", "exponent-sign"],
    ["d", "exponent-digits"],
  ],
  "exponent-sign": [["d", "exponent-digits"]],
  "exponent-digits": [["d", "exponent-digits"]],
};

function inNumber(stack: string, mode: NumberMode, char: string): JsonState | undefined {
  for (const [wanted, next] of numberSteps[mode]) if (fits(wanted, char)) return stateOf(stack, next);
  // A number ends where something else begins.
  return complete.has(mode) ? step(afterValue(stack), char) : undefined;
}

function fits(wanted: string, char: string): boolean {
  switch (wanted) {
    case "d":
      return isDigit(char);
    case "z":
      return char === "0";
    case "n":
      return isDigit(char) && char !== "0";
    case "e":
      return char === "e" || char === "E";
    case "+":
      return char === "+" || char === "-";
    default:
      return char === wanted;
  }
}

/** Reads a text from a state: where it ends, or the offset of the first character that cannot stand there. */
export function read(
  state: JsonState,
  text: string,
): { readonly state: JsonState } | { readonly fault: number; readonly state: JsonState } {
  let at = state;
  for (let offset = 0; offset < text.length; offset++) {
    const next = step(at, text[offset]!);
    if (!next) return { fault: offset, state: at };
    at = next;
  }
  return { state: at };
}
