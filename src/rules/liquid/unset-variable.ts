import { checkName, eventNames, written } from "../../braze/check-name.js";
import { brazeNames } from "../../braze/names.js";
import { type Fix, findingKind } from "../../diagnostics/diagnostic.js";
import { nearest } from "../../diagnostics/suggest.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import { type Body, plainText, type Template, type VariableRoot } from "../../liquid/syntax/template.js";
import { memoized } from "../../source/memoized.js";
import { replace } from "../fix/edits.js";
import { bracedName, valueAsMeant } from "../fix/slips.js";
import type { Fixable, Report, Rule } from "../rule.js";
import { type Variables, variablesOf } from "../subject/variables.js";
import type { Field } from "../subject/webhook.js";
import { membersOfLists } from "./members-of-lists.js";
import { ofOtherTool } from "./other-objects.js";

export const unsetVariable: Rule = {
  kind: findingKind("MI125", "unset-variable", "warning"),
  summary: "A variable that is read where nothing can have set it.",
  why: "It is blank for everybody. Braze renders the URL, each header and the body by themselves, so what one assigns, no other sees; and what one branch of an `if` assigns is not there in another.",
  fix: "Assign it before, in the same field; data of the user is read by `${name}` with its namespace.",
  sources: ["https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/using_liquid"],
  bad: {
    body: `{% assign mail = \${email_address} | downcase %}
{"mail": "{{ mial | json_escape }}", "again": "{{ mail | json_escape }}"}`,
  },
  good: {
    body: `{% assign mail = \${email_address} | downcase %}
{"mail": "{{ mail | json_escape }}"}`,
  },
  fixes: (found, template) => [
    ...bracedName(found, template),
    ...forloopInstead(found, template),
    ...brazeName(found, template),
  ],
  check: ({ fields, contentBlocks }, report) => {
    const all = fields.map((field) => ({ field, ...variablesOf(field.template.nodes, contentBlocks) }));
    return all.flatMap(({ field, unset, set }) => {
      const ofLists = membersOfLists(field).map((one) =>
        report(`"items" is a list, which has no "${one.member}": its items have`, field.spanOf(one), [
          `Write items[0].${one.member}, or {% for item in items %} and item.${one.member}.`,
        ]),
      );
      const { nodes } = field.template;
      const words = wordsIn(nodes);
      const conditions = new Set(nodesOf(nodes, "condition").map(({ start }) => start));
      const similar = memoized((name: string) =>
        nearest(
          name,
          [...set].filter((one) => one !== name),
        ),
      );
      const ofNothing = unset
        .filter(({ text }) => !isNegation.test(text) && !closesAnother(text, unset))
        .map((root) =>
          isTag(root.text)
            ? { ...report(...wordsOfTag(root, conditions.has(root.start), field)), anew: true as const }
            : report(
                `nothing can have set "${root.text}" here${hint(root, set, similar, field)}`,
                field.spanOf(root),
                [
                  words.has(root.start)
                    ? `A string is in quotes: '${root.text}'.`
                    : reason(root.text, set, all, field),
                ],
              ),
        );
      return [...ofNothing, ...ofLists];
    });
  },
};

/** `not x` and `! x` name no variable: the parser tells of them. */
const isNegation = /^(?:not)?$/i;

/** Words that only tags begin with. */
const isTag = (name: string): boolean => tagWords.has(name);
const tagWords: ReadonlySet<string> = new Set([
  ...["if", "unless", "elsif", "else", "case", "when", "for", "assign", "capture", "break", "continue"],
  ...[
    "endif",
    "endunless",
    "endcase",
    "endfor",
    "endcapture",
    "abort_message",
    "connected_content",
    "random",
  ],
]);

/** A tag's word where a value is due. */
function wordsOfTag(root: VariableRoot, isInTag: boolean, field: Field): Parameters<Report> {
  const { text: name } = root;
  return isInTag
    ? [
        `"${name}" begins a condition here, and is read as a variable that nothing has set`,
        field.spanOf(root),
        [
          name === "assign"
            ? "A condition compares: write `==` and leave `assign` out, or assign by a tag of its own before it."
            : `Leave "${name}" out: a condition is a value, or a comparison.`,
        ],
      ]
    : [
        `"${name}" between {{ }} is read as a variable, and nothing has set it`,
        field.spanOf(root),
        [`A tag is written {% ${name}${name.startsWith("end") ? "" : " …"} %}.`],
      ];
}

/** `{{ endif }}` after `{{ if … }}` is the same slip. */
const closesAnother = (name: string, unset: Variables["unset"]): boolean =>
  isTag(name) && unset.some(({ text }) => `end${text}` === name);

