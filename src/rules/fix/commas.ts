import type { Fix } from "../../diagnostics/diagnostic.js";
import type { If, Node, Template } from "../../liquid/syntax/template.js";
import type { Range } from "../../source/source.js";
import type { Fixable } from "../rule.js";
import { type Edit, insert, remove, replace } from "./edits.js";
import {
  exceptLast,
  finalComma,
  isFor,
  isIf,
  isSpace,
  isText,
  mayPrint,
  type Placed,
  placedNodes,
} from "./places.js";
import { commaVariable, commaVariableOver, loopBefore } from "./sentinel.js";

/** Ways to put in a comma that is missing ahead of a place. */
export function addedComma({ start }: Fixable, template: Template): Fix[] {
  const { text } = template.source;
  const title = "Add the comma";
  const end = text.slice(0, start).trimEnd().length;
  const loop = innermostLoop(template, start);
  const fixes: Fix[] = [{ title, edits: [insert(end, ",")] }];
  if (loop) {
    const varied = commaVariable(template, loop);
    if (varied.length > 0) return [...varied, ...fixes];
    // The item before is at the end of the same loop.
    const body = text.slice(loop.body.start, loop.body.end);
    fixes.push({ title, edits: [insert(loop.body.start + body.trimEnd().length, exceptLast)] });
  }
  const before = placedNodes(template).findLast(({ node }) => isIf(node) && node.end === end)?.node;
  if (isIf(before)) {
    fixes.push({ title, edits: closingCommas(before, text) });
  }
  return fixes;
}

/** A comma at the end of each branch that has none. */
const closingCommas = ({ branches }: If, text: string): Edit[] =>
  branches.flatMap(({ body }) =>
    finalComma(body.nodes.at(-1)) || body.nodes.every(isSpace)
      ? []
      : [insert(body.start + text.slice(body.start, body.end).trimEnd().length, ",")],
  );

/** `{% if a %}"a": 1{% endif %}, "b": 2`: the comma goes into the condition of the member ahead of it. */
export function commaInsideMembers(found: Range, template: Template): Fix[] {
  const { text } = template.source;
  const members = optionalBefore(template, found.start);
  if (members.length === 0) return [];
  const edits = members.flatMap((member) => [
    ...member.branches.flatMap(({ body }) => leadingComma(body.nodes.find((node) => !isSpace(node)))),
    ...closingCommas(member, text),
  ]);
  return [{ title: "Write each comma inside the condition of its member", edits: [remove(found), ...edits] }];
}

/** The same for members of which each may be left out, the last one too. */
export function commaVariableAround({ start }: Range, template: Template): Fix[] {
  const placed = placedNodes(template).find(
    ({ node }) => isIf(node) && node.branches.some(({ body }) => body.start <= start && start < body.end),
  );
  if (!placed) return [];
  const row: If[] = [];
  for (const [index, node] of placed.siblings.entries()) {
    if (isIf(node)) row.push(node);
    else if (!isSpace(node)) {
      if (index > placed.index) break;
      row.length = 0;
    }
  }
  return commaVariableOver(template, row);
}

/** The comma that a member begins with. */
function leadingComma(node: Node | undefined): Edit[] {
  const ahead = isText(node) ? /^\s*,/.exec(node.value) : null;
  if (!isText(node) || !ahead) return [];
  const end = node.start + ahead[0].length;
  return [remove({ start: end - 1, end })];
}

/** Ways to take away or move a comma that nothing follows. */
export function droppedComma({ start }: Fixable, template: Template): Fix[] {
  const fixes: Fix[] = [];
  const loop = loopBefore(template, start);
  if (loop) fixes.push(...commaVariable(template, loop));
  const optional = optionalBefore(template, start);
  const placed = placedNodes(template);
  // Of several members of which each may be left out, no comma can be taken away for all users: they go in one step.
  const ahead = printedBefore(optional[0], placed);
  const comma = finalComma(ahead?.node);
  const moved = ahead && comma && leading(ahead, comma);
  if (moved) fixes.push({ title: "Write each comma inside the condition of its member", edits: moved });
  const varied = commaVariableOver(template, optional);
  if (optional.length > 1) fixes.push(...varied);
  const commas = placed
    .filter(({ node }) => node.start < start && finalComma(cut(node, start)))
    .reverse()
    .slice(0, 4);
  for (const placed of commas) {
    const comma = finalComma(cut(placed.node, start))!;
    if (isFor(placed.parent))
      fixes.push({ title: "Leave out the last comma", edits: [replace(comma, exceptLast)] });
    fixes.push({ title: "Remove the comma", edits: [remove(comma)] });
    const moved = leading(placed, comma);
    if (moved) fixes.push({ title: "Write each comma inside the condition of its member", edits: moved });
  }
  return optional.length > 1 ? fixes : [...fixes, ...varied];
}

/** What is printed right ahead of a node, among its siblings. */
function printedBefore(first: Node | undefined, nodes: readonly Placed[]): Placed | undefined {
  const at = first && nodes.find(({ node }) => node === first);
  if (!at) return undefined;
  const index = at.siblings.slice(0, at.index).findLastIndex((one) => !isSpace(one) && mayPrint(one));
  const node = at.siblings[index];
  return node && { ...at, node, index };
}

/** The conditions in a row that end right ahead of a place. */
function optionalBefore(template: Template, start: number): If[] {
  const end = template.source.text.slice(0, start).trimEnd().length;
  const last = placedNodes(template).findLast(({ node }) => isIf(node) && node.end === end);
  const found: If[] = [];
  for (const node of last?.siblings.slice(0, last.index + 1).reverse() ?? []) {
    if (isIf(node)) found.unshift(node);
    else if (!isSpace(node)) break;
  }
  return found;
}

/** A text only as far as the place. */
const cut = (node: Node, start: number): Node =>
  isText(node) && node.end > start
    ? { ...node, value: node.value.slice(0, start - node.start), end: start }
    : node;

/**
 * `"a": 1, {% if b %}"b": 2,{% endif %} {% if c %}"c": 3{% endif %}`: each comma goes into the condition of the member
 * after it.
 */
function leading({ siblings, index }: Placed, comma: Range): Edit[] | undefined {
  const edits: Edit[] = [remove(comma)];
  let members = 0;
  for (const next of siblings.slice(index + 1)) {
    if (isSpace(next) || !mayPrint(next)) continue;
    if (!isIf(next)) break;
    members++;
    for (const { body } of next.branches) {
      const first = body.nodes.find((one) => !isSpace(one));
      const last = finalComma(body.nodes.at(-1));
      if (!first) continue;
      edits.push(insert(isText(first) ? first.start + first.value.search(/\S/) : first.start, ","));
      if (last) edits.push(remove(last));
    }
  }
  return members > 0 ? edits : undefined;
}

function innermostLoop(template: Template, at: number) {
  const loops = placedNodes(template).map(({ node }) => node);
  return loops.filter(isFor).findLast(({ body }) => body.start <= at && at < body.end);
}
