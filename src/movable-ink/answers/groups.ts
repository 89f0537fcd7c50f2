import { abortPages } from "./aborts.js";
import { jsonErrorPages } from "./json-errors.js";
import { liquidErrorPages } from "./liquid-errors.js";
import type { Answer } from "./page.js";
import { statusPages } from "./statuses.js";
import { symptomPages } from "./symptoms.js";

export interface AnswerGroup {
  readonly title: string;
  readonly pages: readonly Answer[];
}

export const answerGroups: readonly AnswerGroup[] = [
  { title: "Statuses", pages: statusPages },
  { title: "Why Braze did not send", pages: abortPages },
  { title: "Errors of Liquid and Connected Content", pages: liquidErrorPages },
  { title: "What receivers say of broken JSON", pages: jsonErrorPages },
  { title: "Symptoms", pages: symptomPages },
];
