import { merged } from "../source/keywords.js";
import type { Range } from "../source/source.js";
import { mayName, namedValues, tagsOf } from "./named-values.js";

// Searches for credentials. Each looks at a text piece by piece, in time that grows with the text alone: whoever may hand
// in a text may hand in a hostile one.

/** A URL is as long as what follows it without white space or a quotation mark. */
const urls = /https?:\/\/[^\s"`]+/gi;

/** An endpoint of Movable Ink, whose path ends in a key, or an address with a user and a password before its host. */
const isSecretUrl = (url: string): boolean =>
  /\/behavioral\/./i.test(url) ||
  url.split("://").some((rest, index) => {
    const authority = /^[^/?#\s]*/.exec(rest)![0];
    const at = authority.lastIndexOf("@");
    const colon = authority.indexOf(":");
    return index > 0 && colon >= 0 && colon < at;
  });

/** The value of an Authorization header: Basic or Bearer and what looks like no word. */
const scheme = /\b(?:Basic|Bearer)\s+[\w+/=-]{8,}/gi;

/** A collector's URL with its key, the value of an Authorization header, or a URL with a password, anywhere. */
export const looksSecret = (text: string): boolean =>
  /^\s*(?:Basic|Bearer)\s+\S{8,}\s*$/i.test(text) ||
  /\/behavioral\/\S/i.test(text) ||
  (text.match(urls) ?? []).some(isSecretUrl);

const rangesOf = (text: string, pattern: RegExp, isOne: (match: string) => boolean = () => true): Range[] =>
  [...text.matchAll(pattern)]
    .filter(([match]) => isOne(match))
    .map(({ index, 0: match }) => ({ start: index, end: index + match.length }));

/** What looks like a credential anywhere: in a comment, or where a file cannot be parsed. */
export const looseSecrets = (text: string): Range[] => [
  ...rangesOf(text, urls, isSecretUrl),
  ...rangesOf(text, scheme),
];

/** Credentials that are recognisable by their form. */
const tokens =
  /\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{30,}|sk_live_\w{10,}|xox[baprs]-[\w-]{10,})|https:\/\/hooks\.slack\.com\/services\/\w+\/\w+\/\w+|-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/g;

/** A JSON Web Token: header and payload, which begin with `{"`, and a signature. */
function webTokens(text: string): Range[] {
  const found: Range[] = [];
  for (const { index, 0: run } of text.matchAll(/[\w.-]+/g)) {
    const parts = run.split(".");
    let start = index;
    for (const [at, part] of parts.entries()) {
      const [payload, signature] = [parts[at + 1], parts[at + 2]];
      // What is before the header in the same word is not part of it.
      const header = /(?:^|\W)(eyJ[\w-]{10,})$/.exec(part.slice(-2000))?.[1];
      if (header !== undefined && signature && payload?.startsWith("eyJ") && payload.length > 12) {
        const end = start + part.length + 1 + payload.length + 1 + signature.length;
        found.push({ start: start + part.length - header.length, end });
      }
      start += part.length + 1;
    }
  }
  return found;
}

/** Names that call nothing but a credential. */
const credential =
  /(?:^|\W)(?:api[-_]?key|(?:access|auth|api)[-_]?token|client[-_]?secret|password|secret)$/i;

/** A long string with a digit in it, after the name of a credential: a URL parameter, a header, a property. */
function namedSecrets(text: string): Range[] {
  if (!mayName.test(text)) return [];
  return [...namedValues(text, tagsOf(text))].flatMap(({ name, value, isGiven, start }) => {
    const written = isGiven && credential.test(name) ? /^[\w.~+/-]{12,}=*/.exec(value)?.[0] : undefined;
    return written && /\d/.test(written) ? [{ start, end: start + written.length }] : [];
  });
}

/** `'user:password' | base64_encode`, as Basic authentication writes it, also by way of a variable. */
function encodedSecrets(text: string): Range[] {
  const pair = /(["'])([^"'{}\s:]+:[^"'{}\s]+)\1/;
  const direct = new RegExp(`${pair.source}\\s*\\|\\s*base64_encode`, "g");
  const assigned = new RegExp(`\\bassign\\s+(\\w+)\\s*=\\s*${pair.source.replace("\\1", "\\2")}`, "g");
  const captured = /\bcapture\s+(\w+)\s*-?%\}\s*([^{}\s:]+:[^{}\s]+)\s*\{%/g;
  const encoded = new Set([...text.matchAll(/\b(\w+)\s*\|\s*base64_encode/g)].map(([, name]) => name));
  const placed = (match: RegExpMatchArray, secret: string): Range => {
    const start = match.index! + match[0].lastIndexOf(secret);
    return { start, end: start + secret.length };
  };
  return [
    ...[...text.matchAll(direct)].map((match) => placed(match, match[2]!)),
    ...[...text.matchAll(assigned)]
      .filter(([, name]) => encoded.has(name))
      .map((match) => placed(match, match[3]!)),
    ...[...text.matchAll(captured)]
      .filter(([, name]) => encoded.has(name))
      .map((match) => placed(match, match[2]!)),
  ];
}

/** Webhooks of services whose address is all that it takes to use them. */
const hooks =
  /https:\/\/(?:hooks\.slack\.com\/|hooks\.zapier\.com\/|maker\.ifttt\.com\/|hook\.[\w.]{0,20}make\.com\/|discord(?:app)?\.com\/api\/webhooks\/|[\w.-]{0,60}webhook\.office\.com\/)[^\s"'`{}]+|https?:\/\/[^\s"'`{}:@/]{8,}@[^\s"'`{}]+/gi;

/** The path of Movable Ink's collector without its host, as an HTTP request has it. */
const paths = /\/behavioral\/[^\s"'`{}]+/gi;

/** What curl takes after `-u`. */
const userOption = /(?<=(?:^|\s)(?:-u|--user)[ =]["']?)[^\s:"'{}]{1,200}:[^\s"'{}]+/g;

/** What looks like a credential by its form alone, placeholders included. */
export const secretsByForm = (text: string): Range[] => [
  ...looseSecrets(text),
  ...rangesOf(text, tokens),
  ...rangesOf(text, hooks),
  ...rangesOf(text, paths),
  ...rangesOf(text, userOption),
  ...webTokens(text),
];

/** Whether a text stands for a credential that is yet to be put there. */
export const isPlaceholder = (text: string): boolean => /your|example|placeholder|x{4}|\*{3}|<|>/i.test(text);

/** Where a webhook's text contains credentials, from left to right; what several searches find is one. */
export function secretsIn(text: string): Range[] {
  const found = [
    ...looseSecrets(text),
    ...encodedSecrets(text),
    ...rangesOf(text, tokens),
    ...webTokens(text),
    ...namedSecrets(text),
  ];
  return merged(
    found.filter(({ start, end }) => {
      const shown = text.slice(start, end);
      return !isPlaceholder(shown) && !shown.includes("{{");
    }),
  );
}
