import { isUnlikeWord, namesSecret } from "../diagnostics/credential-names.js";
import { secretsNamedIn } from "../diagnostics/named-secrets.js";
import { base32, base64, hex, utf8 } from "../source/bytes.js";
import { Keywords, merged } from "../source/keywords.js";
import type { Range } from "../source/source.js";
import { joinedUp, type Layer, layersOf, withoutSeparators, writtenRange } from "./layers.js";

/** Shorter texts are in other words, too: masking them would hide what is said and no secret. */
const leastLength = 4;
/** From here on a text is taken for the secret also in the middle of a word, and in other encodings. */
const longLength = 8;
/** Shorter parts stay even in what a server says: its sentences have such words. */
const leastAnswered = 2;
/** Beyond so many secrets, encodings are left out: a file that has them by the thousand has no real one. */
const mostEncoded = 1000;
/** A longer text is recognised by its beginning. */
const longestWord = 500;

const mask = "***";

/** What nothing that leaves the program may show: credentials of the environment, of the config and of templates. */
export class Secrets {
  /** As they were given, by what is searched for. */
  readonly #known = new Map<string, string>();
  /** Parts of credentials that are also words or numbers; only what somebody else says is without them. */
  readonly #common = new Set<string>();
  #search: ReturnType<typeof searchFor> | undefined;

  /** Takes note of a secret. One of fewer than four characters cannot be told from other text. */
  add(secret: string): void {
    const given = secret.trim().slice(0, longestWord);
    const text = folded(given);
    if (text.length < leastLength || this.#known.has(text)) return;
    this.#known.set(text, given);
    this.#search = undefined;
  }

  /**
   * Takes note of what is a credential with others, such as a password. One that is a word, or a short number, is in what
   * this program says, too: our sentences stay as they are, and a server's are without it.
   */
  addPart(part: string): void {
    const text = folded(part.trim());
    if (!isCommon(text)) this.add(part);
    else if (text.length >= leastAnswered && !this.#common.has(text)) {
      this.#common.add(text);
      this.#search = undefined;
    }
  }

  /** A URL that is a credential as a whole: its parts are secret where they stand alone. */
  addUrl(url: string): void {
    this.add(url);
    if (!URL.canParse(url)) return;
    const { pathname, search, hash, username, password, searchParams } = new URL(url);
    const segments = pathname.split("/").filter((segment) => segment !== "");
    const keys = segments.filter(
      (segment, index) => index === segments.length - 1 || /[^a-z]/.test(decoded(segment)),
    );
    const long = [...keys, ...searchParams.values(), hash.slice(1)].filter((one) => one.length >= longLength);
    for (const one of [...long, keys.at(-1) ?? "", username, password]) {
      this.addPart(one);
      this.addPart(decoded(one));
    }
    if (pathname.length > longLength) this.add(`${pathname}${search}`);
  }

  /** What is read may hold credentials of its own: they are data where it came from, and none of what is shown. */
  learn(text: string): void {
    for (const { text: secret, telling } of secretsNamedIn(text)) if (telling) this.add(secret);
  }

  /** The text without the secrets, however they are written. */
  masked(text: string): string {
    return this.#masked(text, false);
  }

  /**
   * What somebody else says, such as a server: also without parts of credentials that are words.
   * @param cut whether it goes on: its end may be the beginning of a secret
   */
  maskedAnswer(text: string, cut = false): string {
    if (!cut) return this.#masked(text, true);
    const shown = this.#masked(`${text}…`, true);
    return shown.endsWith("…") ? shown.slice(0, -1) : shown;
  }

  #masked(text: string, isAnswer: boolean): string {
    if (this.#known.size === 0 && !(isAnswer && this.#common.size > 0)) return text;
    const found = merged(this.#rangesIn(text, isAnswer));
    if (found.length === 0) return text;
    const pieces: string[] = [];
    let from = 0;
    for (const { start, end } of found) {
      pieces.push(text.slice(from, start), mask);
      from = end;
    }
    return pieces.join("") + text.slice(from);
  }

  #rangesIn(text: string, isAnswer: boolean): Range[] {
    this.#search ??= searchFor(this.#known, this.#common);
    const { long, short, common, encoded, cuts, joined } = this.#search;
    const layers = layersOf(text);
    const apart = joined.size === 0 ? [] : layers.map(withoutSeparators);
    const inPieces = apart.flatMap((layer) =>
      joined.find(folded(layer.text)).map((range) => writtenRange(layer, range)),
    );
    return layers
      .flatMap((layer) => {
        const read = { ...layer, text: folded(layer.text) };
        return [
          ...long.find(read.text),
          ...short.find(read.text, standsAlone(read)),
          ...(isAnswer ? common.find(read.text, standsAlone(read)) : []),
          ...encoded.find(read.text).map((range) => wholeCode(read, range)),
          ...cuts.find(read.text),
        ].map((range) => writtenRange(layer, range));
      })
      .concat(inPieces);
  }
}

/** A word or a number as others are: no key, and none of the passwords that are hard to guess. */
const isCommon = (text: string): boolean =>
  text.length < leastLength ||
  (text.length < longLength && /^(?:\p{L}+|\d+)$/u.test(text)) ||
  (/^\p{L}+$/u.test(text) && namesSecret(text));

/** Whether no letter or digit touches a range. */
const standsAlone =
  ({ text }: Layer) =>
  ({ start, end }: Range): boolean =>
    !/[\p{L}\p{N}_]/u.test(text[start - 1] ?? " ") && !/[\p{L}\p{N}_]/u.test(text[end] ?? " ");

/** What is encoded together with a secret, such as the user name before a password. */
function wholeCode({ text }: Layer, { start, end }: Range): Range {
  const before = /[\w+/-]*$/.exec(text.slice(Math.max(0, start - 200), start))![0];
  const after = /^[\w+/-]*={0,2}/.exec(text.slice(end, end + 200))![0];
  return { start: start - before.length, end: end + after.length };
}

function searchFor(known: ReadonlyMap<string, string>, words: ReadonlySet<string>) {
  const long = [...known.keys()].filter(({ length }) => length >= longLength);
  return {
    long: new Keywords(long),
    short: new Keywords([...known.keys()].filter(({ length }) => length < longLength)),
    common: new Keywords(words),
    encoded: new Keywords(
      known.size > mostEncoded ? [] : long.flatMap((secret) => encodings(known.get(secret)!)),
    ),
    cuts: new Cuts(long),
    // Words are beside each other in other texts, too.
    joined: new Keywords(
      long
        .flatMap((secret) => [...(isUnlikeWord(secret) ? [secret] : []), hex(utf8(known.get(secret)!))])
        .map(joinedUp)
        .filter(({ length }) => length >= longLength),
    ),
  };
}

/** Letters of either case are the same: a server may answer in capitals, also wide ones. Only ASCII, so that offsets stay. */
const folded = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u0000-\u007f]+/g, (ascii) => ascii.toLowerCase());

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Base64, also twice and of UTF-16, base32, hexadecimal digits, and from its end. What is before it shifts base64 by 0, 1 or 2 bytes; the characters at either end hold bits of its neighbours. */
function encodings(secret: string): string[] {
  const bytes = utf8(secret);
  return [
    ...inBase64(bytes),
    ...inBase64(utf8(base64(bytes))),
    ...inBase64(utf16(secret)),
    ...inBase32(bytes),
    hex(bytes),
    [...secret].reverse().join(""),
  ]
    .filter(({ length }) => length >= longLength)
    .map(folded);
}

