import { runBody } from "../runtime/machine.js";
import { brokenBlock } from "../syntax/parser/tag-parser.js";
import type { Translation } from "../syntax/template.js";
import type { TagDefinition } from "./definition.js";

export const translation: TagDefinition<Translation> = {
  name: "translation",
  status: "documented",
  summary: "Marks text for translation; the emulator prints it untranslated.",
  syntax: "{% translation id %}…{% endtranslation %}",
  example: { template: "{% translation greeting %}Hello{% endtranslation %}", output: "Hello" },
  source: "_docs/_user_guide/messaging/messaging_fundamentals/localization/locales_in_messages.md",
  end: "endtranslation",
  parse(source) {
    const { head, markup, findings } = source;
    const at = markup.trim(0, markup.text.length);
    if (at.end <= at.start) {
      findings.error(head, "`translation` needs an id", ["for example `{% translation greeting %}`"]);
      return brokenBlock(source);
    }
    const id = markup.name(markup.slice(at.start, at.end), at.start, at.end);
    const body = source.newBody();
    return {
      body,
      close: (range, tail, end) => ({
        kind: "translation",
        ...range,
        head,
        tail,
        blank: body.blank,
        id,
        body: body.build(end, false),
      }),
    };
  },
  run({ body }, machine) {
    runBody(machine, body);
  },
};
