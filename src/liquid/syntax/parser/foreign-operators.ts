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

/** What to write where a text stands that is no operator; undefined where nothing tells what was meant. */
export function operatorCure(text: string): string | undefined {
  const [found = ""] = firstWord.exec(text) ?? [];
  const word = found.toLowerCase();
  if (word === "not" || word === "!" || word === "isnt") return noNegation;
  if (word === "is" && /^is\s+not\b/i.test(text)) return "write `!=` for `is not`";
  if (found === ",") return "name the value again for each: `x == 'a' or x == 'b'`";
  if (word === "in") return "the list comes first: `list contains value`";
  if (found !== word && ["and", "or", "contains"].includes(word))
    return `operators are in small letters: write \`${word}\``;
  const operator = Object.hasOwn(meant, word) ? meant[word] : undefined;
  if (operator === undefined) return undefined;
  return word.startsWith("&") && word.includes(";")
    ? `\`${found}\` is HTML, as a paste leaves it: write \`${operator}\``
    : `write \`${operator}\` for \`${found}\``;
}

/** Signs of arithmetic by the filter that does it. */
const filters: Readonly<Record<string, string>> = {
  "*": "times",
  "/": "divided_by",
  "%": "modulo",
  "+": "plus",
  "-": "minus",
};

/** What to write for a sign that joins two values: `x * 2`, `'a' + b`, `a ? b : c`. */
export function signCure(text: string, joinsTexts: boolean): string | undefined {
  const [, sign = "", value = ""] = /^([-+*/%?]{1,2})\s*([\s\S]*)$/.exec(text) ?? [];
  if (sign.startsWith("?"))
    return sign === "??"
      ? "write `| default: …`"
      : "Liquid has no `? :`: set the value in each branch of an `if`";
  const filter =
    sign === "+" && joinsTexts ? "append" : Object.hasOwn(filters, sign) ? filters[sign] : undefined;
  if (filter === undefined) return undefined;
  const [first = "…"] = /^(?:"[^"]*"|'[^']*'|\{\{.*?\}\}|(?:[^\s$|]|\$\{[^}]*\})+)/.exec(value) ?? [];
  return `Liquid has filters, not signs: write \`| ${filter}: ${first}\``;
}
