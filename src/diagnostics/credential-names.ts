import { distance } from "fastest-levenshtein";
import type { Range } from "../source/source.js";

/** What a key is called that holds a credential, its letters alone; also in a few other languages. */
const names =
  /passw|passphrase|passcode|passkey|passwd|^pass$|^pw$|^pwd|pwd$|secret|token|api(?:key|secret)|(?:access|private|auth|signing|shared|rest|write|subscription|security|encryption|master|licen[cs]e)key|authori[sz]ation|^auth$|basicauth|bearer|credential|^(?:set)?cookie$|^pin$|pincode$|(?:access|security|verification|onetime|backup|recovery)code|^[th]?otp$|hmac|contrasen|motdepasse|^mdp$|kennwort|senha$|parola|wachtwoord|пароль|密码|パスワード/;

/** What is written wrongly, as names of credentials often are. */
const often = ["password", "authorization", "credentials", "apikey"];

/** A key's letters, without marks, in lower case. */
const lettersOf = (key: string): string =>
  key.slice(0, 100).normalize("NFKD").toLowerCase().replace(/\P{L}/gu, "");

const isLike = (letters: string, others: readonly string[]): boolean =>
  others.some((name) => Math.abs(name.length - letters.length) <= 2 && distance(name, letters) <= 2);

/** `api_key`, `apiKey`, `API-Key`; also with a letter too many, too few or wrong. */
export function namesSecret(key: string): boolean {
  const letters = lettersOf(key);
  return names.test(letters) || isLike(letters, often);
}

/** The same in a config, where an endpoint is a credential, too. */
export const namesCredential = (key: string): boolean =>
  namesSecret(key) || isLike(lettersOf(key), ["endpoint"]);

/** What may be there beside a credential: the name of a variable, a type, a truth value, a placeholder. */
const harmless =
  /^(?:env:\w*|string|number|integer|boolean|datetime|url|object|array|json|true|false|null|yes|no|none|~|[|>][-+\d]*|<[^>]*>|\*+|\{\{.*|(?:custom_attribute|event_property|api_trigger_property|canvas_entry_property|context|item)[.[].*)$/i;

export const isHarmless = (value: string): boolean => harmless.test(value.trim());

/** `password: …`, `authorization = …`, `# api_key …` */
const entry = /([\p{L}\p{N}\p{M}_.-]{2,60})["']?([ \t]*[:=：][ \t]*|[ \t]+)(?=\S)/gu;

/** A key at the end of a line, also inside braces, before a tag or a comment: its value, or the text of its block, is on the lines below. */
const lastKey =
  /(?:^[\s#-]*|[{,]\s*)["']?([\p{L}\p{N}\p{M}_.-]{2,60})["']?\s*:\s*(?:[!&]\S{0,100}\s+){0,2}(?:[|>][-+\d]*)?(?:\s+#.*)?$/u;

const isComment = (line: string): boolean => /^\s*#/.test(line);

/**
 * Where a text that is to be YAML names a credential, all that follows on the line: a comment, a mistyped section, text that
 * cannot be parsed. Below a key without a value, it is what is there without keys of its own, however it is indented: whoever
 * pastes a value seldom indents it.
 */
export function namedValues(text: string): Range[] {
  const found: Range[] = [];
  let offset = 0;
  /** The line of the key whose value is on the lines below. */
  let open: { readonly indent: number; readonly isComment: boolean } | undefined;
  for (const line of text.split("\n")) {
    const content = line.trimEnd();
    const indent = content.length - content.trimStart().length;
    if (open && content !== "") {
      if (/^[\s#-]*["']?[\w.-]+["']?\s*:(?:\s|$)/.test(content)) {
        if (indent <= open.indent) open = undefined;
      } else if (
        (indent > open.indent || open.isComment || !isComment(content)) &&
        !isHarmless(content.replace(/^[\s#-]*/, ""))
      )
        found.push({ start: offset + indent, end: offset + content.length });
    }
    const start = valueStart(content);
    if (start !== undefined) found.push({ start: offset + start, end: offset + content.length });
    const key = lastKey.exec(content);
    if (key && namesCredential(key[1]!)) open = { indent, isComment: isComment(content) };
    offset += line.length + 1;
  }
  return found;
}

/** Where the first literal value of a credential begins on a line. */
function valueStart(line: string): number | undefined {
  for (const match of line.matchAll(entry)) {
    if (!namesCredential(match[1]!)) continue;
    const at = match.index + match[0].length;
    const value = line.slice(at);
    // The keys inside braces are looked at in their turn.
    if (/^[{[]/.test(value)) continue;
    const first = /^[^\s,}\]]*/.exec(value)![0].replace(/^["']|["']$/g, "");
    if (isHarmless(first)) continue;
    // Without a colon it is prose, unless what follows is not a word.
    if (/[:=：]/.test(match[2]!) || isUnlikeWord(first)) return at;
  }
  return undefined;
}

/** Letters and digits mixed, as no word of a language is. */
export const isUnlikeWord = (text: string): boolean =>
  text.length >= 8 && /\d/.test(text) && /[a-z]/i.test(text) && !/^\d{4}-\d\d/.test(text);

/** Base64 of `user:password`, as the Authorization header carries it. */
export function encodedPairs(text: string): Range[] {
  return [...text.matchAll(/[A-Za-z0-9+/_-]{8,}={0,2}/g)]
    .filter(([match]) => {
      if (match.length > 500) return false;
      // Whole groups of four, whichever alphabet they are in; what is left may be two or three characters more.
      const digits = match.replace(/=+$/, "").replaceAll("-", "+").replaceAll("_", "/");
      const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
      return /^[\x20-\x7e]+:[\x20-\x7e]+$/.test(atob(whole));
    })
    .map(({ index, 0: match }) => ({ start: index, end: index + match.length }));
}
