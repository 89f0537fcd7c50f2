import { StreamLanguage, type StringStream } from "@codemirror/language";

/** Inside what a line begins. */
interface State {
  /** `{{` or `{%`, or the JSON around them. */
  inside: "json" | "output" | "tag";
  /** The next word is a tag's name. */
  isName: boolean;
}

/** The colours of Liquid in JSON, a word at a time: what it means, the proof says. */
export const liquidJson = StreamLanguage.define<State>({
  startState: () => ({ inside: "json", isName: false }),
  copyState: (state) => ({ ...state }),
  token: (stream, state) => (state.inside === "json" ? inJson(stream, state) : inLiquid(stream, state)),
});

function inJson(stream: StringStream, state: State): string | null {
  if (stream.match(/^\{[{%]-?/)) {
    const isTag = stream.current().startsWith("{%");
    state.inside = isTag ? "tag" : "output";
    state.isName = isTag;
    return "brace";
  }
  // A string goes on after an output in it, so that its quotes do not show where it ends.
  if (stream.match(/^"(?:[^"\\{\n]|\\.)*"(?=\s*:)/)) return "propertyName";
  if (stream.match(/^-?\d[\d.eE+-]*/)) return "number";
  if (stream.match(/^(?:true|false|null)\b/)) return "bool";
  stream.next();
  stream.eatWhile(/[^{"\d\-tfn]/);
  return null;
}

function inLiquid(stream: StringStream, state: State): string | null {
  if (stream.match(state.inside === "tag" ? /^-?%\}/ : /^-?\}\}/)) {
    state.inside = "json";
    return "brace";
  }
  if (stream.eatSpace()) return null;
  if (stream.match(/^\$\{[^}\n]*\}/)) return "variableName";
  if (stream.match(/^(?:"[^"]*"?|'[^']*'?)/)) return "string";
  if (stream.match(/^\|\s*[\w-]*/)) return "variableName.function";
  if (stream.match(/^-?\d[\d.]*/)) return "number";
  if (stream.match(/^[\w-]+/)) {
    const isName = state.isName || /^(?:and|or|contains|in)$/.test(stream.current());
    state.isName = false;
    return isName ? "keyword" : "variableName";
  }
  stream.next();
  return null;
}
