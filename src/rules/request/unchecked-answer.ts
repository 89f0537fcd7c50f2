import { findingKind } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import { type AnyNode, plainText } from "../../liquid/syntax/template.js";
import type { Rule } from "../rule.js";

const call = "{% connected_content https://api.example.com/profile :save p %}";

export const uncheckedAnswer: Rule = {
  kind: findingKind("MI108", "unchecked-answer", "info"),
  summary: "The answer of a service is sent on, and nothing asks whether there was one.",
  why: "Where the service fails, or is slower than two seconds, every member of the answer is blank, and the event goes out without it.",
  fix: 'Ask first: `{% if p.__http_status_code__ != 200 %}{% abort_message("no profile") %}{% endif %}`, or give the value a `default`.',
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/connected_content/making_an_api_call",
  ],
  bad: { body: `${call}{"tier": {{p.tier | as_json_string}}}` },
  good: {
    body: `${call}{% if p.__http_status_code__ != 200 %}{% abort_message("no profile") %}{% endif %}{"tier": {{p.tier | as_json_string}}}`,
  },
  check: ({ fields }, report) =>
    fields.flatMap(({ template: { nodes }, spanOf }) => {
      const calls = nodesOf(nodes, "connected_content");
      const [first] = calls;
      if (!first) return [];
      // What is printed ahead of every call has nothing to ask about.
      const printed = namesIn(nodesOf(nodes, "output", "echo").filter(({ start }) => start > first.end));
      const asked = namesIn([
        ...nodesOf(nodes, "comparison", "case", "for"),
        ...nodesOf(nodes, "filtered").filter(({ filters }) =>
          filters.some(({ name }) => name.text === "default"),
        ),
        // What is made of it first may be asked about under another name.
        ...nodesOf(nodes, "assign", "capture"),
      ]);
      return calls.flatMap(({ head, options }) => {
        const save = options.find(({ name }) => name.text === "save")?.value;
        const name = save && plainText(save);
        return name !== undefined && printed.has(name) && !asked.has(name)
          ? [report(`nothing asks whether there was an answer under "${name}"`, spanOf(head.name))]
          : [];
      });
    }),
};

/** The variables that nodes read. */
const namesIn = (nodes: readonly AnyNode[]): ReadonlySet<string> =>
  new Set(nodes.flatMap((node) => nodesOf(node, "variable").map(({ text }) => text)));
