/** What other languages, HTML and people write for an operator, and the operator that Liquid has. */
const meant: Readonly<Record<string, string>> = {
  "=": "==",
  "===": "==",
  is: "==",
  eq: "==",
  equal: "==",
  equals: "==",
  "!==": "!=",
  "=!": "!=",
  "≠": "!=",
  ne: "!=",
  neq: "!=",
  "&lt;&gt;": "!=",
  gt: ">",
  "&gt;": ">",
  lt: "<",
  "&lt;": "<",
  "=>": ">=",
  "≥": ">=",
  ge: ">=",
  gte: ">=",
  "&gt;=": ">=",
  "=<": "<=",
  "≤": "<=",
  le: "<=",
  lte: "<=",
  "&lt;=": "<=",
  has: "contains",
  include: "contains",
  includes: "contains",
  like: "contains",
  matches: "contains",
  "&amp;&amp;": "and",
  "&amp;": "and",
  "&": "and",
};

export const operatorList = "operators are == != > < >= <= contains, with a space on either side";
export const noNegation = "Liquid has no `not`: write `{% unless … %}`, or compare with `!=`";

const firstWord = /^(?:(?:&[a-z]+;)+=?|[A-Za-z_]+|[^\sA-Za-z0-9_'"$&{[(]+|&)/;

/** A text that begins with another language's operator, and Liquid's own. */
interface MeantOperator {
  readonly found: string;
  readonly operator: string;
}

/**
 * Tests of Jinja and Twig. Liquid reads `defined` as a variable, which is nil, so `== defined` would ask the opposite;
 * and `== empty` is false for a value that is missing, for which Twig's `is empty` is true.
 */
const foreignTest = /^is\s+(not\s+)?(defined|undefined|empty|blank|none|null)\b/i;

/** The text of a condition that begins with a test of Jinja or Twig, and what asks the same in Liquid. */
function testMeant(text: string): MeantOperator | undefined {
  const [found, not, word = ""] = foreignTest.exec(text) ?? [];
  if (found === undefined) return undefined;
  const isDefined = word.toLowerCase() === "defined";
  return { found, operator: (not === undefined) === isDefined ? "!= blank" : "== blank" };
}

/** The operator that is meant by what a text begins with; undefined where nothing tells, or none would do. */
export function operatorMeant(text: string): MeantOperator | undefined {
  if (foreignTest.test(text)) return undefined;
  const [isNot] = /^is\s+not\b/i.exec(text) ?? [];
  if (isNot !== undefined) return { found: isNot, operator: "!=" };
  const [found = ""] = firstWord.exec(text) ?? [];
  const word = found.toLowerCase();
  if (found !== word && ownWords.has(word)) return { found, operator: word };
  const operator = Object.hasOwn(meant, word) ? meant[word] : undefined;
  return operator === undefined ? undefined : { found, operator };
}

const ownWords: ReadonlySet<string> = new Set(["and", "or", "contains"]);

/** What to write for a text that is not an operator; undefined where nothing tells what was meant. */
export function operatorAdvice(text: string): string | undefined {
  const [first = ""] = firstWord.exec(text) ?? [];
  const word = first.toLowerCase();
  if (word === "not" || word === "!" || word === "isnt") return noNegation;
  if (first === ",") return "name the value again for each: `x == 'a' or x == 'b'`";
  if (word === "between") return "compare twice: `x >= 5 and x <= 10`";
  if (word === "in") return "the list comes first: `list contains value`";
  const known = testMeant(text) ?? operatorMeant(text);
  if (known === undefined) return undefined;
  const { found, operator } = known;
  if (ownWords.has(word)) return `operators are in small letters: write \`${operator}\``;
  return found.startsWith("&") && found.includes(";")
    ? `\`${found}\` is HTML, as a paste leaves it: write \`${operator}\``
    : `write \`${operator}\` for \`${found}\``;
}

/** The text with the operator that is meant in the place of the one that it begins with. */
export function withOperator(text: string): string | undefined {
  const known = operatorMeant(text);
  return known && known.operator + text.slice(known.found.length);
}

/** Signs of arithmetic by the filter that does it. */
const filters: Readonly<Record<string, string>> = {
  "??": "default",
  "*": "times",
  "/": "divided_by",
  "%": "modulo",
  "+": "plus",
  "-": "minus",
  "~": "append",
};

/** What to write for a sign that joins two values: `x * 2`, `'a' + b`, `a ? b : c`. */
export function signAdvice(text: string, joinsTexts: boolean): string | undefined {
  const [, sign = "", value = ""] = /^([-+*/%?~]{1,2})\s*([\s\S]*)$/.exec(text) ?? [];
  if (sign === "?") return "Liquid has no `?`: write `{% if … %}`";
  const filter = filterOf(sign, joinsTexts);
  if (filter === undefined) return undefined;
  const [first = "…"] = oneValue.exec(value) ?? [];
  const written = withFilter(text, joinsTexts) ?? `| ${filter}: ${first}`;
  return `Liquid has filters, not signs: write \`${written}\``;
}

/** What a condition chooses between. */
interface Choice {
  readonly condition: string;
  /** What is printed where it holds, and where it does not. */
  readonly yes: string;
  readonly no: string;
  /** The first sign that is not of Liquid. */
  readonly sign: string;
}

const literalText = `"[^"]*"|'[^']*'`;
const plainValue = String.raw`${literalText}|[^\s?:|'"=!<>]+`;
const choicePattern = new RegExp(
  String.raw`^(?:(==|!=|<=|>=|<|>|contains(?=\s))\s*(${plainValue}))?\s*(?:\?(?!\?)\s*(${plainValue})\s*:\s*(${plainValue}))?$`,
);

const inlineIf = new RegExp(
  String.raw`^if\s+(\S+(?:\s+(?:==|!=|<=|>=|<|>|contains)\s+(?:${plainValue}))?)(?:\s+else\s+(${plainValue}))?$`,
);

/** `value if condition else other`, a comparison between a value and what follows it, or `? a : b` after either. */
export function choiceIn(value: string, rest: string): Choice | undefined {
  const [, asked, other] = inlineIf.exec(rest) ?? [];
  if (asked !== undefined)
    return {
      condition: asked,
      yes: asPrinted(value),
      no: other === undefined ? "" : asPrinted(other),
      sign: "if",
    };
  const [whole, sign, compared, first, second] = choicePattern.exec(rest) ?? [];
  if (!whole || (sign === undefined && first === undefined)) return undefined;
  return {
    condition: sign === undefined ? value : `${value} ${sign} ${compared}`,
    yes: first === undefined ? "true" : asPrinted(first),
    no: second === undefined ? "false" : asPrinted(second),
    sign: sign ?? "?",
  };
}

/** A literal as text, anything else as an output. */
const asPrinted = (value: string): string =>
  /^["']/.test(value)
    ? value.slice(1, -1)
    : /^(?:-?\d+(?:\.\d+)?|true|false)$/.test(value)
      ? value
      : `{{ ${value} }}`;

const oneValue = /^(?:"[^"]*"|'[^']*'|\{\{.*?\}\}|(?:[^\s$|]|\$\{[^}]*\})+)/;

const filterOf = (sign: string, joinsTexts: boolean): string | undefined =>
  sign === "+" && joinsTexts ? "append" : Object.hasOwn(filters, sign) ? filters[sign] : undefined;

/** Signs that are read from the left in every language, whatever is between them. */
const equals = [/^(?:[-+~]+|~+)$/, /^[*/%]+$/, /^(?:\?\?)+$/];

/** Signs and values as the filters that do it, in that order. */
export function withFilter(text: string, joinsTexts: boolean): string | undefined {
  const written: string[] = [];
  let signs = "";
  let rest = text.trim();
  while (rest !== "") {
    const [, sign = "", after = ""] = /^(\?\?|[-+*/%~])\s*([\s\S]*)$/.exec(rest) ?? [];
    const filter = filterOf(sign, joinsTexts);
    const [value] = oneValue.exec(after) ?? [];
    if (filter === undefined || value === undefined) return undefined;
    written.push(`| ${filter}: ${value}`);
    signs += sign;
    rest = after.slice(value.length).trim();
  }
  return written.length === 1 || equals.some((one) => one.test(signs)) ? written.join(" ") : undefined;
}
