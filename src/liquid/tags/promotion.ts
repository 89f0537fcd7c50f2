import type { Promotion } from "../syntax/template.js";
import type { TagDefinition } from "./definition.js";

export const promotion: TagDefinition<Promotion> = {
  name: "promotion",
  status: "documented",
  summary:
    "Prints a code of a promotion code list, which is used up; without a code left, nothing is sent. The fixture gives it under `promotion_codes`, or one is made up.",
  syntax: "{% promotion('spring25') %}",
  example: {
    template: "{% promotion('spring25') %}",
    fixture: { promotion_codes: { spring25: "SPRING-1" } },
    output: "SPRING-1",
  },
  source: "_docs/_user_guide/messaging/design_and_edit/personalize/sources/promotion_codes/manage.md",
  parse({ head, range, markup, findings }) {
    const raw = markup.slice(0, markup.text.length);
    const found = /^\s*\(?\s*(?:'([^']*)'|"([^"]*)")\s*\)?\s*$/.exec(raw);
    const text = (found?.[1] ?? found?.[2] ?? "").trim();
    if (text === "") {
      findings.error(head, "`promotion` needs the name of a promotion code list in quotes", [
        "copy the snippet in Braze, such as `{% promotion('spring25') %}`",
      ]);
    }
    const start = found ? raw.indexOf(text) : 0;
    const list = markup.name(text, start, start + text.length);
    return { kind: "promotion", ...range, head, blank: false, list };
  },
  run({ list, head }, machine) {
    machine.made("code", [], head, (user) => user.promotionCode(list.text));
  },
};
