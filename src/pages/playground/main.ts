import type { AsText } from "../../browser/calls.js";
import type { LintedSource } from "../../library/lint.js";
import { copyButton } from "../look/copy.js";
import { all, button, element, idOf } from "../look/dom.js";
import { Tabs } from "../look/tabs.js";
import { type Draft, draftOf, fragmentOf, isFragment, type Webhook } from "./draft.js";
import { Editor, type Marked, type Part } from "./editor.js";
import { examples } from "./examples.js";
import { findingsOf } from "./findings.js";
import { outcomeOf } from "./outcome.js";
import { fileNames, partsInOrder, partWords } from "./parts.js";
import { payloadOf } from "./payload.js";
import { Prover } from "./prover.js";
import { keepInTab, keptInTab } from "./tab.js";
import { UserForm } from "./user-form.js";
import { verdictOf } from "./verdict.js";

/** Somebody who types is not interrupted, and hardly waits. */
const pause = 200;

class Playground {
  readonly #prover = new Prover();
  readonly #editor = new Editor(must("editor"), () => this.#typed());
  readonly #form = new UserForm(must("user-form"), () => this.#userChanged());
  readonly #parts = new Tabs(all('[role="tablist"]')[0]!, (tab) => this.#show(tab.dataset.part as Part));
  readonly #said = new Tabs(all('[role="tablist"]')[1]!);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The user who was changed by hand stays until the proof is asked for another. */
  #isOwnUser = false;
  #previews = 0;
  /** What this page wrote into the address, and not somebody who followed a link. */
  #fragment = "";

