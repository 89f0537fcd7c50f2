import type { Fix } from "../../diagnostics/diagnostic.js";
import { contentBlockOf } from "../../liquid/syntax/content-block-name.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Echo, Filtered, Output, Template } from "../../liquid/syntax/template.js";
import type { Mendable } from "../rule.js";
import { type Edit, insert, remove, replace } from "./edits.js";
import { withoutEntities } from "./html.js";
import { isIf, outputAt, placedNodes } from "./places.js";
import { bringsQuotes, capturedOutputs, isCaptured } from "./quotes.js";

/** A filter at the end of the chain that a finding points at. */
export function lastFilter(
  name: "json_escape" | "as_json_string",
  found: Mendable,
  template: Template,
): Fix[] {
  const output = outputAt(template, found);
  if (!output || contentBlockOf(output.value) !== undefined || isBrazeMade(output, template)) return [];
  const { value } = output;
  const edits = name === "json_escape" ? escaped(output, template) : asJson(value, template);
  return edits.length > 0 ? [{ title: `Write | ${name} as the last filter`, edits }] : [];
}

/** A macro of Braze's editor is no Liquid, and what a flow answered may be JSON in a text: nobody knows what a filter makes of them. */
const isBrazeMade = (output: Output | Echo, { source }: Template): boolean =>
  nodesOf(output, "macro").length > 0 ||
  source.text.slice(output.start, output.end).includes("${inbound_flow_response}");

/** What brings quotes of its own would be one text with quotes in it: there each part is escaped where it is captured. */
function escaped(output: Output | Echo, template: Template): Edit[] {
  const { value } = output;
  if (bringsQuotes(template, value))
    return capturedOutputs(template, value).flatMap((one) => escapedLast(one, template));
  return escapedLast(output, template);
}

function escapedLast(output: Output | Echo, template: Template): Edit[] {
  const { value } = output;
  if (contentBlockOf(value) !== undefined || bringsQuotes(template, value)) return [];
  const { filters } = value;
  const index = filters.findIndex(({ definition }) => definition?.traits.json === "escaped");
  // One that stands further ahead goes to the end; the one at the end is enough already.
  if (index >= 0 && index === filters.length - 1) return [];
  const moved = index < 0 ? [] : [remove(withPipe(value, index))];
  return [...withoutEntities(output, value, template), ...moved, insert(value.end, " | json_escape")];
}

/** Where the quotes round a value are the template's own, a last filter would take them for the data's. */
export function ofOwnQuotes(found: Mendable, template: Template): string | undefined {
  const output = outputAt(template, found);
  return output && bringsQuotes(template, output.value)
    ? "The template itself writes quotes into this value, so a last filter would make one text of it: escape each part before they are put together, or print a list with | as_json_string."
    : undefined;
}

/** A captured text, or one put together with quotes, may be JSON as it is, and would only be quoted. */
function asJson(value: Filtered, template: Template): Edit[] {
  const last = value.filters.at(-1);
  if (last?.definition?.traits.json === "value") return [];
  if (isCaptured(template, value) || bringsQuotes(template, value)) return [];
  // Separators between thousands would make a text of the number.
  return last?.definition?.traits.json === "escaped" || last?.name.text === "number_with_delimiter"
    ? [replace(last.name, "as_json_string")]
    : [insert(value.end, " | as_json_string")];
}

/** A filter from the end of what stands before it. */
function withPipe({ value, filters, start }: Filtered, index: number) {
  const before = index === 0 ? (value?.end ?? start) : filters[index - 1]!.end;
  return { start: before, end: filters[index]!.end };
}

/** `null` for whom no branch ahead of the place prints a value. */
export function otherwiseNull({ start }: Mendable, template: Template): Fix[] {
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
export function unquoted(found: Mendable, template: Template): Fix[] {
  const output = outputAt(template, found);
  const { text } = template.source;
  if (!output || text[output.start - 1] !== '"' || text[output.end] !== '"') return [];
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
