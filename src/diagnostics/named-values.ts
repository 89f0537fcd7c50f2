import { countFirst } from "../source/ordered.js";
import type { Range } from "../source/source.js";

/** Whether there is anything to look for: most texts name nothing. */
export const mayName =
  /pass|pwd|\bpw\b|secret|token|key|auth|bearer|credential|cookie|sig|hmac|otp\b|\bpin|(?:access|security|verification|time|backup|recovery)[-_ ]?code|code=|contras|mdp\b|kennwort|senha|parola|wachtwoord|пароль|密码|パスワード|\\u00/i;

/**
 * A name, what is between it and its value, and the value as far as its closing quote: `"a": "b"`, `a=b`, `a: b`,
 * `${a} == 'b'`, `a | default: "b"`, `a -> b`. The value is only looked at: it may hold others, as a URL does.
 */
const entries =
  /(?<![\p{L}\p{N}\p{M}_.$\\-])((?:[\p{L}\p{N}\p{M}_.$-]|\\u00[0-7][0-9a-f]){1,80})(["'\]}]{0,3}[ \t\r\n]{0,20}(?::(?!\/\/)|=>|={1,3}|!=|<>|->|contains\b|\|[ \t]{0,9}default[ \t]{0,9}:|[ \t][-–—](?=[ \t]))[ \t\r\n]{0,20}[[(]{0,2}[ \t]{0,20})(?="((?:[^"\\\n]|\\.)*)|'((?:[^'\\\n]|\\.)*)|([^\s"'`,;&{}<>()[\]|\\%?]{1,200}))/giu;

/** A value that a text writes after a name. */
export interface NamedValue extends Range {
  /** Its last part, without escapes. */
  readonly name: string;
  readonly value: string;
  /** `=` is all that is between them, as in the query of a URL. */
  readonly isParameter: boolean;
  /** It is given to the name and not compared with it. */
  readonly isGiven: boolean;
  /** Whether the name is in a tag or an output. */
  readonly tagged: boolean;
}

/** Every value after a name, from left to right; in time that grows with the text alone. */
export function* namedValues(text: string, isInTag: (place: number) => boolean): Generator<NamedValue> {
  for (const match of text.matchAll(entries)) {
    const [whole, key, between, double, single, bare] = match;
    const value = double ?? single ?? bare!;
    const start = match.index + whole.length + (bare === undefined ? 1 : 0);
    const isParameter = between === "=" && !/assign\s{1,9}$/.test(text.slice(match.index - 16, match.index));
    const tagged = isInTag(match.index);
    // In a tag, what has no quotes is the name of a variable, unless a URL is there.
    if (bare !== undefined && !isParameter && tagged) continue;
    const isGiven = /^[^=:]*[=:]\s*$/.test(between!);
    yield {
      name: lastPart(resolved(key!)),
      value,
      start,
      end: start + value.length,
      isParameter,
      isGiven,
      tagged,
    };
  }
}

/** `c` of `a.b.c` and of `a.b.$c`. */
export const lastPart = (key: string): string => key.split(/[.$]/).findLast((part) => part !== "") ?? key;

/** The name without JSON's escapes. */
const resolved = (key: string): string =>
  key.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** The beginnings of tags and outputs, as far as they have no braces in them. */
export const tags = /\{[{%](?:\$\{[^{}%]{0,200}\}|[^{}%]){0,2000}/g;

/** Tells places inside a tag or an output of Liquid from others; asked from left to right. */
export function tagsOf(text: string): (place: number) => boolean {
  const ranges = [...text.matchAll(tags)].map(({ index, 0: tag }) => ({
    start: index,
    end: index + tag.length,
  }));
  return (place) => {
    const last = ranges[countFirst(ranges, ({ start }) => start <= place) - 1];
    return last !== undefined && place < last.end;
  };
}
