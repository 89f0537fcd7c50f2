import { runBody } from "../runtime/machine.js";
import { brokenTag } from "../syntax/parser/tag-parser.js";
import type { LiquidTag } from "../syntax/template.js";
import { type TagDefinition, usingLiquid } from "./definition.js";

export const liquid: TagDefinition<LiquidTag> = {
  name: "liquid",
  status: "documented",
  summary: "Holds a tag a line, without delimiters.",
  syntax: "{% liquid\n  assign a = 1\n  echo a\n%}",
  example: {
    template: "{% liquid\n  assign name = ${first_name} | default: 'friend'\n  echo name\n%}",
    output: "friend",
  },
  source: usingLiquid,
  // the block parser reads its lines, since they are tags of the body around it
  parse: brokenTag,
  run({ body }, machine) {
    runBody(machine, body);
  },
};
