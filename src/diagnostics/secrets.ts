import type { Range } from "../source/source.js";

/** A collector's URL with its key, the value of an Authorization header, or a URL with a password, anywhere. */
export const looksSecret =
  /\/behavioral\/\S+|^\s*(Basic|Bearer)\s+\S{8,}\s*$|https?:\/\/[^/\s:@]+:[^/\s@]+@/i;

/** What looks like a credential anywhere: in a comment, or where a file cannot be parsed. */
export const looseSecrets = (text: string): Range[] =>
  [...text.matchAll(/https?:\/\/\S*(?:\/behavioral\/|:[^/\s]*@)\S*|\b(?:Basic|Bearer)\s+[\w+/=-]{8,}/gi)].map(
    (match) => ({ start: match.index, end: match.index + match[0].length }),
  );

/** Credentials that are recognisable by their form. */
const tokens =
  /\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{30,}|sk_live_\w{10,}|xox[baprs]-[\w-]{10,}|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+)|https:\/\/hooks\.slack\.com\/services\/\w+\/\w+\/\w+|-----BEGIN [A-Z ]*PRIVATE KEY-----/g;

/** A long string after the name of a credential: a URL parameter, a header, a property. */
const named =
  /\b(?:api[-_]?key|(?:access|auth|api)[-_]?token|client[-_]?secret|password|secret)["']?\s*[=:]\s*["']?([\w.~+/-]{12,}=*)/gi;

/** `'user:password' | base64_encode`, as Basic authentication writes it, also by way of a variable. */
function encodedSecrets(text: string): Range[] {
  const pair = /(["'])([^"'{}\s:]+:[^"'{}\s]+)\1/;
  const direct = new RegExp(`${pair.source}\\s*\\|\\s*base64_encode`, "g");
  const assigned = new RegExp(`\\bassign\\s+(\\w+)\\s*=\\s*${pair.source.replace("\\1", "\\2")}`, "g");
  const captured = /\bcapture\s+(\w+)\s*-?%\}\s*([^{}\s:]+:[^{}\s]+)\s*\{%/g;
  const encodes = (name: string) => new RegExp(`\\b${name}\\s*\\|\\s*base64_encode`).test(text);
  const placed = (match: RegExpMatchArray, secret: string): Range => {
    const start = match.index! + match[0].lastIndexOf(secret);
    return { start, end: start + secret.length };
  };
  return [
    ...[...text.matchAll(direct)].map((match) => placed(match, match[2]!)),
    ...[...text.matchAll(assigned)]
      .filter(([, name]) => encodes(name!))
      .map((match) => placed(match, match[3]!)),
    ...[...text.matchAll(captured)]
      .filter(([, name]) => encodes(name!))
      .map((match) => placed(match, match[2]!)),
  ];
}

/** Placeholders for a credential. */
const placeholder = /your|example|placeholder|x{4}|\*{3}|<|>/i;

/** Where a webhook's text contains credentials. */
export function secretsIn(text: string): Range[] {
  const found = [
    ...looseSecrets(text),
    ...encodedSecrets(text),
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
  // Two patterns match one credential: the longer range wins.
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
