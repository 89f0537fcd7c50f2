import { hashText } from "../liquid/values/digest.js";
import { isJsonObject, type Json, type JsonObject } from "../source/json.js";
import { JsonNumber } from "../source/json-number.js";
import { asCompared, nothingCompared } from "./compared.js";

export interface Redacted {
  readonly user: JsonObject;
  /** Where something was replaced. */
  readonly replaced: readonly string[];
  /** Where something was left as it is since a template compares it. */
  readonly compared: readonly string[];
}

/** What many people have in common, and what bodies depend on. */
const kept = new Set(["time_zone", "language", "country", "platform"]);
const ids = new Set(["external_id", "braze_id", "email", "phone", "alias_name"]);
/** Shorter numbers count something: points, orders. */
const fewestDigits = 5;

/**
 * A profile with stand-ins for everything that may tell who it is: every text and every long number, of the same length
 * and the same kinds of characters; an e-mail stays an e-mail, and a date stays a date. Equal values get equal stand-ins,
 * in every run with the same key, and without the key nobody can try out whose they are. What templates compare stays, so
 * that they do for the stand-in what they did for the user.
 */
export function redacted(user: JsonObject, key: string, against = nothingCompared): Redacted {
  const replaced: string[] = [];
  const compared: string[] = [];
  const visit = (value: Json, path: string, name: string): Json => {
    if (Array.isArray(value)) return value.map((item, index) => visit(item, `${path}[${index}]`, name));
    if (isJsonObject(value))
      return Object.fromEntries(
        Object.entries(value).map(([member, inner]) => [
          member,
          visit(inner, path === "" ? member : `${path}.${member}`, member),
        ]),
      );
    if (kept.has(name)) return value;
    const text = typeof value === "number" || value instanceof JsonNumber ? String(value) : value;
    if (typeof text !== "string" || text === "") return value;
    const isNumber = typeof value !== "string";
    if (isNumber && text.replace(/\D/g, "").length < fewestDigits) return value;
    if (isNumber) {
      const standIn = numberFor(text, key, against.numbers);
      (standIn === text ? compared : replaced).push(path);
      return new JsonNumber(standIn);
    }
    // An id is never a branch: it is somebody.
    if (against.texts.has(asCompared(text)) && !ids.has(name)) {
      compared.push(path);
      return value;
    }
    replaced.push(path);
    const part = against.parts.find((one) => text.includes(one));
    return part === undefined ? standInFor(text, key) : around(text, part, key);
  };
  return { user: visit(user, "", "") as JsonObject, replaced, compared };
}

/** A part that a template looks for, with stand-ins around it. */
const around = (text: string, part: string, key: string): string =>
  text
    .split(part)
    .map((one) => shaped(one, key))
    .join(part);

const mostDraws = 200;

/** A number that is to each compared one as the user's is: less, the same or more; where none is found, the user's. */
function numberFor(text: string, key: string, against: readonly number[]): string {
  const sides = (number: number) => against.map((one) => Math.sign(number - one)).join();
  const own = sides(Number(text));
  for (let draw = 0; draw < mostDraws; draw++) {
    const standIn = shaped(text, draw === 0 ? key : `${key}\0${draw}`);
    if (sides(Number(standIn)) === own) return standIn;
  }
  return text;
}

function standInFor(text: string, key: string): string {
  const date = /^\d{4}-\d\d-\d\d(.*)$/s.exec(text);
  if (date) {
    const day = drawn(`${text}\0${key}`);
    const two = (most: number) => String(1 + (day() % most)).padStart(2, "0");
    return `${1950 + (day() % 50)}-${two(12)}-${two(28)}${date[1]}`;
  }
  const at = text.lastIndexOf("@");
  if (at > 0 && !/\s/.test(text)) return `${shaped(text.slice(0, at), key)}@example.com`;
  return shaped(text, key);
}

const lower = "abcdefghijklmnopqrstuvwxyz";

/** A letter for a letter and a digit for a digit; what is between them stays. */
function shaped(text: string, key: string): string {
  const next = drawn(`${text}\0${key}`);
  let isFirstDigit = true;
  return [...text]
    .map((character) => {
      if (/\d/.test(character)) {
        // A number that began with another digit than 0 still does.
        const digit = isFirstDigit && character !== "0" ? 1 + (next() % 9) : next() % 10;
        isFirstDigit = false;
        return String(digit);
      }
      if (!/\p{L}/u.test(character)) return character;
      const letter = lower[next() % lower.length]!;
      return /\p{Lu}/u.test(character) ? letter.toUpperCase() : letter;
    })
    .join("");
}

/** Numbers that follow from a text. */
function drawn(seed: string): () => number {
  let [block, at, count] = ["", 0, 0];
  return () => {
    if (at >= block.length) {
      block = hashText("sha256", `${seed}\0${count++}`);
      at = 0;
    }
    const number = Number.parseInt(block.slice(at, at + 4), 16);
    at += 4;
    return number;
  };
}
