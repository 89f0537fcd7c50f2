import type { Campaign, Precondition } from "../config/model/config.js";
import { sourceText } from "./body/source-text.js";

/** When an event is sent, for people: `only if event_property.status is paid or shipped`. */
export const preconditionWords = ({ preconditions }: Campaign): string[] => preconditions.map(wordsOf);

function wordsOf({ key, from, test }: Precondition): string {
  const holds = typeof test === "string" ? { present: "there", absent: "missing" }[test] : test.join(" or ");
  return `${key === "only_if" ? "only if" : "not if"} \`${sourceText(from)}\` is ${holds}`;
}
