import type { Range } from "../../source/source.js";
import type { Assumptions } from "../assumptions.js";
import type { FilterContext } from "../filters/definition.js";
import { applyFilter } from "../filters/index.js";
import { LiquidError } from "../liquid-error.js";
import { macroFormat } from "../macros.js";
import type { Condition, Expression, Filtered, Interpolation, Lookup, Root } from "../syntax/template.js";
import { strftime } from "../time/strftime.js";
import { type Hash, isArray, isInteger, isLong, RubyRange, type Value } from "../value.js";
import { lookup } from "../values/lookup.js";
import { printRaw } from "../values/print-raw.js";
import { type Evaluator, holds } from "./condition.js";
import type { Meter } from "./meter.js";
import { rangeEnd, toI } from "./numbers.js";
import type { Scope } from "./scope.js";
import type { Variables } from "./variables.js";

/** What expressions, filters and conditions come to for one user. */
export class Expressions implements Evaluator, FilterContext {
  constructor(
    private readonly scope: Scope,
    private readonly variables: Variables,
    readonly meter: Meter,
    readonly assume: Assumptions,
    private readonly contentBlock: (name: string, at: Range) => string,
  ) {}

  get now() {
    return this.scope.now;
  }

  charge(value: Value, times: number): void {
    this.meter.read(value, times);
  }

  filtered({ value, filters }: Filtered): Value {
    let result = value ? this.evaluate(value) : null;
    for (const { definition, arguments: given, keywords } of filters) {
      const args = given.length === 0 ? noValues : given.map((argument) => this.evaluate(argument));
      if (!definition) {
        for (const keyword of keywords) this.evaluate(keyword.value);
        continue;
      }
      this.meter.filter(definition, result, args);
      if (keywords.length > 0) {
        const named: Hash = new Map(
          keywords.map((keyword) => [keyword.name.text, this.evaluate(keyword.value)]),
        );
        result = this.meter.checked(applyFilter(definition, result, [...args, named], this));
      } else result = this.meter.checked(applyFilter(definition, result, args, this));
    }
    return result;
  }

  evaluate(expression: Expression): Value {
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "lookup":
        return this.lookup(expression);
      case "braced":
        return this.filtered(expression.value);
      case "range": {
        const { first, last } = expression;
        const end = first.kind === "literal" && last.kind === "literal" ? toI : rangeEnd;
        return new RubyRange(end(this.evaluate(first)), end(this.evaluate(last)));
      }
      case "emptiness":
        return "";
    }
  }

  condition({ terms, operators }: Condition): boolean {
    for (let i = 0; i < terms.length; i++) {
      const result = holds(this, terms[i]!);
      const operator = operators[i];
      if (!operator || result === (operator.word === "or")) return result;
    }
    return false;
  }

  /** Text with its `{{ }}` filled in. */
  interpolate({ parts }: Interpolation): string {
    let text = "";
    for (const part of parts)
      text += part.kind === "text" ? part.value : printRaw(this.filtered(part.value), this.assume);
    return this.meter.checked(text) as string;
  }

  private lookup({ root, path }: Lookup): Value {
    let value = this.root(root);
    for (let i = 0; i < path.length; i++) {
      const part = path[i]!;
      if (part.kind === "key") {
        if (typeof value === "string") this.meter.move(value);
        value = lookup(value, part.text, true);
      } else {
        const index = this.evaluate(part.index);
        // Ruby's arrays refuse such a number, and the engine hides why
        if (isArray(value) && isInteger(index) && isLong(index)) throw new LiquidError("internal");
        value = lookup(value, index, false);
      }
    }
    return value;
  }

  private root(root: Root): Value {
    if (root.kind === "variable") return this.variables.read(root.text);
    if (root.kind === "macro") return strftime(this.scope.now, macroFormat(root.name));
    if (root.kind === "computed") {
      const name = this.evaluate(root.name);
      return typeof name === "string" ? this.variables.read(name) : null;
    }
    const { namespace, name } = root;
    if (!namespace) return this.scope.profile.get(name.text) ?? null;
    if (namespace.text === "content_blocks") return this.contentBlock(name.text, root);
    return this.scope.namespaces.get(namespace.text)?.get(name.text) ?? null;
  }
}

const noValues: readonly Value[] = [];
