import { hashText } from "../liquid/values/digest.js";
import { isJsonObject, type Json, type JsonObject } from "../source/json.js";
import { JsonNumber } from "../source/json-number.js";

export interface Redacted {
  readonly user: JsonObject;
  /** Where something was replaced. */
  readonly replaced: readonly string[];
}

/** What many people have in common, and what bodies depend on. */
const kept = new Set(["time_zone", "language", "country", "platform"]);
/** Shorter numbers count something: points, orders. */
const fewestDigits = 5;

/**
 * A profile with stand-ins for everything that may tell who it is: every text and every long number, of the same length
 * and the same kinds of characters; an e-mail stays an e-mail, and a date stays a date. Equal values get equal stand-ins,
 * in every run with the same key, and without the key nobody can try out whose they are.
 */
export function redacted(user: JsonObject, key: string): Redacted {
  const replaced: string[] = [];
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
    replaced.push(path);
    const standIn = standInFor(text, key);
    return isNumber ? new JsonNumber(standIn) : standIn;
  };
  return { user: visit(user, "", "") as JsonObject, replaced };
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
