import { fixtureShape, fixtureSyntax } from "../../braze/fixture/findings.js";
import { checkSizes } from "../../braze/fixture/intake.js";
import { FixtureFaults, kindWords } from "../../braze/fixture/shape.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import {
  duplicateMembers,
  type JsonDocument,
  type JsonFault,
  type JsonMember,
  type JsonNode,
  memberOf,
  parseJsonFile,
} from "../../source/json.js";
import { filledLines } from "../../source/json-lines.js";
import { quoted } from "../../source/json-text.js";
import { type Source, spanOf } from "../../source/source.js";
import { isCall, isView, otherThanEvent, type PassedOver, unnamedType } from "./calls.js";
import { idsAround } from "./id-names.js";
import { isShopifyOrder, shopifyOrdersIn } from "./shopify.js";
import { isProfile, strangerOf } from "./strangers.js";
import { isPlan, plannedEvents } from "./tracking-plan.js";

/** An event as it was sent to Braze, to learn names and types from. */
export interface SampleEvent {
  readonly kind: "event" | "purchase";
  /** Absent of a purchase, and when the file holds properties alone. */
  readonly name: string | undefined;
  readonly properties: readonly JsonMember[];
  /** The properties as the file has them: a JSON object; absent where the file only names the event. */
  readonly text: string | undefined;
  /** Sources that tell whose it is, beside its properties. */
  readonly ids: readonly string[];
  /** Worth telling: what of the file was not looked at. */
  readonly notes: readonly string[];
}

/** The members of the event object of `/users/track` (`_docs/_api/objects_filters/event_object.md`). */
const eventKeys = [
  "external_id",
  "user_alias",
  "braze_id",
  "email",
  "phone",
  "app_id",
  "name",
  "time",
  "properties",
  "_update_existing_only",
];

/**
 * Reads every event of a file: an event object, a list or one of them a line, a whole `/users/track` body, a fixture, calls
 * of Segment or RudderStack, events of mParticle or Currents, orders of Shopify, or an object of properties alone.
 * @param isRecord whether it is one of many records of a file
 * @param passed gets what is no event; without it, a sample of nothing else is refused
 */
export function readSampleEvents(source: Source, isRecord = false, passed?: PassedOver): SampleEvent[] {
  if (source.text.trim() === "") refuse(`"${source.name}" is empty`, [whatToWrite]);
  const whole = parseJsonFile(source);
  // Among many, a call that tracks nothing is one to pass over.
  if (isRecord && passed && whole.root && otherThanEvent(whole.root)) {
    passed.add(whole.root);
    return [];
  }
  if (whole.faults.length > 0 && !isRecord) {
    const lines = filledLines(source);
    if (areObjects(lines)) {
      const each = lines.map((line) => ({ line, whole: parseJsonFile(line) }));
      return tracking(each, (one) => one.whole.root, passed).flatMap((one) =>
        eventsIn(one.line, one.whole, passed),
      );
    }
  }
  return eventsIn(source, whole, passed);
}

function eventsIn(
  source: Source,
  { root, faults }: JsonDocument,
  passed: PassedOver | undefined,
): SampleEvent[] {
  if (faults.length > 0 || !root) {
    throw new UserError(
      faults.map(({ start, end, message }) =>
        fixtureSyntax.report(message, { span: spanOf(source, start, end) }),
      ),
      3,
    );
  }
  refuseDuplicates(root, source);
  return new SampleReader(source, passed).read(root);
}

function refuseDuplicates(root: JsonNode, source: Source): void {
  const twice = duplicateMembers(root).map(({ first, again }) =>
    fixtureShape.report(`the name ${quoted(again.name)} occurs twice in one object`, {
      span: spanOf(source, again.nameRange.start, again.nameRange.end),
      notes: [{ message: "here first", span: spanOf(source, first.nameRange.start, first.nameRange.end) }],
    }),
  );
  if (twice.length > 0) throw new UserError(twice, 1);
}

/** A file of several lines, each of which looks like a JSON object. */
const areObjects = (lines: readonly Source[]): boolean =>
  lines.length > 1 && lines.every(({ text }) => text.startsWith("{") && text.endsWith("}"));

const whatToWrite =
  'A sample is an event as Braze takes it: {"name": "Product Viewed", "properties": {"id": "p1"}}, a whole /users/track body, or the properties alone.';

