import type { DeclaredData } from "../../braze/data.js";
import { answeredStatus, isCutShort, isFlowAnswer, type MadeText, madeText } from "../../braze/inputs.js";
import type { Value } from "../../liquid/value.js";
import { type CharSet, chars, codeChars, digits, letters, unsafe, without } from "../domain/chars.js";
import { join, only } from "../domain/join.js";
import { constants } from "../domain/printed.js";
import { ofRange } from "../domain/range.js";
import { anyOf, anyText, atom, isAnyText, textChars, textKey } from "../domain/text.js";
import { type AbstractValue, anyData, arrayOf, has, hashOf, Kind, nil, ofText } from "../domain/value.js";
import type { Case } from "./case.js";
import { anyReach, casesIn, casesOf, dataCases, everydayReach, keptReach } from "./cases.js";
import { declaredAt, declaredCases, isOfType, present, type Typed } from "./declared.js";
import { nameOf } from "./input-name.js";
import type { Input, Model, Place, Term, Terms } from "./term.js";

/** Which values a proof lets an input hold. */
export interface InputModel extends Model {
  readonly everyday: boolean;
  /** Whether a name that is declared holds everyday values alone, where that hangs on the name. */
  readonly isEverydayAt?: (place: Place) => boolean;
}

const alphabets: Readonly<Record<MadeText["alphabet"], CharSet>> = {
  hexadecimal: digits | chars("lowerHex", "upperHex", "minus"),
  letters,
  code: codeChars,
  date: digits | letters | chars("minus", "plus", "colon", "dot", "space"),
};

/** The place in which a member or an item is, in the end. */
export function rootOf(place: Place): Place {
  return "of" in place && place.of ? rootOf(place.of.place) : place;
}

function madeTextOf(place: Place): MadeText | undefined {
  if (place.kind === "profile") return madeText(undefined, place.name);
  return place.kind === "namespace" ? madeText(place.namespace, place.name) : undefined;
}

/** Whether Braze makes or checks what is there. */
export const isMadeText = (place: Place): boolean => madeTextOf(place) !== undefined;

/** Whether it is the status that Braze adds to an answer. */
export const isStatus = (place: Place): boolean =>
  place.kind === "member" && place.key === answeredStatus.name && place.of.place.kind === "answer";

const statusCases: readonly Case[] = [
  { value: nil, examples: [null] },
  {
    value: ofRange(Kind.integer, {
      most: answeredStatus.greatest,
      unit: 1,
      least: answeredStatus.least,
      greatest: answeredStatus.greatest,
    }),
    examples: [answeredStatus.least, answeredStatus.greatest],
  },
];

const status: Pick<Input, "domain" | "cases"> = {
  domain: join(...statusCases.map(({ value }) => value)),
  cases: statusCases,
};

/** What Braze makes itself has its form, whoever the user is. */
function ofMadeText(
  domain: AbstractValue,
  made: MadeText,
  everyday: boolean,
): Pick<Input, "domain" | "cases"> {
  const text = atom({
    kind: "chars",
    set: alphabets[made.alphabet],
    min: made.least,
    max: made.most,
    ...(made.alphabet === "date" ? { moment: true } : {}),
  });
  const open = casesIn(only(domain, ~Kind.text)).filter(({ value }) => !everyday || !has(value, Kind.time));
  const cases: Case[] = [...open, { value: { kinds: Kind.text, text }, examples: [made.example] }];
  return { domain: join(...cases.map(({ value }) => value)), cases };
}

