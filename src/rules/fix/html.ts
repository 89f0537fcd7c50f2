import type { Fix } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Filter, Filtered, Template } from "../../liquid/syntax/template.js";
import type { Range } from "../../source/source.js";
import { wordsOf } from "../../source/words.js";
import type { Fixable } from "../rule.js";
import { type Edit, insert, remove } from "./edits.js";
import { outputAt } from "./places.js";

const isHtml = ({ definition }: Filter): boolean => definition?.traits.forPeople === "html";

/** Members that hold what somebody is to read, by their names. */
const readable: ReadonlySet<string> = new Set(
  "html markup body content message text title subject subtitle headline caption label display formatted pretty description note mrkdwn".split(
    " ",
  ),
);

/** Characters on either side of a value in which tags are looked for. */
const mostAround = 2000;

/** The member is a page or a message: by its name, or by the tags that are round the value. */
export function isForPeople({ start, end }: Range, { source: { text } }: Template): boolean {
  const from = text.lastIndexOf('"', start - 1);
  const to = text.indexOf('"', end);
  const ahead = text.slice(Math.max(0, from, start - mostAround), start);
  const after = text.slice(end, to < 0 ? end : Math.min(to, end + mostAround));
  if (/<\/?[a-z]/i.test(ahead + after)) return true;
  const name = /"([^"\n]+)"\s*:\s*$/.exec(text.slice(Math.max(0, from - 200), Math.max(0, from)))?.[1] ?? "";
  return wordsOf(name).some((word) => readable.has(word));
}

/** Edits that take the filters away that write HTML's entities, unless it is a page that the value is in. */
export function withoutEntities(at: Range, value: Filtered, template: Template): Edit[] {
  if (isForPeople(at, template)) return [];
  return value.filters.flatMap((filter, index) => {
    if (!isHtml(filter)) return [];
    const before = index === 0 ? (value.value?.end ?? value.start) : value.filters[index - 1]!.end;
    return [remove({ start: before, end: filter.end })];
  });
}

/** `json_escape` in the place of a filter that writes HTML's entities, or nothing where JSON is made of it already. */
export function instead(found: Fixable, template: Template): Fix[] {
  for (const output of nodesOf(template.nodes, "output", "echo")) {
    const { value } = output;
    const filter = value.filters.find(({ start }) => start === found.start);
    if (!filter || !isHtml(filter)) continue;
    const isJson = value.filters.some(({ definition }) => definition?.traits.json !== undefined);
    const edits = [
      ...withoutEntities(output, value, template),
      ...(isJson ? [] : [insert(value.end, " | json_escape")]),
    ];
    return [{ title: `Write json_escape in place of ${filter.name.text}`, edits }];
  }
  return [];
}

/** What is escaped for a page is not escaped for JSON. */
export function ofEntities(found: Fixable, template: Template): string | undefined {
  const output = outputAt(template, found);
  const filter = output?.value.filters.find(isHtml);
  return output && filter && !isForPeople(output, template)
    ? `\`${filter.name.text}\` is for HTML, and its entities stay in the data: write | json_escape in its place.`
    : undefined;
}
