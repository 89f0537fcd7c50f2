import { parseWords } from "../syntax/parser/interpolation.js";
import { brokenTag, type TagSource } from "../syntax/parser/tag-parser.js";
import type { CatalogItems, Tag } from "../syntax/template.js";
import { isHash } from "../value.js";
import { toText } from "../values/print.js";
import type { TagDefinition } from "./definition.js";
import { unknownOptions } from "./tag-options.js";

const itemsOfCatalog = { variable: "items", source: { kind: "catalog" }, text: "assigned" } as const;

function parse(kind: "catalog_items" | "catalog_selection_items", what: string, source: TagSource): Tag {
  const { head, range, markup, findings } = source;
  const { words, options, unknown } = parseWords(markup, { rerender: "flag" });
  unknownOptions(unknown, kind, { rerender: "flag" }, findings);
  const [catalog, ...names] = words;
  if (!catalog || names.length === 0) {
    findings.error(head, `\`${kind}\` needs the name of a catalog and ${what}`);
    return brokenTag(source);
  }
  return { kind, ...range, head, blank: false, catalog, names, options };
}

export const catalogItems: TagDefinition<CatalogItems> = {
  name: "catalog_items",
  status: "documented",
  summary: "Puts items of a catalog, by id, into the variable `items`; an unknown id leaves a gap out.",
  syntax: "{% catalog_items Catalog id1 {{id2}} %}",
  example: {
    template:
      "{% assign sku = {{event_properties.${sku}}} %}{% catalog_items Shoes {{sku}} %}{{ items[0].title }}",
    fixture: {
      event: { name: "Viewed", properties: { sku: "s2" } },
      catalog_items: [
        { id: "s1", title: "Boot" },
        { id: "s2", title: "Loafer" },
      ],
    },
    output: "Loafer",
  },
  options: { ":rerender": "Liquid in the items' fields is rendered too" },
  source: "_docs/_user_guide/data/activation/catalogs/use.md",
  parse: (source) => parse("catalog_items", "an id", source),
  run({ head, names }, machine) {
    machine.answer(itemsOfCatalog, names, head, (user, ids) => {
      const found = user.catalogItems(head);
      const known = found.filter((item) => isHash(item) && item.has("id"));
      if (known.length < found.length) return [...found];
      return ids.flatMap(
        (id) => known.find((item) => isHash(item) && toText(item.get("id") ?? null) === id) ?? [],
      );
    });
  },
};

/** Most items that a selection gives. */
const mostSelected = 50;

export const catalogSelectionItems: TagDefinition<CatalogItems> = {
  name: "catalog_selection_items",
  status: "documented",
  summary: "Puts the items of a catalog selection, 50 at most, into the variable `items`.",
  syntax: "{% catalog_selection_items Catalog Selection %}",
  example: {
    template:
      "{% catalog_selection_items Shoes Popular %}{% for item in items %}{{ item.title }} {% endfor %}",
    fixture: { catalog_items: [{ title: "Boot" }, { title: "Loafer" }] },
    output: "Boot Loafer ",
  },
  source: "_docs/_user_guide/data/activation/catalogs/selections.md",
  parse: (source) => parse("catalog_selection_items", "a selection", source),
  run({ head }, machine) {
    machine.answer(itemsOfCatalog, [], head, (user) => user.catalogItems(head).slice(0, mostSelected));
  },
};
