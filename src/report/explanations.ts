import { namesIn } from "../diagnostics/catalogue.js";
import { answerEntry, answersByText, foldedName, statusIn } from "../movable-ink/answers/in-text.js";
import type { Answer } from "../movable-ink/answers/page.js";
import { statusPage } from "../movable-ink/answers/statuses.js";
import { catalogue, pages } from "../rules/registry.js";
import type { Page } from "../rules/rule.js";
import { allAnswers } from "../signal/answers.js";
import { searchWords } from "../source/word-search.js";
import { liquidGroups, liquidNamed } from "./liquid-pages.js";

/** Something that can be explained: a finding, or what an answer or error on the way to Movable Ink means. */
export type Explained = { readonly page: Page } | { readonly answer: Answer };

export const answers = (): Answer[] => allAnswers.flatMap((group) => [...group.pages]);

/** Every name that can be explained. */
export const explainable = (): string[] => [
  ...namesIn(catalogue),
  ...answers().map(({ id }) => id),
  ...liquidGroups.flatMap(({ pages }) => pages.map(({ id }) => id)),
];

/**
 * What a person means by the name of a finding or an answer, or by a text in which one is named: a line of a log, the
 * error of another program. The most telling first.
 */
export function explained(wanted: string): readonly Explained[] {
  const found = byName(wanted);
  return withoutTwins([
    ...liquidNamed(wanted).map((answer) => ({ answer })),
    ...(found.length > 0
      ? found
      : [...namedIn(wanted), ...byText(wanted, false), ...answerOfStatus(wanted), ...byText(wanted, true)]),
  ]);
}

/** What speaks of a person's words, the best first. */
export const speakingOf = (words: string): Explained[] =>
  searchWords<Explained>(words, [
    ...[...pages.values()].map((page) => ({
      value: { page },
      fields: [
        [4, `${page.kind.code} ${page.kind.name}`],
        [3, page.summary],
        [1, `${page.why} ${page.fix}`],
      ] as const,
    })),
    ...answers().map((answer) => ({ ...answerEntry(answer), value: { answer } })),
  ]);

/** `MI062`, `unescaped-text`, `401`, `frequency_capped`, `Frequency capped` or `Not Found`. */
function byName(wanted: string): readonly Explained[] {
  const name = wanted.trim();
  const kind = catalogue.named(name) ?? catalogue.named(foldedName(name));
  const page = kind && pages.get(kind.code);
  if (page) return [{ page }];
  if (/^[1-5]\d\d$/.test(name)) return [{ answer: statusPage(Number(name)) }];
  const folded = foldedName(name);
  return answers()
    .filter(({ id, title }) => foldedName(id) === folded || foldedName(title) === folded)
    .map((answer) => ({ answer }));
}

/** Codes of findings and abort types that are in a text. */
function namedIn(text: string): Explained[] {
  const words = text.match(/[A-Za-z][\w-]*\w/g) ?? [];
  return words
    .filter((word) => /^MI\d{3}$/i.test(word) || word.includes("_"))
    .flatMap((word) => byName(word));
}

const byText = (text: string, general: boolean): Explained[] =>
  answersByText(answers(), text, { general }).map((answer) => ({ answer }));

function answerOfStatus(text: string): Explained[] {
  const code = statusIn(text);
  return code === undefined ? [] : [{ answer: statusPage(code) }];
}

function withoutTwins(found: readonly Explained[]): Explained[] {
  const seen = new Set<unknown>();
  return found.filter((one) => {
    const what = "page" in one ? one.page : one.answer;
    return !seen.has(what) && seen.add(what);
  });
}
