import { all, idOf } from "../look/dom.js";
import { addFilters } from "../look/filter.js";

/* What an audit has found: its table can be searched, and a link to findings opens them. */

function openAsked(): void {
  const asked = idOf(location.hash.slice(1));
  if (!(asked instanceof HTMLDetailsElement)) return;
  asked.open = true;
  asked.scrollIntoView();
}

addFilters();
addEventListener("hashchange", openAsked);
// The address stays the same when somebody asks for the same again.
for (const link of all('a[href^="#w"]')) link.addEventListener("click", () => setTimeout(openAsked));
openAsked();
