import { type DeclaredData, dataNamespaces, isTyped, noData } from "../braze/data.js";
import { everydayDigits, type ValueClassName, valueClasses } from "../braze/inputs.js";
import { isArray, isFloat, isHash, isInteger, type Value } from "../liquid/value.js";
import { isJson } from "../source/json.js";
import { inWords } from "../source/words.js";
import { abstractOf } from "./domain/abstract-of.js";
import { type AbstractValue, has, Kind } from "./domain/value.js";
import type { Fault, FaultPath } from "./fault.js";
import type { Found } from "./root-causes.js";
import { declaredAt } from "./terms/declared.js";
import {
  isAnswerOfFlow,
  isContentBlock,
  isGivenByBlock,
  isJsonText,
  isOfBlock,
  type Usage,
  type Usages,
  usageAt,
  usageOf,
} from "./terms/input-model.js";
import { nameOf } from "./terms/input-name.js";
import type { Input } from "./terms/term.js";
import type { WitnessFixture } from "./witness/fixture.js";
import type { Witness } from "./witness/witness.js";

/** Something that is taken for granted of a body: that a name never holds a value of some kind. */
export interface Condition {
  /** As a template writes it. */
  readonly name: string;
  /** The values that it is taken never to hold. */
  readonly excludes: string;
  /** The assumption, where one says so: `dates=text`. */
  readonly assumption?: string;
  /** A user who has such a value, and for whom the body breaks. */
  readonly witness?: WitnessFixture;
}

const assumptionOf: Partial<Record<ValueClassName, string>> = {
  time: "dates=text",
  "as-text": "event-properties=typed",
  "saved-text": "saved-text=kept",
  "flow-answer": "flow-response=json",
};

/** A name, and what of its values is not everyday. */
interface Beyond {
  readonly name: string;
  readonly of: ValueClassName;
}

const keyOf = ({ name, of }: Beyond): string => `${name} ${of}`;

/** What is beyond the everyday in a user. */
const shownBy = (witness: Witness, usages: Usages, data: DeclaredData): Beyond[] =>
  [...witness.assignment].flatMap(([input, value]) => {
    const of = isPrinted(input, value, witness) ? "saved-text" : classOfValue(input, value, usages, data);
    return of ? [{ name: nameOf(input), of }] : [];
  });

const onPath = ({ cases }: FaultPath, usages: Usages, data: DeclaredData): Beyond[] =>
  [...cases].flatMap(([input, value]) => {
    const of = classOfSet(input, value, usages, data);
    return of ? [{ name: nameOf(input), of }] : [];
  });

/** Searches for one fault: each may cost as much as the first. */
const mostSearches = 6;

/** A fault with a user for each class of values that was found to break it. */
export function foundByClass(
  fault: Fault,
  find: (fault: Fault) => Witness | undefined,
  usages: Usages,
  data: DeclaredData = noData,
): Found[] {
  const first = find(fault);
  const found: Found[] = [{ fault, witness: first }];
  if (!first) return found;
  const seen = new Set(shownBy(first, usages, data).map(keyOf));
  let searches = 0;
  for (const path of fault.paths) {
    const keys = onPath(path, usages, data).map(keyOf);
    if (keys.every((key) => seen.has(key)) || ++searches > mostSearches) continue;
    for (const key of keys) seen.add(key);
    const witness = find({ ...fault, paths: [path] });
    if (witness) found.push({ fault, witness });
  }
  return found;
}

type Known = Beyond & { readonly witness?: Witness };

/** All that is taken for granted of a body, as it is found. */
export class Conditions {
  readonly #found = new Map<string, Known>();

  readonly #usages: Usages;
  readonly #data: DeclaredData;

  constructor(usages: Usages, data: DeclaredData = noData) {
    this.#usages = usages;
    this.#data = data;
  }

