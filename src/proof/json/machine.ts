import { deepestJson } from "../../source/json.js";
/**
 * A push-down machine that reads RFC 8259 JSON one character at a time. Of one document, two states that are equal are
 * the same object: that is what lets the paths through a template meet again. They hang from the document's first state,
 * and go when it goes.
 */
export class JsonState {
  /**
   * Open containers from the outside in: `{` and `[`, `(` round members whose braces were forgotten, and `<` round
   * members that a `[` opened.
   */
  readonly stack: string;
  /** Which text is being read: a member's name, or a text that is a value. */
  readonly string: "name" | "text" | undefined;
  readonly isNumber: boolean;

  constructor(
    private readonly level: Level,
    readonly mode: Mode,
  ) {
    this.stack = level.stack;
    this.string = mode.startsWith("name-") ? "name" : mode.startsWith("text-") ? "text" : undefined;
    this.isNumber = isNumber(mode);
  }

  /** Another state with the same containers open. */
  in(mode: Mode): JsonState {
    return this.level.state(mode);
  }

  /** The state after a value in this place. */
  afterValue(): JsonState {
    return this.level.afterValue();
  }

  /** The state after an opening brace or bracket. */
  open(container: "{" | "["): JsonState {
    return this.level.inside(container).state(container === "{" ? "first-name" : "first-item");
  }

  /** The state after the name of the first member of an object that the bracket of this list was to open. */
  asObject(): JsonState {
    return (this.level.outer ?? this.level).inside("<").state("colon");
  }

  /** The state ahead of members whose braces were forgotten. */
  members(): JsonState {
    return this.level.inside("(").state("name");
  }

  /** The state after the bracket that closes the innermost container. */
  close(): JsonState {
    return (this.level.outer ?? this.level).afterValue();
  }
}

/** `(` is an object without braces, and `<` one in brackets, of which a fault has told. */
type Container = "{" | "[" | "(" | "<";

/** The states that have the same containers open. */
class Level {
  readonly #states = new Map<Mode, JsonState>();
  readonly #inside = new Map<Container, Level>();

  constructor(
    readonly stack: string,
    readonly outer: Level | undefined,
  ) {}

  state(mode: Mode): JsonState {
    let state = this.#states.get(mode);
    if (!state) {
      state = new JsonState(this, mode);
      this.#states.set(mode, state);
    }
    return state;
  }

  inside(container: Container): Level {
    let level = this.#inside.get(container);
    if (!level) {
      level = new Level(this.stack + container, this);
      this.#inside.set(container, level);
    }
    return level;
  }

