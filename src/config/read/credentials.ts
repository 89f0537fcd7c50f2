import {
  encodedPairs,
  isHarmless,
  isUnlikeWord,
  namedValues,
  namesCredential,
} from "../../diagnostics/credential-names.js";
import { looksSecret, looseSecrets, secretsIn } from "../../diagnostics/secrets.js";
import { nearest } from "../../diagnostics/suggest.js";
import type { JsonNode } from "../../source/json.js";
import { Keywords, merged } from "../../source/keywords.js";
import { own } from "../../source/own.js";
import type { Range } from "../../source/source.js";
import { patterns } from "../schema/parts.js";
import type { ConfigPath } from "../tree.js";

/** A literal credential, with its key. */
export interface LiteralSecret extends Range {
  readonly path: ConfigPath;
  readonly text: string;
  /** The key is what looks like a credential: a value ended up in its place. */
  readonly isKey: boolean;
}

export interface Credentials {
  /** Those that are where a credential belongs, or look like one: each is a finding. */
  readonly literals: readonly LiteralSecret[];
  /** Texts that nothing may show. */
  readonly texts: readonly string[];
  /** What no code frame shows: also what is merely beside the name of a credential. */
  readonly ranges: readonly Range[];
}

/** All that is or may be a credential in a config, parsed as far as it could be. */
export function credentialsIn(text: string, root: JsonNode | undefined): Credentials {
  const literals: LiteralSecret[] = [];
  const texts = new Set<string>();
  const ranges: Range[] = [
    ...looseSecrets(text),
    ...namedValues(text),
    ...encodedPairs(text),
    ...inComments(text),
  ];
  const hide = (range: Range, ...written: string[]) => {
    ranges.push(range);
    for (const one of written)
      for (const part of [one, bare(one), mark(one)]) if (part !== "") texts.add(part);
  };
  const visit = (node: JsonNode, path: ConfigPath, from: number) => {
    if (node.kind !== "object" && node.kind !== "array") {
      // What YAML makes nothing of, such as a tag or an alias, is between the key and the end of the value.
      const written = text.slice(Math.min(from, node.start), node.end).replace(/^["']?\s*:?\s*/, "");
      const value =
        node.kind === "null" ? written : node.kind === "number" ? (node.text ?? "") : String(node.value);
      const range = { start: node.start, end: node.end };
      if (isLiteral(value, path)) {
        if (node.kind !== "null") literals.push({ ...range, path, text: value, isKey: false });
        hide(range, value, written);
        if (written !== "") ranges.push({ start: node.end - written.length, end: node.end });
      } else if ((isBelowCredential(path) && !isHarmless(value)) || (isKey(path) && isUnlikeWord(value)))
        hide(range, value, written);
    }
    for (const { name, nameRange, value } of node.members ?? []) {
      if (isSecretKey(name, path)) {
        literals.push({ ...nameRange, path, text: name, isKey: true });
        hide(nameRange, name);
      } else if (isBelowCredential(path) && isUnlikeWord(name) && !isHarmless(name)) hide(nameRange, name);
      visit(value, [...path, name], nameRange.end);
    }
    (node.items ?? []).forEach((item, index) => {
      visit(item, [...path, index], item.start);
    });
  };
  if (root) visit(root, [], root.start);
  for (const { start, end } of secretsIn(text)) texts.add(text.slice(start, end));
  const copies = new Keywords([...texts].filter(({ length }) => length >= 4));
  // A short one, such as a user name, also occurs inside other words.
  const standsAlone = ({ start, end }: Range) =>
    !/\w/.test(text[start - 1] ?? " ") && !/\w/.test(text[end] ?? " ");
  return { literals, texts: [...texts], ranges: merged([...ranges, ...copies.find(text, standsAlone)]) };
}

/** Without quotes, and without what means something to YAML before a value. */
const bare = (written: string): string => written.replace(/^[!*&"']+|["']+$/g, "").trim();

/** The tag or anchor that a value begins with. */
const mark = (written: string): string => /^[!&]+(\S*)/.exec(written)?.[1] ?? "";

/** Whether a value is a literal credential. */
const isLiteral = (value: string, path: ConfigPath): boolean =>
  value.trim() !== "" &&
  ((holdsSecrets(path) && !patterns.secret.test(value)) ||
    looksSecret(value) ||
    secretsIn(value).length > 0 ||
    (isConstant(path) && namesCredential(String(path.at(-1))) && isUnlikeWord(value) && !/\s/.test(value)));

/** An environment is made as the file is around it. */
export const inEnvironments = (path: ConfigPath): ConfigPath =>
  path[0] === "environments" ? path.slice(2) : path;

/** All of `movable_ink`, of `signal` the token and the key, and of `braze` the key. */
const holdsSecrets = (path: ConfigPath): boolean =>
  inEnvironments(path)[0] === "movable_ink" ||
  ["signal.token", "signal.config.api_key"].includes(path.join(".")) ||
  inEnvironments(path).join(".") === "braze.api_key";

/** A text that goes into every payload as it is. */
const isConstant = (path: ConfigPath): boolean => path[0] === "wire" && path[1] === "constants";

/** `signal: {key: …}`: many services call a credential that, and nothing of a config is called so. */
const isKey = (path: ConfigPath): boolean =>
  path.some((part) => typeof part === "string" && /(?:^|[_-])(?:keys?|salt)$/i.test(part)) &&
  isOfConfig(path);

/** A value under a key that no config has and that says it is a credential. */
const isBelowCredential = (path: ConfigPath): boolean =>
  isOfConfig(path) && path.some((part) => typeof part === "string" && namesCredential(part));

/** Neither what a payload holds nor what an event has. */
const isOfConfig = (path: ConfigPath): boolean =>
  !isConstant(path) && !path.some((part) => part === "properties" || part === "items" || part === "data");

const known: Readonly<Record<string, readonly string[]>> = {
  movable_ink: ["endpoint", "authorization"],
  "movable_ink.authorization": ["username", "password"],
};
/** What somebody may write who means the name of a variable. */
const meant = ["env", "name", "value", "from", "variable", "url"];

/** Whether a key of `movable_ink` is a value that ended up in its place: it is not a word, and like no key that is meant. */
function isSecretKey(name: string, place: ConfigPath): boolean {
  const path = inEnvironments(place);
  if (path[0] !== "movable_ink") return false;
  const keys = own(known, path.join("."));
  if (!keys) return !meant.includes(name);
  return (
    nearest(name, keys) === undefined &&
    !(namesCredential(name) && !isUnlikeWord(name)) &&
    !/^[a-z]+(?:[_-][a-z]+)*$/.test(name.slice(0, 30))
  );
}

/** Parts of a comment that are not words. */
function inComments(text: string): Range[] {
  const found: Range[] = [];
  for (const { index, 0: comment } of text.matchAll(/(?:^|[ \t])#[^\r\n]*/gm)) {
    for (const match of comment.matchAll(/[\w+/=.~!@$%^&*-]{8,}/g)) {
      const start = index + match.index;
      if (isUnlikeWord(match[0])) found.push({ start, end: start + match[0].length });
    }
  }
  return found;
}
