import { parseWords } from "../syntax/parser/interpolation.js";
import type { Interpolation, MessageExtras, TagHead } from "../syntax/template.js";
import type { TagDefinition } from "./definition.js";

export const messageExtras: TagDefinition<MessageExtras> = {
  name: "message_extras",
  status: "documented",
  summary: "Adds a key and a value to the Send event in Currents, 1 KB in all. Prints nothing.",
  syntax: "{% message_extras :key name :value {{value}} %}",
  example: {
    template: "{% message_extras :key plan :value {{custom_attribute.${plan}}} %}",
    fixture: { user: { custom_attributes: { plan: "gold" } } },
    output: "",
  },
  options: { ":key text": "the key; must come first", ":value text": "its value, kept as text" },
  source: "_docs/_user_guide/messaging/design_and_edit/personalize/liquid/advanced_filters/message_extras.md",
  parse({ head, range, markup, findings }) {
    const { words, options, unknown } = parseWords(markup, { key: "value", value: "value" });
    for (const word of [...words, ...unknown])
      findings.warn(word, "`message_extras` takes `:key` and `:value` only, so this is left out");
    const [key, value] = [options.findIndex(isNamed("key")), options.findIndex(isNamed("value"))];
    if (key < 0 || value < 0) findings.error(head, "`message_extras` needs `:key` and `:value`");
    else if (value < key)
      findings.error(options[value]!.name, "`:value` comes before `:key`; Braze reads the key first");
    return { kind: "message_extras", ...range, head, blank: false, options };
  },
  run({ options, head }, machine) {
    const given = ["key", "value"].map((name) => options.find(isNamed(name))?.value ?? emptyAt(head));
    machine.effect(given, head, (user, [key, value]) => user.addExtra(head, String(key), String(value)));
  },
};

const isNamed = (wanted: string) => (option: { readonly name: { readonly text: string } }) =>
  option.name.text === wanted;

const emptyAt = ({ markup }: TagHead): Interpolation => ({
  kind: "interpolation",
  ...markup,
  parts: [],
});
