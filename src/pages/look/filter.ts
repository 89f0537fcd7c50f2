import { all, element, idOf } from "./dom.js";

/** A field that leaves only what has each of its words: of a table its rows, of a list its items. */
export function addFilters(): void {
  for (const tools of all("[data-filter-for]")) {
    const target = idOf(tools.dataset.filterFor ?? "");
    const label = tools.dataset.filterLabel ?? "Filter";
    if (!target) continue;
    const field = element("input", { type: "search", "aria-label": label, placeholder: label });
    const count = element("span", { class: "muted", role: "status" });
    field.addEventListener("input", () => {
      const shown = filter(target, field.value);
      count.textContent = field.value.trim() === "" ? "" : `${shown} found`;
    });
    tools.prepend(field, count);
  }
}

/** How many are left. */
function filter(target: HTMLElement, words: string): number {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (row: HTMLElement, group: string): boolean => {
    const text = `${row.textContent} ${group}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  let shown = 0;
  const groups = target instanceof HTMLTableElement ? [...target.tBodies] : [target];
  for (const group of groups) {
    const name = group.dataset.group ?? "";
    const rows = all(":scope > tr:not(.group), :scope > li", group);
    for (const row of rows) row.hidden = !has(row, name);
    const left = rows.filter((row) => !row.hidden).length;
    if (group !== target) group.hidden = left === 0;
    shown += left;
  }
  return shown;
}
