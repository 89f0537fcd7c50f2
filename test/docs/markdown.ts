/** Text for a cell of a table, in which code is in backticks. */
export const prose = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? code(part.slice(1, -1)) : escaped(part)))
    .join("");

const escaped = (text: string) =>
  text
    .replace(/[\\*|]/g, "\\$&")
    .replaceAll("<", "&lt;")
    .replaceAll("\n", "<br>");

/** Code for a cell: a pipe would end the cell, even between backticks, and a backtick the code. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = /^`|`$|^ .*[^ ].* $|^ .* $/s.test(text) ? " " : "";
  return `${fence}${space}${text.replaceAll("|", "\\|").replaceAll("\n", "⏎")}${space}${fence}`;
}

export const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

/** Rows of cells that are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A link to a page of the documentation, which `links` defines: an address, or a path within the braze-docs repository. */
export const page = (source: string): string => `[${labelOf(source)}]`;

/** The addresses of pages, for the end of a document. */
export function links(sources: readonly string[]): string {
  const addresses = new Map<string, string>();
  for (const source of sources) {
    const label = labelOf(source);
    const address = addressOf(source);
    if ((addresses.get(label) ?? address) !== address) throw new Error(`two pages are called "${label}"`);
    addresses.set(label, address);
  }
  return [...addresses]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, address]) => `[${label}]: ${address}`)
    .join("\n");
}

const addressOf = (source: string): string =>
  source.startsWith("_docs/") ? `https://github.com/braze-inc/braze-docs/blob/develop/${source}` : source;

function labelOf(source: string): string {
  const last = source.replace(/\/$/, "").split("/").at(-1)!.replace(/\.md$/, "").replaceAll("_", " ");
  return source.includes("shopify.github.io") ? `Liquid: ${last}` : last;
}

/** The parts of a page, a blank line between them. */
export const document = (...parts: readonly (string | readonly string[])[]): string =>
  `${parts.flat().join("\n\n")}\n`;
