import type { Comment, InlineComment } from "../syntax/template.js";
import { liquidReference, type TagDefinition, usingLiquid } from "./definition.js";

export const comment: TagDefinition<Comment> = {
  name: "comment",
  status: "documented",
  summary: "Leaves the block out. Its content must still be well formed.",
  syntax: "{% comment %}…{% endcomment %}",
  example: { template: "a{% comment %} made by hand {% endcomment %}b", output: "ab" },
  source: usingLiquid,
  end: "endcomment",
  parse(source) {
    const body = source.newBody();
    const { head } = source;
    return {
      body,
      close: (range, tail, end) => ({
        kind: "comment",
        ...range,
        head,
        tail,
        blank: true,
        body: body.build(end, false),
      }),
    };
  },
  run() {},
};

export const inlineComment: TagDefinition<InlineComment> = {
  name: "#",
  status: "standard",
  alternative: "write `{% comment %}…{% endcomment %}`",
  summary: "Leaves the tag out.",
  syntax: "{% # text %}",
  example: { template: "a{% # made by hand %}b", output: "ab" },
  source: `${liquidReference}/tags/template/`,
  parse({ head, range, markup, findings }) {
    const found = /\n[ \t\r\n\f\v]*[^# \t\r\n\f\v]/.exec(markup.slice(0, markup.text.length));
    if (found) {
      const end = found.index + found[0].length;
      findings.error(markup.place(end - 1, end), "each line of this comment must begin with `#`");
    }
    return { kind: "#", ...range, head, blank: true };
  },
  run() {},
};
