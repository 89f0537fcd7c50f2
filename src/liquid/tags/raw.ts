import type { Raw } from "../syntax/template.js";
import { liquidReference, type TagDefinition } from "./definition.js";

export const raw: TagDefinition<Raw> = {
  name: "raw",
  status: "standard",
  alternative: "print braces from a string: `{{ '{{' }}`",
  summary: "Prints the block as it is, including its Liquid.",
  syntax: "{% raw %}…{% endraw %}",
  example: { template: "{% raw %}{{ name }}{% endraw %}", output: "{{ name }}" },
  source: `${liquidReference}/tags/template/`,
  end: "endraw",
  parse(source) {
    const { head, findings, markup } = source;
    if (markup.text.trim() !== "") findings.error(head.markup, "`raw` takes nothing");
    const { text, tail } = source.rawText();
    const end = tail?.end ?? text.end;
    return { kind: "raw", start: head.start, end, head, tail, blank: text.value === "", text };
  },
  run({ text }, machine) {
    machine.text(text.value, text);
  },
};
