import {
  type Json,
  mayLoseOrder,
  memberOf,
  type OrderedJson,
  parseJson,
  readJson,
  toOrderedJson,
} from "../../source/json.js";

/** What arrived: to be looked into, and to be shown. */
export interface Payload {
  readonly payload: Json;
  /** The payload with its members as they came, where JavaScript has them in another order. */
  readonly written?: OrderedJson | undefined;
}

/** The payload of a text; undefined where it is not JSON. */
export function readPayload(text: string): Payload | undefined {
  const payload = readJson(text);
  if (payload === undefined) return undefined;
  if (!mayLoseOrder(text)) return { payload };
  const { root } = parseJson({ name: "", text });
  return { payload, written: root && toOrderedJson(root) };
}

/** The member of a line that holds a payload, as it is written there. */
export function writtenIn(line: string, deepest: number): OrderedJson | undefined {
  if (!mayLoseOrder(line)) return undefined;
  const payload = memberOf(parseJson({ name: "", text: line }, deepest).root, "payload");
  return payload && toOrderedJson(payload);
}
