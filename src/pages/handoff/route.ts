import { all, idOf } from "../look/dom.js";

/** Shows one part of the page at a time, and in Set up one campaign, as the address says: each has one of its own. */
export function followAddress(): void {
  document.documentElement.classList.add("paged");
  addEventListener("hashchange", () => {
    show();
    // What was opened begins at its top, and a keyboard goes on from there.
    const target = targetOf(location.hash);
    if (target?.matches(".part, .panel")) {
      scrollTo(0, 0);
      idOf("main")?.focus({ preventScroll: true });
    } else target?.scrollIntoView();
  });
  show();
}

function show(): void {
  const target = targetOf(location.hash);
  // What an address does not name stays as it is; at first that is the first of them.
  const part = target?.closest<HTMLElement>(".part") ?? shown(".part");
  const panel = target?.closest<HTMLElement>(".panel") ?? shown(".panel");
  for (const one of all(".part")) one.hidden = one !== part;
  for (const one of all(".panel")) one.hidden = one !== panel;
  if (target instanceof HTMLDetailsElement) target.open = true;
  for (const link of all(".parts a, .strip a")) {
    const named = targetOf(link.getAttribute("href") ?? "");
    if (named === part || (named === panel && part?.id === "set-up"))
      link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const current = all(".strip [aria-current]")[0];
  if (current) for (const list of all(".strip, .strip ol")) scrollWithin(list, current);
}

/** Brings an item to the middle of its list where it is out of sight; the page stays where it is. */
function scrollWithin(list: HTMLElement, item: HTMLElement): void {
  const seen = list.getBoundingClientRect();
  const at = item.getBoundingClientRect();
  if (at.left < seen.left || at.right > seen.right)
    list.scrollLeft += (at.left + at.right - seen.left - seen.right) / 2;
  if (at.top < seen.top || at.bottom > seen.bottom)
    list.scrollTop += (at.top + at.bottom - seen.top - seen.bottom) / 2;
}

const shown = (selector: string): HTMLElement | undefined => all(selector).find(({ hidden }) => !hidden);

/** What `#set-up/product_viewed` names. */
function targetOf(hash: string): HTMLElement | null {
  try {
    return idOf(decodeURIComponent(hash.replace(/^#/, "")));
  } catch {
    return null;
  }
}
