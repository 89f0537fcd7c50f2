import { all, idOf } from "./dom.js";

/** Tabs: one is chosen, arrows lead from one to the next, and its panel is shown where each has one of its own. */
export class Tabs {
  readonly #tabs: readonly HTMLElement[];
  readonly #onChoice: (tab: HTMLElement) => void;

  constructor(list: HTMLElement, onChoice: (tab: HTMLElement) => void = () => {}) {
    this.#tabs = all('[role="tab"]', list);
    this.#onChoice = onChoice;
    for (const tab of this.#tabs) tab.addEventListener("click", () => this.choose(tab));
    list.addEventListener("keydown", (event) => {
      const to = this.#reachedBy(event.key);
      if (!to) return;
      event.preventDefault();
      this.choose(to);
      to.focus();
    });
    if (this.#tabs[0]) this.#show(this.#tabs[0]);
  }

  choose(tab: HTMLElement): void {
    this.#show(tab);
    this.#onChoice(tab);
  }

  #show(tab: HTMLElement): void {
    for (const one of this.#tabs) {
      one.setAttribute("aria-selected", String(one === tab));
      one.tabIndex = one === tab ? 0 : -1;
      const panel = panelOf(one);
      if (panel) panel.hidden = panel !== panelOf(tab);
    }
    panelOf(tab)?.setAttribute("aria-labelledby", tab.id);
  }

  #reachedBy(key: string): HTMLElement | undefined {
    const at = this.#tabs.findIndex((tab) => tab.getAttribute("aria-selected") === "true");
    if (key === "ArrowRight") return this.#tabs[(at + 1) % this.#tabs.length];
    if (key === "ArrowLeft") return this.#tabs.at(at - 1);
    if (key === "Home") return this.#tabs[0];
    return key === "End" ? this.#tabs.at(-1) : undefined;
  }
}

const panelOf = (tab: HTMLElement): HTMLElement | null => idOf(tab.getAttribute("aria-controls") ?? "");
