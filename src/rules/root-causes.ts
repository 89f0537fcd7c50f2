import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { FilterDefinition } from "../liquid/filters/index.js";
import { tagOption, unsupportedFilter } from "../liquid/findings.js";
import { nodesOf } from "../liquid/syntax/nodes.js";
import type { Filter, Template } from "../liquid/syntax/template.js";
import { unsafe } from "../proof/domain/chars.js";
import { textChars } from "../proof/domain/text.js";
import { anyData, toTexts } from "../proof/domain/value.js";
import { bareValue, strayText, unescapedText } from "../proof/findings.js";
import { transfers } from "../proof/transfer/index.js";
import { isWithin, type Span } from "../source/source.js";
import { meantFilter } from "./fix/liquid.js";
import { outputAt } from "./fix/places.js";
import { unsetVariable } from "./liquid/unset-variable.js";

/** Without what would be well if a misspelt filter or option were what it is meant to be: the slip is told of alone. */
export function withoutSlips(found: readonly Diagnostic[], template: Template): readonly Diagnostic[] {
  const here = found.filter(({ span }) => span?.source === template.source);
  const slips = here.filter(({ kind }) => kind === unsupportedFilter);
  const calls = nodesOf(template.nodes, "connected_content").flatMap((call) => {
    const slip = here.find(({ kind, span }) => kind === tagOption && isWithin(span!, call));
    const variable = slip && variableOf(slip.span!, template);
    return variable === undefined ? [] : [{ call, slip, variable }];
  });
  const follows = (one: Diagnostic): boolean => {
    const { kind, span } = one;
    if (span?.source !== template.source) return false;
    if (kind === bareValue || kind === unescapedText) {
      const output = outputAt(template, span);
      const last = output?.value.filters.at(-1);
      if (last && slips.some((slip) => isWithin(slip.span!, last)) && isCure(last, kind === bareValue))
        return true;
    }
    return calls.some(({ call, variable }) => {
      if (kind === unsetVariable.kind)
        return span.start >= call.end && template.source.text.slice(span.start, span.end) === variable;
      if (kind !== strayText && kind !== bareValue && kind !== unescapedText) return false;
      return (
        span.start === call.start ||
        (span.start >= call.end && template.source.text.slice(call.end, span.start).trim() === "")
      );
    });
  };
  const told = found.filter((one) => !follows(one));
  if (told.length === found.length) return found;
  // What it does to the message weighs as much as what is left out for it.
  const raised = new Set(calls.map(({ slip }) => slip));
  return told.map((one) =>
    raised.has(one)
      ? {
          ...one,
          severity: "error",
          notes: [
            ...one.notes,
            {
              message: "The answer is printed in place of the tag, and the variable is blank for everybody.",
            },
          ],
        }
      : one,
  );
}

/** The variable of `save result`, an option that lacks its colon. */
const variableOf = ({ start, end }: Span, { source }: Template): string | undefined =>
  /^save\s+(\w+)/.exec(source.text.slice(start, end))?.[1];

/** Whether the filter that is meant makes any value fit. */
function isCure({ name }: Filter, isBare: boolean): boolean {
  const meant = meantFilter(name.text);
  if (!meant) return false;
  return isBare ? meant.traits.json === "value" : staysInString(meant);
}

/** Whether a text of it can stand between the quotes of a JSON string, whatever it was made of. */
const staysInString = ({ name, traits }: FilterDefinition): boolean =>
  traits.json === "escaped" || (textChars(toTexts(transfers[name](anyData, []).value)) & unsafe) === 0;
