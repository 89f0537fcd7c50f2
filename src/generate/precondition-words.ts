import type { Campaign, Test } from "../config/model/config.js";
import { everyProperty } from "../config/model/properties.js";
import { codeSpan, plainMarkdown } from "../source/markdown.js";
import { sourceText } from "./body/source-text.js";

/** When an event is sent, in Markdown: `only if event_property.status is paid or shipped`. */
export const preconditionWords = ({ preconditions }: Campaign): string[] =>
  preconditions.map((one) => `${one.key === "only_if" ? "only if" : "not if"} ${wordsOf(one)}`);

/** Which items of its lists are, where they are not all. */
export const whereWords = ({ properties }: Campaign): string[] =>
  everyProperty(properties).flatMap((property) =>
    property.type === "array" && property.where.length > 0
      ? [`of ${codeSpan(property.name)}, items where ${property.where.map(wordsOf).join(" and ")}`]
      : [],
  );

function wordsOf({ from, test }: Test): string {
  const holds =
    typeof test === "string"
      ? { present: "there", absent: "missing" }[test]
      : test.map((one) => plainMarkdown(String(one))).join(" or ");
  return `${codeSpan(sourceText(from))} is ${holds}`;
}
