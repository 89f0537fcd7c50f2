import { type JsonNode, parseJson } from "../source/json.js";
import type { Range } from "../source/source.js";
import { isHarmless, isUnlikeWord, namesSecret } from "./credential-names.js";
import { lastPart, mayName, namedValues, tags, tagsOf } from "./named-values.js";
import { isPlaceholder, secretsByForm } from "./secrets.js";

/** What a text of any kind calls a credential: JSON, Liquid, HTTP, a comment. */
export interface NamedSecret extends Range {
  readonly text: string;
  /** Whether it can be told from other text, so that nothing shows it wherever it is. */
  readonly telling: boolean;
}

type Add = (range: Range, strength?: "strong" | "named" | "hidden") => void;

/** Where a text holds what looks like a credential, or what it calls one; in time that grows with the text alone. */
export function secretsNamedIn(text: string): NamedSecret[] {
  const found: NamedSecret[] = [];
  for (const { start, end } of secretsByForm(text)) {
    const value = text.slice(start, end);
    for (const part of [value, ...partsOf(value)])
      found.push({ start, end, text: part, telling: !isPlaceholder(withoutHosts(part)) });
  }
  if (!mayName.test(text)) return found;
  const add: Add = (range, strength = "named") => {
    for (const { start, end } of literalsIn(text, range)) {
      const value = text.slice(start, end);
      if (!isHarmless(value))
        found.push({ start, end, text: value, telling: strength !== "hidden" && isTelling(value, strength) });
    }
  };
  const isInTag = tagsOf(text);
  besideNames(text, isInTag, add);
  inTags(text, add);
  inProse(text, isInTag, add);
  if (/^\s*[[{]/.test(text) && nested.test(text)) {
    const { root } = parseJson({ name: "", text });
    if (root) inJson(root, undefined, add);
  }
  return found;
}

/** What of a credential is one where it stands alone: the key of a path, what follows the scheme, a password. */
function partsOf(value: string): string[] {
  const scheme = /^(?:Basic|Bearer)\s+(.*)$/i.exec(value);
  if (scheme) return [scheme[1]!];
  if (value.startsWith("/")) return value.split("/").filter(isUnlikeWord);
  if (!/^https?:/i.test(value)) return value.includes(":") ? [value.slice(value.indexOf(":") + 1)] : [];
  if (!URL.canParse(value)) return [];
  const { username, password, pathname } = new URL(value);
  return [password === "" ? username : password, ...pathname.split("/").filter(isUnlikeWord)];
}

/** An address of the documentation's domains, such as `shop.example`, is not a placeholder of what follows. */
const withoutHosts = (url: string): string => url.replace(/(?<=[@/])[\w.-]+\.(?:example|test)\b/gi, "");

/** A value that is not text but may contain some. */
const nested = /["']\s{0,20}:\s{0,20}[[{]|"value"/;

function besideNames(text: string, isInTag: (place: number) => boolean, add: Add): void {
  // Lists have the same names again and again.
  const called = new Map<string, boolean>();
  const isCalled = (name: string): boolean => {
    const known = called.get(name) ?? isSecretName(name);
    called.set(name, known);
    return known;
  };
  for (const { name, isParameter, value, start, end, tagged } of namedValues(text, isInTag)) {
    const range = { start, end };
    if (isCalled(name)) add(range, isStrong(name) ? "strong" : "named");
    else if (isParameter && /^(?:\w*key|sig|signature|code|sas|salt)$/i.test(name) && isUnlikeWord(value))
      add(range);
    else if (tagged && /(?:^|_)(?:key|salt)$/i.test(name) && isUnlikeWord(value)) add(range);
  }
}

const captures = /\{%-?\s{0,20}capture\s{1,20}([\w-]{1,80})\s{0,20}-?%\}([^{}\n]{1,500})/g;
const signed = /\|\s{0,20}hmac_\w{1,20}\s{0,20}:\s{0,20}["']([^"'\n]{1,500})/g;

/** A tag that begins or ends a `case`, or compares within one, with what it says. */
const cases = /\{%-?\s{0,20}(case|when|endcase)\b((?:\$\{[^{}%]{0,200}\}|[^{}%]){0,2000})/g;

/** What a text is compared with that comes first: `"a" == b`. */
const compared = /^\s{0,9}(?:={1,3}|!=|<>)\s{0,9}([\w.${}-]{1,100})/;

/** What is captured under such a name, what signs, texts in a tag that says such a name, and what a `case` of one compares. */
function inTags(text: string, add: Add): void {
  const last = (match: RegExpExecArray, value: string) => {
    const end = match.index + match[0].length;
    return { start: end - value.length, end };
  };
  for (const match of text.matchAll(captures)) if (namesSecret(match[1]!)) add(last(match, match[2]!));
  for (const match of text.matchAll(signed)) add(last(match, match[1]!), "strong");
  const textsIn = (tag: string, index: number): Range[] =>
    [...tag.matchAll(/"[^"\n]*"|'[^'\n]*'/g)].map(({ index: at, 0: literal }) => ({
      start: index + at + 1,
      end: index + at + literal.length - 1,
    }));
  const numbersIn = (tag: string, index: number): Range[] =>
    [...tag.matchAll(/(?<=[\s,])\d{1,200}(?=[\s,]|$)/g)].map(({ index: at, 0: digits }) => ({
      start: index + at,
      end: index + at + digits.length,
    }));
  const secretNameIn = (tag: string): string | undefined =>
    mayName.test(tag) ? (tag.match(/[\w-]+/g) ?? []).find(isSecretName) : undefined;
  for (const { index, 0: tag } of text.matchAll(tags))
    if (secretNameIn(tag) !== undefined)
      for (const range of textsIn(tag, index)) {
        const [, other] = compared.exec(text.slice(range.end + 1, range.end + 200)) ?? [];
        const name = other === undefined ? "" : lastPart(other.replace(/\}+$/, ""));
        if (isSecretName(name)) add(range, isStrong(name) ? "strong" : "named");
        else if (isUnlikeWord(text.slice(range.start, range.end))) add(range);
      }
  // What a credential is compared with is one, whatever it looks like, as after `==`.
  const around: (string | undefined)[] = [];
  for (const { index, 0: tag, 1: word, 2: said } of text.matchAll(cases)) {
    const name = around.at(-1);
    if (word === "case") around.push(secretNameIn(said!));
    else if (word === "endcase") around.pop();
    else if (name !== undefined)
      for (const range of [...textsIn(tag, index), ...numbersIn(tag, index)])
        add(range, isStrong(name) ? "strong" : "named");
  }
}

const sentences =
  /(?<![\w-])((?:(?:api|access|secret|private|signing)[ _-]?)?(?:pass(?:word|phrase|code)?|secret|token|key|credential)s?)(?:[ \t]{1,3}[a-z]{1,12}){0,4}[ \t]{1,3}([^\s"'`,;&{}<>()[\]|\\%]+)/gi;

/** `the password of the account is …` */
function inProse(text: string, isInTag: (place: number) => boolean, add: Add): void {
  for (const match of text.matchAll(sentences)) {
    const [whole, name, value] = match;
    const end = match.index + whole.length;
    if (namesSecret(name!) && isUnlikeWord(value!) && !isInTag(match.index))
      add({ start: end - value!.length, end }, isRandom(value!) ? "named" : "hidden");
  }
}

/** Everything below the name of a credential in JSON, and what is beside one: `{"name": "X-Api-Key", "value": "…"}`. */
function inJson(node: JsonNode, around: string | undefined, add: Add): void {
  const strength = around !== undefined && isStrong(around) ? "strong" : "named";
  if (around !== undefined && node.kind === "string")
    add({ start: node.start + 1, end: node.end - 1 }, strength);
  if (around !== undefined && node.kind === "number") add(node, strength);
  const beside = (node.members ?? []).find(
    ({ name, value }) => /^(?:key|name|header)$/i.test(name) && namesSecret(String(value.value)),
  );
  for (const { name, nameRange, value } of node.members ?? []) {
    if (around !== undefined && isUnlikeWord(name))
      add({ start: nameRange.start + 1, end: nameRange.end - 1 });
    const isCalled = isSecretName(name);
    const isBeside = beside !== undefined && /^value$/i.test(name);
    inJson(value, around ?? (isCalled ? name : isBeside ? String(beside.value.value) : undefined), add);
  }
  for (const item of node.items ?? []) inJson(item, around, add);
}

/** Tells of a credential without being one: when it ends, how many there are. */
const describes =
  /(?:count|type|kind|status|state|name|expir(?:y|es?|ation)|ttl|length|limit|policy|hint|required|enabled|reset|changed|algorithm|[_-]at|[a-z]At|[_-]in|[a-z]In)$/;

/** Letters of both cases and digits mixed, as neither a word nor the name of a product is. */
const isRandom = (text: string): boolean =>
  text.length >= 10 && /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text);

/** Whether what a name calls is a credential, and not only about one. */
export const isSecretName = (name: string): boolean => namesSecret(name) && !describes.test(name);

const isStrong = (name: string): boolean => /pass|pwd|secret|api[-_ .]?key/i.test(name);

/** What is short, or a word of a language, also occurs where it is not one. */
function isTelling(value: string, strength: "strong" | "named"): boolean {
  if (/\s/.test(value) || isPlaceholder(value)) return false;
  if (isUnlikeWord(value) || /^\d{8,}$/.test(value) || value.length >= 24) return true;
  return strength === "strong" && value.length >= 6;
}

/** What of a value is not Liquid, without the white space around it. */
function literalsIn(text: string, { start, end }: Range): Range[] {
  const found: Range[] = [];
  const keep = (from: number, to: number) => {
    const piece = text.slice(from, to);
    const length = piece.trim().length;
    const first = from + piece.length - piece.trimStart().length;
    if (length > 0) found.push({ start: first, end: first + length });
  };
  let from = start;
  for (const { index, 0: tag } of text.slice(start, end).matchAll(/\{[{%].*?(?:[%}]\}+|$)/gs)) {
    keep(from, start + index);
    from = start + index + tag.length;
  }
  keep(from, end);
  return found;
}
