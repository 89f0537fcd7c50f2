import { assignable, pattern } from "../syntax/parser/patterns.js";
import { brokenBlock } from "../syntax/parser/tag-parser.js";
import { checkVariableName } from "../syntax/parser/variable-name.js";
import type { Capture } from "../syntax/template.js";
import { type TagDefinition, usingLiquid } from "./definition.js";

const syntax = pattern(assignable);

export const capture: TagDefinition<Capture> = {
  name: "capture",
  status: "documented",
  summary: "Gives a variable what the block prints, as text.",
  syntax: "{% capture name %}…{% endcapture %}",
  example: {
    template: "{% capture id %}user-{{${user_id}}}{% endcapture %}{{ id | upcase }}",
    fixture: { user: { external_id: "u1" } },
    output: "USER-U1",
  },
  source: usingLiquid,
  end: "endcapture",
  parse(source) {
    const { markup, findings, head } = source;
    const found = syntax.exec(markup.text);
    if (!found) {
      findings.error(head, "`capture` needs the name of a variable", ["for example `{% capture name %}`"]);
      return brokenBlock(source);
    }
    const [from, to] = found.indices![0]!;
    const variable = markup.name(found[0], from, to);
    // quotes around the name are common, and Ruby reads past them
    if (!/^["']/.test(markup.text.trim())) checkVariableName(markup, variable, from);
    const body = source.newBody();
    return {
      body,
      close: (range, tail, end) => ({
        kind: "capture",
        ...range,
        head,
        tail,
        blank: true,
        variable,
        body: body.build(end, false),
      }),
    };
  },
  run({ variable, body }, machine) {
    machine.capture(variable.text, body);
  },
};
