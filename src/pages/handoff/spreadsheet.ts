import { copyButton } from "../look/copy.js";
import { all } from "../look/dom.js";

/** The rows of the mapping table that are shown, for a spreadsheet. */
export function offerSpreadsheet(): void {
  all('[data-filter-for="mapping-table"]')[0]?.append(
    copyButton("Copy for a spreadsheet what is shown", mappingText, "Copy for a spreadsheet"),
  );
}

function mappingText(): string {
  const names = all("#mapping-table thead th").map(textOf).slice(1);
  const rows = all("#mapping-table tbody").flatMap((group) =>
    all("tr:not(.group)", group)
      .filter((row) => !row.hidden && !group.hidden)
      .map((row) => [group.dataset.group ?? "", ...all("td", row).map(textOf).slice(1)]),
  );
  return [["Campaign", ...names], ...rows].map((row) => `${row.map(cell).join("\t")}\r\n`).join("");
}

const textOf = (one: HTMLElement): string => (one.textContent ?? "").replace(/\s+/g, " ").trim();

/** An apostrophe keeps a spreadsheet from taking a cell for a formula. */
const cell = (text: string): string => (/^[=+\-@]/.test(text) ? `'${text}` : text);
