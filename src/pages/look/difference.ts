import { structuredPatch } from "diff";
import { element } from "./dom.js";

/** What is in one text and not in the other, line by line; undefined where they are the same. */
export function difference(from: string, to: string): HTMLElement | undefined {
  const { hunks } = structuredPatch("from", "to", from, to);
  if (hunks.length === 0) return undefined;
  const lines = hunks.flatMap(({ oldStart, lines }, index) => [
    ...(index > 0 ? [element("span", { class: "gap" }, `… line ${oldStart}\n`)] : []),
    ...lines.filter((line) => !line.startsWith("\\")).map(lineOf),
  ]);
  return element("pre", { class: "difference", tabindex: "0", "aria-label": "Difference" }, ...lines);
}

const kinds = { "-": "del", "+": "ins" } as const;

function lineOf(line: string): HTMLElement {
  const sign = line[0];
  const text = `${line}\n`;
  return sign === "-" || sign === "+" ? element(kinds[sign], {}, text) : element("span", {}, text);
}
