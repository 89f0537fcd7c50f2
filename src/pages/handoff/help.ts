import {
  answerEntry,
  answersByText,
  type Findable,
  foldedName,
  statusIn,
} from "../../movable-ink/answers/in-text.js";
import { searchWords } from "../../source/word-search.js";
import { all, element, idOf } from "../look/dom.js";

interface Shown extends Findable {
  readonly card: HTMLElement;
}

/** As many as are read. */
const most = 6;

/** Finds the answers that speak of what somebody pasted, and brings them to the top. */
export function offerHelp(): void {
  const field = idOf("help-words");
  const first = idOf("help-first");
  const found = idOf("help-found");
  if (!(field instanceof HTMLTextAreaElement) || !first || !found) return;
  const answers = all(".answer").map(read);
  field.addEventListener("input", () => {
    const words = field.value.trim();
    const shown = words === "" ? [] : wanted(words, answers).slice(0, most);
    found.textContent =
      words === ""
        ? ""
        : shown.length === 0
          ? "Nothing here speaks of it. Try fewer words, or the status alone."
          : `${shown.length === 1 ? "One answer" : `${shown.length} answers`}, the likeliest first:`;
    first.replaceChildren(...shown.map(({ card }, index) => copyOf(card, index === 0)));
  });
}

function wanted(words: string, answers: readonly Shown[]): Shown[] {
  const name = foldedName(words);
  const status = /^[1-5]\d\d$/.test(words) ? Number(words) : statusIn(words);
  const names = new Set(words.match(/[A-Za-z]\w*_\w+/g)?.map(foldedName));
  return [
    ...new Set([
      ...answers.filter(({ id, title }) => foldedName(id) === name || foldedName(title) === name),
      ...answers.filter(({ id }) => names.has(foldedName(id))),
      ...answersByText(answers, words, { general: false }),
      ...answers.filter(({ id }) => id === String(status)),
      ...answersByText(answers, words, { general: true }),
      ...searchWords(words, answers.map(answerEntry)),
    ]),
  ];
}

function read(card: HTMLElement): Shown {
  const text = (selector: string): string => card.querySelector(selector)?.textContent ?? "";
  const { id = "", texts = "", general } = card.dataset;
  return {
    card,
    id,
    title: text(".title"),
    meaning: text(".meaning"),
    fix: text(".fix"),
    texts: texts.split("\n").filter(Boolean),
    general: general !== undefined,
  };
}

function copyOf(card: HTMLElement, open: boolean): HTMLElement {
  const copy = element("details", { class: card.className.replace("answer", "") });
  copy.append(...[...card.childNodes].map((node) => node.cloneNode(true)));
  copy.open = open;
  return copy;
}
