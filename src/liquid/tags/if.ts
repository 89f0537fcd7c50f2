import { type Machine, runBody, type Way } from "../runtime/machine.js";
import type { BodyBuilder } from "../syntax/parser/body.js";
import { parseCondition } from "../syntax/parser/condition.js";
import type { OpenBlock, TagSource } from "../syntax/parser/tag-parser.js";
import type { Branch, Condition, If, TagHead } from "../syntax/template.js";
import { type TagDefinition, usingLiquid } from "./definition.js";

interface OpenBranch {
  readonly head: TagHead;
  readonly condition: Condition | undefined;
  readonly body: BodyBuilder;
}

/** `if` and `unless` are read alike. */
function parseBranches(kind: "if" | "unless", source: TagSource): OpenBlock {
  const { head } = source;
  const branches: OpenBranch[] = [];
  const open = (one: TagSource, condition: Condition | undefined): BodyBuilder => {
    const body = one.newBody();
    branches.push({ head: one.head, condition, body });
    return body;
  };
  return {
    body: open(source, parseCondition(source.markup, head.name) ?? never(source)),
    clause(clause) {
      const { name } = clause.head;
      if (name.text !== "elsif" && name.text !== "else") return undefined;
      const before = branches.at(-1)!;
      if (before.head.name.text === "else") {
        clause.findings.warn(name, `this \`${name.text}\` is never reached: it comes after \`else\``, [
          { message: "`else` is here", span: clause.findings.span(before.head.name) },
        ]);
      }
      if (name.text === "elsif") return open(clause, parseCondition(clause.markup, name) ?? never(clause));
      const text = clause.markup.text.trim();
      if (text !== "") {
        const isElsif = /^if\b/.test(text);
        clause.findings.warn(
          isElsif ? { start: name.start, end: clause.head.markup.start + "if".length } : clause.head.markup,
          `\`else\` takes no condition, so ${isElsif ? "it" : "this"} is left out`,
          isElsif ? ["write `elsif`"] : [],
          isElsif ? "elsif" : undefined,
        );
      }
      return open(clause, undefined);
    },
    close(range, tail, end) {
      const blank = branches.every(({ body }) => body.blank);
      const built = branches.map(({ head, condition, body }, index) => {
        const next = branches[index + 1]?.head.start;
        const built = body.build(end, blank);
        const to = next ?? tail?.start ?? built.end;
        return {
          kind: "branch" as const,
          start: head.start,
          end: to,
          head,
          condition,
          body: { ...built, end: Math.max(built.start, to) },
        };
      });
      return { kind, ...range, head, tail, blank, branches: built } satisfies If;
    },
  };
}

/** Stands in for a condition that could not be read, so that the branch does not look like an `else`. */
const never = ({ head }: TagSource): Condition => ({
  kind: "condition",
  start: head.markup.start,
  end: head.markup.end,
  terms: [],
  operators: [],
});

/** Runs the first branch whose condition comes to what is wanted; those after the first want it true. */
function runBranches(branches: readonly Branch[], machine: Machine, wanted: boolean): void {
  const ways: Way[] = [];
  let otherwise = () => {};
  for (const [index, { condition, head, body }] of branches.entries()) {
    const run = () => runBody(machine, body);
    if (condition) {
      ways.push({ test: condition, wanted: index > 0 || wanted, at: head, run });
      continue;
    }
    // What is after an `else` never runs.
    otherwise = run;
    break;
  }
  machine.choose(ways, otherwise);
}

export const ifTag: TagDefinition<If> = {
  name: "if",
  status: "documented",
  summary: "Prints the first branch whose condition is true.",
  syntax: "{% if a == b %}…{% elsif c and d %}…{% else %}…{% endif %}",
  example: {
    template:
      "{% if {{event_properties.${total}}} >= 100 %}gold{% elsif ${country} == 'DE' %}silver{% else %}none{% endif %}",
    fixture: { user: { country: "DE" }, event: { name: "Order Placed", properties: { total: 20 } } },
    output: "silver",
  },
  source: "_docs/_user_guide/messaging/design_and_edit/personalize/liquid/conditional_logic.md",
  end: "endif",
  clauses: ["elsif", "else"],
  parse: (source) => parseBranches("if", source),
  run({ branches }, machine) {
    runBranches(branches, machine, true);
  },
};

export const unless: TagDefinition<If> = {
  name: "unless",
  status: "documented",
  summary: "Prints the first branch if its condition is false, else goes on like `if`.",
  syntax: "{% unless a == b %}…{% endunless %}",
  example: {
    template: "{% unless ${email_address} contains '@test.' %}real{% endunless %}",
    fixture: { user: { email: "ann@example.com" } },
    output: "real",
  },
  source: usingLiquid,
  end: "endunless",
  clauses: ["elsif", "else"],
  parse: (source) => parseBranches("unless", source),
  run({ branches }, machine) {
    runBranches(branches, machine, false);
  },
};
