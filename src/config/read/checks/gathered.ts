import type { JsonNode } from "../../../source/json.js";
import type { DataSource } from "../../model/config.js";
import { readDataSource } from "../../model/data-source.js";
import { readTextTemplate } from "../../model/values/text-template.js";
import { member, textAt } from "../../tree.js";

/**
 * Whether a definition is of an object that no source holds as a whole: it has no `from`, and each of its properties says by
 * itself where it comes from.
 * @param inItem whether it is inside a list's items
 */
export function isGathered(definition: JsonNode, inItem: boolean): boolean {
  const inner = member(definition, "properties")?.value.members ?? [];
  return (
    textAt(definition, "type") === "object" &&
    !member(definition, "from") &&
    inner.length > 0 &&
    inner.every(({ value }) => namesItsSource(value, inItem))
  );
}

function namesItsSource(definition: JsonNode, inItem: boolean): boolean {
  if (member(definition, "value")) return true;
  const text = textAt(definition, "text");
  const from = member(definition, "from")?.value;
  if (text === undefined && from === undefined) return isGathered(definition, inItem);
  return !sourcesIn(text, from).some((source) => readsObject(source, inItem));
}

function sourcesIn(text: string | undefined, from: JsonNode | undefined): readonly DataSource[] {
  const template = text === undefined ? undefined : readTextTemplate(text, "string");
  const texts = (from?.items ?? (from ? [from] : [])).map(({ value }) => String(value));
  return [
    ...(template && "holes" in template ? template.holes : []),
    ...texts.flatMap((one) => {
      const reading = readDataSource(one);
      return "source" in reading ? [reading.source] : [];
    }),
  ];
}

/** Where there is no item, `item` is the object. */
export const readsObject = ({ kind }: DataSource, inItem: boolean): boolean =>
  kind === "object" || (kind === "item" && !inItem);

/** Whether the items of a list are texts, which a property of theirs reads as a whole. */
export const readsItems = (items: JsonNode): boolean =>
  (items.members ?? []).some(({ value }) => {
    if (textAt(value, "from") === "item") return textAt(value, "type") !== "object";
    const inner = isGathered(value, true) ? member(value, "properties")?.value : undefined;
    return inner !== undefined && readsItems(inner);
  });