/** Words of other languages for what Liquid has a word for. */
const ownWord = (name: string): string | undefined =>
  /^true$/i.test(name)
    ? "true"
    : /^false$/i.test(name)
      ? "false"
      : /^(null|nil|none|undefined|nan)$/i.test(name)
        ? "nil"
        : undefined;

/** What was meant: a variable, a profile field or a namespace without its braces, or the word `now`. */
function hint(
  { text: name, end }: VariableRoot,
  set: ReadonlySet<string>,
  similar: (name: string) => string | undefined,
  { template }: Field,
): string {
  const [, first = "", second] = /^(\w+)-(\w+)$/.exec(name) ?? [];
  if (second !== undefined && set.has(first))
    return `: a hyphen is a letter of the name; did you mean "${first} | minus: ${second}"?`;
  if (name === "__http_status_code__") {
    const [call] = nodesOf(template.nodes, "connected_content");
    const save = call?.options.find((option) => option.name.text === "save")?.value;
    return `: it is a member of the answer; write ${(save && plainText(save)) ?? "answer"}.${name}`;
  }
  const word = ownWord(name);
  if (word !== undefined) return `; did you mean ${word}, which Liquid writes so?`;
  if (eventNames.has(name)) return ": Liquid has no name of the event; write it into the template";
  if (isLoopOfJinja(name, end, template)) return `: in a \`for\` it is \`forloop\`, as in \`forloop.last\``;
  const near = similar(name);
  if (near !== undefined) return `; did you mean "${near}"?`;
  if (name === "now" || name === "today") return `; did you mean '${name}', in quotes?`;
  const after = template.source.text.slice(end, end + longestPath);
  const [, dotted, inQuotes] = /^(?:\.(\w+)|\[\s*["']([^"'\]]+)["']\s*\])/.exec(after) ?? [];
  const member = dotted ?? inQuotes;
  if (brazeNames.some(({ namespace }) => namespace === name)) {
    const verdict = member === undefined ? undefined : checkName({ namespace: name, name: member });
    const meant = verdict && !verdict.known ? verdict.nearest : undefined;
    return `; did you mean ${meant ?? written(name, member ?? "…")}?`;
  }
  const other = ofOtherTool(name, after);
  if (other) return `${other.reason}; did you mean ${other.meant}?`;
  return checkName({ name }).known ? `; did you mean ${written(undefined, name)}?` : "";
}

/** What is read after a variable for the rest of a name. */
const longestPath = 200;

/** Where a value begins that something is compared with, or that a filter is given: `tier == gold`, `map: sku`. */
const wordsIn = (nodes: Body): ReadonlySet<number> =>
  new Set(
    [
      ...nodesOf(nodes, "comparison").map(({ right }) => right),
      ...nodesOf(nodes, "filter").flatMap((one) => one.arguments),
    ].flatMap((one) => (one?.kind === "lookup" && one.path.length === 0 ? [one.start] : [])),
  );

/** `customer.first_name`, as other tools have it. */
function brazeName({ start, end }: Fixable, template: Template): Fix[] {
  const { text } = template.source;
  const other = ofOtherTool(text.slice(start, end), text.slice(end, end + longestPath));
  return other ? valueAsMeant({ start, end: end + other.length, detail: other.meant }, template) : [];
}

/** `loop.last`, as Jinja and Twig call what Liquid calls `forloop.last`. */
const isLoopOfJinja = (name: string, end: number, { source }: Template): boolean =>
  name === "loop" && /^\.(?:first|last|index0?|length|revindex0?)\b/.test(source.text.slice(end));

/** The same word as Liquid has it. */
function forloopInstead({ start, end }: Fixable, template: Template): Fix[] {
  if (!isLoopOfJinja(template.source.text.slice(start, end), end, template)) return [];
  const [member] = /^\.(?:revindex0?)/.exec(template.source.text.slice(end)) ?? [];
  return [
    {
      title: "Write forloop",
      fills: true,
      edits: [
        member
          ? replace({ start, end: end + member.length }, `forloop.${member.slice(1).replace("rev", "r")}`)
          : replace({ start, end }, "forloop"),
      ],
    },
  ];
}

function reason(
  name: string,
  set: ReadonlySet<string>,
  all: readonly (Variables & { field: Field })[],
  field: Field,
): string {
  if (set.has(name)) return "It is set further down, or in another branch only.";
  const other = all.find((one) => one.field !== field && one.set.has(name));
  return other
    ? `It is set in the ${other.field.what}, and each field is rendered by itself.`
    : "It is blank for everybody.";
}
