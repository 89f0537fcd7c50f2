import { all, button, element, idOf } from "../look/dom.js";
import { Store, type Ticks, ticksOf } from "./store.js";

/** A box of the page, and what the step says that it stands for. */
interface Box {
  readonly input: HTMLInputElement;
  readonly name: string;
  readonly step: HTMLElement;
  /** Short for the whole text of the step: a step that says something else now is to be done again. */
  readonly print: string;
}

/** Boxes stay ticked from visit to visit, until what they were ticked for is another. */
export function keepTicks(): void {
  const store = new Store(document.documentElement.dataset.project ?? "");
  const boxes = all("[data-tick]").flatMap(boxOf);
  let ticks = store.read();

  const show = () => {
    for (const box of boxes) showTick(box, ticks.get(box.name));
    for (const state of all("[data-state]")) showState(state, boxes);
    showNews(boxes, ticks, store);
  };
  for (const { input, name, print } of boxes)
    input.addEventListener("change", () => {
      if (input.checked) ticks.set(name, print);
      else ticks.delete(name);
      store.write(ticks);
      show();
    });
  // Another window with the same page.
  addEventListener("storage", () => {
    ticks = store.read();
    show();
  });
  offerFile(
    () => store.text(ticks),
    (text) => {
      const read = ticksOf(text);
      if (!read) return false;
      ticks = new Map([...ticks, ...read]);
      store.write(ticks);
      show();
      return true;
    },
  );
  show();
}

function boxOf(input: HTMLElement): Box[] {
  const step = input.closest<HTMLElement>("[data-step], tr");
  const name = input.dataset.tick;
  if (!(input instanceof HTMLInputElement) || !step || name === undefined) return [];
  return [{ input, name, step, print: printOf(step.textContent ?? "") }];
}

/** 64 bits are enough to tell a text from the one that it was before. */
function printOf(text: string): string {
  let [low, high] = [0x811c9dc5, 0x1b873593];
  for (let at = 0; at < text.length; at++) {
    low = Math.imul(low ^ text.charCodeAt(at), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(at), 0x85ebca6b);
  }
  return [low, high].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

function showTick({ input, step, print }: Box, ticked: string | undefined): void {
  input.checked = ticked === print;
  const isChanged = ticked !== undefined && ticked !== print;
  step.classList.toggle("changed", isChanged);
  const badge = step.querySelector(".badge.changed");
  if (!isChanged) badge?.remove();
  else if (!badge) input.after(element("span", { class: "badge changed" }, "changed since you ticked it"));
}

/** How far a campaign is: only its steps count, not what was agreed on its mapping. */
function showState(state: HTMLElement, boxes: readonly Box[]): void {
  const own = boxes.filter(({ name }) => name.startsWith(`${state.dataset.state}/`));
  const done = own.filter(({ input }) => input.checked).length;
  const isChanged = own.some(({ step }) => step.classList.contains("changed"));
  const kind = isChanged ? "changed" : done === 0 ? "none" : done === own.length ? "done" : "begun";
  state.dataset.kind = kind;
  state.textContent = {
    changed: "changed",
    none: "not begun",
    done: "done",
    begun: `${done} of ${own.length}`,
  }[kind];
}

/** What is no longer as it was when it was ticked off, campaign by campaign. */
function showNews(boxes: readonly Box[], ticks: Ticks, store: Store): void {
  const changed = boxes.filter(({ step }) => step.classList.contains("changed"));
  const items = [...new Set(changed.map(({ name }) => ownerOf(name)))].map((owner) => {
    const steps = changed.filter(({ name }) => ownerOf(name) === owner);
    const isBody = steps.some(({ name }) => name.endsWith("/body"));
    const isMapping = owner === "~mapping";
    return element(
      "li",
      {},
      element("a", { href: addresses[owner] ?? `#set-up/${owner}` }, names[owner] ?? owner),
      isBody
        ? `: paste the body again${steps.length > 1 ? `, and ${counted(steps.length - 1, "more step")}` : ""}`
        : `: ${counted(steps.length, isMapping ? "line" : "step")} to look at again`,
    );
  });
  const owners = new Set(boxes.map(({ name }) => ownerOf(name)));
  const gone = [...new Set([...ticks.keys()].map(ownerOf))].filter((owner) => !owners.has(owner));
  for (const owner of gone)
    items.push(
      element("li", {}, element("strong", {}, owner), ": no longer in the config. Stop it in Braze."),
    );
  const lines: HTMLElement[] = [];
  if (items.length > 0) lines.push(element("h2", {}, "Since you ticked it off"), element("ul", {}, ...items));
  if (!store.keeps)
    lines.push(
      element("p", {}, "This browser keeps nothing for this page: save the ticks before you close it."),
    );
  idOf("news")?.replaceChildren(...lines);
}

const addresses: Readonly<Record<string, string>> = { "~once": "#once", "~mapping": "#mapping" };
const names: typeof addresses = { "~once": "Once, for all campaigns", "~mapping": "Mapping" };

/** `product_viewed` of `product_viewed/compose/body`. */
const ownerOf = (name: string): string => name.replace(/\/.*$/s, "");

const counted = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;

/** The ticks as a file, so that somebody else goes on where one has stopped. */
function offerFile(text: () => string, take: (text: string) => boolean): void {
  const field = element("input", { type: "file", accept: ".json,application/json", hidden: "" });
  const said = element("span", { role: "status", class: "muted" });
  field.addEventListener("change", async () => {
    const [file] = field.files ?? [];
    if (!file) return;
    said.textContent = take(await file.text()) ? "Ticks are loaded." : "That is not a file of ticks.";
    field.value = "";
  });
  const save = () => {
    const link = element("a", { download: "mi-braze-ticks.json" });
    link.href = URL.createObjectURL(new Blob([text()], { type: "application/json" }));
    link.click();
    URL.revokeObjectURL(link.href);
  };
  all(".actions")[0]?.append(
    button("Save ticks", save, { title: "As a file, for whoever goes on" }),
    button("Load ticks", () => field.click()),
    field,
    said,
  );
}
