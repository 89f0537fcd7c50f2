import type { Range } from "../../source/source.js";
import type { AbstractValue } from "../domain/value.js";
import type { FaultKind } from "../fault.js";
import type { Fact } from "../terms/evaluate.js";
import type { Input } from "../terms/term.js";
import { joinPrints, keyOfPrint, type Print } from "./prints.js";

/** A fault as the walk meets it, before it is put with others of its kind and place. */
export interface Report {
  readonly kind: FaultKind;
  readonly at: Range;
  readonly pathCondition: readonly Fact[];
  readonly detail: string | undefined;
  readonly cases: ReadonlyMap<Input, AbstractValue>;
}

/** Reports of one kind and place that are kept. */
const mostReports = 24;

/**
 * What a stretch of the walk asked of the state that it began in, and what it reported on its way: all that its outcome
 * hangs on, so that the stretch need not be walked again for a state that answers the same.
 */
export class Observed {
  /** Variables that were read or written, also where they were not there. */
  readonly names = new Set<string>();
  /** Inputs whose values were asked for. */
  readonly inputs = new Set<Input>();
  readonly #prints = new Map<string, Print>();
  readonly #reports = new Map<string, Report[]>();

  get prints(): readonly Print[] {
    return [...this.#prints.values()];
  }

  get reports(): readonly Report[] {
    return [...this.#reports.values()].flat();
  }

  name(name: string): void {
    this.names.add(name);
  }

  asked(inputs: ReadonlySet<Input>): void {
    for (const input of inputs) this.inputs.add(input);
  }

  print(print: Print): void {
    const key = keyOfPrint(print);
    const other = this.#prints.get(key);
    this.#prints.set(key, other ? joinPrints(other, print) : print);
  }

  report(report: Report): void {
    const key = `${report.kind} ${report.at.start}`;
    const list = this.#reports.get(key);
    if (!list) this.#reports.set(key, [report]);
    else if (list.length < mostReports) list.push(report);
  }

  /** Takes over what was asked within a stretch of this one. */
  asks({ names, inputs }: Pick<Observed, "names" | "inputs">): void {
    for (const name of names) this.name(name);
    this.asked(inputs);
  }
}
