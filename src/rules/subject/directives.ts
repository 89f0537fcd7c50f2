import type { Delivery } from "../../braze/names.js";
import { type Code, codeNamed } from "../../diagnostics/catalogue.js";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Body, Template } from "../../liquid/syntax/template.js";
import { positionOf, type Range, spanOf } from "../../source/source.js";

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
  readonly diagnostics: readonly Diagnostic[];
}

/** `mi-braze-ignore CODE reason`. */
export interface Ignore extends Range {
  readonly code: Code;
  readonly reason: string;
  /** The line that it is for; the whole file where there is none. */
  readonly line: number | undefined;
}

const deliveries: readonly Delivery[] = ["action", "api", "canvas"];
const targets: readonly Target[] = ["movable_ink", "other"];
const bodyKinds: readonly BodyKind[] = ["json", "text"];
const words = ["delivery", "target", "body", "ignore", "ignore-file"] as const;

/** Reads `{% comment %} mi-braze-… {% endcomment %}`, one directive a line. */
export function readDirectives({ nodes, source }: Template): Directives {
  const ignores: Ignore[] = [];
  const diagnostics: Diagnostic[] = [];
  let delivery: Delivery | undefined;
  let target: Target | undefined;
  let bodyKind: BodyKind | undefined;
  const wrong = (at: Range, message: string, note: string) =>
    diagnostics.push(diagnostic("MI141", message, { span: spanOf(source, at.start, at.end), notes: [note] }));

  for (const comment of commentsIn(nodes)) {
    for (const match of source.text
      .slice(comment.start, comment.end)
      .matchAll(/mi-braze-([\w-]+)[ \t:]*([^\r\n]*)/g)) {
      const start = comment.start + match.index;
      const rest = match[2]!
        .replace(/\s*-?%\}.*$/, "")
        .replace(/\s*\{%-?\s*endcomment.*$/, "")
        .trim();
      const at = { start, end: start + match[0].length };
      switch (match[1]) {
        case "delivery":
          delivery = deliveries.find((one) => one === rest);
          if (!delivery)
            wrong(at, `"${rest}" is no way to set off a webhook`, `Expected: ${deliveries.join(", ")}.`);
          break;
        case "target":
          target = targets.find((one) => one === rest);
          if (!target) wrong(at, `"${rest}" is no target`, `Expected: ${targets.join(", ")}.`);
          break;
        case "body":
          bodyKind = bodyKinds.find((one) => one === rest);
          if (!bodyKind) wrong(at, `"${rest}" is no kind of body`, `Expected: ${bodyKinds.join(", ")}.`);
          break;
        case "ignore":
        case "ignore-file": {
          const [, name = "", reason = ""] = /^(\S*)[\s:]*(.*)$/.exec(rest) ?? [];
          const code = codeNamed(name.replace(/:$/, ""));
          if (!code)
            wrong(at, `there is no finding "${name}" to ignore`, "mi-braze explain --list shows them all.");
          else if (reason === "")
            wrong(
              at,
              `ignoring ${code} needs a reason`,
              `Write mi-braze-${match[1]} ${code} and why, for whoever reads it next.`,
            );
          else
            ignores.push({
              ...at,
              code,
              reason,
              line: match[1] === "ignore" ? lineFor(source, comment) : undefined,
            });
          break;
        }
        default:
          wrong(
            at,
            `"mi-braze-${match[1]}" is no directive${didYouMean(match[1]!, words)}`,
            `Expected: ${words.map((word) => `mi-braze-${word}`).join(", ")}.`,
          );
      }
    }
  }
  return { delivery, target, bodyKind, ignores, diagnostics };
}

/** The outermost: what stands in a comment is a part of it. */
function commentsIn(nodes: Body): Range[] {
  const found: Range[] = [];
  for (const { start, end } of nodesOf(nodes, "comment", "#"))
    if (!found.some((one) => one.start <= start && end <= one.end)) found.push({ start, end });
  return found;
}

/** A comment behind something is for its own line, one that stands alone for the next that says something. */
function lineFor(source: Template["source"], { start, end }: Range): number {
  const { line } = positionOf(source, start);
  const before = source.text.slice(0, start);
  if (/\S/.test(before.slice(before.lastIndexOf("\n") + 1))) return line;
  const gap = /^\s*/.exec(source.text.slice(end))![0];
  return positionOf(source, Math.min(end + gap.length, source.text.length)).line;
}
