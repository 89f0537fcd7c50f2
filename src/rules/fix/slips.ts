import { checkName, written } from "../../braze/check-name.js";
import { brazeNames } from "../../braze/names.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import { operatorMeant } from "../../liquid/syntax/parser/foreign-operators.js";
import type { If, Template } from "../../liquid/syntax/template.js";
import { shortenedInside } from "../../source/shortened.js";
import type { Range } from "../../source/source.js";
import type { Fixable } from "../rule.js";
import { insert, remove, replace } from "./edits.js";
import { outputAround, placedNodes } from "./places.js";
import { isQuoted } from "./quoting.js";

const longTitle = 40;

/** What the parser says was meant, in the place of what was written. */
export const asMeant = (found: Fixable, template: Template): Fix[] => {
  const { start, end, detail } = found;
  if (detail === undefined) return [];
  if (detail.startsWith("{%")) {
    const output = outputAround(template, found);
    return output ? [{ title: "Write it with tags", fills: true, edits: [replace(output, detail)] }] : [];
  }
  const { text } = template.source;
  const written = text.slice(start, end);
  const title =
    detail === "" ? `Remove ${written.trim()}` : `Write ${shortenedInside(detail.trim(), longTitle)}`;
  const at = /^:\s/.test(detail) ? text.slice(0, start).trimEnd().length : start;
  const needsSpace = detail.startsWith("|") && /\S/.test(text[start - 1] ?? " ");
  return [{ title, fills: true, edits: [replace({ start: at, end }, needsSpace ? ` ${detail}` : detail)] }];
};

/** The same for a value that is printed, with what it needs where it is. */
export function valueAsMeant(found: Fixable, template: Template): Fix[] {
  const fixes = asMeant(found, template);
  return [...fixes, ...fixes.flatMap((fix) => fitting(fix, found, template))];
}

/** Data in the place of what is blank for everybody: it may be a text. */
function fitting(fix: Fix, found: Fixable, template: Template): Fix[] {
  const output = outputAround(template, found);
  if (!output || output.value.filters.some(({ definition }) => definition?.traits.json !== undefined))
    return [];
  const name = isQuoted(output, template.source) ? "json_escape" : "as_json_string";
  return [{ ...fix, edits: [...fix.edits, insert(Math.max(found.end, output.value.end), ` | ${name}`)] }];
}

/** `event_properties.plan`, `user_id`: a name without its braces. */
export function bracedName({ start, end }: Fixable, template: Template): Fix[] {
  const { text } = template.source;
  const name = text.slice(start, end);
  const [path = "", dotted, inQuotes] =
    /^(?:\.(\w+)|\[\s*["']([^"'\]{}]{1,100})["']\s*\])/.exec(text.slice(end, end + 120)) ?? [];
  const member = dotted ?? inQuotes;
  const isNamespace = brazeNames.some(({ namespace }) => namespace === name);
  if (isNamespace && member !== undefined) {
    const verdict = checkName({ namespace: name, name: member });
    const meant = verdict.known ? written(name, member) : verdict.nearest;
    return meant === undefined
      ? []
      : valueAsMeant({ start, end: end + path.length, detail: meant }, template);
  }
  return path === "" && checkName({ name }).known
    ? valueAsMeant({ start, end, detail: written(undefined, name) }, template)
    : [];
}

/** The same for the name of a tag, wherever it is, and for that of the tag that closes it. */
export function tagsAsMeant(found: Fixable, template: Template): Fix[] {
  const [first] = asMeant(found, template);
  const { text } = template.source;
  const written = text.slice(found.start, found.end);
  if (!first || !/^\w+$/.test(written)) return first ? [first] : [];
  // `{% end for %}` says twice what it ends.
  const again = written === "end" ? `(?:\\s+${found.detail!.slice("end".length)}\\b)?` : "";
  const tags = [...text.matchAll(new RegExp(`(?<=\\{%-?\\s*)(end)?${written}\\b${again}`, "g"))];
  const edits = tags.map(({ 0: name, 1: end = "", index }) =>
    replace({ start: index, end: index + name.length }, end + found.detail!),
  );
  return [{ ...first, edits }];
}

/** Liquid's operators for those of other languages, in a tag that fails for them. */
export const operatorsAsMeant = ({ start, end }: Fixable, { nodes, source }: Template): Fix[] =>
  nodesOf(nodes, "comparison").flatMap(({ operator }) => {
    if (!operator || operator.start < start || end < operator.end) return [];
    const meant = operatorMeant(source.text.slice(operator.start, end));
    return meant && meant.found === operator.text
      ? [
          {
            title: `Write ${meant.operator}`,
            edits: [replace(operator, meant.operator)],
          },
        ]
      : [];
  });

/** `{% if !x %}` as `{% unless x %}`, where that is all that the tag asks. */
export function unlessInstead({ start, end }: Fixable, template: Template): Fix[] {
  const { text } = template.source;
  const negation = /^(?:!|not\s+)/.exec(text.slice(start, end))?.[0].length ?? 0;
  if (negation === 0) return [];
  for (const { node } of placedNodes(template)) {
    if (node.kind !== "if" || !node.tail) continue;
    const [first] = node.branches;
    const condition = first?.condition;
    if (!first || condition?.terms.length !== 1 || condition.start !== start) continue;
    const negated = text.slice(start + negation, condition.end);
    if (!/^[^\s=!<>]+$/.test(negated)) continue;
    const edits = unlessEdits(node, { start, end: start + negation });
    return [{ title: "Write unless", fills: true, edits }];
  }
  return [];
}

function unlessEdits({ branches, tail }: If, negation: Range) {
  return [replace(branches[0]!.head.name, "unless"), remove(negation), replace(tail!.name, "endunless")];
}
