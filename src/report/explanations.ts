import { namesIn } from "../diagnostics/catalogue.js";
import { type AnswerPage, answerPage } from "../movable-ink/answers.js";
import { catalogue, pages } from "../rules/registry.js";
import type { Page } from "../rules/rule.js";
import { allAnswers, signalPages } from "../signal/answers.js";

/** Something that can be explained: a finding, or what an answer on the way to Movable Ink means. */
export type Explained = { readonly page: Page } | { readonly answer: AnswerPage };

/** What a person means by a finding's code or name, an HTTP status, a Braze abort type or a symptom. */
export function explained(wanted: string): Explained | undefined {
  const kind = catalogue.named(wanted);
  const page = kind && pages.get(kind.code);
  if (page) return { page };
  const id = wanted.trim();
  const answer = answerPage(id) ?? signalPages.find((one) => one.id === id.toLowerCase());
  return answer && { answer };
}

export const answers = (): AnswerPage[] => allAnswers.flatMap((group) => [...group.pages]);

/** Every name that can be explained. */
export const explainable = (): string[] => [...namesIn(catalogue), ...answers().map(({ id }) => id)];
