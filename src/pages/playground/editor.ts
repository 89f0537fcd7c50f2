import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { element } from "../look/dom.js";
import type { Webhook } from "./draft.js";
import { liquidJson } from "./language.js";

export type Part = keyof Webhook;

/** A finding at its place in one of the texts. */
export interface Marked {
  readonly from: number;
  readonly to: number;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
}

/** A browser draws no more of them quickly, and nobody reads more. */
const mostMarks = 200;

/** One editor for the three texts of a webhook: one is shown, and each has its own history. */
export class Editor {
  readonly #view: EditorView;
  readonly #states: Record<Part, EditorState>;
  readonly #marks: Record<Part, readonly Marked[]> = { body: [], url: [], headers: [] };
  #part: Part = "body";
  /** Whether nobody has typed anything since the texts were put in. */
  #untouched = true;

  constructor(place: HTMLElement, onChange: () => void) {
    const extensions = (part: Part): Extension => [
      lineNumbers(),
      history(),
      drawSelection(),
      bracketMatching(),
      lintGutter(),
      syntaxHighlighting(colours),
      liquidJson,
      EditorView.lineWrapping,
      EditorState.tabSize.of(2),
      keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]),
      EditorView.contentAttributes.of({ "aria-label": names[part], spellcheck: "false" }),
      EditorView.updateListener.of(({ docChanged }) => {
        if (!docChanged) return;
        this.#untouched = false;
        onChange();
      }),
      EditorView.domEventHandlers({ paste: (event) => this.#paste(event) }),
      look,
    ];
    const stateOf = (part: Part) => EditorState.create({ doc: "", extensions: extensions(part) });
    this.#states = { body: stateOf("body"), url: stateOf("url"), headers: stateOf("headers") };
    // In a root of its own, the editor's styles are objects, which a strict policy lets in.
    const root = element("div", { class: "editor" });
    place.append(root);
    const shadow = root.attachShadow({ mode: "open" });
    this.#view = new EditorView({ state: this.#states.body, parent: shadow, root: shadow });
  }

  get webhook(): Webhook {
    const text = (part: Part) => this.#stateOf(part).doc.toString();
    return { body: text("body"), url: text("url"), headers: text("headers") };
  }

  get part(): Part {
    return this.#part;
  }

  /** Other texts, such as an example. They are not what somebody typed: what is pasted takes their place. */
  load(webhook: Webhook): void {
    for (const part of parts) this.write(part, webhook[part]);
    this.#untouched = true;
  }

  /** Another text in place of one, as one step that can be undone. */
  write(part: Part, text: string): void {
    const state = this.#stateOf(part);
    const { doc } = state;
    const changes = editsBetween(doc.toString(), text);
    if (changes.length === 0) return;
    if (part === this.#part) this.#view.dispatch({ changes });
    else this.#states[part] = state.update({ changes }).state;
  }

  show(part: Part): void {
    if (part === this.#part) return;
    this.#states[this.#part] = this.#view.state;
    this.#part = part;
    this.#view.setState(this.#states[part]);
    this.#draw();
  }

  /** What is found in each of the texts. */
  mark(marks: Record<Part, readonly Marked[]>): void {
    Object.assign(this.#marks, marks);
    this.#draw();
  }

  /** Leads to a place. */
  goTo(part: Part, from: number, to: number): void {
    this.show(part);
    const { length } = this.#view.state.doc;
    const selection = { anchor: Math.min(from, length), head: Math.min(to, length) };
    this.#view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.anchor, { y: "center" }) });
    this.#view.focus();
  }

  #stateOf(part: Part): EditorState {
    return part === this.#part ? this.#view.state : this.#states[part];
  }

  #draw(): void {
    const { length } = this.#view.state.doc;
    const shown = this.#marks[this.#part].slice(0, mostMarks).map(
      ({ from, to, severity, message }): Diagnostic => ({
        from: Math.min(from, length),
        to: Math.min(Math.max(to, from), length),
        severity,
        message,
      }),
    );
    this.#view.dispatch(setDiagnostics(this.#view.state, shown));
  }

  /** Somebody who pastes a body means it to be looked at, and not to be added to an example. */
  #paste(event: ClipboardEvent): boolean {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!this.#untouched || this.#part !== "body" || text.length < 20) return false;
    event.preventDefault();
    for (const part of parts) this.write(part, part === "body" ? text.replace(/\r\n?/g, "\n") : "");
    this.#view.dispatch({ selection: { anchor: this.#view.state.doc.length }, scrollIntoView: true });
    return true;
  }
}

const parts: readonly Part[] = ["body", "url", "headers"];

const names: Readonly<Record<Part, string>> = { body: "Body", url: "URL", headers: "Headers" };

/** The changes that make one text of another and leave what is the same, so that a cursor stays where it is. */
function editsBetween(from: string, to: string): { from: number; to: number; insert: string }[] {
  if (from === to) return [];
  let start = 0;
  while (start < from.length && from[start] === to[start]) start++;
  let end = 0;
  while (end < Math.min(from.length, to.length) - start && from.at(-1 - end) === to.at(-1 - end)) end++;
  return [{ from: start, to: from.length - end, insert: to.slice(start, to.length - end) }];
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--accent)" },
  { tag: [tags.number, tags.bool], color: "var(--good)" },
  { tag: tags.string, color: "var(--good)" },
  { tag: tags.brace, color: "var(--muted)" },
  { tag: tags.keyword, color: "var(--bad)" },
  { tag: [tags.variableName, tags.function(tags.variableName)], color: "var(--warn)" },
]);

const look = EditorView.theme({
  "&": {
    color: "var(--ink)",
    backgroundColor: "var(--surface)",
    fontSize: "0.88rem",
    height: "100%",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55" },
  ".cm-content": { padding: "0.6rem 0", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": {
    color: "var(--muted)",
    backgroundColor: "var(--sunken)",
    borderRight: "1px solid var(--line)",
  },
  "& .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "var(--accent-ground)",
  },
  ".cm-tooltip": {
    color: "var(--ink)",
    backgroundColor: "var(--surface)",
    border: "1px solid var(--line)",
    borderRadius: "8px",
    maxWidth: "36rem",
  },
  ".cm-diagnostic": { borderLeftWidth: "3px", fontFamily: "system-ui, sans-serif", padding: "0.4rem 0.7rem" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    backgroundColor: "var(--bad-ground)",
    borderBottom: "2px solid var(--bad)",
  },
  ".cm-lintRange-warning": { backgroundImage: "none", borderBottom: "2px dotted var(--warn)" },
  ".cm-lintRange-info": { backgroundImage: "none", borderBottom: "2px dotted var(--muted)" },
});