function refuse(message: string, notes: readonly string[]): never {
  throw new UserError([fixtureSyntax.report(message, { notes })], 3);
}

/**
 * Of calls, only those that track an event count, then those of which a connection makes one.
 * @param passed gets the others; without it they stay where there is nothing else, to be refused
 */
function tracking<T>(
  all: readonly T[],
  nodeOf: (one: T) => JsonNode | undefined,
  passed: PassedOver | undefined,
): readonly T[] {
  const is = (one: T, what: (node: JsonNode) => unknown) => {
    const node = nodeOf(one);
    return node !== undefined && Boolean(what(node));
  };
  const named = all.filter((one) => !is(one, otherThanEvent));
  const found = named.length > 0 ? named : all.filter((one) => is(one, isView));
  if (!passed) return found.length > 0 ? found : all;
  for (const one of all) if (!found.includes(one)) passed.add(nodeOf(one)!);
  return found;
}

const besideCall =
  'Give calls that track beside it, such as {"type": "track", "event": "Product Viewed", "properties": {}}: this one only tells which ids there are.';
/** Braze makes attributes of it, and no event that could set off a webhook. */
const besideIdentify = `${besideCall} Without any, begin with mi-braze init --audience known_and_anonymous: it writes a campaign of type identify, to which you give the event with which a user becomes known in your app.`;

class SampleReader {
  constructor(
    private readonly source: Source,
    private readonly passed: PassedOver | undefined,
  ) {}

  read(root: JsonNode): SampleEvent[] {
    const plan = this.planned(root);
    if (plan.length > 0) return plan;
    const named = this.named(root);
    if (named.length > 0) return named;
    if (root.kind === "array") {
      if (root.items!.length === 0) this.wrong(root, "this list is empty: there is nothing to learn from it");
      return this.all(root.items!);
    }
    if (root.kind !== "object") this.wrong(root, `a sample is a JSON object, not ${kindWords[root.kind]}`);
    if (root.members!.length === 0)
      this.wrong(root, "this sample is empty: there is nothing to learn from it");
    const orders = shopifyOrdersIn(root);
    if (orders.length > 0) return orders.map((order) => this.order(order));
    const events = memberOf(root, "events") ?? memberOf(root, "batch");
    const purchases = isProfile(root) ? undefined : memberOf(root, "purchases");
    if (events?.kind === "array" || purchases?.kind === "array") return this.body(root, events, purchases);
    const event = memberOf(root, "event");
    if (event?.kind === "object" && memberOf(event, "name")) return [this.event(event, "name", "properties")];
    this.refuseStranger(root);
    return tracking([root], (node) => node, this.passed).map((node) => this.one(node) ?? this.alone(node));
  }

  /** The events that exports of users name; what was sent with them no export says. */
  private named(root: JsonNode): SampleEvent[] {
    const users = memberOf(root, "users")?.items ?? root.items ?? [root];
    const names = users.flatMap((user) =>
      (memberOf(user, "custom_events")?.items ?? []).map((one) => ({ user, name: memberOf(one, "name") })),
    );
    return names.flatMap(({ user, name }) =>
      name?.kind === "string" &&
      String(name.value).trim() !== "" &&
      !/\p{Surrogate}/u.test(String(name.value))
        ? [
            {
              kind: "event",
              name: String(name.value),
              properties: [],
              text: undefined,
              ids: idsAround(user),
              notes: [ofExports],
            },
          ]
        : [],
    );
  }

  /** Made-up events of what a tracking plan describes: one with all properties, and one with those that it requires. */
  private planned(root: JsonNode): SampleEvent[] {
    const isOne = (node: JsonNode) => !isCall(node) && isPlan(node);
    if (!(root.items ? root.items.some(isOne) : isOne(root))) return [];
    return plannedEvents(root).flatMap(({ name, whole, least }) =>
      [...new Set([whole, least])].map((text) => {
        const source = { name: `${this.source.name}, ${name ?? "its event"}`, text };
        const { root: properties } = parseJsonFile(source);
        const notes = ["a tracking plan says what there is: the values in the fixtures are made up"];
        return { ...eventOf(name, properties, source), notes };
      }),
    );
  }

  /** Properties and nothing around them. */
  private alone(node: JsonNode): SampleEvent {
    const notes = takenNotes(node, this.source);
    const text = textOf(node, this.source);
    return { kind: "event", name: undefined, properties: node.members!, text, ids: [], notes };
  }

