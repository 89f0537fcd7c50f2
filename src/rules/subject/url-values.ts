import { nodesOf } from "../../liquid/syntax/nodes.js";
import type {
  Body,
  Expression,
  Filter,
  Filtered,
  Interpolation,
  ReferenceRoot,
  Template,
} from "../../liquid/syntax/template.js";
import type { Range } from "../../source/source.js";
import { wordsOf } from "../../source/words.js";

/** A value that is printed into an address or into the fields of a form. */
export interface Fill extends Range {
  readonly value: Filtered;
  /** What is written ahead of it, `\uFFFC` for each value. */
  readonly before: string;
}

/** Stands for a value. */
const filled = "\uFFFC";

/** The values of an interpolation, such as the URL of a tag. */
export function fillsOf({ parts }: Interpolation): Fill[] {
  const found: Fill[] = [];
  let before = "";
  for (const part of parts) {
    if (part.kind === "text") before += part.value;
    else {
      found.push({ start: part.start, end: part.end, value: part.value, before });
      before += filled;
    }
  }
  return found;
}

/** The values that a template prints, in the order of the text. */
export function printedFills({ nodes }: Template): Fill[] {
  const inner = nodesOf(nodes, "capture", "comment").map(({ start, end }) => ({ start, end }));
  const found: Fill[] = [];
  let before = "";
  for (const node of nodesOf(nodes, "text", "output", "echo")) {
    if (inner.some(({ start, end }) => start <= node.start && node.end <= end)) continue;
    if (node.kind === "text") before += node.value;
    else {
      found.push({ start: node.start, end: node.end, value: node.value, before });
      before += filled;
    }
  }
  return found;
}

/** The name in a value that anybody may have typed, with characters that mean something in an address. */
export const freeTextIn = (value: Filtered, nodes: Body): ReferenceRoot | undefined =>
  new Search(nodes).filtered(value);

class Search {
  readonly #seen = new Set<string>();

  constructor(private readonly nodes: Body) {}

  filtered({ value, filters }: Filtered): ReferenceRoot | undefined {
    if (filters.some(isSafe)) return undefined;
    return (
      this.expression(value) ??
      first(
        filters.flatMap((one) => one.arguments),
        (one) => this.expression(one),
      )
    );
  }

  private expression(value: Expression | undefined): ReferenceRoot | undefined {
    if (value?.kind === "braced") return this.filtered(value.value);
    if (value?.kind !== "lookup") return undefined;
    const { root, path } = value;
    if (root.kind === "reference") return isFreeText(root, lastName(path)) ? root : undefined;
    if (root.kind !== "variable" || path.length > 0 || this.#seen.has(root.text)) return undefined;
    this.#seen.add(root.text);
    return (
      first(
        nodesOf(this.nodes, "assign").filter(({ variable }) => variable.text === root.text),
        ({ value: assigned }) => this.filtered(assigned),
      ) ??
      first(
        nodesOf(this.nodes, "capture").filter(({ variable }) => variable.text === root.text),
        ({ body }) => first(nodesOf(body, "output", "echo"), ({ value: printed }) => this.filtered(printed)),
      )
    );
  }
}

function first<T, R>(list: readonly T[], of: (one: T) => R | undefined): R | undefined {
  for (const one of list) {
    const found = of(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What it gives holds no such character, or somebody has thought of them. */
const isSafe = ({ definition }: Filter): boolean =>
  definition !== undefined &&
  (["url", "number", "date", "encoding"].includes(definition.group) ||
    definition.traits.digest === true ||
    definition.traits.seeks === true);

type Path = Extract<Expression, { kind: "lookup" }>["path"];

/** The member that is read, where the path ends in a name. */
function lastName(path: Path): string | undefined {
  const last = path.at(-1);
  return last?.kind === "key" ? last.text : undefined;
}

const profileTexts = ["email_address", "phone_number", "first_name", "last_name", "city"];
const openNamespaces = [
  "custom_attribute",
  "event_properties",
  "api_trigger_properties",
  "canvas_entry_properties",
  "context",
  "context_properties",
  "sms",
];
const writtenNames = ["name", "message_name", "variant_name"];

function isFreeText({ namespace, name }: ReferenceRoot, member: string | undefined): boolean {
  if (namespace === undefined) return profileTexts.includes(name.text);
  if (namespace.text === "campaign" || namespace.text === "canvas") return writtenNames.includes(name.text);
  return openNamespaces.includes(namespace.text) && !isPlain(member ?? name.text);
}

/** Ids, numbers, codes and words of a list are letters and digits. */
const plainWords =
  /^(ids?|uid|uuid|guid|sku|token|key|hash|code|slug|count|quantity|qty|price|amount|total|value|number|num|no|lat|lng|lon|latitude|longitude|zip|postcode|year|month|day|date|time|timestamp|at|age|score|points|locale|lang|language|country|currency|gender|status|state|type|tier|level|flag|page|limit|offset|index|version|md5|sha\d*|u)$/;

const isPlain = (name: string): boolean => plainWords.test(wordsOf(name).at(-1) ?? "");

/** A value that is an address or a part of one, with slashes of its own: what is in the place of a parameter is none. */
export function isPartOfAddress({ before, value }: Fill): boolean {
  if (before.endsWith("=")) return false;
  const start = before.trimStart();
  if (start === "" || start === filled) return true;
  if (/^(\w+:\/\/)?[^/?#\uFFFC]*$/.test(start)) return true;
  const name = /(\w+)\}?\s*$/.exec(namesIn(value))?.[1] ?? "";
  return /(^|_)(url|uri|link|href|path|query|params|domain|host|endpoint)$/i.test(name);
}

function namesIn({ value }: Filtered): string {
  if (value?.kind === "braced") return namesIn(value.value);
  if (value?.kind !== "lookup") return "";
  return (
    lastName(value.path) ??
    (value.root.kind === "reference" ? value.root.name.text : "text" in value.root ? value.root.text : "")
  );
}
