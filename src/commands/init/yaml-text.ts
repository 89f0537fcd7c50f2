import { Document, isCollection, isMap, isPair, isSeq, type Tags } from "yaml";
import { JsonNumber } from "../../source/json-number.js";

/** A text, or a map of them; maps keep their order and may hold any name. */
export type YamlValue = string | boolean | number | JsonNumber | null | readonly YamlValue[] | YamlMap;
export interface YamlMap extends ReadonlyMap<string, YamlValue> {}

const style = { lineWidth: 0, blockQuote: false, flowCollectionPadding: false } as const;
const flowWidth = 80;

/** Numbers with their notation kept. */
const customTags = (tags: Tags): Tags => [
  {
    tag: "tag:yaml.org,2002:float",
    default: true,
    identify: (value) => value instanceof JsonNumber,
    resolve: (text: string) => new JsonNumber(text),
    stringify: ({ value }) => String(value),
  },
  ...tags,
];

/**
 * `key: value` as YAML: what is short on one line, the rest in blocks. Any text is quoted as it needs to be.
 * @param open gives each member of the value a line of its own
 */
export function yamlText(key: string, value: YamlValue, open = false): string {
  const document = new Document(new Map([[key, value]]), { aliasDuplicateObjects: false, customTags });
  const node = document.get(key, true);
  if (open) flowMembers(node);
  else flowWhatFits(node);
  return document.toString(style).trimEnd();
}

function flowWhatFits(node: unknown): void {
  if (!isCollection(node)) return;
  if (node.items.length === 0 || flowLength(node) <= flowWidth) {
    node.flow = true;
    return;
  }
  flowMembers(node);
}

function flowMembers(node: unknown): void {
  if (!isCollection(node)) return;
  for (const item of node.items) flowWhatFits(isPair(item) ? item.value : item);
}

function flowLength(node: unknown): number {
  if (isMap(node)) return sum(node.items.map(({ key, value }) => flowLength(key) + flowLength(value) + 4));
  if (isSeq(node)) return sum(node.items.map((item) => flowLength(item) + 2));
  return String(node).length;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 2);
