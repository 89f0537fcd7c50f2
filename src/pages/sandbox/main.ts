import { addCopyButtons } from "../look/copy.js";
import { all, idOf } from "../look/dom.js";
import { addFilters } from "../look/filter.js";

/*
 * Looks every two seconds at what has come, and keeps open what is being read. Only the places that say so change: what is
 * typed to filter them stays.
 */

const everySoOften = 2000;

/** What a place last held, as it came. */
const held = new Map<string, string>();

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** Times become the reader's own, and texts get buttons. */
function dress(place: HTMLElement): void {
  for (const time of place.querySelectorAll("time")) {
    time.title = time.dateTime;
    time.textContent = clock.format(new Date(time.dateTime));
  }
  addCopyButtons(place);
}

function renew(place: HTMLElement, next: HTMLElement): void {
  if (held.get(place.id) === next.innerHTML) return;
  held.set(place.id, next.innerHTML);
  for (const { id } of all("details[open]", place)) {
    const same = next.querySelector(`#${CSS.escape(id)}`);
    if (same instanceof HTMLDetailsElement) same.open = true;
  }
  place.replaceChildren(...next.childNodes);
  dress(place);
}

async function look(): Promise<void> {
  try {
    const text = await (await fetch(location.href)).text();
    const next = new DOMParser().parseFromString(text, "text/html");
    for (const place of all("[data-live]")) {
      const other = next.getElementById(place.id);
      if (other) renew(place, other);
    }
    const refused = idOf("refused")!;
    refused.closest("section")!.hidden = refused.childElementCount === 0;
    // What has come is filtered as what was there.
    for (const field of all('input[type="search"]')) field.dispatchEvent(new Event("input"));
  } catch {
    idOf("state")!.textContent = "The sandbox has stopped; its last contents are below.";
    held.delete("state");
  }
  setTimeout(look, everySoOften);
}

for (const place of all("[data-live]")) {
  held.set(place.id, place.innerHTML);
  dress(place);
}
addFilters();
setTimeout(look, everySoOften);
