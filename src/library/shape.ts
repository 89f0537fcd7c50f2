import type { Shape } from "../proof/json/shape.js";

/** Numbers are told apart as they are printed: `5` or `5.0`. */
export type ShapeKind = "string" | "integer" | "float" | "boolean" | "null" | "object" | "array";

/** What a value of the payload may be, over every user for whom it is sent. */
export interface PayloadShape {
  readonly kinds: readonly ShapeKind[];
  /** Its text may be empty. */
  readonly mayBeEmpty?: boolean;
  /** The members of an object, in order; the name `*` stands for those that only the data tells. */
  readonly members?: readonly (PayloadShape & {
    readonly name: string;
    /** There on every path on which the object is; else on some. */
    readonly always: boolean;
  })[];
  /** What the items of an array may be; absent when it is always empty. */
  readonly items?: PayloadShape;
  /** JSON that the data holds as a whole: besides what is told here, anything may be inside. */
  readonly open?: boolean;
}

export const shapeOf = ({ kinds, mayBeEmpty, members, items, open }: Shape): PayloadShape => ({
  kinds: [...kinds],
  ...(mayBeEmpty ? { mayBeEmpty } : {}),
  ...(kinds.has("object")
    ? { members: [...members].map(([name, { shape, always }]) => ({ name, always, ...shapeOf(shape) })) }
    : {}),
  ...(items ? { items: shapeOf(items) } : {}),
  ...(open ? { open } : {}),
});
