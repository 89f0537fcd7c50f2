import { checkName } from "../../braze/check-name.js";
import { reservedProperties } from "../../braze/names.js";
import { macroFormat } from "../../liquid/macros.js";
import type {
  Expression,
  Filtered,
  Lookup,
  PathPart,
  ReferenceRoot,
  Root,
} from "../../liquid/syntax/template.js";
import { jsonText } from "../../source/json-text.js";
import { abstractOf } from "../domain/abstract-of.js";
import { join } from "../domain/join.js";
import { constants } from "../domain/printed.js";
import { anyText, known, knownRope } from "../domain/text.js";
import {
  type AbstractValue,
  anyData,
  anyInteger,
  anyTime,
  anything,
  has,
  Kind,
  nil,
  ofKinds,
  ofText,
} from "../domain/value.js";
import { TooComplex } from "../fuel.js";
import type { Input, Term, Terms } from "../terms/term.js";
import { written } from "../transfer/date-format.js";
import type { LoopFrame, LoopFrames } from "./loop-frames.js";
import type { ProgramPoint } from "./program-point.js";
import type { State } from "./state.js";

/** Expressions as terms. */
export class Lookups {
  constructor(
    private readonly terms: Terms,
    private readonly here: ProgramPoint,
    private readonly frames: LoopFrames,
  ) {}

  value(state: State, value: Filtered | Expression): Term {
    return value.kind === "filtered" ? this.filtered(state, value) : this.expression(state, value);
  }

  filtered(state: State, { value, filters }: Filtered): Term {
    if (filters.length > mostFilters) throw new TooComplex(filters[mostFilters]!);
    const start = value ? this.expression(state, value) : this.terms.some(nil);
    return filters.reduce((input, filter) => {
      const args = filter.arguments.map((arg) => this.expression(state, arg));
      // Ruby hands named arguments over as one hash after the others.
      if (filter.keywords.length > 0) args.push(this.here.made(filter, "keywords", ofKinds(Kind.hash)));
      // The filter that reads a member is a path by another name.
      const member =
        filter.definition?.traits.member && args[0]?.op === "some" ? onlyText(args[0].value) : undefined;
      if (member !== undefined && input.op === "input") return this.#member(input, member, false);
      return this.terms.filter(filter.name.text, input, args);
    }, start);
  }

  expression(state: State, expression: Expression): Term {
    switch (expression.kind) {
      case "literal":
        return this.terms.some(abstractOf(expression.value));
      case "emptiness":
        return this.terms.some(ofText(known("")));
      case "range":
        return this.terms.range(
          this.expression(state, expression.first),
          this.expression(state, expression.last),
        );
      case "braced":
        return this.filtered(state, expression.value);
      case "lookup":
        return this.#lookup(state, expression);
    }
  }