/** As systems write it whose texts have two bytes a letter: the low one first. */
const utf16 = (text: string): Uint8Array =>
  Uint8Array.from(
    { length: text.length * 2 },
    (_, index) => text.charCodeAt(index >> 1) >> (8 * (index % 2)),
  );

function inBase64(bytes: Uint8Array): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const moved = new Uint8Array(shift + bytes.length);
    moved.set(bytes, shift);
    const whole = base64(moved).replace(/=+$/, "");
    const inner = whole.slice(shift === 0 ? 0 : shift + 1, (bytes.length + shift) % 3 === 0 ? undefined : -1);
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

/** Five bytes are eight characters: what is before it shifts it by up to four. */
function inBase32(bytes: Uint8Array): string[] {
  return [0, 1, 2, 3, 4].map((shift) => {
    const moved = new Uint8Array(shift + bytes.length);
    moved.set(bytes, shift);
    return base32(moved).slice(Math.ceil((shift * 8) / 5), Math.floor((moved.length * 8) / 5));
  });
}

/** Secrets of which an ellipsis has left the beginning or the end. */
class Cuts {
  /** The ends of beginnings, and the beginnings of ends, with what they may be of. */
  #byEdge: Map<string, string[]> | undefined;

  constructor(private readonly secrets: readonly string[]) {}

  find(text: string): Range[] {
    const found: Range[] = [];
    for (let at = text.indexOf("…"); at >= 0; at = text.indexOf("…", at + 1)) {
      this.#byEdge ??= edgesOf(this.secrets);
      const before = this.#longest(`<${text.slice(at - leastLength, at)}`, (part) => text.endsWith(part, at));
      const after = this.#longest(`>${text.slice(at + 1, at + 1 + leastLength)}`, (part) =>
        text.startsWith(part, at + 1),
      );
      if (before > 0) found.push({ start: at - before, end: at });
      if (after > 0) found.push({ start: at + 1, end: at + 1 + after });
    }
    return found;
  }

  #longest(edge: string, isThere: (part: string) => boolean): number {
    return (this.#byEdge!.get(edge) ?? []).reduce(
      (most, part) => (part.length > most && isThere(part) ? part.length : most),
      0,
    );
  }
}

/** Texts have many places, secrets few: a text with an ellipsis is not compared with each part of each secret. */
function edgesOf(secrets: readonly string[]): Map<string, string[]> {
  const edges = new Map<string, string[]>();
  const add = (edge: string, part: string) => {
    const parts = edges.get(edge);
    if (parts) parts.push(part);
    else edges.set(edge, [part]);
  };
  for (const secret of secrets.slice(0, mostEncoded)) {
    // `https://…` is the beginning of any URL.
    const scheme = /^[a-z][a-z\d+.-]*:\/\//.exec(secret)?.[0].length ?? 0;
    for (let length = leastLength; length <= secret.length; length++) {
      const [beginning, end] = [secret.slice(0, length), secret.slice(-length)];
      if (length > scheme) add(`<${beginning.slice(-leastLength)}`, beginning);
      add(`>${end.slice(0, leastLength)}`, end);
    }
  }
  return edges;
}
