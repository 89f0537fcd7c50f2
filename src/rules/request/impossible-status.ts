import { findingKind } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import { type Body, type Expression, plainText } from "../../liquid/syntax/template.js";
import { jsonText } from "../../source/json-text.js";
import type { Rule } from "../rule.js";

const asks = (condition: string) =>
  `{% connected_content https://api.example.com/profile :save p %}{% if ${condition} %}{% abort_message("no profile") %}{% endif %}{"tier": {{p.tier | as_json_string}}}`;

export const impossibleStatus: Rule = {
  kind: findingKind("MI107", "impossible-status", "warning"),
  summary: "The status of an answer is compared with what it never is, or looked for where it is not.",
  why: "`__http_status_code__` is there only where the answer is a JSON object and its status a 2XX. After any other answer it is nothing: it is never 404, and never greater than 299.",
  fix: "Ask for success instead: `{% if p.__http_status_code__ != 200 %}` is true for every failure.",
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/connected_content/making_an_api_call",
  ],
  bad: { body: asks("p.__http_status_code__ == 404") },
  good: { body: asks("p.__http_status_code__ != 200") },
  check: ({ fields }, report) =>
    fields.flatMap(({ template: { nodes }, spanOf }) => {
      const isStatus = statusIn(nodes);
      const compared = nodesOf(nodes, "comparison").flatMap((comparison) => {
        const { left, operator, right } = comparison;
        const member = operator && memberForStatus(left, right, nodes);
        if (member)
          return [
            report(
              `${member} is a member of the answer's JSON, and not the status of its call`,
              spanOf(comparison),
              [`The status is ${member.replace(/\w+$/, "__http_status_code__")}.`],
            ),
          ];
        if (!operator || !isStatus(left)) return [];
        const told = tellsNothing(operator.text, literalOf(right));
        return told === undefined
          ? []
          : [
              report(
                `the status of an answer is ${told ? "always" : "never"} ${operator.text} ${shown(right)}`,
                spanOf(comparison),
              ),
            ];
      });
      const cases = nodesOf(nodes, "case").flatMap(({ subject, branches }) =>
        isStatus(subject)
          ? branches
              .flatMap(({ values = [] }) => values)
              .filter((value) => tellsNothing("==", literalOf(value)) === false)
              .map((value) => report(`the status of an answer is never ${shown(value)}`, spanOf(value)))
          : [],
      );
      return [...compared, ...cases];
    }),
};

/** `r.status == 200`, as the clients of other languages have it. */
function memberForStatus(left: Expression | undefined, right: Expression | undefined, nodes: Body) {
  const status = Number(literalOf(right));
  if (left?.kind !== "lookup" || left.root.kind !== "variable" || !(status >= 200 && status < 600))
    return undefined;
  const { root, path } = left;
  const [part, more] = path;
  const isSaved = nodesOf(nodes, "connected_content").some(({ options }) =>
    options.some(({ name, value }) => name.text === "save" && value && plainText(value) === root.text),
  );
  return isSaved && !more && part?.kind === "key" && /^(?:http_?)?status(?:_?code)?$/i.test(part.text)
    ? `${root.text}.${part.text}`
    : undefined;
}

/** Reads the status itself, or a variable that holds it. */
function statusIn(nodes: Body): (value: Expression | undefined) => boolean {
  const reads = (value: Expression | undefined): boolean => {
    if (value?.kind === "braced") return value.value.filters.length === 0 && reads(value.value.value);
    const last = value?.kind === "lookup" ? value.path.at(-1) : undefined;
    return last?.kind === "key" && last.text === "__http_status_code__";
  };
  const assigned = new Map<string, boolean>();
  for (const { variable, value } of nodesOf(nodes, "assign"))
    assigned.set(
      variable.text,
      (assigned.get(variable.text) ?? true) && value.filters.length === 0 && reads(value.value),
    );
  return (value) =>
    reads(value) ||
    (value?.kind === "lookup" &&
      value.root.kind === "variable" &&
      value.path.length === 0 &&
      assigned.get(value.root.text) === true);
}

const literalOf = (value: Expression | undefined): number | string | undefined =>
  value?.kind === "literal" && (typeof value.value === "number" || typeof value.value === "string")
    ? value.value
    : undefined;

const shown = (value: Expression | undefined): string => jsonText(literalOf(value));

/** Whether a comparison holds for every answer or for none; undefined where it decides something. */
function tellsNothing(operator: string, value: number | string | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  // A text is not a number, whatever its digits are.
  const isSuccess = typeof value === "number" && value >= 200 && value <= 299;
  switch (operator) {
    case "==":
      return isSuccess ? undefined : false;
    case "!=":
    case "<>":
      return isSuccess ? undefined : true;
    case ">":
      return typeof value === "number" && value >= 299 ? false : undefined;
    case ">=":
      return typeof value === "number" && value > 299 ? false : undefined;
    case "<":
      return typeof value === "number" && value <= 200 ? false : undefined;
    case "<=":
      return typeof value === "number" && value < 200 ? false : undefined;
    default:
      return undefined;
  }
}
