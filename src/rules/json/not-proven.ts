import { notProven as kind } from "../../proof/findings.js";
import type { Rule } from "../rule.js";

export const notProven: Rule = {
  kind,
  summary: "Neither proven nor refuted.",
  why: "The body may be right; nothing can be promised. `generate` refuses it.",
  remedy:
    "Simplify the place that the note names: fewer conditions on one value, fewer loops inside each other, no `:rerender`; save the text of Content Blocks as `content_blocks/NAME.liquid`.",
  sources: ["docs/proof.md"],
  bad: { body: `{"a": 1{{content_blocks.\${footer}}}}` },
  good: { body: `{"a": 1{{content_blocks.\${footer}}}}`, contentBlocks: { footer: ', "b": 2' } },
};
