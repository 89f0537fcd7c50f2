import type {
  ArrayProperty,
  Campaign,
  DataSource,
  GatheredProperty,
  IdRule,
  Meaning,
  Property,
  ReadProperty,
  Test,
  TextPart,
} from "../config/model/config.js";
import { changed } from "../config/model/values/changes.js";
import { type Converted, convert, nowAs } from "../config/model/values/convert.js";
import { itemsOf } from "../config/model/values/items.js";
import { holds, isMet } from "../config/model/values/precondition.js";
import { zoneAreas } from "../config/model/values/rules.js";
import { filled } from "../config/model/values/text-template.js";
import { isoOf, millisecondsOf, readTime } from "../config/model/values/time.js";
import { abortReason } from "../generate/body/abort-reason.js";
import { labelsOf } from "../generate/body/envelope.js";
import { sourceText } from "../generate/body/source-text.js";
import type { Scope } from "../liquid/runtime/scope.js";
import { isArray, isHash, type Value } from "../liquid/value.js";
import { isBlank } from "../liquid/values/blank.js";
import { hashText } from "../liquid/values/digest.js";
import { toText } from "../liquid/values/print.js";
import { downcase, strip } from "../liquid/values/text.js";
import { type Json, withoutOrder } from "../source/json.js";
import { type Around, inNothing, readSource } from "./read.js";

/** What a config means for one user and event, computed without any Liquid. */
export interface ModelResult {
  readonly outcome: "sent" | "aborted";
  readonly payload: { readonly [name: string]: Json } | null;
  readonly abort: string | null;
  /** One step for each property decided, in payload order. */
  readonly steps: readonly Step[];
}

/** Why a property is present or not. */
export interface Step {
  /** The property's path in the payload: `properties.categories[0].id`. */
  readonly path: string;
  /** The source, as the config names it. */
  readonly source: string;
  readonly seen: Value;
  readonly verdict: "met" | "printed" | "left out" | "defaulted" | "dropped" | "aborted";
  readonly rule: string;
  readonly printed?: Json;
}

/** Ends the computation; never leaves this file. */
class Abort extends Error {}
/** A required property of a droppable item is missing; never leaves this file. */
class DropItem extends Error {}

export function modelResult(config: Meaning, campaign: Campaign, scope: Scope): ModelResult {
  const model = new ReferenceModel(config, campaign, scope);
  try {
    return { outcome: "sent", payload: model.payload(), abort: null, steps: model.steps };
  } catch (error) {
    if (!(error instanceof Abort)) throw error;
    return { outcome: "aborted", payload: null, abort: error.message, steps: model.steps };
  }
}

/** The context of the current property. */
interface Surroundings extends Around {
  /** In the payload, with indexes, for the steps. */
  readonly shown: string;
  /** Names only, for reasons. */
  readonly path: readonly string[];
  readonly skip: boolean;
}

/**
 * A value that is decided now, or a structure whose properties are decided after its siblings: scalars come first, which
 * is the order in which a body aborts.
 */
type Decided =
  | { readonly name: string; readonly json: Json }
  | { readonly name: string; readonly later: () => Json };

/** What a source holds, and what becomes of it. */
interface Asked {
  readonly step: Pick<Step, "path" | "source" | "seen">;
  readonly converted: Converted;
}

class ReferenceModel {
  readonly steps: Step[] = [];

  constructor(
    private readonly config: Meaning,
    private readonly campaign: Campaign,
    private readonly scope: Scope,
  ) {}

  payload(): { [name: string]: Json } {
    const { config, campaign } = this;
    const { names } = config.wire;
    this.preconditions();
    const { type, event } = labelsOf(config, campaign);
    const payload = new Map<string, Json>([[names.type, type]]);
    if (event !== undefined) payload.set(names.event, event);
    for (const [id, value] of this.identity()) payload.set(names[id], value);
    payload.set(names.timestamp, this.timestamp());
    const zone = this.timezone();
    if (zone !== undefined) payload.set(names.timezone, zone);
    for (const [name, json] of config.wire.constants) payload.set(name, withoutOrder(json));
    const around = { ...inNothing, shown: names.properties, path: [], skip: false };
    const properties = this.members(campaign.properties, around);
    if (campaign.type === "track" || campaign.properties.length > 0)
      payload.set(names.properties, properties);
    return Object.fromEntries(payload);
  }

