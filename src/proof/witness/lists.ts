import { isArray, isHash, type Value } from "../../liquid/value.js";

/** What a list holds beside the item that an input stands for: a comma is wrong between two, or after one that is left out. */
export const listShapes = ["alone", "twice", "before-empty", "after-empty"] as const;
/** Lists of nothing, one, two and three items. */
export const listLengths = ["none", "alone", "twice", "thrice"] as const;
/** A number is so many items. */
export type ListShape = (typeof listShapes)[number] | (typeof listLengths)[number] | number;

/** A list of one item in another shape. */
export function shaped(list: readonly Value[], shape: ListShape): readonly Value[] {
  const [item = null] = list;
  if (list.length !== 1) return list;
  if (typeof shape === "number") return Array.from({ length: shape }, () => item);
  const empty: Value = isHash(item) ? new Map() : isArray(item) ? [] : "";
  switch (shape) {
    case "none":
      return [];
    case "alone":
      return list;
    case "twice":
      return [item, item];
    case "thrice":
      return [item, item, item];
    case "before-empty":
      return [item, empty];
    case "after-empty":
      return [empty, item];
  }
}
