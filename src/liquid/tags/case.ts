import { runBody } from "../runtime/machine.js";
import { nodesIn } from "../syntax/nodes.js";
import type { BodyBuilder } from "../syntax/parser/body.js";
import { checkQuotes } from "../syntax/parser/check-quotes.js";
import { operand } from "../syntax/parser/condition.js";
import { parseExpression } from "../syntax/parser/expression.js";
import { fragment, pattern, space } from "../syntax/parser/patterns.js";
import { brokenBlock, type TagSource } from "../syntax/parser/tag-parser.js";
import type { Case, Expression, NodeKind, TagHead } from "../syntax/template.js";
import { type TagDefinition, usingLiquid } from "./definition.js";

const subject = pattern(fragment);
const when = pattern(`(${fragment})(?:(?:${space}+or${space}+|${space}*,${space}*)(${fragment}.*))?`, "s");

interface OpenBranch {
  readonly head: TagHead;
  readonly values: readonly Expression[] | undefined;
  readonly body: BodyBuilder;
}

export const caseTag: TagDefinition<Case> = {
  name: "case",
  status: "documented",
  summary: "Compares a value with those of each `when`; every branch that matches prints.",
  syntax: "{% case value %}{% when 'a', 'b' %}…{% else %}…{% endcase %}",
  example: {
    template:
      "{% case ${language} %}{% when 'de', 'at' %}Hallo{% when 'fr' %}Salut{% else %}Hello{% endcase %}",
    fixture: { user: { language: "fr" } },
    output: "Salut",
  },
  source: usingLiquid,
  end: "endcase",
  clauses: ["when", "else"],
  parse(source) {
    const { markup, head } = source;
    const found = subject.exec(markup.text);
    if (!found) {
      source.findings.error(head, "`case` needs a value", ["for example `{% case language %}`"]);
      return brokenBlock(source);
    }
    checkQuotes(markup, 0, markup.text.length);
    const value = parseExpression(markup, ...found.indices![0]!);
    checkRest(source, found.indices![0]![1]);
    const prelude = source.newBody();
    const branches: OpenBranch[] = [];
    return {
      body: prelude,
      clause(clause) {
        const name = clause.head.name.text;
        if (name !== "when" && name !== "else") return undefined;
        const body = clause.newBody();
        if (name === "else" && clause.markup.text.trim() !== "") {
          clause.findings.error(clause.head.markup, "`else` takes nothing inside `case`");
        }
        branches.push({ head: clause.head, values: name === "when" ? whenValues(clause) : undefined, body });
        return body;
      },
      close(range, tail, end) {
        const blank = prelude.blank && branches.every(({ body }) => body.blank);
        const built = branches.map(({ head, values, body }, index) => {
          const nodes = body.build(end, blank);
          const to = branches[index + 1]?.head.start ?? tail?.start ?? nodes.end;
          return {
            kind: "when" as const,
            start: head.start,
            end: to,
            head,
            values,
            body: { ...nodes, end: Math.max(nodes.start, to) },
          };
        });
        const before = prelude.build(end, blank);
        const to = branches[0]?.head.start ?? tail?.start ?? before.end;
        const first = { ...before, end: Math.max(before.start, to) };
        if (!prelude.blank) source.findings.warn(first, "text before the first `when` is never printed");
        return { kind: "case", ...range, head, tail, blank, subject: value, prelude: first, branches: built };
      },
    };
  },
  run(node, machine) {
    const { subject, branches } = node;
    const once = matchesOnce(node);
    machine.flag((matched) => {
      for (const { values, head, body } of branches) {
        if (!values) {
          matched.unlessRaised(() => runBody(machine, body));
          continue;
        }
        for (const right of values) {
          const run = () => {
            matched.raise();
            runBody(machine, body);
          };
          const compare = () =>
            machine.choose(
              [{ test: { kind: "equality", left: subject, right }, wanted: true, at: head, run }],
              nothing,
            );
          if (once) matched.unlessRaised(compare);
          else compare();
        }
      }
    });
  },
};

const nothing = () => {};

/** What may be in a branch that leaves the value as it is, beside tags that set another variable. */
const harmless: ReadonlySet<NodeKind> = new Set([
  ...(["body", "text", "head", "name", "output", "filtered", "filter", "keyword", "literal"] as const),
  ...(["emptiness", "lookup", "variable", "reference", "key", "condition", "comparison", "if"] as const),
  ...(["unless", "branch", "comment", "#", "raw", "abort_message", "assign", "capture"] as const),
]);

const known = new WeakMap<Case, boolean>();

/** Whether no value can match twice: each is compared with once, and no branch changes what is compared. */
function matchesOnce(node: Case): boolean {
  let once = known.get(node);
  if (once === undefined) {
    once = isEachOnce(node);
    known.set(node, once);
  }
  return once;
}

function isEachOnce({ subject: whole, branches }: Case): boolean {
  const isPlain = whole.kind === "braced" && whole.value.filters.length === 0;
  const subject = isPlain ? whole.value.value : whole;
  if (subject?.kind !== "lookup" || subject.path.some(({ kind }) => kind !== "key")) return false;
  const { root } = subject;
  if (root.kind !== "variable" && root.kind !== "reference") return false;
  const name = root.kind === "variable" ? root.text : root.namespace?.text;
  const values = branches.flatMap((branch) => branch.values ?? []);
  const constants = values.map((value) => (value.kind === "literal" ? value.value : undefined));
  return (
    constants.every((one) => typeof one === "string" || typeof one === "number") &&
    new Set(constants).size === constants.length &&
    branches.every(({ body }) =>
      nodesIn(body).every((inner) => {
        if (!harmless.has(inner.kind)) return false;
        if (inner.kind === "reference") return inner.namespace?.text !== "content_blocks";
        return (inner.kind !== "assign" && inner.kind !== "capture") || inner.variable.text !== name;
      }),
    )
  );
}

function whenValues({ markup, findings, head }: TagSource): Expression[] {
  const values: Expression[] = [];
  checkQuotes(markup, 0, markup.text.length);
  for (let from: number | undefined = 0; from !== undefined; ) {
    const found: RegExpExecArray | null = when.exec(markup.text.slice(from));
    if (!found) {
      findings.error(head, "`when` needs a value", ["for example `{% when 'a', 'b' %}`"]);
      return values;
    }
    const [start, end] = found.indices![1]!;
    values.push(operand(markup, from + start, from + end));
    const rest: [number, number] | undefined = found.indices![2];
    if (!rest) checkRest({ markup, findings }, from + end);
    from = rest && from + rest[0];
  }
  return values;
}

function checkRest({ markup, findings }: Pick<TagSource, "markup" | "findings">, from: number): void {
  const at = markup.trim(from, markup.text.length);
  if (at.end <= at.start) return;
  const text = markup.slice(at.start, at.end);
  findings.warn(markup.place(at.start, at.end), `\`${text}\` is left out: \`case\` compares plain values`, [
    "write `{% if … %}` and `{% elsif … %}` to compare in any other way",
  ]);
}
