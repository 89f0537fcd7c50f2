import type { OrderedJson } from "../../source/json.js";

/**
 * What a webhook body is made of: a typed JSON document with holes and conditions, and the Liquid statements that
 * prepare what the holes print. The layout (`print.ts`) turns it into text; nothing else writes Liquid.
 */
export interface BodyPlan {
  readonly slug: string;
  /** The name of the config that it is made from, as a comment can hold it. */
  readonly config: string;
  readonly prepare: readonly Line[];
  readonly root: ObjectShape;
}

/** Statements that belong together and are on one line. */
export type Line = readonly Statement[];

export type Statement =
  | { readonly kind: "assign"; readonly name: string; readonly value: Expression }
  | {
      readonly kind: "if" | "unless";
      readonly when: Condition;
      readonly body: readonly Line[];
      readonly otherwise?: readonly Line[] | undefined;
    }
  | {
      readonly kind: "case";
      readonly of: Expression;
      readonly branches: readonly { readonly value: Expression; readonly body: Line }[];
      readonly otherwise?: Line | undefined;
    }
  | { readonly kind: "for"; readonly item: string; readonly of: string; readonly body: readonly Line[] }
  | { readonly kind: "abort"; readonly reason: string };

/** A value with its filters, as Liquid text: `{{event_properties.${title}}} | append: ""`. */
export type Expression = string;

/** A test, as Liquid text: `title != blank`. */
export type Condition = string;

export type Shape = LeafShape | ConstantShape | ObjectShape | ListShape;

/** One printed value: inside quotes and escaped, or bare where it is JSON by itself. */
export interface LeafShape {
  readonly kind: "leaf";
  readonly quoted: boolean;
  readonly output: Expression;
  /** What is there instead when the condition does not hold. */
  readonly otherwise?: { readonly unless: Condition; readonly json: OrderedJson } | undefined;
}

export interface ConstantShape {
  readonly kind: "constant";
  readonly json: OrderedJson;
}

export interface ObjectShape {
  readonly kind: "object";
  /** Statements inside the braces, before the first member. */
  readonly prepare: readonly Line[];
  readonly members: readonly Member[];
  /** A free variable for the comma, used when no member is certain. */
  readonly comma: string;
}

export interface ListShape {
  readonly kind: "list";
  readonly variable: string;
  readonly item: string;
  /** Statements before the first item. */
  readonly start: Line;
  /** Only so many items are looked at. */
  readonly limit: number | undefined;
  readonly comma: string;
  /** Statements for each item, before it is known to be kept. */
  readonly prepare: readonly Line[];
  readonly keep: Condition;
  readonly element: Shape;
}

export type Member =
  /** Without `when` the member is always there. */
  | {
      readonly kind: "member";
      readonly name: string;
      readonly value: Shape;
      readonly when?: Condition | undefined;
    }
  /** One of two members is always there. */
  | {
      readonly kind: "either";
      readonly when: Condition;
      readonly yes: NamedShape;
      readonly no: NamedShape;
    };

export interface NamedShape {
  readonly name: string;
  readonly value: Shape;
}
