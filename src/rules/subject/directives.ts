import type { Delivery } from "../../braze/names.js";
import { type Catalogue, namesIn } from "../../diagnostics/catalogue.js";
import type { FindingKind } from "../../diagnostics/diagnostic.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Body, Template } from "../../liquid/syntax/template.js";
import { positionOf, type Range } from "../../source/source.js";

/** Who gets a webhook: rules of Movable Ink's contract hold only there. */
export type Target = "movable_ink" | "other";

/** What a webhook's body is: all that the proof asks is asked of JSON. */
export type BodyKind = "json" | "text";

/** What the comments of a template say to the linter. */
export interface Directives {
  readonly delivery?: Delivery | undefined;
  readonly target?: Target | undefined;
  readonly bodyKind?: BodyKind | undefined;
  readonly ignores: readonly Ignore[];
  /** Directives that say nothing that can be followed. */
  readonly faults: readonly DirectiveFault[];
}

/** One finding that a `mi-braze-ignore CODE reason` names. */
export interface Ignore extends Range {
  readonly kind: FindingKind;
  readonly reason: string;
  /** The line that it is for; the whole file where there is none. */
  readonly line: number | undefined;
}

export interface DirectiveFault extends Range {
  readonly message: string;
  /** What could be written there. */
  readonly note: string;
}

const deliveries: readonly Delivery[] = ["action", "api", "canvas"];
const targets: readonly Target[] = ["movable_ink", "other"];
const bodyKinds: readonly BodyKind[] = ["json", "text"];

/** Directives that choose one of a few words. */
const choices: ReadonlyMap<string, { readonly what: string; readonly values: readonly string[] }> = new Map([
  ["delivery", { what: "way to set off a webhook", values: deliveries }],
  ["target", { what: "target", values: targets }],
  ["body", { what: "kind of body", values: bodyKinds }],
]);
const words = [...choices.keys(), "ignore", "ignore-file"];

/** Reads `{% comment %} mi-braze-… {% endcomment %}`, one directive a line. */
export function readDirectives(template: Template, catalogue: Catalogue): Directives {
  const chosen = new Map<string, string>();
  const ignores: Ignore[] = [];
  const faults: DirectiveFault[] = [];
  for (const one of writtenIn(template)) {
    const choice = choices.get(one.word);
    if (choice) {
      chosen.set(one.word, one.rest);
      if (!choice.values.includes(one.rest))
        faults.push(
          faultAt(one, `"${one.rest}" is not a ${choice.what}`, `Expected: ${choice.values.join(", ")}.`),
        );
    } else if (one.word === "ignore" || one.word === "ignore-file") {
      for (const reading of readIgnore(one, catalogue, template.source))
        if ("reason" in reading) ignores.push(reading);
        else faults.push(reading);
    } else {
      const message = `"mi-braze-${one.word}" is not a directive${didYouMean(one.word, words)}`;
      faults.push(faultAt(one, message, `Expected: ${words.map((word) => `mi-braze-${word}`).join(", ")}.`));
    }
  }
  return {
    delivery: deliveries.find((one) => one === chosen.get("delivery")),
    target: targets.find((one) => one === chosen.get("target")),
    bodyKind: bodyKinds.find((one) => one === chosen.get("body")),
    ignores,
    faults,
  };
}

/** A directive as it is written: `mi-braze-WORD REST`. */
interface Written extends Range {
  readonly word: string;
  readonly rest: string;
  readonly comment: Range;
}

const writtenIn = (template: Template): Written[] =>
  commentsIn(template.nodes).flatMap((comment) =>
    [
      ...template.source.text
        .slice(comment.start, comment.end)
        .matchAll(/mi-braze-([\w-]+)[ \t:]*([^\r\n]*)/g),
    ].map((match) => ({
      start: comment.start + match.index,
      end: comment.start + match.index + match[0].length,
      word: match[1]!,
      rest: match[2]!
        .replace(/\s*-?%\}.*$/, "")
        .replace(/\s*\{%-?\s*endcomment.*$/, "")
        .trim(),
      comment,
    })),
  );

/** `CODE reason`, or `CODE, CODE reason`. */
function readIgnore(
  one: Written,
  catalogue: Catalogue,
  source: Template["source"],
): (Ignore | DirectiveFault)[] {
  const [, list = "", after = ""] = /^([^\s,]*(?:\s*,\s*[^\s,]+)*,?)(.*)$/.exec(one.rest) ?? [];
  const reason = after.replace(/^[\s:]*(?:--?(?:\s+|$))?/, "");
  const names = list.replace(/[:,]$/, "").split(/\s*,\s*/);
  return names.map((name) => {
    const kind = catalogue.named(name);
    if (!kind)
      return faultAt(
        one,
        `there is no finding "${name}" to ignore${didYouMean(name, namesIn(catalogue))}`,
        "mi-braze explain --list shows them all.",
      );
    if (reason === "")
      return faultAt(
        one,
        `ignoring ${kind.code} needs a reason`,
        `Write mi-braze-${one.word} ${kind.code} and why, for whoever reads it next.`,
      );
    const { start, end } = one;
    return {
      start,
      end,
      kind,
      reason,
      line: one.word === "ignore" ? lineFor(source, one.comment) : undefined,
    };
  });
}

const faultAt = ({ start, end }: Range, message: string, note: string): DirectiveFault => ({
  start,
  end,
  message,
  note,
});

/** The outermost: what is in a comment is a part of it. */
function commentsIn(nodes: Body): Range[] {
  const found: Range[] = [];
  for (const { start, end } of nodesOf(nodes, "comment", "#"))
    if (!found.some((one) => one.start <= start && end <= one.end)) found.push({ start, end });
  return found;
}

/** A comment after something is for its own line, one that stands alone for the next that says something. */
function lineFor(source: Template["source"], { start, end }: Range): number {
  const { line } = positionOf(source, start);
  const before = source.text.slice(0, start);
  if (/\S/.test(before.slice(before.lastIndexOf("\n") + 1))) return line;
  const gap = /^\s*/.exec(source.text.slice(end))![0];
  return positionOf(source, Math.min(end + gap.length, source.text.length)).line;
}
