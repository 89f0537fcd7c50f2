import { isJsonObject } from "../../source/json.js";
import { difference } from "../look/difference.js";
import { button, element, idOf } from "../look/dom.js";
import { ask } from "./ask.js";

const dialog = idOf("save") as HTMLDialogElement;
const form = idOf("save-form") as HTMLFormElement;
const name = idOf("save-name") as HTMLInputElement;
const said = idOf("save-said")!;
const saving = idOf("save-button")!;

/** What is saved, and by what to name the text that it may take the place of. */
let text = "";
let over: string | undefined;
let saved = async (): Promise<void> => {};

function begin(): void {
  over = undefined;
  said.replaceChildren();
  saving.textContent = "Save";
}

name.addEventListener("input", begin);
idOf("save-leave")!.addEventListener("click", () => dialog.close());
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await ask("save", { name: name.value, text, over });
  if ("written" in answer) {
    dialog.close();
    await saved();
  } else if ("there" in answer) {
    over = String(answer.over);
    const changes = difference(String(answer.there), text);
    said.replaceChildren(
      element("p", {}, "There is one of this name already. What would change in it:"),
      ...(changes ? [changes] : []),
    );
    saving.textContent = "Write over it";
  } else said.replaceChildren(element("p", { class: "verdict warn" }, String(answer.fault)));
});

/** Adds to Try it what a page by itself cannot do: the project's fixtures to begin with, and a file to save what is typed to. */
export async function offerSaving(page: Document): Promise<void> {
  const place = page.getElementById("try-keep");
  if (!place) return;
  const tools = element("span", { class: "tools" });
  place.append(tools);
  const show = async () => {
    const { patterns, fixtures } = await ask("fixtures");
    const known = (Array.isArray(fixtures) ? fixtures : [])
      .filter(isJsonObject)
      .map((one) => ({ name: String(one.name), text: String(one.text) }));
    const [pattern = ""] = Array.isArray(patterns) ? patterns.map(String) : [];
    tools.replaceChildren(
      button("Save as a fixture …", () => {
        const slug = chosenOf(page.getElementById("try-campaign"));
        text = `${page.getElementById("try-fixture")?.textContent ?? ""}\n`;
        name.value = freeName(
          pattern,
          slug,
          known.map((one) => one.name),
        );
        begin();
        dialog.showModal();
      }),
      ...choiceOf(page, known),
    );
  };
  saved = show;
  await show();
}

const chosenOf = (field: HTMLElement | null): string =>
  field && "value" in field ? String(field.value) : "";

/** The project's fixtures, each of which fills the form. */
function choiceOf(
  page: Document,
  known: readonly { readonly name: string; readonly text: string }[],
): HTMLElement[] {
  if (known.length === 0) return [];
  const choice = element(
    "select",
    { "aria-label": "Begin with a fixture" },
    element("option", { value: "" }, "Begin with a fixture"),
    ...known.map((one) => element("option", {}, one.name)),
  );
  choice.addEventListener("change", () => {
    const field = page.getElementById("try-load") as HTMLInputElement | null;
    const chosen = known.find((one) => one.name === choice.value);
    if (!field || !chosen) return;
    const files = new DataTransfer();
    files.items.add(new File([chosen.text], chosen.name));
    field.files = files.files;
    field.dispatchEvent(new Event("change"));
  });
  return [choice];
}

/** Where `verify` finds it, by the campaign's name, and by a number where there is one already. */
function freeName(pattern: string, slug: string, names: readonly string[]): string {
  const plain = pattern
    .replace(/^\.\//, "")
    .replace(/\*\*\//g, "")
    .replace(/\{([^,}]*)[^}]*\}/g, "$1");
  for (let number = 1; ; number++) {
    const free = plain.replace("*", number === 1 ? slug : `${slug}-${number}`);
    if (!plain.includes("*") || !names.includes(free)) return free;
  }
}
