import type { FilterDefinition } from "../../src/liquid/filters/index.js";
import type { UnsupportedFilter } from "../../src/liquid/filters/unsupported.js";
import { code, document, links, page, prose, table } from "./markdown.js";

const groups: Readonly<Record<FilterDefinition["group"], string>> = {
  json: "JSON",
  text: "Text",
  number: "Numbers",
  array: "Arrays",
  date: "Dates and times",
  encoding: "Hashes and encoding",
  url: "URLs",
  other: "Other",
};

/** `docs/liquid/filters.md`, from the records of the filters. */
export function filtersPage(
  filters: readonly FilterDefinition[],
  unsupported: Readonly<Record<string, UnsupportedFilter>>,
): string {
  const documented = filters.filter((filter) => filter.documented);
  const families = (Object.keys(groups) as FilterDefinition["group"][]).flatMap((group) => {
    const rows = documented.filter((filter) => filter.group === group);
    return rows.length === 0 ? [] : [`## ${groups[group]}`, filterTable(rows)];
  });
  return document(
    "# Filters",
    `The ${documented.length} filters that Braze documents, and what to write in place of those it does not. Made from the emulator's own records by \`npm run docs\`; every example is a test.`,
    "An argument in brackets may be left out. Filters work in outputs, `assign` and `echo`; in `if`, `for` and `case`, assign the filtered value first.",
    families,
    "## Standard Liquid that Braze does not document",
    "An error in `preview` and `lint`. They work with the option `lenient` of `renderTemplate`, which is plain Ruby Liquid.",
    filterTable(
      filters.filter((filter) => !filter.documented),
      { alternatives: unsupported, names: namesOf(filters) },
    ),
    "## Filters that do nothing in Braze",
    "Listed as unsupported by Braze's page on filters:",
    alternatives(unsupported, "listed", filters),
    "Of other engines, or of Shopify, Jekyll and liquidjs:",
    alternatives(unsupported, "elsewhere", filters),
    links(documented.map(({ source }) => source)),
  );
}

const filterTable = (
  rows: readonly FilterDefinition[],
  unsupported?: {
    readonly alternatives: Readonly<Record<string, UnsupportedFilter>>;
    readonly names: ReadonlySet<string>;
  },
): string =>
  table(
    ["Filter", "Gives", "Example", "Output", unsupported ? "Instead" : "Page"],
    [...rows]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((filter) => [
        code(call(filter)),
        prose(filter.summary),
        example(filter.example),
        filter.example.output === "" ? "nothing" : code(filter.example.output),
        unsupported
          ? instead(unsupported.alternatives[filter.name]?.alternative, unsupported.names)
          : page(filter.source),
      ]),
  );

/** `replace: text, [replacement]` */
function call({ name, parameters, keywords }: FilterDefinition): string {
  // named arguments arrive as one hash, which is the last parameter
  const places = keywords.length > 0 ? parameters.slice(0, -1) : parameters;
  const args = places.map((parameter) => (parameter.optional ? `[${parameter.name}]` : parameter.name));
  const named = keywords.map((keyword) => `[${keyword}: …]`);
  const all = [...args, ...named].join(", ");
  return all === "" ? name : `${name}: ${all}`;
}

function example({ template, data = {} }: FilterDefinition["example"]): string {
  const given = Object.entries(data).map(
    ([name, value]) => `${code(name)} is ${code(JSON.stringify(value))}`,
  );
  return [code(template), ...given].join("<br>");
}

const alternatives = (
  unsupported: Readonly<Record<string, UnsupportedFilter>>,
  reason: UnsupportedFilter["reason"],
  filters: readonly FilterDefinition[],
): string =>
  table(
    ["Filter", "Instead"],
    Object.entries(unsupported)
      .filter(([name, one]) => one.reason === reason && !filters.some((filter) => filter.name === name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { alternative }]) => [code(name), instead(alternative, namesOf(filters))]),
  );

/** The words of an alternative name filters without backticks, or are a chain of filters whole. */
function instead(alternative: string | undefined, names: ReadonlySet<string>): string {
  if (alternative === undefined) return "";
  if (/^\w+(: \S+( \| \w+)*)?$/.test(alternative)) return code(alternative);
  if (/^(?:the|a) value /.test(alternative)) return prose(alternative);
  return prose(alternative.replace(/\w+/g, (word) => (names.has(word) ? `\`${word}\`` : word)));
}

const namesOf = (filters: readonly FilterDefinition[]): ReadonlySet<string> =>
  new Set(filters.flatMap(({ name, documented }) => (documented ? name : [])));
