import { prints } from "../domain/printed.js";
import { anyJson, sizeOf, type Text } from "../domain/text.js";
import type { Outcome } from "../domain/transfer.js";
import type { FaultKind } from "../fault.js";
import { charactersPerUnit, type Fuel } from "../fuel.js";
import { type FeedFault, feedRope } from "../json/feed.js";
import { insideString, type JsonState, wantsValue } from "../json/machine.js";
import { joinTracks, type Track, trackRope } from "../json/track.js";
import type { Term } from "../terms/term.js";
import { constantText } from "./prints.js";
import type { State } from "./state.js";

/** Where printing a value may leave the document, and what is wrong with it. */
interface Output {
  readonly states: ReadonlyMap<JsonState, Track>;
  readonly faults: readonly FeedFault[];
  /** It may print nothing where a value is due. */
  readonly empty: boolean;
}

/** Feeds the automaton with all that an output may print. */
export function feedOutput(
  { json, track }: State,
  term: Term,
  { value, fails }: Outcome,
  fuel: Fuel,
): Output {
  const texts = prints(value);
  const states = new Map<JsonState, Track>();
  const reach = (one: JsonState, tracked: Track) => {
    const other = states.get(one);
    states.set(one, other ? joinTracks(other, tracked) : tracked);
  };
  const faults: FeedFault[] = [];
  let empty = false;
  const quotes = insideString(json) && term.op === "filter" && term.filter.traits.json === "value";
  fuel.spend(sizeOf(texts) / charactersPerUnit);
  for (const rope of texts) {
    const fed = feedRope(json, rope);
    // Whatever ends the string that it is in, the template goes on inside it.
    if (insideString(json) && (fed.faults.length > 0 || (quotes && !fed.states.has(json)))) {
      reach(json, track);
      faults.push(...fed.faults);
      if (fed.faults.length === 0) faults.push({ kind: "quoted-json" });
      continue;
    }
    if (fed.states.size === 1 && fed.states.has(json) && !insideString(json)) empty = true;
    // Whatever comes where a value is expected, the template goes on after it.
    const flat = [...fed.states].every((one) => one.stack.length === json.stack.length);
    if (fed.faults.length > 0 && wantsValue(json) && json.stack !== "" && flat) {
      reach(json.afterValue(), trackRope(track, json, [{ kind: "json", first: anyJson }]));
      faults.push(...fed.faults);
      continue;
    }
    const tracked = trackRope(track, json, rope);
    for (const one of fed.states) reach(one, tracked);
    faults.push(...fed.faults);
  }
  // Reading goes on as if nothing had failed.
  if (fails) reach(insideString(json) || !wantsValue(json) ? json : json.afterValue(), track);
  return { states, faults, empty };
}

/** One output has one fault, however much of what it prints is at fault. */
export function faultOf(
  faults: readonly FeedFault[],
  json: JsonState,
  term: Term,
): { kind: FaultKind; detail?: string | undefined } | undefined {
  const [first] = faults;
  if (!first) return undefined;
  if (insideString(json)) return { kind: inStringFault(faults, term) };
  if (term.inputs.size === 0 || isStructure(term, first)) return { kind: first.kind, detail: first.detail };
  // A captured member brings its own quotes along.
  const within = faults.find((fault) => fault.kind === "unescaped" || fault.kind === "quoted-json");
  if (within) return { kind: within.kind };
  if (json.stack === "" || !wantsValue(json)) return { kind: "stray" };
  return { kind: "bare-value", detail: first.kind === "bare-word" ? first.detail : undefined };
}

/** Whether a fault is in what a captured document has of its own, whatever is filled in. */
const isStructure = (term: Term, { at }: FeedFault): boolean =>
  term.op === "text" && at !== undefined && /^\s*[{[]/.test(constantText(term.parts[0]!) ?? "");

function inStringFault(faults: readonly FeedFault[], term: Term): FaultKind {
  if (faults.some((fault) => fault.kind === "quoted-json")) return "quoted-json";
  // A backslash right before an output swallows what it prints first.
  if (faults.some((fault) => fault.kind === "bad-escape")) return "bad-escape";
  return isCutEscape(term) ? "cut-escape" : "unescaped";
}

/** Escaped, but not last: a filter after json_escape may cut an escape or take it away. */
function isCutEscape(term: Term): boolean {
  for (let one: Term | undefined = term; one?.op === "filter"; one = one.input)
    if (one.filter.traits.json === "escaped") return one !== term;
  return false;
}

/** Whether a text that is printed inside a string leaves it there. */
export const staysInside = (json: JsonState, text: Text): boolean =>
  insideString(json) &&
  text.every((rope) => {
    const { states, faults } = feedRope(json, rope);
    return faults.length === 0 && states.size === 1 && states.has(json);
  });
