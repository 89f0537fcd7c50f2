import stringWidth from "fast-string-width";

/* Pictures of a terminal, as SVG that follows the reader's light or dark theme. */

const size = { font: 13, line: 19, column: 7.8, edge: 16, bar: 30 };

/** The codes of `src/report/style.ts`, and what each looks like. */
const classes: Readonly<Record<string, string>> = {
  1: "bold",
  2: "dim",
  7: "bold",
  31: "red",
  32: "green",
  33: "yellow",
  36: "cyan",
};
const ends: Readonly<Record<string, readonly string[]>> = {
  22: ["bold", "dim"],
  27: ["bold"],
  39: ["red", "green", "yellow", "cyan"],
};

const look = `
text { font: ${size.font}px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre; fill: #1b1f27; }
.ground { fill: #f6f7f9; stroke: #dfe3e8; }
.bold { font-weight: 700; }
.dim { fill: #5a6473; }
.red { fill: #b3261e; }
.green { fill: #17693c; }
.yellow { fill: #8a4b00; }
.cyan { fill: #0b6577; }
.dot { fill: #c9cfd8; }
@media (prefers-color-scheme: dark) {
  text { fill: #e7eaf0; }
  .ground { fill: #12151b; stroke: #303744; }
  .dim { fill: #9ea8b8; }
  .red { fill: #ff9d94; }
  .green { fill: #7ad8a0; }
  .yellow { fill: #f5bd6b; }
  .cyan { fill: #7fd4e6; }
  .dot { fill: #3d4656; }
}
`.trim();

/**
 * @param title what is to be seen, for those who cannot see it
 * @param text what the terminal shows, with the colours' codes
 */
export function terminalPicture(title: string, text: string): string {
  const lines = text.trimEnd().split("\n");
  const columns = Math.max(...lines.map((line) => stringWidth(line.replace(/\u001b\[\d+m/g, ""))));
  const width = Math.ceil(columns * size.column) + 2 * size.edge;
  const height = size.bar + lines.length * size.line + size.edge;
  const dots = [0, 1, 2].map((at) => `<circle class="dot" cx="${size.edge + 5 + at * 17}" cy="16" r="5"/>`);
  const rows = lines.flatMap((line, at) =>
    line === ""
      ? []
      : [`<text x="${size.edge}" y="${size.bar + (at + 1) * size.line - 5}">${spans(line)}</text>`],
  );
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>\n${look}\n</style>`,
    `<rect class="ground" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
    ...dots,
    ...rows,
    "</svg>",
  ].join("\n")}\n`;
}

function spans(line: string): string {
  const on = new Set<string>();
  return [...line.matchAll(/\u001b\[(\d+)m|[^\u001b]+/g)]
    .map(([text, code]) => {
      if (code === undefined) {
        const shown = escaped(text);
        return on.size === 0 ? shown : `<tspan class="${[...on].join(" ")}">${shown}</tspan>`;
      }
      if (classes[code]) on.add(classes[code]);
      else for (const name of ends[code]!) on.delete(name);
      return "";
    })
    .join("");
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (one) => `&#${one.codePointAt(0)};`).replaceAll("  ", " \u00a0");
