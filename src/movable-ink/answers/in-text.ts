import type { Entry } from "../../source/word-search.js";
import type { Answer } from "./page.js";

/** What of an answer is looked through. */
export type Findable = Pick<Answer, "id" | "title" | "meaning" | "fix" | "texts" | "general">;

/** The answers whose texts a text holds, the longest first: those of one kind of error, or of many kinds. */
export function answersByText<A extends Findable>(
  answers: readonly A[],
  text: string,
  { general }: { readonly general: boolean },
): A[] {
  const said = plain(text);
  return answers
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
    .map(({ answer }) => answer);
}

function holds(said: string, pattern: string): boolean {
  const parts = plain(pattern).split("*");
  const source = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*");
  return new RegExp(`(?<!\\w)${source}`, "s").test(said);
}

const plain = (text: string): string =>
  text.toLowerCase().replace(/[‘’`]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ").trim();

/** `HTTP 401`, `status code: 503`, `the endpoint returned 502`, `404 Not Found`. */
export function statusIn(text: string): number | undefined {
  const found =
    /\b(?:https?(?:\/[\d.]+)?|status(?: code)?|error|response|returned|received|answered|got|responded with)\D{0,3}([2-5]\d\d)\b|^\s*([2-5]\d\d)\s+[A-Z]/i.exec(
      text,
    );
  const code = found?.[1] ?? found?.[2];
  return code === undefined ? undefined : Number(code);
}

/** Words as a name: `Frequency capped` is `frequency_capped`. */
export const foldedName = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, "-");

/** What words are looked for in, and how much each counts. */
export const answerEntry = <A extends Findable>(answer: A): Entry<A> => ({
  value: answer,
  fields: [
    [4, `${answer.id} ${answer.title}`],
    [3, answer.texts.join(" ")],
    [2, answer.meaning],
    [1, answer.fix],
  ],
});