  private preconditions(): void {
    const { campaign, scope } = this;
    for (const precondition of campaign.preconditions) {
      const { key, from, test } = precondition;
      const seen = readSource(from, scope, inNothing);
      const met = isMet(precondition, seen, scope.now);
      this.steps.push({
        path: key,
        source: sourceText(from),
        seen,
        verdict: met ? "met" : "aborted",
        rule: `${key} ${askedFor(test)}${met ? "" : ": nothing is sent"}`,
      });
      if (!met) throw new Abort(abortReason.unmet(campaign.slug, precondition));
    }
  }

  private identity(): ["user_id" | "anonymous_id", string][] {
    const { campaign, config } = this;
    const { audience, userId, anonymousId, track } = config.identity;
    const both = campaign.type === "identify";
    const anonymousCounts = anonymousId !== undefined && (both || audience === "known_and_anonymous");
    const user = this.identifier("user_id", userId);
    if (user === undefined && (both || !anonymousCounts)) {
      throw new Abort(abortReason.missingId(campaign.slug, "user_id"));
    }
    const anonymous = anonymousCounts ? this.identifier("anonymous_id", anonymousId) : undefined;
    if (anonymous === undefined && both)
      throw new Abort(abortReason.missingId(campaign.slug, "anonymous_id"));
    if (user === undefined && anonymous === undefined)
      throw new Abort(abortReason.noIdentifier(campaign.slug));
    const ids: ["user_id" | "anonymous_id", string][] = [];
    if (user !== undefined) ids.push(["user_id", user]);
    if (anonymous === undefined) return ids;
    if (user === undefined || both || track === "both") ids.push(["anonymous_id", anonymous]);
    else {
      const { path, source, seen } = this.steps.pop()!;
      this.steps.push({
        path,
        source,
        seen,
        verdict: "left out",
        rule: "user_id is known, and then it is the only id",
      });
    }
    return ids;
  }

  private identifier(name: "user_id" | "anonymous_id", rule: IdRule): string | undefined {
    const seen = readSource(rule.from, this.scope, inNothing);
    const source = sourceText(rule.from);
    const path = this.config.wire.names[name];
    const nested = isHash(seen) || isArray(seen);
    let text = nested ? "" : toText(seen);
    for (const change of rule.normalize) text = change === "strip" ? strip(text) : downcase(text);
    if (isBlank(text)) {
      const why = nested
        ? "an object or array is not an identifier"
        : "blank: there is no identifier to send";
      this.steps.push({ path, source, seen, verdict: "left out", rule: why });
      return undefined;
    }
    const printed = rule.hash === "none" ? text : hashText(rule.hash, text);
    const how = [...rule.normalize, ...(rule.hash === "none" ? [] : [rule.hash])].join(", then ");
    this.steps.push({ path, source, seen, verdict: "printed", rule: how || "as it is", printed });
    return printed;
  }

  private timestamp(): Json {
    const { config, scope } = this;
    const seen = readSource(config.timestamp, scope, inNothing);
    const time = config.timestamp.kind === "now" ? undefined : readTime(seen, scope.now);
    const own = time === undefined ? undefined : millisecondsOf(time);
    const milliseconds = own ?? Number(scope.now.seconds) * 1000;
    const seconds = Math.floor(milliseconds / 1000);
    const printed = { milliseconds, seconds, iso8601: isoOf(seconds) }[config.wire.timestampFormat];
    const fellBack = config.timestamp.kind !== "now" && own === undefined;
    this.steps.push({
      path: config.wire.names.timestamp,
      source: sourceText(config.timestamp),
      seen,
      verdict: fellBack ? "defaulted" : "printed",
      rule: fellBack ? "not a time after 1970: the send time" : `in ${config.wire.timestampFormat}`,
      printed,
    });
    return printed;
  }

