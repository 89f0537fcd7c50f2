import { checkName, written } from "../../braze/check-name.js";
import { brazeNames } from "../../braze/names.js";
import { type Diagnostic, type Fix, findingKind } from "../../diagnostics/diagnostic.js";
import { findFilter } from "../../liquid/filters/index.js";
import { nodesIn, nodesOf } from "../../liquid/syntax/nodes.js";
import type { AnyNode, Template } from "../../liquid/syntax/template.js";
import { shortenedInside } from "../../source/shortened.js";
import { replace } from "../fix/edits.js";
import { isText, placedNodes } from "../fix/places.js";
import { isQuoted } from "../fix/quoting.js";
import type { Fixable, Rule } from "../rule.js";

export const unbracedName: Rule = {
  kind: findingKind("MI148", "unbraced-name", "warning"),
  summary: "A name of Braze's data in plain text, without `{{ }}` round it.",
  why: "Liquid runs inside `{{ }}` and `{% %}` only: the receiver gets `Hi ${first_name}`, letter for letter.",
  fix: "Put `{{ }}` round it: `{{${first_name}}}`, `{{custom_attribute.${plan}}}`.",
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/supported_personalization_tags",
  ],
  bad: { body: `{"text": "Hi \${first_name}"}` },
  good: { body: `{"text": "Hi {{\${first_name} | json_escape}}"}` },
  fixes: inBraces,
  check: ({ fields }, report) =>
    fields.flatMap(({ template, spanOf }) => {
      const compared = new Set<AnyNode>(nodesOf(template.nodes, "comparison").flatMap((one) => nodesIn(one)));
      // A placeholder of another tool is told as that, whatever is in it.
      const texts = placedNodes(template).flatMap(({ node }) =>
        isText(node) ? [{ node, placeholders: foreignIn(node.value) }] : [],
      );
      return [
        ...nodesOf(template.nodes, "literal").flatMap((node) => {
          // What a comparison asks comes out the same for everybody, and is told as that.
          if (compared.has(node)) return [];
          const name = typeof node.value === "string" && namesIn(node.value)[0];
          return name
            ? [
                report(
                  `\`${name.whole}\` is in a string in quotes, so it is printed as it is`,
                  spanOf(node),
                  [
                    `Nothing looks into quotes: put the text together by \`| append: ${name.plain}\`, or between {% capture text %} and {% endcapture %}.`,
                  ],
                ),
              ]
            : [];
        }),
        ...nodesOf(template.nodes, "raw").flatMap(({ head, text }) =>
          /\{\{[^{}]*(?:\$\{[^{}]*\}[^{}]*)?\}\}/.test(text.value)
            ? [
                {
                  ...report("`raw` prints what is in it as it is, `{{ }}` and all", spanOf(head), [
                    "Remove {% raw %} and {% endraw %}, so that names are filled in.",
                  ]),
                  anew: true as const,
                },
              ]
            : [],
        ),
        ...texts.flatMap(({ node, placeholders }) =>
          placeholders.map(({ whole, index, what }) => {
            const start = node.start + index;
            const isComment = what.startsWith("a comment");
            const comment = `{% comment %} ${whole.slice(2, -2).trim()} {% endcomment %}`;
            return {
              ...report(
                `\`${shortenedInside(whole, 40)}\` is ${what}, and is printed as it is`,
                spanOf({ start, end: start + whole.length }),
                [isComment ? `Write ${comment}.` : what.startsWith("a block") ? tagsOfLiquid : namesOfBraze],
              ),
              anew: true as const,
              detail: isComment ? comment : what,
            };
          }),
        ),
        ...texts.flatMap(({ node, placeholders }) =>
          namesIn(node.value)
            .filter(
              ({ index }) =>
                !placeholders.some((one) => one.index <= index && index < one.index + one.whole.length) &&
                !isInSpoiltTag(index, node.value),
            )
            .map(({ whole, index, advice }) => {
              const start = node.start + index;
              return {
                ...report(
                  `\`${whole}\` is in plain text, so it is printed as it is`,
                  spanOf({ start, end: start + whole.length }),
                  [
                    /\{\s+$/.test(node.value.slice(0, index))
                      ? `Write {{ and }} without a space between the braces: ${advice}.`
                      : `Put {{ }} round it: ${advice}.`,
                  ],
                ),
                detail: advice,
              };
            }),
        ),
      ];
    }),
};

const namesOfBraze =
  "Braze's data is written {{${first_name}}}, {{custom_attribute.${plan}}} or {{event_properties.${sku}}}.";
const tagsOfLiquid =
  "Blocks are tags in Liquid: {% if custom_attribute.${plan} == 'gold' %} … {% else %} … {% endif %}, {% for item in list %} … {% endfor %}.";

