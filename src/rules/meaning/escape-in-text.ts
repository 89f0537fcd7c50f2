import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Expression, Filter } from "../../liquid/syntax/template.js";
import type { Rule } from "../rule.js";
import { type Chain, chainsIn } from "../subject/chains.js";

export const escapeInText: Rule = {
  kind: findingKind("MI168", "escape-in-text", "warning"),
  summary: "A filter looks for `\\n`, which in Liquid is a backslash and an n.",
  why: 'Liquid has no escapes: `split: "\\n"` and `replace: "\\n", " "` look for two characters that people do not write, so that the line breaks stay where they are.',
  fix: "Write the line break itself into a `capture`, and look for that. In JSON, `json_escape` takes care of line breaks.",
  sources: ["https://shopify.github.io/liquid/basics/types/#string"],
  bad: {
    body: `{"note": "{{event_properties.\${note} | replace: '\\n', ' ' | json_escape}}"}`,
  },
  good: {
    body: `{% capture line_break %}\n{% endcapture %}{"note": "{{event_properties.\${note} | replace: line_break, ' ' | json_escape}}"}`,
  },
  check: ({ fields }, report) =>
    fields.flatMap(({ template: { nodes }, spanOf }) =>
      chainsIn(nodes).flatMap((chain) =>
        chain.own.filters.flatMap((filter) => {
          const [sought] = filter.arguments;
          const escapes =
            isSought(filter) && sought?.kind === "literal" ? escapesIn(sought.value) : undefined;
          if (!sought || escapes === undefined || !isData(chain.value) || writes(chain, filter, escapes))
            return [];
          return [report(`${wordsFor(escapes)}: Liquid has no escapes`, spanOf(sought), [adviceFor(filter)])];
        }),
      ),
    ),
};

const isSought = ({ definition, name }: Filter): boolean =>
  definition?.traits.seeks === true || name.text === "split";

/** Line breaks and tabs as other languages write them, and nothing else. */
const escapesIn = (value: unknown): string | undefined =>
  typeof value === "string" && /^(?:\\[nrt])+$/.test(value) ? value : undefined;

/** What a user or an event holds, or an item of it; what a template has put together may have any characters in it. */
const isData = (value: Expression | undefined): boolean =>
  value?.kind === "lookup" && (value.root.kind === "reference" || value.path.length > 0);

/** Whether a filter ahead of this one may have written those two characters. */
function writes({ filters }: Chain, before: Filter, escapes: string): boolean {
  return filters
    .slice(0, filters.indexOf(before))
    .some(
      ({ definition, arguments: given }) =>
        definition?.traits.json !== undefined ||
        given.some((one) => one.kind !== "literal" || String(one.value).includes(escapes.slice(0, 2))),
    );
}

const letters = { n: "an n, not a line break", r: "an r, not a line break", t: "a t, not a tab" } as const;

const wordsFor = (escapes: string): string =>
  `\`${escapes}\` is a backslash and ${letters[escapes[1] as keyof typeof letters]}`;

function adviceFor({ name }: Filter): string {
  const captured = "{% capture line_break %}, the line break itself, {% endcapture %}";
  const use = name.text === "split" ? "`split: line_break`" : `\`${name.text}: line_break\``;
  return `Write ${captured}, then ${use}. To keep JSON valid, json_escape as the last filter is enough.`;
}
