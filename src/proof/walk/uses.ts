import { parseTemplate } from "../../braze/liquid.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Body, Expression } from "../../liquid/syntax/template.js";
import type { Range } from "../../source/source.js";

/** Where each variable of a template is read and written. */
export class Uses {
  readonly #reads = new Map<string, number[]>();
  /** Ends of the tags that write it. */
  readonly #writes = new Map<string, number[]>();
  /** Something reads variables that cannot be told here: a Content Block, a name that is computed. */
  readonly #open: boolean;
  /** Whether it is asked anywhere how long a list is, or whether it is there. */
  readonly asksForSizes: boolean;
  /** Where a loop's counter is compared with an iteration's number. */
  readonly #counted: readonly (Range & Counted)[];
  /** A Content Block that is not at hand may set any variable. */
  readonly #hasUnread: boolean;

  constructor(nodes: Body, contentBlocks: ReadonlyMap<string, string>) {
    for (const { text, start } of nodesOf(nodes, "variable")) add(this.#reads, text, start);
    for (const { variable, end } of nodesOf(nodes, "assign", "capture"))
      add(this.#writes, variable.text, end);
    this.asksForSizes =
      nodesOf(nodes, "key").some(({ text }) => text === "size") ||
      nodesOf(nodes, "filter").some(({ name }) => name.text === "size") ||
      nodesOf(nodes, "emptiness").length > 0;
    this.#counted = [
      ...nodesOf(nodes, "comparison").flatMap((one) => countedIn(one, one.left, [one.right])),
      ...nodesOf(nodes, "case").flatMap((one) =>
        countedIn(
          one,
          one.subject,
          one.branches.flatMap(({ values }) => values ?? []),
        ),
      ),
    ];
    this.#open = nodesOf(nodes, "computed").length > 0 || blocksIn(nodes).length > 0;
    this.#hasUnread = readsUnread(nodes, contentBlocks);
  }

  /**
   * Whether a variable may hold anything before the template sets it: a Content Block whose text is not known may have
   * set it. Everyday authors leave alone what the template sets itself.
   */
  mayBeGiven(name: string, everyday: boolean): boolean {
    return this.#hasUnread && !(everyday && this.#writes.has(name));
  }

  /** Whether a name may be read within a range. */
  isRead(name: string, { start, end }: Range): boolean {
    return this.#open || (this.#reads.get(name) ?? []).some((read) => start <= read && read < end);
  }

  /** The last iteration that a loop tells from others by its number: 3 where it asks for `forloop.index <= 3`. */
  countsTo(name: string, { start, end }: Range): number {
    const numbers = this.#counted.flatMap((one) =>
      one.loop === name && start <= one.start && one.start < end ? [one.iteration] : [],
    );
    return Math.max(0, ...numbers);
  }

  /** Whether an iteration of a loop writes the variable before it reads it, and nothing outside the loop reads it at all. */
  variesIn(name: string, loop: Range): boolean {
    if (this.#open) return false;
    const reads = this.#reads.get(name) ?? [];
    const written = (this.#writes.get(name) ?? []).find((end) => loop.start < end && end <= loop.end);
    return written !== undefined && reads.every((read) => written <= read && read < loop.end);
  }
}

interface Counted {
  /** The name of the loop's object. */
  readonly loop: string;
  readonly iteration: number;
}

function countedIn(
  { start, end }: Range,
  left: Expression | undefined,
  others: readonly (Expression | undefined)[],
): (Range & Counted)[] {
  return others.flatMap((right) =>
    [
      [left, right],
      [right, left],
    ].flatMap(([counter, number]) => {
      if (counter?.kind !== "lookup" || counter.root.kind !== "variable") return [];
      if (number?.kind !== "literal" || typeof number.value !== "number") return [];
      const [member, more] = counter.path;
      if (member?.kind !== "key" || more) return [];
      const first = { index: 0, index0: 1 }[member.text];
      return first === undefined
        ? []
        : [{ start, end, loop: counter.root.text, iteration: number.value + first }];
    }),
  );
}

function add(places: Map<string, number[]>, name: string, place: number): void {
  const list = places.get(name);
  if (list) list.push(place);
  else places.set(name, [place]);
}

const blocksIn = (nodes: Body): string[] =>
  nodesOf(nodes, "reference").flatMap(({ namespace, name }) =>
    namespace?.text === "content_blocks" ? [name.text] : [],
  );

/** Whether a block is read whose text is not at hand, by the template or by a block that it reads. */
function readsUnread(nodes: Body, texts: ReadonlyMap<string, string>): boolean {
  const seen = new Set(blocksIn(nodes));
  for (const name of seen) {
    const text = texts.get(name);
    if (text === undefined) return true;
    for (const inner of blocksIn(parseTemplate({ name, text }).nodes)) seen.add(inner);
  }
  return false;
}