/** Cases as an input, whose texts are told as one where nobody asks which case it is. */
export function ofCases(cases: readonly Case[]): Pick<Input, "domain" | "cases"> {
  const whole = join(...cases.map(({ value }) => only(value, ~Kind.text)));
  const found = cases.flatMap(({ value }) => value.text);
  if (found.length === 0) return { domain: whole, cases };
  const single = found.map((rope) => (rope.length === 1 && rope[0]!.kind === "chars" ? rope[0]! : undefined));
  const max = Math.max(...single.map((one) => one?.max ?? 0));
  const points = Math.max(...single.map((one) => one?.points ?? one?.max ?? 0));
  const set = textChars(anyText) & textChars(found);
  const text = atom({ kind: "chars", set, min: 0, max, ...(points < max ? { points } : {}) });
  return { domain: { ...whole, kinds: whole.kinds | Kind.text, text }, cases };
}

const whole = dataCases(anyReach);
const kept = dataCases(keptReach);
const everyday = dataCases(everydayReach);

/** Every value that Braze lets in. */
export const everyValue: InputModel = {
  everyday: false,
  of(place, domain) {
    const made = madeTextOf(place);
    if (made && has(domain, Kind.text)) return ofMadeText(domain, made, false);
    if (isStatus(place)) return status;
    if (!isAnyText(domain.text)) return { domain };
    const root = rootOf(place);
    const isCut = root.kind === "namespace" && isCutShort(root.namespace);
    // JSON has no Time.
    const held = root.kind === "answer" ? only(domain, ~Kind.time) : domain;
    return ofCases(casesIn(held, isCut ? kept : whole));
  },
};

/** A model for people whose data is as declared. */
export function restrictedBy(data: DeclaredData, model: InputModel): InputModel {
  if (data.size === 0) return model;
  return {
    ...model,
    of(place, domain) {
      const declared = declaredAt(data, place);
      const everyday = model.isEverydayAt?.(place) ?? model.everyday;
      const open = model.of(place, domain);
      if (isOfType(declared)) return withLists(ofDeclared(declared, data, everyday), open);
      return declared?.required ? ofPresent(open) : open;
    },
  };
}

/** Texts of every kind are told as one; those that are written out stay what they are. */
function ofDeclared(declared: Typed, data: DeclaredData, everyday: boolean): Pick<Input, "domain" | "cases"> {
  const cases = declaredCases(declared, data, everyday);
  const isOpen = !declared.values && (declared.type === "string" || declared.type === "json");
  return isOpen ? ofCases(cases) : { domain: join(...cases.map(({ value }) => value)), cases };
}

/** Lists as the template reads them are examples, too; who departs from what is declared is not looked at. */
function withLists(
  declared: Pick<Input, "domain" | "cases">,
  open: Pick<Input, "domain" | "cases">,
): Pick<Input, "domain" | "cases"> {
  const lists = casesOf(open).flatMap(({ value, examples }) => (has(value, Kind.array) ? examples : []));
  const cases = casesOf(declared).map((one) =>
    one.value.kinds === Kind.array ? { ...one, examples: [...one.examples, ...lists] } : one,
  );
  return { ...declared, cases };
}

const ofPresent = (open: Pick<Input, "domain" | "cases">): Pick<Input, "domain" | "cases"> => ({
  domain: only(open.domain, ~Kind.nil),
  cases: present(casesOf(open)),
});

/** How a template reads what a name holds. */
export interface Usage {
  readonly list: boolean;
  readonly object: boolean;
  /** It is a list of which each item is read by its members. */
  readonly objects: boolean;
  /** Those members that a filter such as `map` reads. */
  readonly properties: readonly string[];
  /** Its size is asked, which a list has and a text. */
  readonly sized: boolean;
}

/** How each name is read, by what the template writes for it. */
export type Usages = ReadonlyMap<string, Usage>;

const asScalar: Usage = { list: false, object: false, objects: false, properties: [], sized: false };

export const usageAt = (usages: Usages, name: string): Usage => usages.get(name) ?? asScalar;

export const usageOf = (usages: Usages, input: Pick<Input, "place">): Usage => usageAt(usages, nameOf(input));

/** Whether it is what a user has answered in a flow. */
export const isAnswerOfFlow = (place: Place): boolean =>
  place.kind === "namespace" && isFlowAnswer(place.namespace, place.name);

