import { fixtureShape } from "../../braze/fixture/findings.js";
import { mostCampaigns } from "../../config/read/checks/campaigns.js";
import { type Diagnostic, UserError } from "../../diagnostics/diagnostic.js";
import type { JsonMember, JsonNode } from "../../source/json.js";
import { quoted } from "../../source/json-text.js";
import { shortened } from "../../source/shortened.js";
import { infer } from "./infer.js";
import { slugOf } from "./name.js";
import { oddityOf } from "./odd-values.js";
import type { SampleEvent } from "./sample-event.js";

/** So many samples of an event are kept however alike they are. */
const mostAlike = 50;
/** Beyond so many names or kinds of values, samples of an event no longer differ in what they say. */
const mostTraits = 20_000;

/** Samples of which each says something of its event that no other does, so that memory does not grow with their number. */
export class KeptSamples {
  readonly events: SampleEvent[] = [];
  readonly #seen = new Map<string, Traits>();

  /** @returns whether it is kept */
  add(event: SampleEvent): boolean {
    const key = `${event.kind} ${event.name === undefined ? "" : slugOf(event.name)}`;
    let seen = this.#seen.get(key);
    if (!seen) {
      if (this.#seen.size >= mostCampaigns) throw new UserError([tooMany(event)], 1);
      seen = new Traits();
      this.#seen.set(key, seen);
    }
    const isKept = seen.isNew(event);
    if (isKept) this.events.push(event);
    return isKept;
  }
}

function tooMany({ name }: SampleEvent): Diagnostic {
  const another = name === undefined ? "another one" : quoted(shortened(name, 60));
  return fixtureShape.report(
    `the samples have more than ${mostCampaigns} events, and a config can have ${mostCampaigns} campaigns at most: ${another} comes after them`,
    {
      notes: [
        "Give samples of the events that Movable Ink is to have.",
        "Names that hold data, such as an id or a date, make an event of each value: send such data as a property.",
      ],
    },
  );
}

/** What the samples of one event have shown. */
class Traits {
  readonly #traits = new Set<string>();
  readonly #names = new Map<string, Set<string>>();
  #count = 0;

  isNew({ properties, ids, name }: SampleEvent): boolean {
    const before = this.#traits.size;
    this.#add(`name ${name}`);
    for (const id of ids) this.#add(`id ${id}`);
    this.#members("", properties);
    this.#count += 1;
    return this.#traits.size > before || this.#count <= mostAlike;
  }

  #add(trait: string): void {
    if (this.#traits.size < mostTraits) this.#traits.add(trait);
  }

  #members(path: string, members: readonly JsonMember[]): void {
    const known = this.#names.get(path) ?? new Set<string>();
    this.#names.set(path, known);
    const there = new Set<string>();
    for (const { name, value } of members) {
      there.add(name);
      if (known.size < mostTraits) known.add(name);
      this.#value(`${path}.${name}`, name, value);
    }
    for (const name of known) if (!there.has(name)) this.#add(`${path}.${name} is absent`);
  }

  #value(path: string, name: string, node: JsonNode): void {
    if (node.kind === "object") {
      this.#add(`${path} is an object`);
      this.#members(path, node.members ?? []);
      return;
    }
    if (node.kind === "array") {
      this.#add(`${path} is a list ${node.items!.length === 0 ? "of none" : ""}`);
      for (const item of node.items!) this.#value(`${path}[]`, name, item);
      return;
    }
    const type = infer(node);
    this.#add(
      `${path} ${type.kind} ${type.kind === "scalar" ? `${type.type} ${type.numeric} ${oddityOf(name, node)}` : ""}`,
    );
  }
}