  afterValue(): JsonState {
    return this.state(this.outer ? "after" : "done");
  }
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
  /** After a fault from which nothing can be told any more: all that follows is let pass. */
  | "lost"
  | StringMode
  | NumberMode
  /** Letters of `true`, `false` or `null` that are still due. */
  | `literal:${string}`;

/**
 * Inside a name or a text: between characters, after a backslash, or with hex digits of a `\u` still due. After a fault it
 * may be in single or curly quotes.
 */
export type StringMode =
  `${"name" | "text"}-${"string" | "escape" | "hex4" | "hex3" | "hex2" | "hex1" | "single" | "curly"}`;

/** Where a number is, after RFC 8259 section 6. */
export type NumberMode =
  | "minus"
  | "zero"
  | "integer"
  | "point"
  | "fraction"
  | "exponent"
  | "exponent-sign"
  | "exponent-digits";

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

const isNumber = (mode: Mode): mode is NumberMode => mode in numberSteps;

/** The state ahead of a document. */
export const startOfDocument = (): JsonState => new Level("", undefined).state("value");

/** Numbers that may end here: whatever may follow a value may follow them. */
const complete: ReadonlySet<Mode> = new Set(["zero", "integer", "fraction", "exponent-digits"]);

/** True when the text read so far is a whole document, white space around it included. */
export const isComplete = ({ stack, mode }: JsonState): boolean =>
  mode === "lost" ||
  (stack === "" && (mode === "done" || complete.has(mode))) ||
  (stack === "(" && (mode === "after" || mode === "name" || complete.has(mode)));

/** Whether a number may end here. */
export const isCompleteNumber = ({ mode }: JsonState): boolean => complete.has(mode);

/** Whether what is open holds members, and not items. */
export const isMembers = ({ stack }: JsonState): boolean => stack !== "" && !stack.endsWith("[");

export const insideString = (state: JsonState): boolean => state.string !== undefined;

/** True where a value may begin. */
export const wantsValue = ({ mode }: JsonState): boolean => mode === "value" || mode === "first-item";

/** Whether a text goes on with any character that is not a quote, backslash or control character. */
export const isBetweenCharacters = ({ mode }: JsonState): boolean =>
  mode === "text-string" || mode === "name-string";

/** Inside quotes that JSON does not know, of which a fault has told. */
export const isInOtherQuotes = ({ mode }: JsonState): boolean => /-(single|curly)$/.test(mode);

const plainText = /[^"\\\u0000-\u001f]*/y;

/** Where the characters end that mean themselves inside a string: most of a text is read at one go. */
export function plainEnd(text: string, offset: number): number {
  plainText.lastIndex = offset;
  plainText.test(text);
  return plainText.lastIndex;
}

/** The state after one more character, or undefined when no JSON goes on like that. */
export function step(state: JsonState, char: string): JsonState | undefined {
  const { mode } = state;
  if (state.string) return inString(state, state.string, char);
  if (mode.startsWith("literal:")) return inLiteral(state, mode.slice(8), char);
  if (state.isNumber) return inNumber(state, char);
  if (isSpace(char) || mode === "lost") return state;
  switch (mode) {
    case "value":
      return beginValue(state, char);
    case "first-item":
      return char === "]" ? state.close() : beginValue(state, char);
    case "first-name":
      return char === "}" ? state.close() : char === '"' ? state.in("name-string") : undefined;
    case "name":
      return char === '"' ? state.in("name-string") : undefined;
    case "colon":
      return char === ":" ? state.in("value") : undefined;
    case "after":
      return between(state, char);
    default:
      return undefined;
  }
}

const isSpace = (char: string): boolean => char === " " || char === "\n" || char === "\r" || char === "\t";

function beginValue(state: JsonState, char: string): JsonState | undefined {
  switch (char) {
    case "{":
    case "[":
      return state.stack.length >= deepestJson ? undefined : state.open(char);
    case '"':
      return state.in("text-string");
    case "-":
      return state.in("minus");
    case "0":
      return state.in("zero");
    case "t":
      return state.in("literal:rue");
    case "f":
      return state.in("literal:alse");
    case "n":
      return state.in("literal:ull");
    default:
      return isDigit(char) ? state.in("integer") : undefined;
  }
}

function between(state: JsonState, char: string): JsonState | undefined {
  if (char === ",") return state.in(isMembers(state) ? "name" : "value");
  if (char === (isMembers(state) ? "}" : "]")) return state.close();
  return undefined;
}

function inString(state: JsonState, kind: "name" | "text", char: string): JsonState | undefined {
  const at = state.mode.slice(5);
  if (at === "string") {
    if (char === '"') return kind === "name" ? state.in("colon") : state.afterValue();
    if (char === "\\") return state.in(`${kind}-escape`);
    return char < " " ? undefined : state;
  }
  if (at === "single" || at === "curly") {
    const closes = at === "single" ? char === "'" : /[\u2018-\u201E`]/.test(char);
    if (closes) return kind === "name" ? state.in("colon") : state.afterValue();
    return char < " " ? undefined : state;
  }
  if (at === "escape") {
    if (char === "u") return state.in(`${kind}-hex4`);
    return '"\\/bfnrt'.includes(char) ? state.in(`${kind}-string`) : undefined;
  }
  return /^[0-9a-fA-F]$/.test(char) ? state.in(`${kind}-${afterHex[at] ?? "string"}`) : undefined;
}

const afterHex: Readonly<Record<string, "hex3" | "hex2" | "hex1">> = {
  hex4: "hex3",
  hex3: "hex2",
  hex2: "hex1",
};

function inLiteral(state: JsonState, due: string, char: string): JsonState | undefined {
  if (char !== due[0]) return undefined;
  return due.length === 1 ? state.afterValue() : state.in(`literal:${due.slice(1)}`);
}

const isDigit = (char: string): boolean => char >= "0" && char <= "9";

function inNumber(state: JsonState, char: string): JsonState | undefined {
  const { mode } = state;
  for (const [wanted, next] of isNumber(mode) ? numberSteps[mode] : [])
    if (fits(wanted, char)) return state.in(next);
  // A number ends where something else begins.
  return complete.has(mode) ? step(state.afterValue(), char) : undefined;
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