/** Whether a value is no more than a JSON text. */
export const isJsonText = (value: AbstractValue): boolean =>
  value.kinds === Kind.text && value.text.every((rope) => rope.length === 1 && rope[0]!.kind === "json");

/** Whether it is the text of a Content Block. */
export const isContentBlock = (place: Place): boolean =>
  place.kind === "namespace" && place.namespace === "content_blocks";

/** Whether it is a variable that only a Content Block can have set. */
export const isGivenByBlock = (place: Place): boolean => rootOf(place).kind === "variable";

export const isOfBlock = (place: Place): boolean => isContentBlock(place) || isGivenByBlock(place);

export function usagesOf({ inputs, all, walked }: Pick<Terms, "inputs" | "all" | "walked">): Usages {
  const found = new Map<string, { -readonly [Key in keyof Usage]: Usage[Key] }>();
  const of = (name: string) => {
    const usage = found.get(name) ?? { ...asScalar };
    found.set(name, usage);
    return usage;
  };
  for (const { place } of inputs) {
    if (place.kind === "item" && place.of) of(nameOf(place.of)).list = true;
    if (place.kind !== "member") continue;
    const holder = place.of;
    const list = holder.place.kind === "item" ? holder.place.of : undefined;
    if (typeof place.key === "string") {
      of(nameOf(holder)).object = true;
      if (list) of(nameOf(list)).objects = true;
    } else if (list && (place.key === 0 || place.key === 1)) {
      // A loop over an object gives pairs of a name and a value.
      of(nameOf(list)).object = true;
      of(nameOf(holder)).list = true;
    } else of(nameOf(holder)).list = true;
  }
  for (const term of walked) {
    const list = listNameOf(term);
    if (list !== undefined) of(list).list = true;
  }
  for (const term of all) {
    if (term.op === "filter" && term.filter.traits.list) {
      for (const one of [term.input, ...(term.filter.name === "concat" ? term.args : [])]) {
        const name = nameOfTerm(one);
        if (name !== undefined) of(name).list = true;
      }
      const [property] = term.args;
      const list = listNameOf(term.input);
      if (list !== undefined && term.filter.parameters[0]?.name === "property" && property) {
        const usage = of(list);
        usage.objects = true;
        usage.properties = [...usage.properties, ...textsOf(property)];
      }
    }
    const name = term.op === "member" || term.op === "item" ? nameOfTerm(term.of) : undefined;
    if (name === undefined) continue;
    const usage = of(name);
    if (term.op === "member") usage[term.key === "size" ? "sized" : "list"] = true;
    else {
      // An index out of data may be a number or a name.
      usage.list = true;
      usage.object = true;
    }
  }
  return found;
}

/** What a term is in the data, where it is something of the data's own: an input, or one item of a list. */
function nameOfTerm(term: Term): string | undefined {
  if (term.op === "input") return isMade(term.input) ? undefined : nameOf(term.input);
  const isEnd =
    (term.op === "filter" && (term.filter.name === "first" || term.filter.name === "last")) ||
    (term.op === "member" && (term.key === "first" || term.key === "last" || /^\[-?\d+\]$/.test(term.key)));
  const list = isEnd ? listNameOf(term.op === "filter" ? term.input : term.of) : undefined;
  return list === undefined ? undefined : itemNameOf(list);
}

/** The list of the data whose items a term has. */
function listNameOf(term: Term): string | undefined {
  return term.op === "filter" && keepingItems.has(term.filter.name)
    ? listNameOf(term.input)
    : nameOfTerm(term);
}

/** Filters that give a list of the items of another. */
const keepingItems: ReadonlySet<string> = new Set([
  "sort",
  "sort_natural",
  "uniq",
  "reverse",
  "compact",
  "where",
  "concat",
]);

const isMade = ({ place }: Input): boolean => place.kind === "made" || place.kind === "branch";

