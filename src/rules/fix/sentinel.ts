import type { Fix } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Body, For, If, Node, Template } from "../../liquid/syntax/template.js";
import { type Edit, insert, remove, replace } from "./edits.js";
import { finalComma, isFor, isIf, isSpace, isText, mayPrint, placedNodes } from "./places.js";

/** Items of a loop that a condition may leave out: a variable tells each one whether another came before. */
export function commaVariable(template: Template, loop: For): Fix[] {
  const items = itemBodies(loop.body);
  if (items.length === 0 || items.some((one) => one === loop.body)) return [];
  return withVariable(template, items, loop.start, commasAround(loop.body));
}

/** Members of which each may be left out: the same, from the first of them on. */
export function commaVariableOver(template: Template, members: readonly If[]): Fix[] {
  const bodies = members.flatMap(({ branches }) => branches.map(({ body }) => body)).filter(printsText);
  const first = members[0];
  return first && bodies.length > 0 ? withVariable(template, bodies, first.start, []) : [];
}

function withVariable(
  template: Template,
  bodies: readonly Body[],
  before: number,
  commas: readonly Edit[],
): Fix[] {
  const name = freeName(template);
  const edits: Edit[] = [insert(before, `{% assign ${name} = "" %}`), ...commas];
  for (const body of bodies) {
    const shown = body.nodes.filter((node) => !isSpace(node) && !isComma(node));
    const [first, last] = [shown[0], shown.at(-1)];
    if (!first || !last) return [];
    const begin = isText(first) ? first.start + first.value.search(/\S/) : first.start;
    const comma = finalComma(last);
    const end = isText(last) ? last.start + last.value.replace(/,?\s*$/, "").length : last.end;
    // A comma of its own is the variable's to write.
    const leading = isText(first) && template.source.text[begin] === ",";
    if (leading) edits.push(remove({ start: begin, end: begin + 1 }));
    edits.push(insert(leading ? begin + 1 : begin, `{{ ${name} }}`));
    const setNext = `{% assign ${name} = "," %}`;
    const [own, ...others] = body.nodes.filter(isComma);
    edits.push(own || comma ? replace((own ?? comma)!, setNext) : insert(end, setNext));
    edits.push(...others.map(remove));
  }
  return [{ title: "Let a variable write the commas", edits }];
}

/** What prints inside a loop: its own body, or those of the condition that is all it prints. */
function itemBodies(body: Body): Body[] {
  const shown = body.nodes.filter((node) => !isSpace(node) && !isComma(node) && mayPrint(node));
  const [only] = shown;
  if (shown.length !== 1 || !isIf(only)) return shown.length > 0 ? [body] : [];
  return only.branches.filter(({ body: one }) => printsText(one)).flatMap((one) => itemBodies(one.body));
}

/** Commas of the loop itself, round the condition. */
const commasAround = (body: Body): Edit[] => body.nodes.filter(isComma).map(remove);

/** `,` alone, or `{% unless forloop.last %},{% endunless %}`. */
const isComma = (node: Node): boolean =>
  isText(node)
    ? node.value.trim() === ","
    : isIf(node) &&
      node.branches.length === 1 &&
      node.branches[0]!.body.nodes.every((inner) => isSpace(inner) || isComma(inner)) &&
      node.branches[0]!.body.nodes.some(isComma);

const printsText = (body: Body): boolean => body.nodes.some((node) => !isSpace(node) && mayPrint(node));

/** `comma`, unless the template has a variable of that name. */
function freeName(template: Template): string {
  const taken = new Set(nodesOf(template.nodes, "name", "variable").map(({ text }) => text));
  for (let number = 1; ; number++) {
    const name = number === 1 ? "comma" : `comma_${number}`;
    if (!taken.has(name)) return name;
  }
}

/** The loop that ends right ahead of a place. */
export const loopBefore = (template: Template, start: number): For | undefined => {
  const end = template.source.text.slice(0, start).trimEnd().length;
  const found = placedNodes(template).findLast(({ node }) => isFor(node) && node.end === end)?.node;
  return isFor(found) ? found : undefined;
};