  private order(node: JsonNode): SampleEvent {
    const alone = this.alone(node);
    return { ...alone, notes: ["an order of Shopify is taken for the event's properties", ...alone.notes] };
  }

  private refuseStranger(node: JsonNode): void {
    const stranger = isCall(node) ? undefined : strangerOf(node);
    if (stranger) this.wrong(node, `this holds ${stranger.looks}`, stranger.next);
  }

  private body(root: JsonNode, events: JsonNode | undefined, purchases: JsonNode | undefined): SampleEvent[] {
    const [happened, bought] = [events?.items ?? [], purchases?.items ?? []];
    if (happened.length + bought.length === 0)
      this.wrong((events ?? purchases)!, "this list is empty: there is nothing to learn from it");
    // A batch of mParticle says once whose its events are.
    const ids = idsAround(root);
    return [...this.all(happened), ...bought.map((one) => this.purchase(one))].map((one) => ({
      ...one,
      ids: [...new Set([...one.ids, ...ids])],
    }));
  }

  private purchase(node: JsonNode): SampleEvent {
    if (node.kind !== "object") return this.wrong(node, "a purchase is an object");
    const { notes, ...bought } = this.happening(node, undefined, "properties", "the purchase");
    return { ...bought, kind: "purchase", notes: [...notes, ofPurchases] };
  }

  private all(nodes: readonly JsonNode[]): SampleEvent[] {
    return tracking(nodes, (node) => node, this.passed).map((node) => {
      this.refuseStranger(node);
      if (node.kind !== "object") return this.wrong(node, "an event is an object");
      return this.one(node) ?? this.event(node, "name", "properties");
    });
  }

  private one(node: JsonNode): SampleEvent | undefined {
    if (isShopifyOrder(node)) return this.order(node);
    if (isCall(node)) {
      const call = String(memberOf(node, "type")!.value);
      if (call === "page" || call === "screen") return this.viewed(node, call);
      if (call !== "track")
        this.wrong(
          memberOf(node, "type")!,
          `this is a call of Segment or RudderStack to ${call}, which is not an event in Braze`,
          call === "identify" ? besideIdentify : besideCall,
        );
      return this.event(node, "event", "properties");
    }
    if (isPurchase(node)) return this.purchase(node);
    const unnamed = unnamedType(node);
    if (unnamed !== undefined)
      this.wrong(
        memberOf(node, "event_type")!,
        `this is a ${unnamed} of mParticle, which has no name: the connection decides what Braze calls it`,
        'Give the event as Braze has it: {"name": "Product Viewed", "properties": {"id": "p1"}}. Of mParticle, a custom_event says its name.',
      );
    const data = memberOf(node, "data");
    if (data && memberOf(data, "event_name")) return this.event(data, "event_name", "custom_attributes");
    if (isEvent(node)) return this.event(node, "name", "properties");
    const keys = otherKeysOf(node);
    return keys && this.event(node, keys.name, keys.properties);
  }

  /** What a connection makes of a call to page, which has no event's name of its own. */
  private viewed(node: JsonNode, call: "page" | "screen"): SampleEvent {
    const what = call === "page" ? "Page" : "Screen";
    const own = memberOf(node, "name");
    const isNamed =
      own?.kind === "string" && /^[^\p{Surrogate}]*\S[^\p{Surrogate}]*$/u.test(String(own.value));
    const name = isNamed ? `Viewed ${own.value} ${what}` : `Loaded a ${what}`;
    const seen = this.happening(node, name, "properties", name);
    const note = `a call to ${call} is an event in Braze under a name that the connection gives it: ${quoted(name)} is a guess`;
    return { ...seen, notes: [...seen.notes, note] };
  }

  private event(node: JsonNode, nameKey: string, propertiesKey: string): SampleEvent {
    const name = memberOf(node, nameKey);
    if (name?.kind !== "string" || String(name.value).trim() === "")
      return this.wrong(name ?? node, `an event has a "${nameKey}", which is a string`);
    if (/\p{Surrogate}/u.test(String(name.value))) return this.wrong(name, "this name is not valid Unicode");
    return this.happening(node, String(name.value), propertiesKey, String(name.value));
  }