const itemNameOf = (list: string): string => `${list}[0]`;

const isData = ({ text, kinds }: AbstractValue): boolean =>
  isAnyText(text) || textKey(text) === textKey(everydayItem.text) || kinds === Kind.array;

/** Values that people's data is full of, as the template reads them. */
export function everydayValues(usages: Usages): InputModel {
  return {
    everyday: true,
    makesShortTexts: true,
    of(place, domain) {
      const made = madeTextOf(place);
      if (made && has(domain, Kind.text)) return ofMadeText(domain, made, true);
      if (isStatus(place)) return status;
      if (isContentBlock(place)) return { domain: fitting };
      if (isAnswerOfFlow(place)) return { domain: flowAnswer.value, cases: [flowAnswer] };
      if (isGivenByBlock(place)) return { domain: { ...only(anyData, ~Kind.time), text: fitting.text } };
      if (place.kind === "made" || place.kind === "branch" || !isData(domain)) return { domain };
      const usage = usageOf(usages, { place });
      const { list, object, sized } = usage;
      const item = place.kind === "item";
      // A field that Braze types is not a list, however the template reads it.
      const structured = (list && has(domain, Kind.array)) || (object && has(domain, Kind.hash));
      const scalar = structured ? 0 : ~(Kind.nil | Kind.time | Kind.hash | Kind.array);
      const kinds =
        (item ? 0 : Kind.nil) | scalar | (list || sized ? Kind.array : 0) | (object ? Kind.hash : 0);
      const cases = everyday.flatMap((one) => {
        if (!has(domain, one.value.kinds) || !has({ ...domain, kinds }, one.value.kinds)) return [];
        return one.value.kinds === Kind.array ? [listOf(one, usages, nameOf({ place }))] : [one];
      });
      return ofCases(cases);
    },
  };
}

/** The answers of a flow, as Braze's page prints them. */
const flowAnswer: Case = {
  value: ofText([[{ kind: "json", first: "{" }]]),
  examples: ['{"size":"M"}'],
};

/** The text of a Content Block, which has been made to fit. */
const fitting: AbstractValue = ofText(anyOf(without(textChars(anyText), unsafe)));

/** A list whose items are what the template reads in them: lists within it, where it reads its items as lists. */
function listOf({ examples }: Case, usages: Usages, name: string): Case {
  const { objects, properties } = usageAt(usages, name);
  if (objects) return { value: arrayOf(everydayObject), examples: [[], ...listsWith(properties)] };
  const itemName = itemNameOf(name);
  if (!usageAt(usages, itemName).list) return { value: arrayOf(everydayItem), examples };
  const inner = listOf({ value: arrayOf(everydayItem), examples }, usages, itemName);
  return { value: arrayOf(inner.value), examples: [[], ...inner.examples.map((one) => [one])] };
}

/** Lists of objects whose members are what people's data is full of. */
const listsWith = (properties: readonly string[]): Value[] =>
  properties.length === 0
    ? []
    : [['Bo\'s "Deli"'], ["two\nlines"], ["plain text", "a,b"], [7], [true], [7, 'Bo\'s "Deli"']].map(
        (values) => values.map((value) => new Map<string, Value>(properties.map((name) => [name, value]))),
      );

const textsOf = (term: Term): string[] =>
  term.op === "some" ? (constants(term.value) ?? []).filter((one) => typeof one === "string") : [];

/** An item of a list of which nothing more is known. */
const everydayItem: AbstractValue = ofCases(
  everyday.filter(({ value }) => !has(value, Kind.nil | Kind.time | Kind.array | Kind.hash)),
).domain;

const everydayMember: AbstractValue = join(
  nil,
  everydayItem,
  arrayOf(everydayItem),
  hashOf(join(nil, everydayItem)),
);

/** An object of which nothing more is known: its members hold what everyday data does. */
const everydayObject: AbstractValue = hashOf(everydayMember);