  private timezone(): string | undefined {
    const { from, default: fallback } = this.config.timezone;
    const seen =
      from.kind === "now" ? nowAs("string", this.scope.now) : readSource(from, this.scope, inNothing);
    const zone = strip(toText(seen));
    const isZone = zone === "UTC" || zoneAreas.some((area) => zone.startsWith(`${area}/`));
    const printed = isZone ? zone : fallback;
    this.steps.push({
      path: this.config.wire.names.timezone,
      source: sourceText(from),
      seen,
      verdict: isZone ? "printed" : printed === undefined ? "left out" : "defaulted",
      rule: isZone ? "an IANA time zone" : "neither UTC nor a zone in an IANA area",
      ...(printed === undefined ? {} : { printed }),
    });
    return printed;
  }

  private members(properties: readonly Property[], around: Surroundings): { [name: string]: Json } {
    return finish(this.decideAll(properties, around));
  }

  private decideAll(properties: readonly Property[], around: Surroundings): Decided[] {
    return properties.flatMap((property) => this.decide(property, around) ?? []);
  }

  private decide(property: Property, around: Surroundings): Decided | undefined {
    const { name } = property;
    const shown = `${around.shown}.${name}`;
    const path = [...around.path, name];
    if (property.type === "constant") {
      const value = withoutOrder(property.value);
      this.steps.push({
        path: shown,
        source: "value",
        seen: null,
        verdict: "printed",
        rule: "a constant",
        printed: value,
      });
      return { name, json: value };
    }
    if (property.type === "gathered") return this.gathered(property, { ...around, shown, path });
    const { step, converted } = this.firstThere(property, shown, around);
    const { seen } = step;

    if (property.type === "object") {
      if (!isHash(seen)) return this.missing(property, step, "not an object", path, around.skip);
      const inner = { ...around, object: seen, shown, path };
      const decide = () => this.decideAll(property.properties, inner);
      if (!around.skip) return { name, later: () => finish(decide()) };
      // Inside a droppable item, everything required is checked before anything is printed.
      const early = decide();
      return { name, later: () => finish(early) };
    }
    if (property.type === "array") {
      const items = itemsOf(property, seen);
      if (!items) return this.missing(property, step, "not an array", path, around.skip);
      return { name, later: () => this.items(property, items, shown, path) };
    }
    if ("missing" in converted) {
      if (property.default === undefined)
        return this.missing(property, step, converted.missing, path, around.skip);
      const printed = withoutOrder(property.default);
      this.steps.push({ ...step, verdict: "defaulted", rule: `${converted.missing}: the default`, printed });
      return { name, json: printed };
    }
    this.steps.push({ ...step, verdict: "printed", rule: `as ${property.type}`, printed: converted.json });
    return { name, json: converted.json };
  }

  /** Its properties are decided before it, since it is there where one of them is. */
  private gathered(property: GatheredProperty, inside: Surroundings): Decided | undefined {
    const decided = this.decideAll(property.properties, inside);
    if (decided.length > 0) return { name: property.name, later: () => finish(decided) };
    const step = { path: inside.shown, source: "its properties", seen: null };
    return this.missing(property, step, "none of its properties is there", inside.path, inside.skip);
  }

  /** The first source whose value is not missing, else the last one asked; with what its value becomes. */
  private firstThere(property: ReadProperty, path: string, around: Around): Asked {
    if ("text" in property && property.text)
      return this.putTogether(property.text, property.from, path, around);
    const [first, ...others] = property.from;
    let asked = this.ask(property, first, path, around);
    for (const from of others) {
      if (!("missing" in asked.converted)) break;
      asked = this.ask(property, from, path, around);
    }
    return asked;
  }

  private putTogether(
    parts: readonly TextPart[],
    from: readonly DataSource[],
    path: string,
    around: Around,
  ): Asked {
    const values = from.map((one) =>
      one.kind === "now" ? nowAs("string", this.scope.now) : readSource(one, this.scope, around),
    );
    const converted = filled(parts, values, this.scope.now);
    // Of the holes, the one that decides; else the first.
    const shown = converted.hole ?? 0;
    const step = { path, source: sourceText(from[shown]!), seen: values[shown]! };
    return "missing" in converted
      ? { step, converted: { missing: `${converted.missing}, and the text needs it` } }
      : { step, converted };
  }