  private happening(
    node: JsonNode,
    name: string | undefined,
    propertiesKey: string,
    words: string,
  ): SampleEvent {
    const given = memberOf(node, propertiesKey);
    // Currents writes the properties as JSON in a text.
    if (given?.kind === "string")
      return { ...this.written(name, given, propertiesKey, words), ids: idsAround(node) };
    if (given && given.kind !== "object" && given.kind !== "null")
      return this.wrong(given, `"${propertiesKey}" is an object, not ${kindWords[given.kind]}`);
    return { ...eventOf(name, given, this.source), ids: idsAround(node) };
  }

  private written(name: string | undefined, given: JsonNode, key: string, words: string): SampleEvent {
    const inner = { name: `${this.source.name}, the properties of ${words}`, text: String(given.value) };
    if (inner.text.trim() === "") return eventOf(name, undefined, inner);
    const { root, faults } = parseJsonFile(inner);
    const wanted = `"${key}" is an object, or the JSON of one as a string`;
    if (faults.length > 0) {
      const [{ start, end, message }] = faults as [JsonFault];
      const found = fixtureShape.report(`${wanted}: ${message}`, { span: spanOf(inner, start, end) });
      throw new UserError([found], 1);
    }
    if (root?.kind !== "object") return this.wrong(given, wanted);
    refuseDuplicates(root, inner);
    return eventOf(name, root, inner);
  }

  private wrong(node: JsonNode, message: string, next = whatToWrite): never {
    const span = spanOf(this.source, node.start, Math.min(node.end, node.start + 1));
    throw new UserError([fixtureShape.report(message, { span, notes: [next] })], 1);
  }
}

function eventOf(name: string | undefined, properties: JsonNode | undefined, source: Source): SampleEvent {
  const members = properties?.members ?? [];
  return {
    kind: "event",
    name,
    ids: [],
    properties: members,
    text: members.length === 0 ? "{}" : textOf(properties!, source),
    notes: members.length === 0 ? ["the event has no properties"] : takenNotes(properties!, source),
  };
}

/** What other tools call an event's name and properties: Google Analytics, Amplitude, Mixpanel, a data layer. */
const otherNames = ["event", "event_name", "eventName", "event_type", "eventType"];
const otherProperties = ["params", "event_properties", "eventProperties", "properties", "ecommerce"];

function otherKeysOf(node: JsonNode): { readonly name: string; readonly properties: string } | undefined {
  const properties = otherProperties.find((key) => memberOf(node, key)?.kind === "object");
  const name = [...otherNames, "name"].find((key) => memberOf(node, key)?.kind === "string");
  // Properties may have a name of their own, and a member `ecommerce`.
  if (properties === undefined || name === undefined) return undefined;
  return name === "name" && properties === "ecommerce" ? undefined : { name, properties };
}

const ofExports =
  "an export of users names events and says nothing of their properties: what init wrote of them is a guess, until you give the calls to /users/track";

const ofPurchases =
  "a purchase's own product_id, price and quantity are not read, since no page of Braze's says that Liquid has them: send what Movable Ink needs with its properties";

/** A purchase of `/users/track` or of Currents; properties alone may have a product and a price, too, and no user. */
function isPurchase(node: JsonNode): boolean {
  const has = (names: readonly string[]) => names.some((name) => memberOf(node, name) !== undefined);
  return (
    ["product_id", "price", "currency", "time"].every((name) => has([name])) &&
    has(["external_id", "user_id", "external_user_id", "braze_id", "user_alias", "email", "app_id"]) &&
    !has(["name", "event_name"])
  );
}

/** Properties may have a `name` of their own, so a name alone does not make an event. */
function isEvent(node: JsonNode): boolean {
  const members = node.members ?? [];
  const known = members.every(({ name }) => eventKeys.includes(name));
  const properties = memberOf(node, "properties");
  const written = properties?.kind === "string" && String(properties.value).trimStart().startsWith("{");
  const inCurrents = written && ["user_id", "external_user_id", "app_id"].some((key) => memberOf(node, key));
  return memberOf(node, "name")?.kind === "string" && (properties?.kind === "object" || inCurrents || known);
}

/** What Braze would not keep of it; a property that it refuses is left out of the config, and told there. */
function takenNotes(properties: JsonNode, source: Source): string[] {
  const found = new FixtureFaults(source);
  checkSizes(properties, "event", found);
  return found.found.map(({ message }) => message);
}

const textOf = (node: JsonNode, source: Source) => source.text.slice(node.start, node.end);