/** Whether a finding is of a block: what is printed with it and without it, nobody can tell. */
export const isBlockOfOthers = ({ kind, detail }: Diagnostic): boolean =>
  kind === unbracedName.kind && detail?.startsWith("a block") === true;

/** The name as an output, with what it needs where it is. */
function inBraces({ start, end, detail }: Fixable, { source }: Template): Fix[] {
  if (detail?.startsWith("{%"))
    return [{ title: "Make it a comment of Liquid", edits: [replace({ start, end }, detail)] }];
  if (!detail?.startsWith("{{")) return [];
  const filter = isQuoted({ start, end }, source) ? "json_escape" : "as_json_string";
  const output = `${detail.slice(0, -2)} | ${filter}}}`;
  const [ahead = ""] = /\{\s+$/.exec(source.text.slice(0, start)) ?? [];
  const [after = ""] = (ahead && /^\s+\}/.exec(source.text.slice(end))) || [];
  const whole = after === "" ? { start, end } : { start: start - ahead.length, end: end + after.length };
  return [{ title: "Put {{ }} round it", fills: true, edits: [replace(whole, output)] }];
}

/** Names of Braze's data in a text, each with how it is written as an output, and in an expression. */
const namesIn = (
  text: string,
): { readonly whole: string; readonly index: number; readonly advice: string; readonly plain: string }[] =>
  [...text.matchAll(names)].flatMap((match) => {
    const [whole, namespace, name = ""] = match;
    const filter = /\|\s*(\w+)/.exec(name)?.[1];
    const [bare = ""] = name.split("|");
    if (!isBraze(namespace, bare.trim(), filter)) return [];
    const { index } = match;
    return [{ whole, index, advice: adviceOf(namespace, name), plain: written(namespace, bare.trim()) }];
  });

/** Also in single braces, as other tools write a placeholder. */
const names = /\{?(?:\b([A-Za-z_]\w*)\.)?\$\{([^{}\r\n]{1,100})\}(?:\}(?!\}))?/g;

/** A shell, a script or a pattern has `${…}` too: only what Braze knows is taken for one of its names. */
function isBraze(namespace: string | undefined, name: string, filter: string | undefined): boolean {
  if (namespace !== undefined) return brazeNames.some((one) => one.namespace === namespace);
  const [, space] = /^(\w+)\.\S/.exec(name) ?? [];
  if (space !== undefined) return isBraze(space, name, filter);
  return checkName({ name }).known || (filter !== undefined && findFilter(filter) !== undefined);
}

/** The name as an output; its filters are after the braces, also where they were written inside. */
function adviceOf(namespace: string | undefined, inside: string): string {
  const [name = "", ...filters] = inside.split("|").map((part) => part.trim());
  const verdict = checkName({ namespace, name });
  const right = verdict.known || namespace !== undefined ? undefined : verdict.nearest;
  return `{{${[right ?? written(namespace, name), ...filters].join(" | ")}}}`;
}

/** What other tools fill in, as no text of one's own has it. */
const foreign: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/%%(?:=[^%\r\n]{1,200}=|[A-Za-z_]\w*)%%/g, "a placeholder of AMPscript"],
  [/%%\[(?!\s*(?:end|else))[^%\r\n]{1,200}\]%%/g, "a block of AMPscript"],
  [/#(?:if|foreach|set)\s?\([^\r\n]{1,200}?\)/g, "a block of Velocity"],
  [/\{#[^{}]{1,200}#\}/g, "a comment of Jinja"],
  [/\*\|[A-Z][A-Z0-9_:]*\|\*/g, "a placeholder of Mailchimp"],
  [/\{!\w+\.\w+\}/g, "a merge field of Salesforce"],
  [/<%[=-]?[^%\r\n]{1,200}%>/g, "a placeholder of ERB or EJS"],
];

/** Characters ahead of a name that are looked at. */
const mostAhead = 1000;

/** Whether a name is in a tag that a space has spoilt, `{ % if … % }`, or that nothing closes, which has a finding of its own. */
function isInSpoiltTag(index: number, text: string): boolean {
  const from = Math.max(0, index - mostAhead);
  const percent = from + text.slice(from, index).lastIndexOf("%");
  if (percent < from || index === 0 || /[\r\n]/.test(text.slice(percent + 1, index))) return false;
  const brace = text.slice(0, percent).trimEnd().length - 1;
  return text[brace] === "{";
}

const foreignIn = (
  text: string,
): { readonly whole: string; readonly index: number; readonly what: string }[] => [
  ...foreign.flatMap(([pattern, what]) =>
    [...text.matchAll(pattern)].map(({ 0: whole, index }) => ({ whole, index, what })),
  ),
  ...[...text.matchAll(/(?<![{$#])#?\{([a-z_]+)\}(?!\})/g)]
    .filter(([, name]) => checkName({ name: name! }).known)
    .map(({ 0: whole, index }) => ({ whole, index, what: "a placeholder of another tool" })),
];
