import type { Fix } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { ConnectedContent, Template } from "../../liquid/syntax/template.js";
import type { Fixable } from "../rule.js";
import { variablesOf } from "../subject/variables.js";
import { insert } from "./edits.js";

/** The call whose answer is printed in its place, as no name is given to keep it under. */
const printedCall = ({ start }: Fixable, { nodes, source }: Template): ConnectedContent | undefined =>
  source.text.startsWith("{%", start)
    ? nodesOf(nodes, "connected_content").find(
        (one) => one.start === start && !one.options.some(({ name }) => name.text === "save"),
      )
    : undefined;

/** The one name that is read and that nothing sets: what the answer was to be kept under. */
function nameOfAnswer({ nodes }: Template): string | undefined {
  const [name, ...others] = new Set(variablesOf(nodes, new Map()).unset.map(({ text }) => text));
  return others.length === 0 ? name : undefined;
}

export const ofPrintedAnswer = (found: Fixable, template: Template): string | undefined =>
  printedCall(found, template)
    ? `Without :save, the answer is printed in the place of the tag: keep it, as by \`:save ${nameOfAnswer(template) ?? "answer"}\`.`
    : undefined;

/** The answer kept under the name that is read. */
export function savedAnswer(found: Fixable, template: Template): Fix[] {
  const call = printedCall(found, template);
  const name = call && nameOfAnswer(template);
  if (name === undefined) return [];
  const end = call!.options.at(-1)?.end ?? call!.url.end;
  const at = template.source.text.slice(0, end).trimEnd().length;
  return [{ title: `Write :save ${name}`, fills: true, edits: [insert(at, ` :save ${name}`)] }];
}
