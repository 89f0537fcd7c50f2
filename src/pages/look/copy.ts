import { all, button } from "./dom.js";

/** A button for each text that is to be copied: `data-copy` says what it is called. */
export function addCopyButtons(within: ParentNode = document): void {
  for (const copied of all("[data-copy]", within)) {
    const made = copyButton(`Copy ${copied.dataset.copy}`, () => copied.textContent ?? "");
    if (copied.tagName === "PRE") copied.before(made);
    else afterMark(copied).after(made);
  }
}

/** A colon or comma stays at the text that it follows. */
function afterMark(copied: HTMLElement): ChildNode {
  const next = copied.nextSibling;
  if (!(next instanceof Text) || !/^[:,;.]/.test(next.data)) return copied;
  next.splitText(1);
  return next;
}

/** Copies a text letter by letter, and says so. */
export function copyButton(what: string, text: () => string, label = "Copy"): HTMLButtonElement {
  const made = button(
    label,
    async () => {
      made.textContent = (await copy(text())) ? "Copied" : "Press Ctrl+C";
      setTimeout(() => {
        made.textContent = label;
      }, 1500);
    },
    { class: "copy", "aria-label": what, "aria-live": "polite" },
  );
  return made;
}

/** Whether it is in the clipboard. A page in a frame or without https may have no clipboard but the older one. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyFromEvent(text);
  }
}

function copyFromEvent(text: string): boolean {
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  document.addEventListener("copy", put);
  const done = document.execCommand("copy");
  document.removeEventListener("copy", put);
  return done;
}
