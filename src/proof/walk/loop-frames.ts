import { findName, type Loop, type LoopNames } from "../../liquid/runtime/machine.js";
import { anyCount, anything, Kind, nil, ofKinds } from "../domain/value.js";
import type { Term, Terms } from "../terms/term.js";
import type { ProgramPoint } from "./program-point.js";
import type { State } from "./state.js";

/** A loop around. What it holds in an iteration is kept among a state's variables, under names that no template can write. */
export interface LoopFrame extends LoopNames {
  readonly key: string;
}

/** What each member of a loop's own object may be. */
const anyBoolean = ofKinds(Kind.true | Kind.false);
const positions = {
  first: anyBoolean,
  last: anyBoolean,
  index: anyCount,
  index0: anyCount,
  rindex: anyCount,
  rindex0: anyCount,
  length: anyCount,
} as const;

const members = {
  forloop: { ...positions, name: anything, parentloop: anything },
  tablerowloop: {
    ...positions,
    col: anyCount,
    col0: anyCount,
    col_first: anyBoolean,
    col_last: anyBoolean,
    row: anyCount,
  },
} as const;

/** The loops that the walk is in, and where names lead from there. */
export class LoopFrames {
  readonly #frames: LoopFrame[] = [];

  constructor(
    private readonly terms: Terms,
    private readonly here: ProgramPoint,
    private readonly asked: (variable: string) => void,
  ) {}

  /** The names of the loops around, the same text for the same ones. */
  get names(): string {
    return this.#frames.map(({ variable, drop, key }) => `${key} ${variable} ${drop}`).join(" ");
  }

  within<T>({ variable, drop }: Loop, walk: (frame: LoopFrame) => T): T {
    const frame = { variable, drop, key: `#${this.#frames.length}` };
    this.#frames.push(frame);
    try {
      return walk(frame);
    } finally {
      this.#frames.pop();
    }
  }

  /** What a name means: a value, or the own object of a loop. */
  find({ variables }: State, name: string): Term | LoopFrame {
    const held = (variable: string) => {
      this.asked(variable);
      return variables.get(variable);
    };
    return findName<Term | LoopFrame, LoopFrame>(
      {
        loops: this.#frames,
        item: (loop) => held(itemOf(loop))!,
        drop: (loop) => loop,
        assigned: held,
        counted: (one) => held(`+${one}`),
        given: (one) => this.terms.variable(one),
      },
      name,
    );
  }

  /** The `for` around a `for`. */
  parentOf(frame: LoopFrame): LoopFrame | undefined {
    const around = this.#frames.slice(0, this.#frames.indexOf(frame));
    return around.findLast(({ drop }) => drop === "forloop");
  }

  /** A member of a loop's own object. What it does not have is nil. */
  member({ variables }: State, frame: LoopFrame, name: string): Term {
    const own: Readonly<Record<string, typeof anything>> = members[frame.drop];
    if (!Object.hasOwn(own, name)) return this.terms.some(nil);
    const variable = memberOf(frame, name);
    this.asked(variable);
    return variables.get(variable) ?? this.here.made(zero, `${this.#named(frame)} ${name}`, own[name]!);
  }

  /** The object itself, which prints its Ruby name. */
  object(frame: LoopFrame): Term {
    return this.here.made(zero, this.#named(frame), ofKinds(Kind.other));
  }

  #named({ key, drop }: LoopFrame): string {
    return `${this.here.loops.join(" ")} ${key} ${drop}`;
  }
}

/** A loop's own names are the same all over its iteration. */
const zero = { start: 0, end: 0 };

export const itemOf = ({ key }: LoopFrame): string => `${key} item`;
export const memberOf = ({ key }: LoopFrame, name: string): string => `${key} loop.${name}`;
export const isOfFrame = ({ key }: LoopFrame, variable: string): boolean => variable.startsWith(`${key} `);
