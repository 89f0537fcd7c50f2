import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Filter } from "../../liquid/syntax/template.js";
import { wordsOf } from "../../source/words.js";
import type { Rule } from "../rule.js";
import { type Chain, chainsIn } from "../subject/chains.js";

export const millisecondsAsDate: Rule = {
  kind: findingKind("MI150", "milliseconds-as-date", "warning"),
  summary: "Milliseconds go into `date`, which takes seconds.",
  why: "1701886845000 milliseconds are a day of December 2023; read as seconds, they are a day of the year 55901.",
  fix: "Divide first: `| divided_by: 1000 | date: …`.",
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/filters",
    "https://docs.ruby-lang.org/en/3.1/Time.html#method-c-at",
  ],
  bad: {
    body: `{% assign day = event_properties.\${bought_at_ms} | date: '%F' %}{"day": "{{ day | json_escape }}"}`,
  },
  good: {
    body: `{% assign day = event_properties.\${bought_at_ms} | plus: 0 | divided_by: 1000 | date: '%F' %}{"day": "{{ day | json_escape }}"}`,
  },
  check: ({ fields }, report) =>
    fields.flatMap(({ template: { nodes }, spanOf }) =>
      chainsIn(nodes).flatMap((chain) =>
        chain.own.filters.flatMap((filter) => {
          const why = filter.definition?.traits.strftime ? inMilliseconds(chain, filter) : undefined;
          return why === undefined
            ? []
            : [report(`${why}, and \`${filter.name.text}\` takes seconds`, spanOf(filter))];
        }),
      ),
    ),
};

const named: ReadonlySet<string> = new Set(["ms", "msec", "msecs", "millis", "milliseconds", "millisecond"]);

/** Why a value is in milliseconds where it reaches a filter; undefined where nothing says so. */
function inMilliseconds({ value, names, filters }: Chain, until: Filter): string | undefined {
  const before = filters.slice(0, filters.indexOf(until));
  const last = before.findLast(
    ({ definition }) => definition?.traits.rescales || definition?.traits.strftime,
  );
  if (last?.name.text === "times" && isThousand(last)) return "a number times 1000 is in milliseconds";
  if (last?.name.text === "append" && isText(last, "000"))
    return "a number with 000 after it is in milliseconds";
  if (last?.definition?.traits.strftime && isText(last, "%s%L")) return "%s%L is in milliseconds";
  // Digits are cut off, or another unit is made of it.
  if (last || before.some(({ name }) => name.text === "slice" || name.text === "truncate")) return undefined;
  if (value?.kind === "literal" && /^\d{12,14}$/.test(String(value.value)))
    return `${value.value} is in milliseconds`;
  const name = names.find((one) => named.has(wordsOf(one).at(-1) ?? ""));
  return name === undefined ? undefined : `"${name}" is in milliseconds`;
}

const isThousand = ({ arguments: [by] }: Filter): boolean =>
  by?.kind === "literal" && Number(by.value) === 1000;

const isText = ({ arguments: [text] }: Filter, wanted: string): boolean =>
  text?.kind === "literal" && text.value === wanted;
