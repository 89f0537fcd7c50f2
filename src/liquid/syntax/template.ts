import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Range, Source } from "../../source/source.js";
import type { FilterDefinition } from "../filters/index.js";
import type { MacroName } from "../macros.js";
import type { Value } from "../value.js";

/**
 * The tree of a template. Every node has a `kind` and is a `Range` of the user's own text, so whatever walks the tree
 * (rendering, proof, lint, fixes) can tell what it is, and point at it or replace it.
 */
export interface Template {
  readonly source: Source;
  readonly nodes: Body;
  /** Everything wrong with the template, by place. A template with an error never renders. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What is between two tags. Its range covers its nodes; an empty one is where a node would. */
export interface Body extends Range {
  readonly kind: "body";
  readonly nodes: readonly Node[];
  /** Nothing in it can print more than white space. */
  readonly blank: boolean;
  /** Its white space is left out: it is the body of an `if`, `unless`, `case` or `for` that cannot print anything else. */
  readonly silent: boolean;
}

export type Node = Text | Output | Tag;

/** Anything that has a place of its own in the tree. */
export type AnyNode =
  | Body
  | Node
  | TagHead
  | Branch
  | WhenBranch
  | Filtered
  | Filter
  | Keyword
  | Expression
  | Root
  | PathPart
  | Condition
  | LogicalOperator
  | Comparison
  | Interpolation
  | InterpolatedText
  | TagOption
  | OffsetContinue
  | Name;

export type NodeKind = AnyNode["kind"];

/** The nodes that may be of a kind; unlike `Extract`, this finds those that are of one of several kinds, such as `If`. */
export type NodeOf<K extends NodeKind, N extends AnyNode = AnyNode> = N extends AnyNode
  ? K & N["kind"] extends never
    ? never
    : N
  : never;

/** Text as it is printed. Never spans an HTML comment: those are cut out, and the text on either side is a node of its own. */
export interface Text extends Range {
  readonly kind: "text";
  /** What is left after white-space control; `start` and `end` are the range of exactly this. */
  readonly value: string;
  /** The range before white-space control. */
  readonly whole: Range;
  readonly blank: boolean;
}

/** One `{{ … }}` or `{% … %}` as written. */
export interface Delimited extends Range {
  /** `{{-` or `{%-`. */
  readonly trimLeft: boolean;
  /** `-}}` or `-%}`. */
  readonly trimRight: boolean;
}

/** One tag as written: `{% name markup %}`, or a line of a `{% liquid %}`. */
export interface TagHead extends Delimited {
  readonly kind: "head";
  readonly name: Name;
  readonly markup: Range;
  /** The tag's source. */
  readonly raw: string;
}

/** A stretch of the text that means what it says. */
export interface Word extends Range {
  readonly text: string;
}

/** What something is called: a tag, a filter, a variable that is set. */
export interface Name extends Word {
  readonly kind: "name";
}

export interface Output extends Delimited {
  readonly kind: "output";
  readonly value: Filtered;
  readonly blank: false;
}

// expressions

/** A value and the filters it goes through. */
export interface Filtered extends Range {
  readonly kind: "filtered";
  /** Absent in `{{ }}`, which prints nothing. */
  readonly value: Expression | undefined;
  readonly filters: readonly Filter[];
}

export interface Filter extends Range {
  readonly kind: "filter";
  readonly name: Name;
  /** Absent for a filter that does not exist, which passes its value on. */
  readonly definition: FilterDefinition | undefined;
  readonly arguments: readonly Expression[];
  readonly keywords: readonly Keyword[];
}

/** `name: value` among a filter's arguments. */
export interface Keyword extends Range {
  readonly kind: "keyword";
  readonly name: Name;
  readonly value: Expression;
}

export type Expression = Literal | Emptiness | Lookup | RangeOf | Braced;

export interface Literal extends Range {
  readonly kind: "literal";
  readonly value: Value;
}

/** `blank` or `empty` on one side of a comparison. Anywhere else these words are the empty text, a `Literal`. */
export interface Emptiness extends Range {
  readonly kind: "emptiness";
  readonly word: "blank" | "empty";
}

/** A variable or a Braze name, and a path into it. */
export interface Lookup extends Range {
  readonly kind: "lookup";
  readonly root: Root;
  readonly path: readonly PathPart[];
}

export type Root = VariableRoot | ReferenceRoot | MacroRoot | ComputedRoot;

export interface VariableRoot extends Word {
  readonly kind: "variable";
}

/** `${name}` or `namespace.${name}`. */
export interface ReferenceRoot extends Range {
  readonly kind: "reference";
  readonly namespace: Name | undefined;
  readonly name: Name;
}

/** `$name`, for which Braze puts a text of its own. */
export interface MacroRoot extends Range {
  readonly kind: "macro";
  readonly name: MacroName;
}

/** `[expression]`: a variable whose name is computed. */
export interface ComputedRoot extends Range {
  readonly kind: "computed";
  readonly name: Expression;
}

export type PathPart = KeyPart | IndexPart;

/** `.key`. `size`, `first` and `last` are computed where the value has no such key. */
export interface KeyPart extends Word {
  readonly kind: "key";
}

/** `[expression]`. */
export interface IndexPart extends Range {
  readonly kind: "index";
  readonly index: Expression;
}

/** `(first..last)`. */
export interface RangeOf extends Range {
  readonly kind: "range";
  readonly first: Expression;
  readonly last: Expression;
}

/** `{{ … }}` inside a tag or an argument. */
export interface Braced extends Range {
  readonly kind: "braced";
  readonly value: Filtered;
}

/**
 * Comparisons joined by `and` and `or`, which have no precedence and group from the right: `a and b or c` is
 * `a and (b or c)`. `operators[i]` is between `terms[i]` and `terms[i + 1]`.
 */
export interface Condition extends Range {
  readonly kind: "condition";
  readonly terms: readonly Comparison[];
  readonly operators: readonly LogicalOperator[];
}

export interface LogicalOperator extends Range {
  readonly kind: "logical-operator";
  readonly word: "and" | "or";
}

export interface Comparison extends Range {
  readonly kind: "comparison";
  readonly left: Expression | undefined;
  /** Absent where the value itself is the condition. Any run of `=!<>a-z_`: an unknown one fails when it is evaluated. */
  readonly operator: Name | undefined;
  readonly right: Expression | undefined;
}

/** Text with `{{ … }}` in it: a URL, a request body, an id. */
export interface Interpolation extends Range {
  readonly kind: "interpolation";
  readonly parts: readonly (InterpolatedText | Braced)[];
}

export interface InterpolatedText extends Range {
  readonly kind: "text";
  readonly value: string;
}

/** The text of an interpolation in which nothing is filled in, or undefined. */
export function plainText({ parts }: Interpolation): string | undefined {
  let text = "";
  for (const part of parts) {
    if (part.kind !== "text") return undefined;
    text += part.value;
  }
  return text.trim();
}

// tags

interface TagNode<Kind extends string> extends Range {
  readonly kind: Kind;
  readonly head: TagHead;
  /** It can never print more than white space, so a failure in it prints nothing either. */
  readonly blank: boolean;
}

interface BlockNode<Kind extends string> extends TagNode<Kind> {
  /** Absent when the block is never closed. */
  readonly tail: TagHead | undefined;
}

export type Tag =
  | Assign
  | Capture
  | If
  | Case
  | For
  | Break
  | Comment
  | InlineComment
  | Raw
  | Echo
  | LiquidTag
  | Cycle
  | Counter
  | TableRow
  | IfChanged
  | Partial
  | AbortMessage
  | ConnectedContent
  | CatalogItems
  | MessageExtras
  | ShoppingCart
  | Random
  | Promotion
  | Translation
  | Broken;

export interface Assign extends TagNode<"assign"> {
  readonly variable: Name;
  readonly value: Filtered;
}

export interface Capture extends BlockNode<"capture"> {
  readonly variable: Name;
  readonly body: Body;
}

export interface If extends BlockNode<"if" | "unless"> {
  /** In the order they are tried; one without a condition is `else`. The head of the first is the tag's own. */
  readonly branches: readonly Branch[];
}

export interface Branch extends Range {
  readonly kind: "branch";
  readonly head: TagHead;
  readonly condition: Condition | undefined;
  readonly body: Body;
}

export interface Case extends BlockNode<"case"> {
  readonly subject: Expression;
  /** What is ahead of the first `when`; never printed. */
  readonly prelude: Body;
  /** Every branch that matches prints, once for each equal value; `else` prints if nothing before it matched. */
  readonly branches: readonly WhenBranch[];
}

export interface WhenBranch extends Range {
  readonly kind: "when";
  readonly head: TagHead;
  /** Absent for `else`. */
  readonly values: readonly Expression[] | undefined;
  readonly body: Body;
}

export interface For extends BlockNode<"for"> {
  readonly variable: Name;
  readonly collection: Expression;
  /** `item-collection`: what `offset: continue` remembers its place by, and `forloop.name`. */
  readonly name: string;
  readonly limit: Expression | undefined;
  readonly offset: Expression | OffsetContinue | undefined;
  readonly reversed: Name | undefined;
  readonly body: Body;
  readonly otherwise: Branch | undefined;
}

export interface OffsetContinue extends Range {
  readonly kind: "continue";
}

export type Break = TagNode<"break" | "continue">;

export interface Comment extends BlockNode<"comment"> {
  readonly body: Body;
}

export type InlineComment = TagNode<"#">;

export interface Raw extends BlockNode<"raw"> {
  readonly text: Text;
}

export interface Echo extends TagNode<"echo"> {
  readonly value: Filtered;
}

/** A tag a line. What is in it renders as if each line were a tag of its own. */
export interface LiquidTag extends TagNode<"liquid"> {
  readonly body: Body;
}

export interface Cycle extends TagNode<"cycle"> {
  readonly group: Expression | undefined;
  readonly values: readonly Expression[];
  /** What keeps the place of a cycle without a group: cycles with the same values share it. */
  readonly key: string;
}

export interface Counter extends TagNode<"increment" | "decrement"> {
  readonly variable: Name;
}

export interface TableRow extends BlockNode<"tablerow"> {
  readonly variable: Name;
  readonly collection: Expression;
  readonly cols: Expression | undefined;
  readonly limit: Expression | undefined;
  readonly offset: Expression | undefined;
  readonly body: Body;
}

export interface IfChanged extends BlockNode<"ifchanged"> {
  readonly body: Body;
}

/** Tags of Ruby Liquid that read other files, which Braze has not. */
export type Partial = TagNode<"include" | "render">;

export interface AbortMessage extends TagNode<"abort_message"> {
  readonly reason: Name | undefined;
}

export interface ConnectedContent extends TagNode<"connected_content"> {
  readonly url: Interpolation;
  readonly options: readonly TagOption[];
}

/** `:name value` of a Braze tag; a flag has no value. */
export interface TagOption extends Range {
  readonly kind: "option";
  readonly name: Name;
  readonly value: Interpolation | undefined;
}

export interface CatalogItems extends TagNode<"catalog_items" | "catalog_selection_items"> {
  readonly catalog: Interpolation;
  /** Ids of items, or the name of a selection. */
  readonly names: readonly Interpolation[];
  readonly options: readonly TagOption[];
}

export interface MessageExtras extends TagNode<"message_extras"> {
  readonly options: readonly TagOption[];
}

export interface ShoppingCart extends TagNode<"shopping_cart"> {
  readonly cart: Interpolation;
  readonly options: readonly TagOption[];
}

export interface Random extends TagNode<"random"> {
  readonly limit: Expression | undefined;
}

export interface Promotion extends TagNode<"promotion"> {
  /** The list that the code is taken from. */
  readonly list: Name;
}

export interface Translation extends BlockNode<"translation"> {
  readonly id: Name;
  readonly body: Body;
}

/** What could not be read; a diagnostic says why. */
export interface Broken extends Range {
  readonly kind: "broken";
  readonly head: TagHead | undefined;
  readonly raw: string;
  readonly blank: boolean;
}
