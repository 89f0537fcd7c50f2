import { jsonText } from "../../source/json-text.js";
import { type Draft, readDraft } from "./draft.js";

const tabKey = "mi-braze playground";

/**
 * Keeps a draft that no link can hold, for this tab alone, until there is another.
 * @returns whether the browser lets it
 */
export function keepInTab(draft: Draft | undefined): boolean {
  try {
    if (draft) sessionStorage.setItem(tabKey, jsonText(draft));
    else sessionStorage.removeItem(tabKey);
    return true;
  } catch {
    return false;
  }
}

/** What this tab has kept. */
export function keptInTab(): Draft | undefined {
  try {
    return readDraft(sessionStorage.getItem(tabKey) ?? "");
  } catch {
    return undefined;
  }
}
