import { fixtureFrom } from "../../braze/fixture/from-object.js";
import { scopeOf } from "../../braze/fixture/scope-of.js";
import { render } from "../../braze/liquid.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import { headerLineBreak as kind } from "../../verify/findings.js";
import type { Rule } from "../rule.js";

const nobody = fixtureFrom({ user: {} }).fixture!;

export const headerLineBreak: Rule = {
  kind,
  summary: "The value of a header holds a line break.",
  why: "A header ends at its line: what follows is another header, or makes the request invalid. Line breaks come from tags on lines of their own and from the end of a Content Block.",
  fix: "Write the value on one line. A Content Block is captured first: `{% capture key %}{{content_blocks.${key}}}{% endcapture %}{{key | strip}}`.",
  sources: ["https://www.rfc-editor.org/rfc/rfc9110"],
  bad: {
    body: '{"a": 1}',
    headers: { "Content-Type": "application/json", "X-Source": "{% assign from = 'braze' %}\n{{from}}" },
  },
  good: {
    body: '{"a": 1}',
    headers: { "Content-Type": "application/json", "X-Source": "{% assign from = 'braze' %}{{from}}" },
  },
  check: ({ headers = [], fields, contentBlocks }, report) =>
    fields
      .filter(({ what }) => what === "header")
      .flatMap(({ template, spanOf }, index) => {
        const { name } = headers[index]!;
        const inner = nodesOf(template.nodes, "capture", "comment");
        const written = nodesOf(template.nodes, "text").find(
          ({ value, start, end }) =>
            /[\r\n]/.test(value) && !inner.some((one) => one.start <= start && end <= one.end),
        );
        const message = `the header "${name}" holds a line break`;
        if (written) return [report(message, spanOf(written))];
        // What a capture or a Content Block brings along.
        const scope = scopeOf(nobody, { clock: () => new Date(0), contentBlocks });
        return /[\r\n]/.test(render(template, scope).text)
          ? [report(message, spanOf({ start: 0, end: template.source.text.length }))]
          : [];
      }),
};
