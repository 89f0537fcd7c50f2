import { isCutShort, type ValueClassName } from "../braze/inputs.js";
import { classOfKind } from "./conditions.js";
import { join } from "./domain/join.js";
import { isAnyText } from "./domain/text.js";
import { type AbstractValue, arrayOf, has, hashWith, Kind, ofKinds } from "./domain/value.js";
import type { Case } from "./terms/case.js";
import { anyReach, dataCases, everydayReach, keptReach, type Reach } from "./terms/cases.js";
import {
  everydayValues,
  everyValue,
  type InputModel,
  isAnswerOfFlow,
  isMadeText,
  isOfBlock,
  isStatus,
  ofCases,
  rootOf,
  type Usages,
  usageAt,
} from "./terms/input-model.js";
import { nameOf } from "./terms/input-name.js";
import type { Place } from "./terms/term.js";

/** What names are taken never to hold. */
export type Taken = ReadonlyMap<string, ReadonlySet<ValueClassName>>;

/** Classes that are taken not to be there all over a body, wherever one name is taken not to hold them. */
const ofBody: readonly ValueClassName[] = ["block-text", "saved-text"];

/**
 * Every value that Braze lets in, but for what is taken never to be there. A body that is proven for these is wrong for
 * nobody outside its conditions.
 */
export function valuesBut(taken: Taken, usages: Usages): InputModel {
  const everyday = everydayValues(usages);
  const at = new ValuesAt(taken, usages);
  const isTaken = (place: Place) => {
    const name = nameOf({ place });
    return taken.has(name) || at.reachesInto(name);
  };
  const takes = (of: ValueClassName) => [...taken.values()].some((classes) => classes.has(of));
  return {
    everyday: ofBody.some(takes),
    makesShortTexts: takes("long-made"),
    isEverydayAt: (place) => isTaken(rootOf(place)) || isTaken(place),
    of(place, domain) {
      if (!isTaken(place)) return everyValue.of(place, domain);
      // An item is what its list is known to contain.
      if (place.kind === "item" && !isAnyText(domain.text)) return { domain };
      const isMade = isMadeText(place) || isStatus(place);
      if (isMade || isOfBlock(place) || isAnswerOfFlow(place) || !isAnyText(domain.text))
        return everyday.of(place, domain);
      const root = rootOf(place);
      const isCut = root.kind === "namespace" && isCutShort(root.namespace);
      const held = root.kind === "answer" ? ~Kind.time : -1;
      const cases = at
        .cases(nameOf({ place }), place.kind === "item", isCut)
        .filter(({ value }) => has(domain, value.kinds & held));
      return ofCases(cases);
    },
  };
}

/** The values that are left at a name. */
class ValuesAt {
  constructor(
    private readonly taken: Taken,
    private readonly usages: Usages,
  ) {}

  /** Whether something is taken of what is in a list of this name. */
  reachesInto(name: string): boolean {
    return [...this.taken.keys()].some((one) => one.startsWith(`${name}[0]`));
  }

  cases(name: string, isItem: boolean, isCut: boolean): Case[] {
    const taken = this.taken.get(name);
    const usage = usageAt(this.usages, name);
    return dataCases(this.#reach(name, isCut)).flatMap((one): Case[] => {
      const of = classOfKind(isItem, one.value, usage);
      if (of && taken?.has(of)) return [];
      return one.value.kinds === Kind.array ? [{ ...one, value: this.#list(name, isCut) }] : [one];
    });
  }

  #reach(name: string, isCut: boolean): Reach {
    const taken = this.taken.get(name);
    const open = isCut ? keptReach : anyReach;
    return {
      ...open,
      ...(taken?.has("long-number")
        ? { range: everydayReach.range, textRange: everydayReach.textRange }
        : {}),
      legible: taken?.has("clock-number") ?? false,
    };
  }

  #list(name: string, isCut: boolean): AbstractValue {
    const taken = this.taken.get(name);
    const isOpen = !taken?.has("missing-item") && !taken?.has("no-objects") && !this.reachesInto(name);
    if (isOpen) return ofKinds(Kind.array);
    const { properties } = usageAt(this.usages, name);
    const item = `${name}[0]`;
    const members = properties.filter((one) => this.#isTaken(`${item}.${one}`));
    const object: AbstractValue =
      members.length === 0
        ? ofKinds(Kind.hash)
        : hashWith(new Map(members.map((one) => [one, this.#values(`${item}.${one}`, isCut)])));
    const kinds =
      (taken?.has("missing-item") ? Kind.nil : 0) |
      (taken?.has("no-objects") ? ~Kind.hash & ~Kind.nil : 0) |
      Kind.hash;
    const others = this.cases(item, true, isCut).flatMap(({ value }) => (has(value, kinds) ? [] : [value]));
    const hasObjects = this.cases(item, true, isCut).some(({ value }) => has(value, Kind.hash));
    return arrayOf(join(...others, ...(hasObjects ? [object] : [])));
  }

  #isTaken(name: string): boolean {
    return this.taken.has(name) || this.reachesInto(name);
  }

  #values(name: string, isCut: boolean): AbstractValue {
    return join(...this.cases(name, false, isCut).map(({ value }) => value));
  }
}
