import type { Occurrence } from "../braze/fixture/fixture.js";
import { instantOf } from "../braze/fixture/instant.js";
import { checkIntake } from "../braze/fixture/intake.js";
import { FixtureFaults } from "../braze/fixture/shape.js";
import { fixtureHash } from "../braze/fixture/value-of.js";
import { type Hash, RubyTime } from "../liquid/value.js";
import { valueOfNode } from "../liquid/values/from-json.js";
import { type JsonNode, memberOf, parseJson } from "../source/json.js";
import type { Source } from "../source/source.js";

/** What somebody did, as an event file tells it. */
export interface Happening {
  readonly occurrence: Occurrence;
  /** The attributes that came with it: those of its user are of use. */
  readonly attributes: readonly Hash[];
  /** By which Currents delivers it more than once. */
  readonly id: string | undefined;
}

/** The happenings of a record, and how many of its entries are none. */
export interface Happenings {
  readonly happenings: readonly Happening[];
  readonly faults: readonly string[];
}

/**
 * Reads a record: an event or a purchase as `/users/track` takes it, a whole body of that, a fixture's `event`, an event
 * of Currents, or a batch of its custom HTTP export.
 * @param name for the messages of what is read within
 */
export function happeningsIn(text: string, name: string): Happenings {
  const source = { name, text };
  const { root, faults } = parseJson(source);
  if (!root || faults.length > 0) return { happenings: [], faults: ["it is not JSON"] };
  const reader = new RecordReader(source);
  reader.read(root, []);
  return reader;
}

class RecordReader implements Happenings {
  readonly happenings: Happening[] = [];
  readonly faults: string[] = [];

  constructor(private readonly source: Source) {}

  read(node: JsonNode, attributes: readonly Hash[]): void {
    if (node.kind === "array") {
      for (const item of node.items!) this.read(item, attributes);
      return;
    }
    if (node.kind !== "object") return void this.faults.push("it is not an object");
    const lists = (["events", "purchases"] as const).flatMap((key) => memberOf(node, key) ?? []);
    const event = memberOf(node, "event");
    if (lists.some(({ kind }) => kind === "array")) {
      const own = (memberOf(node, "attributes")?.items ?? []).map(fixtureHash);
      for (const list of lists) for (const item of list.items ?? []) this.read(item, own);
    } else if (event?.kind === "object") this.read(event, attributes);
    else this.#one(node, attributes);
  }

  #one(node: JsonNode, attributes: readonly Hash[]): void {
    const occurrence = memberOf(node, "event_type") ? this.#exported(node) : this.#tracked(node);
    if (!occurrence) return void this.faults.push("it is neither an event nor a purchase");
    this.happenings.push({ occurrence, attributes, id: idOf(node) });
  }

  /** As `/users/track` takes it, or as a file of Currents has it: there the properties are JSON within a text. */
  #tracked(node: JsonNode): Occurrence | undefined {
    const kind = memberOf(node, "name") ? "event" : "purchase";
    const name = memberOf(node, kind === "event" ? "name" : "product_id");
    if (name?.kind !== "string") return undefined;
    // https://www.braze.com/docs/user_guide/data/braze_currents/event_glossary: `user_id` is Braze's own there.
    const isCurrents =
      memberOf(node, "external_user_id") !== undefined || memberOf(node, "user_id") !== undefined;
    return {
      kind,
      name: String(name.value),
      time: timeOf(memberOf(node, "time")),
      properties: this.#properties(memberOf(node, "properties"), kind),
      ids: isCurrents
        ? idsOf(node, { external_id: "external_user_id", braze_id: "user_id" })
        : idsOf(node, { external_id: "external_id", braze_id: "braze_id", email: "email", phone: "phone" }),
      range: node,
    };
  }

  /** As the custom HTTP export of Currents posts it. */
  #exported(node: JsonNode): Occurrence | undefined {
    const properties = memberOf(node, "properties");
    const kind = memberOf(properties, "name") ? "event" : "purchase";
    const name = memberOf(properties, kind === "event" ? "name" : "product_id");
    if (name?.kind !== "string") return undefined;
    const custom = memberOf(properties, kind === "event" ? "custom_properties" : "purchase_properties");
    return {
      kind,
      name: String(name.value),
      time: timeOf(memberOf(node, "time")),
      properties: this.#properties(custom, kind),
      ids: idsOf(memberOf(node, "user"), { external_id: "external_user_id", braze_id: "user_id" }),
      range: node,
    };
  }

  /** What Braze does not take, a template never sees. */
  #properties(node: JsonNode | undefined, kind: Occurrence["kind"]): Hash {
    if (node?.kind === "string") {
      const { root } = parseJson({ ...this.source, text: String(node.value) });
      return root?.kind === "object" ? this.#properties(root, kind) : new Map();
    }
    if (node?.kind !== "object") return new Map();
    const hash = fixtureHash(node);
    for (const name of checkIntake(node, kind, new FixtureFaults(this.source))) hash.delete(name);
    return hash;
  }
}

const idsOf = (node: JsonNode | undefined, names: Readonly<Record<string, string>>): Hash =>
  new Map(
    Object.entries(names).flatMap(([key, name]) => {
      const id = memberOf(node, name);
      return id?.value === undefined || id.value === null ? [] : [[key, valueOfNode(id)] as const];
    }),
  );

const idOf = (node: JsonNode): string | undefined => {
  const id = memberOf(node, "id");
  return id?.kind === "string" ? String(id.value) : undefined;
};

/** An ISO time, or the seconds since 1970 of Currents. */
function timeOf(node: JsonNode | undefined): RubyTime | undefined {
  if (node?.kind === "string") return instantOf(String(node.value))?.time;
  const seconds = node?.kind === "number" ? Number(node.text) : Number.NaN;
  return Number.isFinite(seconds) ? RubyTime.fromMilliseconds(Math.round(seconds * 1000)) : undefined;
}
