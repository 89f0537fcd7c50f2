import { all, idOf } from "./dom.js";

function openAsked(): void {
  const asked = idOf(location.hash.slice(1));
  if (!(asked instanceof HTMLDetailsElement)) return;
  asked.open = true;
  asked.scrollIntoView();
}

/** A link to a fold opens it, and so does an address that ends in its name. */
export function openWhatIsAsked(): void {
  addEventListener("hashchange", openAsked);
  // The address stays the same when somebody asks for the same again.
  for (const link of all('a[href^="#"]')) link.addEventListener("click", () => setTimeout(openAsked));
  openAsked();
}
