import { dataWords } from "../braze/data.js";
import { profileFields } from "../braze/profile-fields.js";
import type {
  DataSource,
  IdRule,
  PropertyNamespace,
  ReadProperty,
  Surrounding,
} from "../config/model/config.js";
import { codeSpan } from "../source/markdown.js";
import { sourceText } from "./body/source-text.js";

/** An object or a list of Braze's data, whose members are read as `item` or `object`. */
export interface Holder {
  readonly kind: PropertyNamespace;
  /** `metadata`, `products[]` */
  readonly name: string;
}

/** What the item and the object are that a property is in. */
export type Holders = { readonly [around in Surrounding]?: Holder | undefined };

/** What a source is called in Braze's dashboard, in Markdown. */
export function brazeWords(from: DataSource, holders: Holders = {}): string {
  if (!("path" in from)) return from.kind === "now" ? "the time of sending" : profileFields[from.kind].words;
  const found = heldBy(from, holders);
  return found ? `${dataWords[found.kind]} ${codeSpan(found.name)}` : codeSpan(sourceText(from));
}

/** Where it is in Braze's data, with what it is read from. */
export function heldBy(from: DataSource, holders: Holders): Holder | undefined {
  if (!("path" in from)) return undefined;
  const path = sourceText(from).slice(from.kind.length);
  if (from.kind === "item" || from.kind === "object") {
    const holder = holders[from.kind];
    return holder && { ...holder, name: holder.name + path };
  }
  return { kind: from.kind, name: path.slice(1) };
}

const hashes = { md5: "MD5", sha1: "SHA-1", sha256: "SHA-256" } as const;

/** Where an id comes from, and what is done to it. */
export const idWords = ({ from, normalize, hash }: IdRule): string =>
  [
    brazeWords(from),
    ...normalize.map((one) => ({ strip: "without space around it", downcase: "in lower case" })[one]),
    ...(hash === "none" ? [] : [`as ${hashes[hash]} hash`]),
  ].join(", ");

/** Where a property comes from, and what is done to it. */
export function propertyWords(property: ReadProperty, holders: Holders): string {
  const sources = property.from.map((from) => brazeWords(from, holders));
  const text = "text" in property ? property.text : undefined;
  const read = text ? `put together from ${sources.join(" and ")}` : sources.join(", else ");
  return [read, ...changesOf(property)].join(", ");
}

const mostCodes = 5;

function changesOf(property: ReadProperty): string[] {
  const words: string[] = [];
  if ("split" in property && property.split !== undefined)
    words.push(`a string is split at ${codeSpan(property.split)}`);
  if ("take" in property && property.take !== undefined) words.push(`the first ${property.take} of them`);
  if ("join" in property && property.join !== undefined)
    words.push(`a list is joined with ${codeSpan(property.join)}`);
  if ("map" in property && property.map) {
    const { values, otherwise } = property.map;
    const codes = [...values]
      .slice(0, mostCodes)
      .map(([code, text]) => `${codeSpan(code)} becomes ${codeSpan(text)}`);
    const rest = values.size > mostCodes ? [`${values.size - mostCodes} more codes`] : [];
    const other =
      otherwise === "keep"
        ? "any other is kept"
        : otherwise === "leave_out"
          ? "any other is left out"
          : `any other becomes ${codeSpan(otherwise.text)}`;
    words.push(...codes, ...rest, other);
  }
  if ("scaling" in property && property.scaling) {
    const { factor, decimals } = property.scaling;
    if (factor !== "1") words.push(`times ${factor}`);
    if (decimals !== undefined) words.push(`rounded to ${decimals} decimals`);
  }
  return words;
}
