import type {
  Campaign,
  Config,
  DataSource,
  Property,
  ReadProperty,
  Surrounding,
} from "../config/model/config.js";
import { changed } from "../config/model/values/changes.js";
import { convert } from "../config/model/values/convert.js";
import { itemsOf } from "../config/model/values/items.js";
import { readsWholeItem } from "../config/model/whole-item.js";
import type { ConfigPath } from "../config/tree.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { sourcesText, sourceText } from "../generate/body/source-text.js";
import type { Scope } from "../liquid/runtime/scope.js";
import { isArray, isHash, type Value } from "../liquid/value.js";
import { isBlank } from "../liquid/values/blank.js";
import { inspect } from "../liquid/values/print.js";
import { inNothing, isNamed, memberOf, type NamedSource, pathOf, readSource, rootOf } from "../model/read.js";
import { shortened } from "../source/shortened.js";
import { misfitValue, unusedProperty } from "./findings.js";
import { nearestSource, type Place } from "./nearest-source.js";

/** Properties of a campaign that no fixture has, and those whose type no value of a fixture has: nobody would get them. */
export function lostIn(config: Config, campaign: Campaign, scopes: readonly Scope[]): Diagnostic[] {
  if (scopes.length === 0) return [];
  const places = scopes.map((scope) => ({ scope, ...inNothing }));
  return [
    ...lostPreconditions(config, campaign, places),
    ...new LostValues(config, campaign).among(campaign.properties, places),
  ];
}

/** What decides whether an event is sent. Where its absence lets events through, only a misspelt name is a fault. */
const lostPreconditions = (config: Config, { slug, preconditions }: Campaign, places: readonly Place[]) =>
  preconditions.flatMap(({ key, from, test, path }) => {
    if (!isNamed(from) || isAnywhere(from, places) || isDeclared(config, from)) return [];
    const meant = nearestSource(from, places);
    const isNeeded = (key === "only_if") === (test !== "absent");
    if (!isNeeded && meant?.kind !== from.kind) return [];
    return [missing(config, `no fixture of "${slug}" has ${sourceText(from)}`, from, meant, path)];
  });

/** Sources outside of the campaigns, such as that of the time, which no fixture of any campaign has. */
export function lostBeside(config: Config, scopes: readonly Scope[]): Diagnostic[] {
  if (scopes.length === 0) return [];
  const places = scopes.map((scope) => ({ scope, ...inNothing }));
  const { userId, anonymousId } = config.identity;
  const sources: readonly (readonly [ConfigPath, DataSource | undefined])[] = [
    [["identity", "user_id"], userId.from],
    [["identity", "anonymous_id"], anonymousId?.from],
    [["timestamp"], config.timestamp],
    [["timezone"], config.timezone.from],
  ];
  return sources.flatMap(([path, from]) =>
    from && isNamed(from) && !isAnywhere(from, places) && !isDeclared(config, from)
      ? [missing(config, `no fixture has ${sourceText(from)}`, from, nearestSource(from, places), path)]
      : [],
  );
}

/** Whether the config itself says, under `data:`, that there is such a source. */
const isDeclared = ({ data }: Config, from: DataSource): boolean =>
  [...data.values()].some(({ source }) => source === sourceText(from));

/** A value that a fixture has, and where. */
interface Found {
  readonly place: Place;
  readonly value: Value;
}

class LostValues {
  constructor(
    private readonly config: Config,
    private readonly campaign: Campaign,
  ) {}

  among(properties: readonly Property[], places: readonly Place[]): Diagnostic[] {
    return properties.flatMap((property) => this.of(property, places));
  }

  private of(property: Property, places: readonly Place[]): Diagnostic[] {
    if (property.type === "constant" || readsWholeItem(property)) return [];
    if (property.type === "gathered") return this.among(property.properties, places);
    const named = property.from.filter(isNamed);
    const values = named
      .flatMap((from) => places.map((place) => ({ place, value: readSource(from, place.scope, place) })))
      .filter(({ value }) => value !== null && !isBlank(value));
    const isPutTogether = "text" in property && property.text !== undefined;
    const lost = named.filter((from) => !isAnywhere(from, places) && !isDeclared(this.config, from));
    return [
      ...(this.isOwn(property) ? this.absent(property, lost, places) : []),
      ...(values.length > 0 && !isPutTogether ? this.misfits(property, values) : []),
    ];
  }

  private misfits(property: ReadProperty, values: readonly Found[]): Diagnostic[] {
    const [first] = values;
    switch (property.type) {
      case "object": {
        const objects = values.filter(({ value }) => isHash(value));
        return objects.length > 0
          ? this.among(property.properties, inside("object", objects))
          : [this.misfit(property, first!.value, "an object")];
      }
      case "array": {
        const arrays = values.flatMap(({ place, value }) => {
          const items = itemsOf(property, value);
          return items ? [{ place, items }] : [];
        });
        return arrays.length > 0
          ? this.items(property, arrays)
          : [this.misfit(property, first!.value, "a list")];
      }
      case "string":
      case "number":
      case "integer":
      case "boolean":
      case "datetime":
      case "url":
      case "json": {
        const fits = values.some(
          ({ place, value }) => !("missing" in changed(property, value, place.scope.now)),
        );
        return fits ? [] : [this.misfit(property, first!.value, typeWords[property.type])];
      }
    }
  }

