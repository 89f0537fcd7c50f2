import type { Range } from "../source/source.js";

/** A collector's URL with its key, the value of an Authorization header, or a URL with a password, wherever it stands. */
export const looksSecret =
  /\/behavioral\/\S+|^\s*(Basic|Bearer)\s+\S{8,}\s*$|https?:\/\/[^/\s:@]+:[^/\s@]+@/i;

/** What looks like a credential wherever it stands: in a comment, or where a file cannot be read. */
export const looseSecrets = (text: string): Range[] =>
  [...text.matchAll(/https?:\/\/\S*(?:\/behavioral\/|:[^/\s]*@)\S*|\b(?:Basic|Bearer)\s+[\w+/=-]{8,}/gi)].map(
    (match) => ({ start: match.index, end: match.index + match[0].length }),
  );

/** Credentials that say what they are by their look. */
const tokens =
  /\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{30,}|sk_live_\w{10,}|xox[baprs]-[\w-]{10,}|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+)|https:\/\/hooks\.slack\.com\/services\/\w+\/\w+\/\w+|-----BEGIN [A-Z ]*PRIVATE KEY-----/g;

/** A long text behind a name that is a credential's: a parameter of a URL, a header, a member. */
const named =
  /\b(?:api[-_]?key|(?:access|auth|api)[-_]?token|client[-_]?secret|password|secret)["']?\s*[=:]\s*["']?([\w.~+/-]{12,}=*)/gi;

/** Words that stand for a credential that is yet to come. */
const placeholder = /your|example|placeholder|x{4}|\*{3}|<|>/i;

/** Where credentials stand in the text of a webhook. */
export function secretsIn(text: string): Range[] {
  const found = [
    ...looseSecrets(text),
    ...[...text.matchAll(tokens)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    })),
    ...[...text.matchAll(named)]
      .filter(([, value]) => /\d/.test(value!))
      .map((match) => ({
        start: match.index + match[0].lastIndexOf(match[1]!),
        end: match.index + match[0].length,
      })),
  ].filter(
    ({ start, end }) => !placeholder.test(text.slice(start, end)) && !text.slice(start, end).includes("{{"),
  );
  // Two ways to see one credential: the longer range stands.
  return found.filter(
    (one, index) =>
      !found.some(
        (other, at) =>
          at !== index &&
          other.start <= one.start &&
          one.end <= other.end &&
          (other.end - other.start > one.end - one.start || at < index),
      ),
  );
}