  /** What each name is taken never to hold. */
  get taken(): ReadonlyMap<string, ReadonlySet<ValueClassName>> {
    const taken = new Map<string, Set<ValueClassName>>();
    for (const { name, of } of this.#found.values()) taken.set(name, (taken.get(name) ?? new Set()).add(of));
    return taken;
  }

  /** What users have for whom the faults are real; of a fault without one, what it hangs on. */
  add(found: readonly Found[]): void {
    for (const { witness } of found)
      if (witness)
        for (const beyond of shownBy(witness, this.#usages, this.#data)) this.#add(beyond, witness);
    const named = new Set([...this.#found.values()].map(({ name }) => name));
    for (const { fault, witness } of found) {
      if (witness && shownBy(witness, this.#usages, this.#data).length > 0) continue;
      const hangsOn = fault.paths.flatMap((path) => onPath(path, this.#usages, this.#data));
      for (const beyond of hangsOn) if (!named.has(beyond.name)) this.#add(beyond, witness);
    }
  }

  /** What could be taken besides for the sake of faults that are left, class by class, the likeliest first. */
  *others(faults: readonly Fault[], inputs: readonly Input[]): Generator<readonly Beyond[]> {
    const paths = faults.flatMap((fault) => fault.paths);
    const onPaths = paths.flatMap(({ cases, pathCondition }) => [
      ...cases.keys(),
      ...pathCondition.flatMap(({ test }) => [...test.inputs]),
    ]);
    yield this.#fresh(paths.flatMap((path) => onPath(path, this.#usages, this.#data)));
    for (const some of [new Set(onPaths), inputs]) {
      const beyond = this.#fresh([...some].flatMap((input) => allBeyond(input, this.#usages, this.#data)));
      for (const of of new Set(beyond.map((one) => one.of))) yield beyond.filter((one) => one.of === of);
    }
  }

  /** That no list holds so many items that a long text is made of them. */
  withShortTexts(inputs: readonly Input[]): Conditions {
    const names = new Set(inputs.map(nameOf));
    const lists = [...names].filter((name) => usageAt(this.#usages, name).list);
    return this.with(lists.map((name) => ({ name, of: "long-made" })));
  }

  /** The same with more that is taken. */
  with(more: readonly Beyond[]): Conditions {
    const all = new Conditions(this.#usages, this.#data);
    const known: readonly Known[] = [...this.#found.values(), ...more];
    for (const one of known) all.#add(one, one.witness);
    return all;
  }

  #fresh(beyond: readonly Beyond[]): Beyond[] {
    return beyond.filter((one) => !this.#found.has(keyOf(one)));
  }

  get all(): Condition[] {
    return [...this.#found.values()].map(({ name, of, witness }) => {
      const assumption = assumptionOf[of];
      return {
        name,
        excludes: valueClasses[of].what,
        ...(assumption === undefined ? {} : { assumption }),
        ...(witness ? { witness: witness.fixture } : {}),
      };
    });
  }

  #add(beyond: Beyond, witness?: Witness): void {
    const key = keyOf(beyond);
    if (!this.#found.has(key)) this.#found.set(key, { ...beyond, ...(witness ? { witness } : {}) });
  }
}

/** All that is beyond the everyday at an input. */
function allBeyond(input: Input, usages: Usages, data: DeclaredData): Beyond[] {
  const { place } = input;
  if (place.kind === "made" || place.kind === "branch") return [];
  const name = nameOf(input);
  if (isOfBlock(place)) return [{ name, of: "block-text" }];
  if (isAnswerOfFlow(place)) return [{ name, of: "flow-answer" }];
  const type = declaredAt(data, place)?.type;
  if (type === undefined) return classesAt(name, place.kind === "item", usages);
  const ofType: readonly ValueClassName[] = ["time", ...(isTyped(type) ? (["as-text"] as const) : [])];
  return ofType.map((of) => ({ name, of }));
}

/** All that is beyond the everyday at a name, and in the lists that it holds. */
function classesAt(name: string, isItem: boolean, usages: Usages): Beyond[] {
  const usage = usageAt(usages, name);
  const { list, object, sized, objects, properties } = usage;
  const others: readonly (ValueClassName | false)[] = [
    (list || isItem) && "missing-item",
    "time",
    "long-number",
    list ? "no-list" : object ? "no-object" : "structure",
    objects && "no-objects",
    sized && "own-size",
    "clock-number",
  ];
  const here = others.flatMap((of) => (of ? [{ name, of }] : []));
  if (!list && !sized) return here;
  const item = `${name}[0]`;
  const inside = objects
    ? properties.flatMap((one) => classesAt(`${item}.${one}`, false, usages))
    : classesAt(item, true, usages);
  return [...here, ...inside];
}

/** Whether an answer is a text that is printed where it is taken to be kept. */
const isPrinted = ({ place }: Input, value: Value, witness: Found["witness"]): boolean =>
  place.kind === "answer" && typeof value === "string" && witness?.assume["saved-text"] === "printed";

/** What is not everyday in the kind of a value, as the template reads its name. */
export function classOfKind(
  isItem: boolean,
  value: AbstractValue,
  { list, object, sized }: Usage,
): ValueClassName | undefined {
  if (has(value, Kind.nil)) return isItem ? "missing-item" : undefined;
  if (has(value, Kind.time)) return "time";
  const scalar = !list && !object;
  const fits = has(value, Kind.array) ? list : has(value, Kind.hash) ? object : scalar;
  if (fits || (sized && has(value, Kind.array))) return undefined;
  if (sized && !object && has(value, Kind.hash)) return "own-size";
  return list ? "no-list" : object ? "no-object" : "structure";
}

/** The same, by what is declared of the name, or by how the template reads it. */
function classOf(
  input: Input,
  value: AbstractValue,
  usages: Usages,
  data: DeclaredData,
): ValueClassName | undefined {
  const type = declaredAt(data, input.place)?.type;
  if (type === undefined) return classOfKind(input.place.kind === "item", value, usageOf(usages, input));
  if (has(value, Kind.nil)) return input.place.kind === "item" ? "missing-item" : undefined;
  if (has(value, Kind.time)) return "time";
  return has(value, Kind.text) && isTyped(type) ? "as-text" : undefined;
}

/** What is not everyday in a value, if anything. */
function classOfValue(
  input: Input,
  value: Value,
  usages: Usages,
  data: DeclaredData,
): ValueClassName | undefined {
  if (isGivenByBlock(input.place)) return value === null ? undefined : "block-text";
  if (isContentBlock(input.place))
    return typeof value === "string" && /["\\\u0001-\u001f]/.test(value) ? "block-text" : undefined;
  if (isAnswerOfFlow(input.place))
    return typeof value === "string" && isJson(value) ? undefined : "flow-answer";
  const ofKind = classOf(input, abstractOf(value), usages, data);
  if (ofKind) return ofKind;
  if (isArray(value)) {
    if (value.includes(null)) return "missing-item";
    return usageOf(usages, input).objects && !value.every(isHash) ? "no-objects" : undefined;
  }
  if (isInteger(value) || isFloat(value)) return isLong(String(isFloat(value) ? value.value : value));
  if (typeof value !== "string") return undefined;
  if (/[\u0001-\u0008\u000b\u000c\u000e-\u001f]/.test(value)) return "control";
  return isLong(value.trim()) ?? (/\d{10,}[:.]|[:.]\d{10,}/.test(value) ? "clock-number" : undefined);
}

function isLong(text: string): ValueClassName | undefined {
  const digits = /^-?[\d.]+(e[-+]?\d+)?$/i.test(text) ? text.replace(/\D/g, "").length : 0;
  return digits > everydayDigits || (digits > 0 && /e/i.test(text)) ? "long-number" : undefined;
}

/** The same of a case. */
function classOfSet(
  input: Input,
  value: AbstractValue,
  usages: Usages,
  data: DeclaredData,
): ValueClassName | undefined {
  if (isOfBlock(input.place)) return "block-text";
  if (isAnswerOfFlow(input.place)) return isJsonText(value) ? undefined : "flow-answer";
  if (input.place.kind === "made" || input.place.kind === "branch") return undefined;
  const ofKind = classOf(input, value, usages, data);
  if (ofKind || has(value, Kind.nil | Kind.hash)) return ofKind;
  if (has(value, Kind.array)) return usageOf(usages, input).objects ? "no-objects" : "missing-item";
  if (has(value, Kind.integer | Kind.float)) return "long-number";
  return value.text.some((rope) => rope.some(({ kind }) => kind !== "known")) ? "long-number" : undefined;
}

/** What a config would have to declare so that the first condition goes away that a type can settle. */
export function settledBy(conditions: readonly Condition[]): string | undefined {
  const ofText: readonly string[] = [valueClasses.time.what, valueClasses.structure.what];
  for (const { name, excludes } of conditions) {
    const [, namespace, member] = /^(\w+)\.\$\{(\w+)\}$/.exec(name) ?? [];
    const word = Object.entries(dataNamespaces).find(([, one]) => one === namespace)?.[0];
    if (word !== undefined && ofText.includes(excludes)) return `${word}.${member}: string`;
  }
  return undefined;
}

/** One sentence of all conditions. */
export function conditionText(conditions: readonly Condition[]): string {
  if (conditions.length === 0) return "valid JSON for everyday data, not for all that could be sent";
  const shown = conditions.slice(0, 3).map(({ name, excludes }) => `${name} holds ${excludes}`);
  const more = conditions.length - shown.length;
  const all = [...shown, ...(more > 0 ? [`in ${more} more cases`] : [])];
  return `valid JSON for everyday data, but not when ${inWords(all, "or")}`;
}