  private ask(property: ReadProperty, from: DataSource, path: string, around: Around): Asked {
    const structured = property.type === "object" || property.type === "array";
    const seen =
      from.kind === "now" && !structured
        ? nowAs(property.type, this.scope.now)
        : readSource(from, this.scope, around);
    return { step: { path, source: sourceText(from), seen }, converted: this.fitted(property, seen) };
  }

  private fitted(property: ReadProperty, seen: Value): Converted {
    switch (property.type) {
      case "object":
        return isHash(seen) ? { json: {} } : { missing: "not an object" };
      case "array":
        return itemsOf(property, seen) ? { json: [] } : { missing: "not an array" };
      case "json":
      case "string":
      case "number":
      case "integer":
      case "boolean":
      case "datetime":
      case "url":
        return changed(property, seen, this.scope.now);
    }
  }

  private items(
    { items, split, where, take }: ArrayProperty,
    array: readonly Value[],
    shown: string,
    path: readonly string[],
  ): Json[] {
    let chosen = 0;
    return array.flatMap((item, index) => {
      const at = `${shown}[${index}]`;
      const step = { path: at, source: "item", seen: item };
      if (items.kind === "scalar") {
        const converted = convert(items.type, item, this.scope.now);
        if ("missing" in converted) {
          this.steps.push({ ...step, verdict: "dropped", rule: converted.missing });
          return [];
        }
        this.steps.push({ ...step, verdict: "printed", rule: `as ${items.type}`, printed: converted.json });
        return [converted.json];
      }
      const wrong = misfitOf(items.of, item);
      if (wrong !== undefined) {
        this.steps.push({ ...step, verdict: "dropped", rule: wrong });
        return [];
      }
      const unmet = where.find(
        ({ from, test }) =>
          !holds(test, readSource(from, this.scope, { item, object: null }), this.scope.now),
      );
      if (unmet) {
        const rule = `where ${sourceText(unmet.from)} is ${askedFor(unmet.test)}`;
        this.steps.push({ ...step, verdict: "dropped", rule });
        return [];
      }
      if (where.length > 0 && take !== undefined && ++chosen > take) {
        this.steps.push({ ...step, verdict: "dropped", rule: `only ${take} are taken` });
        return [];
      }
      const whole = items.of === "scalars" && split !== undefined ? strip(toText(item)) : item;
      try {
        return [
          this.members(items.properties, {
            item: whole,
            object: null,
            shown: at,
            path,
            skip: items.onMissing === "skip",
          }),
        ];
      } catch (error) {
        if (error instanceof DropItem) return [];
        throw error;
      }
    });
  }

  private missing(
    property: Pick<ReadProperty, "required">,
    step: Pick<Step, "path" | "source" | "seen">,
    why: string,
    path: readonly string[],
    skip: boolean,
  ): undefined {
    if (!property.required) {
      this.steps.push({ ...step, verdict: "left out", rule: why });
      return undefined;
    }
    if (skip) {
      this.steps.push({ ...step, verdict: "dropped", rule: `${why}: required, so the item is dropped` });
      throw new DropItem();
    }
    this.steps.push({ ...step, verdict: "aborted", rule: `${why}: required, so nothing is sent` });
    throw new Abort(abortReason.missingProperty(this.campaign.slug, path));
  }
}

/** What a source is to hold. */
const askedFor = (test: Test["test"]): string => (typeof test === "string" ? test : test.join(" or "));

/** Why an item is dropped. */
function misfitOf(of: "objects" | "scalars", item: Value): string | undefined {
  if (of === "objects") return isHash(item) ? undefined : "not an object";
  if (isHash(item) || isArray(item)) return "not a string, number or boolean";
  return isBlank(toText(item)) ? "blank" : undefined;
}

function finish(decided: readonly Decided[]): { [name: string]: Json } {
  return Object.fromEntries(decided.map((one) => [one.name, "later" in one ? one.later() : one.json]));
}
