import { didYouMean } from "../diagnostics/suggest.js";
import { type AnswerPage, answerJson } from "../report/answer-page.js";
import { explainable, explained } from "../report/explanations.js";
import { type PageJson, pageJson } from "../report/page.js";
import { pages } from "../rules/registry.js";
import { quoted } from "../source/json-text.js";
import { requireString, wrongCall } from "./usage.js";

export type { AnswerPage, PageJson };

/** Every kind of finding with its page, by code. */
export const rules: readonly PageJson[] = [...pages.values()].map(pageJson);

/**
 * What `mi-braze explain` says: of a finding, by its code or name, of an HTTP status, a Braze abort type, a symptom, or of
 * the text of an error, of which the nearest page is given.
 * @throws UsageError when there is nothing of that name
 */
export function explain(name: string): PageJson | AnswerPage {
  const [found] = explained(requireString(name, "the name"));
  if (found) return "page" in found ? pageJson(found.page) : answerJson(found.answer);
  throw wrongCall(`there is nothing called ${quoted(name)}${didYouMean(name, explainable())}`);
}
