import { checkName } from "../../braze/check-name.js";
import { reservedEventProperties } from "../../braze/names.js";
import type { Expression, Filtered, Lookup, ReferenceRoot } from "../../liquid/syntax/template.js";
import { anyText, known, knownRope } from "../domain/text.js";
import {
  type Abstract,
  abstractOf,
  anyData,
  anyInteger,
  dataKinds,
  join,
  Kind,
  nil,
  ofKinds,
  ofText,
} from "../domain/value.js";
import type { Formulas, Symbol_ } from "../formula/term.js";
import type { Whereabouts } from "./program-point.js";
import type { State } from "./state.js";

/** A loop's own names are the same all over its turn. */
const zero = { start: 0, end: 0 };

/** Expressions as formulas. */
export class Lookups {
  constructor(
    private readonly formulas: Formulas,
    private readonly here: Whereabouts,
  ) {}

  filtered(state: State, { value, filters }: Filtered): Symbol_ {
    const start = value ? this.expression(state, value) : this.formulas.some(nil);
    return filters.reduce((input, filter) => {
      const args = filter.arguments.map((arg) => this.expression(state, arg));
      // Ruby hands named arguments over as one hash behind the others.
      if (filter.keywords.length > 0) args.push(this.here.made(filter, "keywords", ofKinds(Kind.hash)));
      // The filter that reads a member is a path by another name.
      const member =
        filter.name.text === "property_accessor" && args[0]?.op === "some"
          ? onlyText(args[0].value)
          : undefined;
      if (member !== undefined && input.op === "input") return this.#member(input, member, false);
      return this.formulas.filter(filter.name.text, input, args);
    }, start);
  }

  expression(state: State, expression: Expression): Symbol_ {
    switch (expression.kind) {
      case "literal":
        return this.formulas.some(abstractOf(expression.value));
      case "emptiness":
        return this.formulas.some(ofText(known("")));
      case "range":
        return this.here.made(expression, "range", ofKinds(Kind.other));
      case "braced":
        return this.filtered(state, expression.value);
      case "lookup":
        return this.#lookup(state, expression);
    }
  }

  #lookup(state: State, { root, path }: Lookup): Symbol_ {
    let symbol =
      root.kind === "variable"
        ? this.#variable(state, root.text)
        : root.kind === "reference"
          ? this.#reference(root)
          : this.here.made(root, "variable", anyData);
    const flag =
      root.kind === "variable" && root.text === "forloop" && path[0]?.kind === "key"
        ? `forloop.${path[0].text}`
        : undefined;
    if (flag !== undefined) {
      return (
        state.variables.get(flag) ??
        (/^forloop\.(name|parentloop)$/.test(flag)
          ? this.here.made(root, flag, anyData)
          : state.variables.has("forloop")
            ? this.here.made(zero, `${this.here.loops.at(-1)} ${flag}`, anyInteger)
            : this.formulas.some(nil))
      );
    }
    for (const part of path) {
      if (part.kind === "key") symbol = this.#member(symbol, part.text, true);
      else if (
        part.index.kind === "literal" &&
        (typeof part.index.value === "string" || typeof part.index.value === "number")
      ) {
        symbol = this.#member(symbol, part.index.value, false);
      } else symbol = this.here.made(part, `${symbol.id}`, anyData);
    }
    return symbol;
  }

  #variable(state: State, name: string): Symbol_ {
    return state.variables.get(name) ?? this.formulas.variable(name);
  }

  #reference({ namespace, name }: ReferenceRoot): Symbol_ {
    const space = namespace?.text;
    const id = `${space ?? ""}.\${${name.text}}`;
    return this.formulas.input(id, () => ({
      place:
        space === undefined
          ? { kind: "profile", name: name.text }
          : { kind: "namespace", namespace: space, name: name.text },
      domain: domainOf(space, name.text),
    }));
  }

  /** A member of an input is an input itself, unless its name is one that Liquid computes. */
  #member(of: Symbol_, key: string | number, dotted: boolean): Symbol_ {
    const computed = dotted && (key === "size" || key === "first" || key === "last");
    if (of.op === "input" && !computed) {
      const { input } = of;
      return this.formulas.input(`${input.id}[${JSON.stringify(key)}]`, () => ({
        place: { kind: "member", of: input, key },
        domain: anyData,
      }));
    }
    if (of.op === "choice") {
      return this.formulas.choice(of.by, this.#member(of.yes, key, dotted), this.#member(of.no, key, dotted));
    }
    return this.formulas.member(of, typeof key === "number" ? `[${key}]` : dotted ? key : `["${key}"]`);
  }
}

const onlyText = (value: Abstract): string | undefined =>
  value.kinds === Kind.text && value.text.length === 1 ? knownRope(value.text[0]!) : undefined;

/** What Braze lets a name hold: its own profile fields have their types, everything that is sent may be anything. */
function domainOf(namespace: string | undefined, name: string): Abstract {
  if (namespace === "event_properties" && reservedEventProperties.includes(name)) return nil;
  const verdict = checkName({ ...(namespace === undefined ? {} : { namespace }), name });
  if (!verdict.known) return namespace === undefined ? nil : ofKinds(dataKinds);
  if (namespace === "content_blocks") return ofText(anyText);
  switch (verdict.type) {
    case "text":
      return join(nil, ofText(anyText));
    case "integer":
      return join(nil, anyInteger);
    case "boolean":
      return join(nil, ofKinds(Kind.true | Kind.false));
    case "time":
      return join(nil, ofKinds(Kind.time | Kind.text));
    default:
      return anyData;
  }
}