  #lookup(state: State, { root, path }: Lookup): Term {
    if (root.kind === "variable") return this.#variable(state, root.text, path);
    if (root.kind === "reference") return this.#path(state, this.#reference(root), path);
    if (root.kind === "macro")
      return this.#path(
        state,
        this.here.made(root, root.name, ofText(written(macroFormat(root.name), "now")!)),
        path,
      );
    return this.#computed(state, this.expression(state, root.name), root, path);
  }

  #variable(state: State, name: string, path: readonly PathPart[]): Term {
    const found = this.frames.find(state, name);
    return "op" in found ? this.#path(state, found, path) : this.#ofLoop(state, found, path);
  }

  /** A variable whose name is computed may be any, unless the template itself decides what it is called. */
  #computed(state: State, name: Term, root: Computed, path: readonly PathPart[]): Term {
    if (name.op === "choice")
      return this.terms.choice(
        name.by,
        this.#computed(state, name.yes, root, path),
        this.#computed(state, name.no, root, path),
      );
    // What is not text names nothing.
    if (name.op === "some" && !has(name.value, Kind.text)) return this.terms.some(nil);
    const text = name.op === "some" ? onlyText(name.value) : undefined;
    if (text !== undefined) return this.#variable(state, text, path);
    return this.#path(state, this.here.made(root, `variable ${name.id}`, anything), path);
  }

  #ofLoop(state: State, frame: LoopFrame, [first, ...rest]: readonly PathPart[]): Term {
    if (!first) return this.frames.object(frame);
    const name = first.kind === "key" ? first.text : literalText(first.index);
    if (name === "parentloop" && frame.drop === "forloop") {
      const parent = this.frames.parentOf(frame);
      return parent ? this.#ofLoop(state, parent, rest) : this.#path(state, this.terms.some(nil), rest);
    }
    const member =
      name === undefined ? this.here.made(first, "loop", anything) : this.frames.member(state, frame, name);
    return this.#path(state, member, rest);
  }

  #path(state: State, start: Term, path: readonly PathPart[]): Term {
    if (path.length > mostSteps) throw new TooComplex(path[mostSteps]!);
    return path.reduce((of, part) => {
      if (of.op === "input" && isDeep(of.input)) return this.here.made(part, `in ${of.id}`, anyData);
      if (part.kind === "key") return this.#member(of, part.text, true);
      const { index } = part;
      if (index.kind === "literal" && (typeof index.value === "string" || typeof index.value === "number"))
        return this.#member(of, index.value, false);
      const at = this.expression(state, index);
      const [place, ...others] = (at.op === "some" && constants(at.value)) || [];
      if (others.length === 0 && (typeof place === "string" || typeof place === "number"))
        return this.#member(of, place, false);
      return this.terms.item(this.here.made(part, `${of.id} ${at.id}`, anyData), of, at);
    }, start);
  }

  #reference({ namespace, name }: ReferenceRoot): Term {
    const space = namespace?.text;
    const domain = domainOf(space, name.text);
    if (domain.kinds === Kind.nil) return this.terms.some(nil);
    const id = `${space ?? ""}.\${${name.text}}`;
    return this.terms.input(id, () => ({
      place:
        space === undefined
          ? { kind: "profile", name: name.text }
          : { kind: "namespace", namespace: space, name: name.text },
      domain,
    }));
  }

  /** The text of a Content Block that is not at hand. */
  contentBlock(name: string): Term {
    return this.terms.input(`content_blocks.\${${name}}`, () => ({
      place: { kind: "namespace", namespace: "content_blocks", name },
      domain: ofText(anyText),
    }));
  }

  /** A member of an input is an input itself, unless its name is one that Liquid computes. */
  #member(of: Term, key: string | number, dotted: boolean): Term {
    const computed = dotted && (key === "size" || key === "first" || key === "last");
    if (of.op === "input" && !computed) {
      const { input } = of;
      return this.terms.input(`${input.id}[${jsonText(key)}]`, () => ({
        place: { kind: "member", of: input, key },
        domain: anyData,
      }));
    }
    if (of.op === "choice") {
      return this.terms.choice(of.by, this.#member(of.yes, key, dotted), this.#member(of.no, key, dotted));
    }
    return this.terms.member(of, typeof key === "number" ? `[${key}]` : dotted ? key : `["${key}"]`);
  }
}

/** Filters of one chain; a term is evaluated from its end, so each is one more call within another. */
const mostFilters = 500;
/** Members of members after which it does not matter any more where a value is: no fixture goes as far. */
const mostSteps = 100;

/** Whether an input is that deep in another. */
function isDeep({ place }: Input): boolean {
  let here = place;
  for (let steps = 0; steps < mostSteps; steps++) {
    if (!("of" in here) || !here.of) return false;
    here = here.of.place;
  }
  return true;
}

type Computed = Extract<Root, { kind: "computed" }>;

const literalText = (index: Expression): string | undefined =>
  index.kind === "literal" && typeof index.value === "string" ? index.value : undefined;

const onlyText = (value: AbstractValue): string | undefined =>
  value.kinds === Kind.text && value.text.length === 1 ? knownRope(value.text[0]!) : undefined;

/**
 * What Braze lets a name hold: its own profile fields have their types, everything that is sent may be anything, and a
 * name that no webhook can read is blank for everybody.
 */
function domainOf(namespace: string | undefined, name: string): AbstractValue {
  if (namespace === "event_properties" && reservedProperties.event.includes(name)) return nil;
  const verdict = checkName({ ...(namespace === undefined ? {} : { namespace }), name });
  if (!verdict.known) return nil;
  if (namespace === "content_blocks") return ofText(anyText);
  switch (verdict.type) {
    case "text":
      return join(nil, ofText(anyText));
    case "integer":
      return join(nil, anyInteger);
    case "boolean":
      return join(nil, ofKinds(Kind.true | Kind.false));
    case "time":
      return join(nil, anyTime, ofText(anyText));
    case "coordinates":
    case "any":
      return anyData;
  }
}
