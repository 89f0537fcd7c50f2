import { namesIn } from "../diagnostics/catalogue.js";
import type { Answer } from "../movable-ink/answers/page.js";
import { statusPage } from "../movable-ink/answers/statuses.js";
import { catalogue, pages } from "../rules/registry.js";
import type { Page } from "../rules/rule.js";
import { allAnswers } from "../signal/answers.js";
import { searchWords } from "../source/word-search.js";

/** Something that can be explained: a finding, or what an answer or error on the way to Movable Ink means. */
export type Explained = { readonly page: Page } | { readonly answer: Answer };

export const answers = (): Answer[] => allAnswers.flatMap((group) => [...group.pages]);

/** Every name that can be explained. */
export const explainable = (): string[] => [...namesIn(catalogue), ...answers().map(({ id }) => id)];

/**
 * What a person means by the name of a finding or an answer, or by a text in which one is named: a line of a log, the
 * error of another program. The most telling first.
 */
export function explained(wanted: string): readonly Explained[] {
  const found = byName(wanted);
  return found.length > 0
    ? found
    : withoutTwins([
        ...namedIn(wanted),
        ...byText(wanted, false),
        ...statusIn(wanted),
        ...byText(wanted, true),
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
        [1, `${page.why} ${page.remedy}`],
      ] as const,
    })),
    ...answers().map((answer) => ({
      value: { answer },
      fields: [
        [4, `${answer.id} ${answer.title}`],
        [3, answer.texts.join(" ")],
        [2, answer.meaning],
        [1, answer.remedy],
      ] as const,
    })),
  ]);

/** `MI062`, `unescaped-text`, `401`, `frequency_capped`, `Frequency capped` or `Not Found`. */
function byName(wanted: string): readonly Explained[] {
  const name = wanted.trim();
  const kind = catalogue.named(name) ?? catalogue.named(fold(name));
  const page = kind && pages.get(kind.code);
  if (page) return [{ page }];
  if (/^[1-5]\d\d$/.test(name)) return [{ answer: statusPage(Number(name)) }];
  const folded = fold(name);
  return answers()
    .filter(({ id, title }) => fold(id) === folded || fold(title) === folded)
    .map((answer) => ({ answer }));
}

const fold = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, "-");

/** Codes of findings and abort types that stand in a text. */
function namedIn(text: string): Explained[] {
  const words = text.match(/[A-Za-z][\w-]*\w/g) ?? [];
  return words
    .filter((word) => /^MI\d{3}$/i.test(word) || word.includes("_"))
    .flatMap((word) => byName(word));
}

/** The answers whose texts a text holds, the longest first: those of one kind of error, or of many kinds. */
function byText(text: string, general: boolean): Explained[] {
  const said = plain(text);
  return answers()
    .filter((answer) => (answer.general ?? false) === general)
    .map((answer) => ({
      answer,
      length: Math.max(
        0,
        ...answer.texts.filter((pattern) => holds(said, pattern)).map((pattern) => pattern.length),
      ),
    }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length)
    .map(({ answer }) => ({ answer }));
}

function holds(said: string, pattern: string): boolean {
  const parts = plain(pattern).split("*");
  const source = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*");
  return new RegExp(`(?<!\\w)${source}`, "s").test(said);
}

const plain = (text: string): string =>
  text.toLowerCase().replace(/[‘’`]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ").trim();

/** `HTTP 401`, `status code: 503`, `the endpoint returned 502`, `404 Not Found`. */
function statusIn(text: string): Explained[] {
  const found =
    /\b(?:https?(?:\/[\d.]+)?|status(?: code)?|error|response|returned|received|answered|got|responded with)\D{0,3}([2-5]\d\d)\b|^\s*([2-5]\d\d)\s+[A-Z]/i.exec(
      text,
    );
  const code = found?.[1] ?? found?.[2];
  return code === undefined ? [] : [{ answer: statusPage(Number(code)) }];
}

function withoutTwins(found: readonly Explained[]): Explained[] {
  const seen = new Set<unknown>();
  return found.filter((one) => {
    const what = "page" in one ? one.page : one.answer;
    return !seen.has(what) && seen.add(what);
  });
}
