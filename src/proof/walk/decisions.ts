import type { Range } from "../../source/source.js";

/** How a condition of the template comes out, over all paths that lead to it. */
export interface Decision extends Range {
  /** For somebody it is true, false, or fails. */
  readonly true: boolean;
  readonly false: boolean;
  readonly fails: boolean;
  /** Only the template itself decides it, no data. */
  readonly constant: boolean;
  /** It comes out so whatever was tested before it. */
  readonly alone: boolean;
}

/** What each condition came to. */
export class Decisions {
  readonly #found = new Map<number, Decision>();

  get all(): readonly Decision[] {
    return [...this.#found.values()];
  }

  /** Nothing more is to be learned of a condition that data decides. */
  isOpen({ start }: Range): boolean {
    const found = this.#found.get(start);
    return found?.true === true && found.false;
  }

  add(decision: Decision): void {
    const before = this.#found.get(decision.start);
    this.#found.set(
      decision.start,
      before
        ? {
            ...before,
            true: before.true || decision.true,
            false: before.false || decision.false,
            fails: before.fails || decision.fails,
            constant: before.constant && decision.constant,
            alone: before.alone && decision.alone,
          }
        : decision,
    );
  }
}
