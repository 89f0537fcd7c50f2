import { written } from "../braze/check-name.js";
import { type BrazeName, brazeNames } from "../braze/names.js";
import { type FilterDefinition, filters } from "../liquid/filters/index.js";
import { unsupportedFilters } from "../liquid/filters/unsupported.js";
import type { TagDefinition } from "../liquid/tags/definition.js";
import { tags } from "../liquid/tags/index.js";
import { type Answer, page } from "../movable-ink/answers/page.js";
import { jsonText } from "../source/json-text.js";

const notInList = "whether it works in Braze; standard Liquid has it.";

/** What a template is written with: its filters, tags and names, for whoever asks what one of them does. */
export const liquidGroups: readonly { readonly title: string; readonly pages: readonly Answer[] }[] = [
  { title: "Tags", pages: Object.values<TagDefinition>(tags).map(ofTag) },
  {
    title: "Filters",
    pages: [...filters.values()].map(ofFilter).concat(
      Object.keys(unsupportedFilters)
        .filter((name) => !filters.has(name))
        .map(ofUnsupported),
    ),
  },
  { title: "Names", pages: brazeNames.map(ofName) },
];

function ofFilter({ name, summary, parameters, example, documented, source }: FilterDefinition): Answer {
  const args = parameters.map((one) => (one.optional ? `[${one.name}]` : one.name)).join(", ");
  const given = Object.entries(example.data ?? {})
    .map(([variable, value]) => ` where ${variable} is \`${jsonText(value)}\``)
    .join(",");
  const other = Object.hasOwn(unsupportedFilters, name) ? unsupportedFilters[name] : undefined;
  const listed = other?.reason === "listed" ? " Braze lists it as not supported." : "";
  return page({
    id: name,
    title: "a filter of Liquid",
    meaning: `${summary}${listed}`,
    fix: `Write \`| ${name}${args && `: ${args}`}\`. \`${example.template}\` prints \`${example.output}\`${given}.${other === undefined ? "" : ` In place of it Braze has ${other.alternative}.`}`,
    ...(documented ? {} : { undocumented: notInList }),
    sources: [{ says: "the filter", source: online(source) }],
  });
}

function ofUnsupported(name: string): Answer {
  const { alternative, reason } = unsupportedFilters[name]!;
  return page({
    id: name,
    title: "a filter that Braze does not have",
    meaning:
      reason === "listed"
        ? "Braze lists it as not supported."
        : "It belongs to another engine, and is not in Braze's list.",
    fix: `Use ${alternative}.`,
    findings: ["unsupported-filter"],
    sources: [{ says: "the filters that there are", source: online(filters.get("append")!.source) }],
  });
}

function ofTag({ name, summary, syntax, alternative, status, source }: TagDefinition): Answer {
  return page({
    id: name,
    title: "a tag of Liquid",
    meaning: summary,
    fix: `Write \`${syntax.replace(/\s*\n\s*/g, " ")}\`.${alternative === undefined ? "" : ` In Braze: ${alternative}.`}`,
    ...(status === "documented" ? {} : { undocumented: notInList }),
    findings: status === "documented" ? [] : ["unsupported-tag"],
    sources: [{ says: "the tag", source: online(source) }],
  });
}

function ofName({ namespace, name, summary, channels, deliveries, page: source }: BrazeName): Answer {
  const whole = written(namespace, name ?? "name");
  return page({
    id: whole,
    title: "a name of Braze's data",
    meaning: `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    fix:
      deliveries.length === 0
        ? `A webhook cannot read it: it holds data only in ${channels}.`
        : `Write \`{{${whole} | json_escape}}\` between quotes, or \`{{${whole} | as_json_string}}\` without.`,
    sources: [{ says: "the name", source: online(source) }],
  });
}

/** A page of Braze's documentation is kept by its path in the repository. */
function online(source: string): string {
  return source.startsWith("_docs/")
    ? `https://github.com/braze-inc/braze-docs/blob/develop/_docs/${source.slice(6)}`
    : source;
}

/** A filter, tag or name as people write it, with or without the marks round it. */
export function liquidNamed(wanted: string): Answer[] {
  const bare = wanted.toLowerCase().replace(/^[\s|{%]+|[\s|:%]+$/g, "");
  const asName = bare.replace(/[\s${}]/g, "");
  const names = [asName, `${asName}.name`];
  return liquidGroups.flatMap(({ pages }) =>
    pages.filter(
      ({ id }) =>
        id === bare.replace(/[\s}%]+$/, "") || (id.includes("$") && names.includes(id.replace(/[${}]/g, ""))),
    ),
  );
}
