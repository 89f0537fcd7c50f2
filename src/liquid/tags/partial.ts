import type { Partial } from "../syntax/template.js";
import { liquidReference, type TagDefinition } from "./definition.js";

const partial = (name: "include" | "render"): TagDefinition<Partial> => ({
  name,
  status: "unsupported",
  alternative: "Braze shares text between messages through Content Blocks: `{{content_blocks.${name}}}`",
  summary: "Inserts another file, of which Braze has none.",
  syntax: `{% ${name} 'file' %}`,
  example: {
    template: `{% ${name} 'footer' %}`,
    output: "Liquid error: This liquid context does not allow includes.",
  },
  source: `${liquidReference}/tags/template/`,
  parse: ({ head, range }) => ({ kind: name, ...range, head, blank: false }),
  run({ head }, machine) {
    machine.fail("This liquid context does not allow includes.", head);
  },
});

export const include = partial("include");
export const render = partial("render");