  start(): void {
    this.#offerExamples();
    must("share").replaceWith(copyButton("Copy link to this", () => location.href, "Copy link"));
    addEventListener("hashchange", () => void this.#followLink());
    for (const kind of ["dragover", "drop"] as const)
      addEventListener(kind, (event) => this.#drop(event), { capture: true });
    void this.#followLink();
  }

  /** Shows what a link holds; a page that is opened without one begins with an example. */
  async #followLink(): Promise<void> {
    const fragment = location.hash.slice(1);
    if (fragment === this.#fragment && fragment !== "") return;
    if (!isFragment(fragment)) {
      if (this.#editor.webhook.body === "") this.#load(keptInTab() ?? examples[0]!);
      return;
    }
    try {
      this.#load(await draftOf(fragment));
      this.#fragment = fragment;
      tell();
    } catch (error) {
      // The address stays as it is until something is typed, so that somebody may still mend it.
      if (this.#editor.webhook.body === "") this.#load(examples[0]!, { keepsAddress: true });
      tell(`This link cannot be read: ${(error as Error).message}. Ask whoever sent it to copy it again.`);
    }
  }

  #load(draft: Draft, { keepsAddress = false } = {}): void {
    this.#isOwnUser = draft.user !== undefined;
    if (draft.user !== undefined) this.#form.load(draft.user);
    this.#editor.load(draft);
    void this.#prove(keepsAddress);
  }

  #typed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#prove(), pause);
  }

  async #prove(keepsAddress = false): Promise<void> {
    clearTimeout(this.#timer);
    const { webhook } = this.#editor;
    if (!keepsAddress) void this.#keep();
    if (webhook.body.trim() === "") return this.#awaitBody();
    const place = must("verdict");
    place.setAttribute("aria-busy", "true");
    try {
      const proof = await this.#prover.prove(webhook);
      if (!proof || this.#editor.webhook.body !== webhook.body) return;
      place.removeAttribute("aria-busy");
      this.#say(proof);
    } catch (error) {
      place.removeAttribute("aria-busy");
      place.className = "verdict bad";
      place.replaceChildren(element("p", {}, `The proof ended early: ${(error as Error).message}`));
    }
  }

  #awaitBody(): void {
    const place = must("verdict");
    place.removeAttribute("aria-busy");
    place.className = "verdict";
    place.replaceChildren(element("p", {}, element("strong", {}, "Paste a body to begin.")));
    this.#editor.mark({ body: [], url: [], headers: [] });
    for (const id of ["outcome", "findings", "payload"]) must(id).replaceChildren();
    nameTab("findings-tab", "Findings", 0);
  }

  #say(proof: AsText<LintedSource>): void {
    const { diagnostics, shape, witness, conditions } = proof;
    const { kind, children } = verdictOf(proof);
    const place = must("verdict");
    place.className = `verdict ${kind}`;
    place.replaceChildren(...children, this.#proveAgain());
    const marks = (part: Part): Marked[] =>
      diagnostics.flatMap(({ file, start, end, severity, message, notes }) =>
        file === fileNames[part] && start && end
          ? [
              {
                from: start.offset,
                to: end.offset,
                severity: severity as Marked["severity"],
                message: [message, ...notes.map((note) => note.message)].join("\n"),
              },
            ]
          : [],
      );
    this.#editor.mark({ body: marks("body"), url: marks("url"), headers: marks("headers") });
    for (const part of partsInOrder) nameTab(`${part}-tab`, partWords[part], marks(part).length);
    nameTab("findings-tab", "Findings", diagnostics.length);
    nameTab("user-tab", witness ? "Who breaks it" : "Try a user", 0);
    must("findings").replaceChildren(
      ...findingsOf(diagnostics, {
        engine: this.#prover.engine,
        textOf: (part) => this.#editor.webhook[part],
        goTo: (part, start, end) => this.#goTo(part, start, end),
        write: (part, text) => {
          this.#editor.write(part, text);
          void this.#prove();
        },
        fixed: () => this.#prover.fixed(this.#editor.webhook),
      }),
    );
    must("payload").replaceChildren(...payloadOf(shape));
    const breaking = witness ?? conditions?.find((condition) => condition.witness)?.witness;
    if (!this.#isOwnUser && breaking !== undefined) this.#form.load(breaking);
    if (!this.#isOwnUser && must("user-form").childElementCount === 0) this.#form.load("{}");
    void this.#render();
  }

  #proveAgain(): HTMLElement {
    return button(
      "Prove again",
      () => {
        this.#isOwnUser = false;
        this.#said.choose(must("user-tab"));
        void this.#prove();
      },
      { title: "Look for a user who breaks it, in place of the one you have changed" },
    );
  }

  #userChanged(): void {
    this.#isOwnUser = true;
    void this.#keep();
    void this.#render();
  }

  /** What Braze would send for the user in the form; an answer that another has overtaken is not shown. */
  async #render(): Promise<void> {
    const { webhook } = this.#editor;
    const number = ++this.#previews;
    const place = must("outcome");
    try {
      const preview = await this.#prover.preview(webhook, this.#form.text);
      if (number === this.#previews)
        place.replaceChildren(...outcomeOf(preview, (start, end) => this.#goTo("body", start, end)));
    } catch (error) {
      if (number === this.#previews)
        place.replaceChildren(element("p", { class: "outcome bad" }, (error as Error).message));
    }
  }

  /** Writes what is there into the address, so that a reload or a link brings it back. */
  async #keep(): Promise<void> {
    const draft = { ...this.#editor.webhook, ...(this.#isOwnUser ? { user: this.#form.text } : {}) };
    const { fragment, leavesOut } = { leavesOut: false, ...(await fragmentOf(draft)) };
    this.#fragment = fragment ?? "";
    history.replaceState(
      null,
      "",
      fragment === undefined ? location.pathname + location.search : `#${fragment}`,
    );
    const isKept = keepInTab(fragment === undefined ? draft : undefined);
    if (fragment === undefined)
      tell(
        isKept
          ? "This is too long for a link. A reload of this tab brings it back."
          : "This is too long for a link, and this browser keeps nothing for the page: keep a copy.",
      );
    else if (leavesOut) tell("What looks like a credential is left out of the link.");
    else tell();
  }

  #show(part: Part): void {
    this.#editor.show(part);
    must("hint").textContent = hints[part];
  }

  #goTo(part: Part, start: number, end: number): void {
    this.#parts.choose(must(`${part}-tab`));
    this.#editor.goTo(part, start, end);
  }

  #offerExamples(): void {
    must("hint").textContent = hints.body;
    const choice = must("example") as HTMLSelectElement;
    choice.append(
      element("option", { value: "" }, "an example …"),
      ...examples.map(({ title }, index) => element("option", { value: String(index) }, title)),
      element("option", { value: "empty" }, "nothing"),
    );
    choice.addEventListener("change", () => {
      const empty: Webhook = { body: "", url: "", headers: "" };
      const chosen = choice.value === "empty" ? empty : examples[Number(choice.value)];
      if (choice.value !== "" && chosen)
        this.#load({ body: chosen.body, url: chosen.url, headers: chosen.headers });
      choice.value = "";
    });
  }

  /** A file takes the place of the part that is shown. */
  #drop(event: DragEvent): void {
    const [file] = event.dataTransfer?.files ?? [];
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.stopPropagation();
    if (!file) return;
    void file.text().then((text) => this.#editor.write(this.#editor.part, text.replace(/\r\n?/g, "\n")));
  }
}

const hints: Readonly<Record<Part, string>> = {
  body: "What you paste takes the example’s place; a file can be dropped here, too.",
  url: "The address that Braze posts to. It may hold Liquid, too.",
  headers: "A JSON object of names and values. What looks like a credential never gets into a link.",
};

function nameTab(id: string, words: string, count: number): void {
  must(id).replaceChildren(words, ...(count > 0 ? [element("span", { class: "count" }, String(count))] : []));
}

function tell(words = ""): void {
  const place = must("notice");
  if (place.textContent !== words) place.textContent = words;
}

function must(id: string): HTMLElement {
  const found = idOf(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

new Playground().start();
document.documentElement.dataset.ready = "";