  private items(
    property: Extract<ReadProperty, { type: "array" }>,
    arrays: readonly { readonly place: Place; readonly items: readonly Value[] }[],
  ): Diagnostic[] {
    const { items } = property;
    const values = arrays.flatMap(({ place, items: all }) =>
      all.filter((value) => value !== null).map((value) => ({ place, value })),
    );
    const [first] = values;
    if (!first) return [];
    if (items.kind === "scalar") {
      const { type } = items;
      const fits = values.some(({ place, value }) => !("missing" in convert(type, value, place.scope.now)));
      return fits ? [] : [this.misfitItems(property, first.value, `items: ${type}`)];
    }
    const fitting = values.filter(({ value }) =>
      items.of === "objects" ? isHash(value) : !isHash(value) && !isArray(value),
    );
    const insides = inside("item", fitting);
    const unknown = property.where.flatMap(({ from }) => {
      if (insides.length === 0 || !isNamed(from) || isAnywhere(from, insides)) return [];
      const message = `no fixture of "${this.campaign.slug}" has ${sourceText(from)} in ${sourcesText(property.from)}`;
      return [missing(this.config, message, from, nearestSource(from, insides), [...property.path, "where"])];
    });
    // That has a finding of its own.
    if (fitting.length === 0 && items.properties.some(readsWholeItem)) return [];
    return fitting.length > 0
      ? [...unknown, ...this.among(items.properties, insides)]
      : [this.misfitItems(property, first.value, items.of === "objects" ? "items: {…}" : "from: item")];
  }

  /** What a preset brings is there for whoever has it. */
  private isOwn({ path }: Property): boolean {
    return path[this.campaign.path.length] === "properties";
  }

  /** Of several sources, one that leads nowhere is a fault only where it is misspelt, or where all of them do. */
  private absent(
    property: ReadProperty,
    lost: readonly NamedSource[],
    places: readonly Place[],
  ): Diagnostic[] {
    const { from: all, path } = property;
    // A text needs all of them.
    const isPutTogether = "text" in property && property.text !== undefined;
    const areAll = isPutTogether || lost.length === all.length;
    return (areAll && !isPutTogether ? lost.slice(0, 1) : lost).flatMap((from) => {
      const meant = nearestSource(from, places);
      if (!areAll && (!meant || all.some((other) => sourceText(other) === sourceText(meant)))) return [];
      const here = from.kind === "item" || from.kind === "object" ? " here" : "";
      const message = `no fixture of "${this.campaign.slug}" has ${sourceText(from)}${here}`;
      return [missing(this.config, message, from, meant, path)];
    });
  }

  private misfit(property: ReadProperty, value: Value, wanted: string): Diagnostic {
    const { slug } = this.campaign;
    return misfitValue.report(
      `no fixture of "${slug}" has ${wanted} at ${sourcesText(property.from)}: it is ${shown(value)}`,
      { span: this.config.spanOf(property.path), notes: [outcome(property), advice(property, value)] },
    );
  }

  private misfitItems(property: ReadProperty, value: Value, wanted: string): Diagnostic {
    const message = `every item of ${sourcesText(property.from)} is dropped: "${wanted}" does not fit ${shown(value)}`;
    const own = ownType(value);
    return misfitValue.report(message, {
      span: this.config.spanOf(property.path),
      notes: [
        "An empty list is sent for everybody whose list looks like that of the fixtures.",
        isHash(value)
          ? `Name the members of an item: items: {${[...value.keys()].slice(0, 3).join(": string, ")}: string}.`
          : `Write items: ${own}; or, to make an object of each, read it as a whole: items: {id: {type: ${own}, from: item}}.`,
      ],
    });
  }
}

/** Whether a fixture has something there, be it null: then the name is right. */
function isAnywhere(from: NamedSource, places: readonly Place[]): boolean {
  return places.some((place) => {
    let value: Value | undefined = rootOf(from.kind, place.scope, place);
    for (const part of pathOf(from)) {
      value = memberOf(value, part);
      if (value === undefined) return false;
      // Nothing can be told of what would be in it.
      if (value === null) return true;
    }
    return true;
  });
}

function missing(
  config: Config,
  message: string,
  from: NamedSource,
  meant: DataSource | undefined,
  path: ConfigPath,
): Diagnostic {
  return unusedProperty.report(`${message}${meant ? `; did you mean ${sourceText(meant)}?` : ""}`, {
    span: config.spanOf(path),
    notes: [
      meant
        ? `Write ${sourceText(meant)}, or add ${sourceText(from)} to a fixture that was taken from a real event.`
        : "Add it to a fixture that was taken from a real event, or name the right member.",
    ],
  });
}

const inside = (what: Surrounding, found: readonly Found[]): Place[] =>
  found.map(({ place: { scope, item }, value }) =>
    what === "item" ? { scope, item: value, object: null } : { scope, item, object: value },
  );

const outcome = (property: ReadProperty): string =>
  property.required
    ? "Nothing is sent for such an event."
    : "default" in property && property.default !== undefined
      ? "The default is sent instead."
      : "It is left out for such an event.";

function advice(property: ReadProperty, value: Value): string {
  if (property.type === "number" || property.type === "integer")
    return typeof value === "string"
      ? 'Send it to Braze as a number, or as text without currency, separators or unit: 1299.5, not "$1,299.50".'
      : `Write type: ${ownType(value)}, or read another member with from:.`;
  return `Write type: ${ownType(value)}, or read another member with from:.`;
}

const typeWords = {
  string: "a string",
  number: "a number",
  integer: "an integer",
  boolean: "true or false",
  datetime: "a time",
  url: "a string",
  json: "JSON",
} as const;

function ownType(value: Value): string {
  if (isHash(value)) return "object";
  if (isArray(value)) return "array";
  if (typeof value === "boolean") return "boolean";
  return typeof value === "string" ? "string" : "number";
}

function shown(value: Value): string {
  if (isHash(value)) return "an object";
  if (isArray(value)) return "a list";
  return shortened(inspect(value), 40);
}
