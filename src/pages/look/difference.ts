import { element } from "./dom.js";
import { hunksOf } from "./hunks.js";

/** What is in one text and not in the other, line by line; undefined where they are the same. */
export function difference(from: string, to: string): HTMLElement | undefined {
  const hunks = hunksOf(from, to);
  if (hunks.length === 0) return undefined;
  const lines = hunks.flatMap(({ oldStart, lines }, index) => [
    ...(index > 0 ? [element("span", { class: "gap" }, `… line ${oldStart}\n`)] : []),
    ...lines.map(lineOf),
  ]);
  return element(
    "pre",
    { class: "difference", tabindex: "0", "aria-label": "Difference" },
    // All lines are as wide as the widest: a browser looks for it once for their common parent, and once a line for each alone.
    element("span", {}, ...lines),
  );
}

const kinds = { "-": "del", "+": "ins" } as const;

function lineOf(line: string): HTMLElement {
  const sign = line[0];
  const text = `${line}\n`;
  return sign === "-" || sign === "+" ? element(kinds[sign], {}, text) : element("span", {}, text);
}
