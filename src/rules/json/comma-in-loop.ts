import type { Fix } from "../../diagnostics/diagnostic.js";
import type { Body, For, Template } from "../../liquid/syntax/template.js";
import { insert } from "../fix/edits.js";
import type { Fixable } from "../rule.js";
import { liveNodesOf } from "../subject/chains.js";

/** What to do where the comma is one between the items of a loop, inside it or right after it. */
export function commaInLoop({ start }: Fixable, { nodes, source }: Template): string | undefined {
  const loop = liveNodesOf(nodes, "for").find(
    (one) =>
      (one.start <= start && start < one.end) ||
      (one.end <= start && source.text.slice(one.end, start).trim() === ""),
  );
  return loop || capturedBefore(start, nodes, source.text)
    ? "Between the items of a loop, write the comma as `{% unless forloop.last %},{% endunless %}`; where a condition may leave items out, print a variable ahead of each item, and set it to a comma after the first."
    : undefined;
}

/** Whether what is printed right before a place is the captured text of a loop. */
function capturedBefore(start: number, nodes: Body, text: string): boolean {
  const before = text.slice(0, start).trimEnd().length;
  const value = liveNodesOf(nodes, "output").find(({ end }) => end === before)?.value.value;
  if (value?.kind !== "lookup" || value.root.kind !== "variable") return false;
  const { text: name } = value.root;
  return liveNodesOf(nodes, "capture").some(
    ({ variable, body }) => variable.text === name && liveNodesOf(body, "for").length > 0,
  );
}

/** What to do where a loop prints its items, and no brackets are round it. */
export const bracketsRoundLoop = (found: Fixable, template: Template): string | undefined =>
  loopWithoutBrackets(found, template) &&
  "The loop prints as many items as there are: write [ before it and ] after it, and a comma between the items, `{% unless forloop.last %},{% endunless %}`.";

/** The brackets round a loop that is the value of a member, those of the two that are missing. */
export function inBrackets(found: Fixable, template: Template): Fix[] {
  const loop = loopWithoutBrackets(found, template);
  const { text } = template.source;
  if (!loop || !/"\s*:$/.test(text.slice(0, loop.start).trimEnd())) return [];
  const isClosed = /^\s*\]/.test(text.slice(loop.end));
  const edits = [insert(loop.start, "["), ...(isClosed ? [] : [insert(loop.end, "]")])];
  return [{ title: "Put the loop into brackets", edits }];
}

function loopWithoutBrackets({ start }: Fixable, { nodes, source }: Template): For | undefined {
  const loop = liveNodesOf(nodes, "for").find(
    ({ body, end }) =>
      source.text.slice(body.start, start).trim() === "" ||
      (end <= start && source.text.slice(end, start).trim() === ""),
  );
  if (!loop || /[[,]$/.test(source.text.slice(0, loop.start).trimEnd())) return undefined;
  // The document itself comes after it.
  if (/^\s*[{[]/.test(source.text.slice(loop.end))) return undefined;
  return loop;
}
