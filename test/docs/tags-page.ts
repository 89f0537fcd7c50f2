import type { TagExample } from "../../src/liquid/syntax/parser/tag-syntax.js";
import type { TagDefinition } from "../../src/liquid/tags/definition.js";
import { code, document, fenced, links, page, prose, table } from "./markdown.js";

const statusWords: Readonly<Record<TagDefinition["status"], string>> = {
  documented: "documented",
  standard: "not in Braze's list: a warning",
  unsupported: "cannot work in Braze: an error",
};

/** `docs/liquid/tags.md`, from the records of the tags. */
export function tagsPage(tags: readonly TagDefinition[]): string {
  const documented = tags.filter((tag) => tag.status === "documented");
  const others = tags.filter((tag) => tag.status !== "documented");
  return document(
    "# Tags",
    `The ${documented.length} tags that Braze documents, and those of standard Liquid that it does not. Made from the emulator's own records by \`npm run docs\`; every example is a test.`,
    "## Documented",
    overview(documented),
    "## Not documented",
    "`preview` and `lint` report these. They work with the option `lenient` of `renderTemplate`, which is plain Ruby Liquid.",
    table(
      ["Tag", "Does", "Status", "Instead"],
      others.map((tag) => [
        link(tag),
        prose(tag.summary),
        status(tag),
        tag.alternative === undefined ? "" : prose(tag.alternative),
      ]),
    ),
    "## One by one",
    [...documented, ...others].flatMap(section),
    links(tags.map(({ source }) => source)),
  );
}

const overview = (tags: readonly TagDefinition[]): string =>
  table(
    ["Tag", "Does"],
    tags.map((tag) => [link(tag), prose(tag.summary)]),
  );

const title = ({ name }: TagDefinition): string => (name === "#" ? "# (inline comment)" : name);
const anchor = (tag: TagDefinition): string =>
  title(tag)
    .toLowerCase()
    .replace(/[^\w -]/g, "")
    .replaceAll(" ", "-");
const link = (tag: TagDefinition): string => `[${code(tag.name)}](#${anchor(tag)})`;

const status = ({ status }: TagDefinition): string => statusWords[status];

function section(tag: TagDefinition): string[] {
  const { options } = tag;
  return [
    `### ${title(tag)}`,
    [
      prose(tag.summary),
      tag.status === "documented" ? "" : `${capital(status(tag))}.`,
      tag.alternative === undefined ? "" : `Instead: ${prose(tag.alternative)}.`,
      `Page: ${page(tag.source)}.`,
    ]
      .filter((part) => part !== "")
      .join(" "),
    fenced("liquid", tag.syntax),
    ...(options
      ? [
          table(
            ["Option", "Does"],
            Object.entries(options).map((row) => [code(row[0]), prose(row[1])]),
          ),
        ]
      : []),
    ...example(tag.example),
  ];
}

function example(example: TagExample): string[] {
  const { template, fixture } = example;
  const given = fixture ? ["with the fixture", fenced("json", JSON.stringify(fixture))] : [];
  const result =
    "abort" in example
      ? ["aborts the send with the reason", fenced("text", example.abort)]
      : example.output === ""
        ? ["prints nothing."]
        : ["prints", fenced("text", example.output.replace(/\n$/, ""))];
  return ["For example,", fenced("liquid", template), ...given, ...result];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
