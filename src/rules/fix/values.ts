import type { Fix } from "../../diagnostics/diagnostic.js";
import { contentBlockOf } from "../../liquid/syntax/content-block-name.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Echo, Filter, Filtered, Output, Template } from "../../liquid/syntax/template.js";
import type { Fixable } from "../rule.js";
import { type Edit, insert, remove, replace } from "./edits.js";
import { withoutEntities } from "./html.js";
import { isInNestedText } from "./nested-text.js";
import { exceptLast, finalComma, isIf, outputAt, outputBefore, placedNodes } from "./places.js";
import { bringsQuotes, capturedLoops, capturedOutputs, capturedTexts, isCaptured } from "./quotes.js";
import { isQuoted } from "./quoting.js";

/** A filter at the end of the chain that a finding points at. */
export function lastFilter(
  name: "json_escape" | "as_json_string",
  found: Fixable,
  template: Template,
): Fix[] {
  const output = outputAt(template, found);
  if (!output || contentBlockOf(output.value) !== undefined || isBrazeMade(output, template)) return [];
  const { value } = output;
  const edits = name === "json_escape" ? escaped(output, template) : asJson(value, template);
  return edits.length > 0 ? [{ title: `Write | ${name} as the last filter`, edits }] : [];
}

/** A macro of Braze's editor is not Liquid, and what a flow answered may be JSON in a text: nobody knows what a filter makes of them. */
const isBrazeMade = (output: Output | Echo, { source }: Template): boolean =>
  nodesOf(output, "macro").length > 0 ||
  source.text.slice(output.start, output.end).includes("${inbound_flow_response}");

/** What brings quotes of its own would be one text with quotes in it: there each part is escaped where it is captured. */
function escaped(output: Output | Echo, template: Template): Edit[] {
  const { value } = output;
  // The quotes that a replace escapes by hand are the data's.
  const byHand = value.filters.flatMap((filter, index) => (escapesByHand(filter) ? [index] : []));
  if (byHand.length > 0)
    return [
      ...byHand.map((index) => remove(withPipe(value, index))),
      ...(value.filters.at(-1)?.definition?.traits.json === "escaped"
        ? []
        : [insert(value.end, " | json_escape")]),
    ];
  if (bringsQuotes(template, value))
    return capturedOutputs(template, value).flatMap((one) => escapedLast(one, template));
  return escapedLast(output, template);
}

/** Once for the JSON in the text, and once for the text. */
const twice = " | json_escape | json_escape";

function escapedLast(output: Output | Echo, template: Template): Edit[] {
  const { value } = output;
  if (contentBlockOf(value) !== undefined || bringsQuotes(template, value)) return [];
  const { filters } = value;
  const index = filters.findIndex(({ definition }) => definition?.traits.json === "escaped");
  // One further ahead goes to the end; the one at the end is enough already.
  if (index >= 0 && index === filters.length - 1) return [];
  const moved = index < 0 ? [] : [remove(withPipe(value, index))];
  const added = isInNestedText(output, template) ? twice : " | json_escape";
  return [...withoutEntities(output, value, template), ...moved, insert(value.end, added)];
}

/** A captured text in which quotes occur as in any text, and do not tell members or items apart, is data as a whole. */
export function escapedAsWhole(found: Fixable, template: Template): Fix[] {
  const output = outputAt(template, found);
  const texts = output && capturedTexts(template, output.value);
  if (!output || !texts || texts.some((text) => /"\s*[,:]\s*"|[[{]\s*"|"\s*[\]}]/.test(text))) return [];
  return [
    {
      title: "Write | json_escape as the last filter",
      edits: [insert(output.value.end, " | json_escape")],
    },
  ];
}

/** What a value is put together of, each part by where it is: between quotes, or as a value of its own. */
export function escapedWhereCaptured(found: Fixable, template: Template): Fix[] {
  const output = outputAt(template, found);
  if (!output || !bringsQuotes(template, output.value)) return [];
  const edits = capturedOutputs(template, output.value).flatMap((one) =>
    isQuoted(one, template.source) ? escapedLast(one, template) : asJson(one.value, template),
  );
  if (edits.length === 0) return [];
  const commas = capturedLoops(template, output.value).flatMap(({ body }) => {
    const comma = finalComma(body.nodes.at(-1));
    return comma ? [replace(comma, exceptLast)] : [];
  });
  return [
    { title: "Escape each part where it is captured", edits },
    // A comma after the last item can only be seen once the items can be read.
    ...(commas.length > 0
      ? [
          {
            title: "Escape each part where it is captured, and leave out the last comma",
            edits: [...edits, ...commas],
          },
        ]
      : []),
  ];
}

/** What is in JSON within a text is escaped twice. */
export const ofNestedText = (found: Fixable, template: Template): string | undefined =>
  isInNestedText(found, template)
    ? "It is in a string inside another string: write | json_escape | json_escape as its last filters, once for each."
    : undefined;

/** A list that is joined is one text. */
export const ofJoin = (found: Fixable, template: Template): string | undefined =>
  outputAt(template, found)?.value.filters.some(({ name }) => name.text === "join")
    ? "`join` makes one string of the list: for a list, print it with | as_json_string and without join; for a string, put quotes round it and | json_escape last."
    : undefined;

/** A part of a date that is written with a zero ahead of it. */
export function ofPaddedDate(found: Fixable, template: Template): string | undefined {
  const last = outputAt(template, found)?.value.filters.at(-1);
  const format = last?.definition?.traits.strftime ? last.arguments[0] : undefined;
  const [, part] = format?.kind === "literal" ? (/^%([mdHIMSjUWyC])$/.exec(String(format.value)) ?? []) : [];
  return part === undefined
    ? undefined
    : `\`%${part}\` prints a leading zero, which no number of JSON has: write \`%-${part}\`, or put quotes round it.`;
}

