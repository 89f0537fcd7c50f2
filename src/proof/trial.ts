import { parseTemplate, render } from "../braze/liquid.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import { nodesOf } from "../liquid/syntax/nodes.js";
import { plainText, type Template } from "../liquid/syntax/template.js";
import { isArray, type Value } from "../liquid/value.js";
import { isJson, type Json, readJson } from "../source/json.js";
import { isJsonNumber, isSameNumber } from "../source/json-number.js";
import { jsonText } from "../source/json-text.js";
import { analyze } from "./analysis.js";
import { everyValue } from "./terms/input-model.js";
import {
  type Assignment,
  fixtureOf,
  isSettable,
  type WitnessFixture,
  witnessNow,
} from "./witness/fixture.js";
import { listLengths, listShapes } from "./witness/lists.js";
import { plainUsers } from "./witness/plain-users.js";
import { scopeFor, witnessLimits } from "./witness/scope.js";

/** Who was sent JSON, and what it said; nothing where the send was aborted. */
interface Served {
  readonly fixture: WitnessFixture;
  readonly data: Sent | undefined;
}

/** A payload; nothing where the send was aborted. */
interface Sent {
  readonly payload: unknown;
}

/**
 * Users for whom a body works, with nothing, something plain, and lists of 0, 1, 2 and 3 items: whatever is done to the
 * body, they must be sent the same.
 */
export class Trial {
  readonly #served: Served[];

  /** @param texts what somebody holds besides, in every text */
  constructor(
    template: Template,
    private readonly contentBlocks: ReadonlyMap<string, string>,
    texts?: string,
  ) {
    // What Braze does not take is sent to nobody today.
    const users = hasErrors(template.diagnostics) ? [] : usersOf(template, contentBlocks, texts);
    this.#served = users.flatMap((fixture) => {
      const data = this.#dataFor(template, fixture);
      return data === undefined ? [] : [{ fixture, data: data.sent }];
    });
  }

  /**
   * Whether everyone for whom it worked is still sent the same by another text, or with other Content Blocks.
   * @param mayFill whether what was blank may be sent something
   */
  holds(text: string, contentBlocks = this.contentBlocks, mayFill = false): boolean {
    const template = parseTemplate({ name: "", text });
    const answers = answersIn(template);
    return this.#served.every(({ fixture, data }) => {
      const now = this.#dataFor(template, withAnswers(fixture, answers), contentBlocks);
      if (now === undefined || !now.sent !== !data) return false;
      return !now.sent || !data || isSame(data.payload, now.sent.payload, mayFill);
    });
  }

  /** What is sent, white space aside; undefined where it is not JSON. */
  #dataFor(
    template: Template,
    fixture: WitnessFixture,
    contentBlocks = this.contentBlocks,
  ): { readonly sent: Sent | undefined } | undefined {
    const scope = scopeFor(fixture, witnessNow, contentBlocks);
    if (!scope) return undefined;
    const { outcome, text } = render(template, scope, { lenient: true, limits: witnessLimits });
    if (outcome === "aborted") return { sent: undefined };
    return outcome === "sent" && isJson(text) ? { sent: { payload: readJson(text) } } : undefined;
  }
}

/** The names under which answers of Connected Content are kept. */
const answersIn = ({ nodes }: Template): readonly string[] =>
  nodesOf(nodes, "connected_content").flatMap(({ options }) => {
    const save = options.find(({ name }) => name.text === "save")?.value;
    return (save && plainText(save)) ?? [];
  });

/** An answer that was kept under no name, where a name is given to it. */
function withAnswers(fixture: WitnessFixture, names: readonly string[]): WitnessFixture {
  const given = fixture.connected_content;
  if (!isObject(given) || !Object.hasOwn(given, "connected")) return fixture;
  const named = names.map((name) => [name, given.connected!] as const);
  return { ...fixture, connected_content: { ...Object.fromEntries(named), ...given } };
}

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Whether a payload says what another said. A text that holds JSON may become that JSON: an output that brings its own
 * quotes were between quotes. A value never becomes a text.
 */
function isSame(before: unknown, after: unknown, mayFill: boolean): boolean {
  if (mayFill && isFilled(before, after)) return true;
  if (typeof before === "string" && typeof after !== "string")
    return isJson(before) && jsonText(readJson(before)) === jsonText(after);
  if (isJsonNumber(before) && isJsonNumber(after)) return isSameNumber(String(before), String(after));
  if (typeof before !== "object" || before === null || typeof after !== "object" || after === null)
    return before === after;
  const [mine, others] = [Object.entries(before), Object.entries(after)];
  return (
    Array.isArray(before) === Array.isArray(after) &&
    mine.length === others.length &&
    mine.every(
      ([name, value], index) => others[index]![0] === name && isSame(value, others[index]![1], mayFill),
    )
  );
}

/** Whether a value says what a blank one left out: the whole of it, or words inside a text. */
function isFilled(before: unknown, after: unknown): boolean {
  if (before === null || before === "") return true;
  if (typeof before !== "string" || typeof after !== "string") return false;
  let at = 0;
  for (const char of after) if (before.startsWith(char, at)) at += char.length;
  return at === before.length;
}

function usersOf(
  template: Template,
  contentBlocks: ReadonlyMap<string, string>,
  texts: string | undefined,
): WitnessFixture[] {
  const { prover } = analyze(template, contentBlocks, everyValue);
  const inputs = prover.terms.inputs.filter(isSettable);
  // What becomes of a list in a text is nothing that anyone relies on.
  const plain = plainUsers(inputs).filter((friend) => ![...friend.values()].some(isList));
  const users: Assignment[] = [new Map(), ...plain];
  if (texts !== undefined && plain[0])
    users.push(
      new Map([...plain[0]].map(([input, value]) => [input, typeof value === "string" ? texts : value])),
    );
  const lists = inputs.some(({ place }) => place.kind === "item")
    ? [...new Set([...listLengths, ...listShapes])]
    : (["alone"] as const);
  const all = users.flatMap((user) =>
    lists.map((shape) => fixtureOf(user, { lists: shape, now: witnessNow })),
  );
  return [...new Map(all.map((one) => [jsonText(one), one])).values()];
}

const isList = (value: Value): boolean => isArray(value);
