import type { Json, OrderedJson } from "../source/json.js";
import { isSameNumber, JsonNumber } from "../source/json-number.js";

/**
 * JSON as programs like it: objects, and numbers of JavaScript. One that JavaScript cannot hold to its last digit, such as
 * 9007199254740993, keeps its notation.
 */
export function plain(json: OrderedJson): Json {
  if (json instanceof JsonNumber) return held(json);
  if (Array.isArray(json)) return json.map(plain);
  if (!(json instanceof Map)) return json;
  return Object.fromEntries([...json].map(([name, member]) => [name, plain(member)]));
}

const held = (number: JsonNumber): number | JsonNumber => {
  const nearest = Number(number);
  return Number.isFinite(nearest) && isSameNumber(String(nearest), number.text) ? nearest : number;
};