/** Where the quotes round a value are the template's own, a last filter would take them for the data's. */
export function ofOwnQuotes(found: Fixable, template: Template): string | undefined {
  const output = outputAt(template, found);
  if (output?.value.filters.some(escapesByHand))
    return "Write | json_escape in place of the replace: it escapes line breaks and backslashes, too.";
  return output && bringsQuotes(template, output.value)
    ? "The template itself writes quotes into this value, so a last filter would make one string of it: escape each part before they are put together, or print a list with | as_json_string."
    : undefined;
}

/** `replace: '"', '\\"'`, which does a part of what json_escape does. */
const escapesByHand = ({ name, arguments: [from, to] }: Filter): boolean =>
  name.text === "replace" &&
  from?.kind === "literal" &&
  to?.kind === "literal" &&
  (from.value === '"' || from.value === "\\") &&
  String(to.value).startsWith("\\");

/** What a tag prints goes through no filter. */
export function ofTag({ start }: Fixable, { source: { text } }: Template): string | undefined {
  const name = /^\{%-?\s*(\w+)/.exec(text.slice(start))?.[1];
  if (name === undefined) return undefined;
  return name === "connected_content"
    ? "A tag takes no filter: keep the answer with :save answer, and print {{answer | as_json_string}} without quotes round it, or a string of it with | json_escape."
    : `A tag takes no filter: put it between {% capture text %} and {% endcapture %}, and print {{text | json_escape}} between quotes.`;
}

/** A captured text, or one put together with quotes, may be JSON as it is, and would only be quoted. */
function asJson(value: Filtered, template: Template): Edit[] {
  const last = value.filters.at(-1);
  if (last?.definition?.traits.json === "value") return [];
  if (isCaptured(template, value) || bringsQuotes(template, value)) return [];
  if (last?.definition?.traits.json === "escaped") return [];
  // Separators between thousands would make a text of the number.
  return last?.name.text === "number_with_delimiter"
    ? [replace(last.name, "as_json_string")]
    : [insert(value.end, " | as_json_string")];
}

/** A value that is escaped, as if there were quotes around it. Where the document cannot be read, they may. */
export function asJsonInstead(found: Fixable, template: Template): Fix[] {
  const output = outputAt(template, found);
  const last = output?.value.filters.at(-1);
  if (!output || last?.definition?.traits.json !== "escaped") return [];
  if (isCaptured(template, output.value) || bringsQuotes(template, output.value)) return [];
  return [
    { title: "Write as_json_string in place of json_escape", edits: [replace(last.name, "as_json_string")] },
  ];
}

/** A filter from the end of what is before it. */
function withPipe({ value, filters, start }: Filtered, index: number) {
  const before = index === 0 ? (value?.end ?? start) : filters[index - 1]!.end;
  return { start: before, end: filters[index]!.end };
}

/** `"name": {{first}} {{last}}`: two outputs that are one text. */
export function quotedTogether(found: Fixable, template: Template): Fix[] {
  const { text } = template.source;
  const last = outputAt(template, found);
  const first = last && outputBefore(template, { start: text.slice(0, last.start).trimEnd().length, end: 0 });
  if (!first || text.slice(first.end, last.start).search(/[\r\n]/) >= 0) return [];
  if (!/:\s*$/.test(text.slice(0, first.start)) || !/^\s*[,}\]\r\n]/.test(text.slice(last.end))) return [];
  const edits = [insert(first.start, '"'), insert(last.end, '"')];
  return [{ title: "Put both into one pair of quotes", edits }];
}

/** `null` for whom no branch ahead of the place prints a value. */
export function otherwiseNull({ start }: Fixable, template: Template): Fix[] {
  const { text } = template.source;
  const end = text.slice(0, start).trimEnd().length;
  const node = placedNodes(template).findLast((one) => one.node.end === end)?.node;
  if ((!isIf(node) && node?.kind !== "case") || !node.tail) return [];
  const last = node.branches.at(-1);
  const isElse = last && (("condition" in last && !last.condition) || ("values" in last && !last.values));
  return isElse
    ? []
    : [
        {
          title: "Write null where nothing else is printed",
          edits: [insert(node.tail.start, "{% else %}null")],
        },
      ];
}

/** The quotes round an output that brings its own. */
export const ofJsonAmongWords = (found: Fixable, template: Template): string | undefined => {
  const output = outputAt(template, found);
  return output && isAmongWords(output, template.source.text)
    ? "Inside a string write | json_escape, which brings no quotes, in place of | as_json_string."
    : undefined;
};

/** Whether JSON is printed among the words of a text: a plain value with as_json_string as its last filter. */
const isAmongWords = ({ start, end, value }: Output | Echo, text: string): boolean =>
  value.filters.at(-1)?.name.text === "as_json_string" && (text[start - 1] !== '"' || text[end] !== '"');

/** Without the quotes round JSON; among the words of a text, JSON is a text of it. */
export function unquoted(found: Fixable, template: Template): Fix[] {
  const output = outputAt(template, found);
  const { text } = template.source;
  if (!output) return [];
  if (isAmongWords(output, text)) {
    const last = output.value.filters.at(-1)!;
    return [{ title: "Write json_escape", edits: [replace(last.name, "json_escape")] }];
  }
  if (text[output.start - 1] !== '"' || text[output.end] !== '"') return [];
  return [
    {
      title: "Remove the quotes",
      edits: [
        remove({ start: output.start - 1, end: output.start }),
        remove({ start: output.end, end: output.end + 1 }),
      ],
    },
  ];
}
