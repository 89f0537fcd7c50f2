import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Body } from "../../liquid/syntax/template.js";
import type { Range } from "../../source/source.js";

/** Where each variable of a template is read and written. */
export class Uses {
  readonly #reads = new Map<string, number[]>();
  /** Ends of the tags that write it. */
  readonly #writes = new Map<string, number[]>();
  /** Something reads variables that cannot be told here: a Content Block, a name that is computed. */
  readonly #open: boolean;

  constructor(nodes: Body) {
    for (const { text, start } of nodesOf(nodes, "variable")) add(this.#reads, text, start);
    for (const { variable, end } of nodesOf(nodes, "assign", "capture"))
      add(this.#writes, variable.text, end);
    this.#open =
      nodesOf(nodes, "computed").length > 0 ||
      nodesOf(nodes, "reference").some(({ namespace }) => namespace?.text === "content_blocks");
  }

  /** Variables that the template itself sets. */
  get written(): ReadonlySet<string> {
    return new Set(this.#open ? [] : this.#writes.keys());
  }

  /** Whether a name may be read within a range. */
  isRead(name: string, { start, end }: Range): boolean {
    return this.#open || (this.#reads.get(name) ?? []).some((read) => start <= read && read < end);
  }

  /** Whether a turn of a loop writes the variable before it reads it, and nothing outside the loop reads it at all. */
  isOfTurn(name: string, loop: Range): boolean {
    if (this.#open) return false;
    const reads = this.#reads.get(name) ?? [];
    const written = (this.#writes.get(name) ?? []).find((end) => loop.start < end && end <= loop.end);
    return written !== undefined && reads.every((read) => written <= read && read < loop.end);
  }
}

function add(places: Map<string, number[]>, name: string, place: number): void {
  const list = places.get(name);
  if (list) list.push(place);
  else places.set(name, [place]);
}
