import type { Range } from "../../../source/source.js";
import { misreadLiquid, unknownOperator } from "../../findings.js";
import { edge } from "../../word-edge.js";
import type { Comparison, Condition, Emptiness, Expression, LogicalOperator, Name } from "../template.js";
import { checkQuotes, withoutTexts } from "./check-quotes.js";
import { filterFor } from "./dropped.js";
import { parseExpression } from "./expression.js";
import { askedByFunction, askedByMethod } from "./foreign-calls.js";
import {
  noNegation,
  operatorAdvice,
  operatorList,
  operatorMeant,
  signAdvice,
  withOperator,
} from "./foreign-operators.js";
import type { Markup } from "./markup.js";
import { bracedMark, fragment, notSpace, pattern, referenceMark, space } from "./patterns.js";

const comparison = pattern(`(${fragment})${space}*([=!<>a-z_]+)?${space}*(${fragment})?`);

const connective = `${edge}(?:${space}?and${space}?|${space}?or${space}?)${edge}`;
const expressions = pattern(
  `(?:${connective}|(?:${space}*(?!${connective})(?:${fragment}|${notSpace}+)${space}*)+)`,
  "gu",
);

const dataMark = new RegExp(`^[${referenceMark}${bracedMark}]`);

const operators = new Set(["==", "!=", "<>", "<", ">", ">=", "<=", "contains"]);

/** The condition of an `if`, `elsif` or `unless`; undefined, with a finding, where Ruby's lax parser gives up. */
export function parseCondition(markup: Markup, tag: Name): Condition | undefined {
  markup.isCondition = true;
  const found = [...markup.text.matchAll(expressions)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const whole = markup.trim(0, markup.text.length);
  const place = whole.end > whole.start ? markup.place(whole.start, whole.end) : tag;
  const misquoted = checkQuotes(markup, 0, markup.text.length);
  const last = found.length > 1 ? markup.trim(found.at(-1)!.start, found.at(-1)!.end) : undefined;
  const dangling = last && markup.slice(last.start, last.end);
  if (last && (dangling === "and" || dangling === "or")) {
    markup.findings.error(markup.place(last.start, last.end), `a condition is missing after \`${dangling}\``);
    return undefined;
  }
  const terms: Comparison[] = [];
  const logical: LogicalOperator[] = [];
  // read from the right, as Ruby does: what is odd is read the same odd way
  for (let next = found.pop(); ; next = found.pop()) {
    const term = next && parseComparison(markup, next.start, next.end, !misquoted);
    if (!term) {
      const what = terms.length === 0 && logical.length === 0 ? "a condition" : "a value";
      const at = logical.length > 0 ? logical[0]! : place;
      markup.findings.error(
        at,
        logical.length > 0
          ? `${what} is missing before \`${logical[0]!.word}\``
          : `\`${tag.text}\` needs a condition`,
      );
      return undefined;
    }
    terms.unshift(term);
    const joint = found.pop();
    if (!joint) break;
    const at = markup.trim(joint.start, joint.end);
    const text = markup.slice(at.start, at.end);
    if (text !== "and" && text !== "or") {
      markup.findings.error(markup.place(at.start, at.end), `\`${text}\` is not allowed here`, [
        "`and` or `or` joins conditions",
      ]);
      return undefined;
    }
    logical.unshift({ kind: "logical-operator", word: text, ...markup.place(at.start, at.end) });
  }
  checkCondition(markup, terms);
  return { kind: "condition", ...place, terms, operators: logical };
}

function parseComparison(markup: Markup, start: number, end: number, tell: boolean): Comparison | undefined {
  const found = comparison.exec(markup.text.slice(start, end));
  if (!found) return undefined;
  const [, left, sign, right] = found.indices!;
  const whole = found.indices![0]!;
  // Data in the place of an operator is one that Liquid does not know.
  const isData = !sign && right !== undefined && dataMark.test(found[3]!);
  const operator = isData ? right : sign;
  const name =
    operator &&
    markup.name(
      found[2] ?? markup.slice(start + operator[0], start + operator[1]),
      start + operator[0],
      start + operator[1],
    );
  const isKnown = name !== undefined && operators.has(name.text);
  // Without an operator that Liquid knows, nothing asks for what is after it.
  const read = isKnown ? whole[1] : name ? operator![1] : left![1];
  const to = markup.trim(start + whole[0], start + read).end;
  const rest = markup.trim(start + read, end);
  const skipped = markup.slice(rest.start, rest.end);
  const first = markup.slice(start + left![0], start + left![1]);
  const negation = /^(?:not|!)$/i.test(first) ? markup.place(start + left![0], start + left![1]) : undefined;
  const isNameless = /^(?:[<>]=?|[=!]=)$/.test(first);
  const given = right ? markup.slice(start + right[0], end).trim() : "";
  const list = /^\[\s*((?:"[^"]*"|'[^']*'|-?[\d.]+)(?:\s*,\s*(?:"[^"]*"|'[^']*'|-?[\d.]+))*)\s*\]?$/.exec(
    given,
  );
  if (list && name) {
    const asked = name.text === "contains" ? "contains" : "==";
    const each = list[1]!.match(/"[^"]*"|'[^']*'|-?[\d.]+/g)!.map((one) => `${first} ${asked} ${one}`);
    markup.findings.foreign(
      misreadLiquid,
      markup.place(start + right![0], end),
      `\`${given}\` is not a value: Liquid has no notation for a list`,
      [`name each value: \`${each.slice(0, 3).join(" or ")}${each.length > 3 ? " or …" : ""}\``],
    );
  } else if (isNameless)
    markup.findings.warn(markup.place(start + left![0], end), `there is no value before \`${first}\``, [
      "name the value again: `x > 10 and x < 20`",
    ]);
  else if (name && !isKnown) checkOperator(markup, name, skipped, negation);
  else if (tell && skipped !== "" && !isSymbol(markup.text.slice(start, end)))
    checkRest(markup, rest, negation);
  if (name?.text === "<>")
    markup.findings.invalid(
      name,
      "`<>` is not an operator of Braze's list",
      ["write `!=`, which is the same"],
      "warning",
    );
  return {
    kind: "comparison",
    ...markup.place(start + whole[0], Math.max(to, start + left![1])),
    left: operand(markup, start + left![0], start + left![1]),
    operator: name,
    right: isKnown && right ? operand(markup, start + right[0], start + right[1]) : undefined,
  };
}

function checkOperator(markup: Markup, name: Name, rest: string, negation: Range | undefined): void {
  const { text } = name;
  // `not x` is the value `not`, compared by an operator `x`.
  const word = negation && markup.findings.source.text.slice(negation.start, negation.end);
  const advice = negation
    ? `${noNegation}${text === "loop" ? ", and `forloop` for `loop`" : ""}`
    : (operatorAdvice(`${text} ${rest}`) ?? operatorList);
  const meant = negation || /^not\b/i.test(rest) ? undefined : operatorMeant(`${text} ${rest}`)?.operator;
  markup.findings.notBraze(
    unknownOperator,
    negation ? { start: negation.start, end: name.end } : name,
    `${word ? `\`${word}\` is read as a value, and \`${text}\` as an operator` : `\`${text}\` is not an operator`}, so this prints \`Liquid error: Unknown operator ${text}\``,
    [advice],
    "warning",
    meant,
  );
}

/** What is left over after a comparison. */
function checkRest(markup: Markup, { start, end }: Range, negation: Range | undefined): void {
  const skipped = markup.slice(start, end);
  const at = markup.place(start, end);
  if (negation) {
    const word = markup.findings.source.text.slice(negation.start, negation.end);
    const whole = { start: negation.start, end: at.end };
    markup.findings.warn(whole, `\`${word}\` is read as a variable, so what follows is left out`, [
      noNegation,
    ]);
  } else if (skipped.startsWith("|") && !skipped.startsWith("||")) {
    markup.findings.invalid(
      at,
      "a filter does nothing in a condition",
      ["assign the filtered value to a variable first, or write `{{value | filter}}`"],
      "warning",
    );
  } else if (!/^[()\s]*$/.test(skipped)) {
    const sign = signAdvice(skipped, false);
    const advice =
      (/^(?:[<>]=?|[!=]=)/.test(skipped) ? "name the value again: `x > 5 and x < 10`" : undefined) ??
      operatorAdvice(skipped) ??
      (sign === undefined
        ? undefined
        : `${sign}, and, as a condition takes no filters, do so in an \`assign\` before it`);
    markup.findings.warn(
      at,
      `\`${skipped}\` is left out: a condition is one comparison, or several joined by \`and\` and \`or\``,
      advice === undefined ? [] : [advice],
      withOperator(skipped),
    );
  }
}

const isSymbol = (text: string) => text.includes("&&") || text.includes("||");

/** One side of a comparison, where `blank` and `empty` are tests and not texts. */
export function operand(markup: Markup, start: number, end: number): Expression {
  const text = markup.text.slice(start, end);
  if (text !== "blank" && text !== "empty") return parseExpression(markup, start, end);
  return { kind: "emptiness", word: text, ...markup.place(start, end) } satisfies Emptiness;
}

/** What Ruby's lax parser reads as something else, and Braze's documentation calls invalid. */
function checkCondition(markup: Markup, terms: readonly Comparison[]): void {
  const { findings, text } = markup;
  const bare = withoutTexts(text);
  for (const found of bare.matchAll(/&&|\|\|/g)) {
    const at = markup.place(found.index, found.index + 2);
    const word = found[0] === "&&" ? "and" : "or";
    const [before, after] = [text[found.index - 1], text[found.index + 2]].map((char) =>
      /\s/.test(char ?? " ") ? "" : " ",
    );
    findings.invalid(
      at,
      `\`${found[0]}\` is not an operator of Liquid`,
      [`write \`${word}\``],
      "error",
      `${before}${word}${after}`,
    );
  }
  if (terms.some(({ left, right }) => left?.kind === "range" || right?.kind === "range")) return;
  const paren = /[()]/.exec(bare);
  if (!paren) return;
  if (checkCalls(markup, bare)) return;
  findings.invalid(markup.place(paren.index, paren.index + 1), "parentheses cannot group conditions", [
    "`and` and `or` group from the right: `a and b or c` is `a and (b or c)`; nest one `if` in another for any other order",
  ]);
}

const calls =
  /(!\s*)?(?:(?<![^\s()!=<>])([^\s()!=<>]+)\.)?\b(?!(?:and|or|not|contains|if)\b)([A-Za-z_]\w*\??)\(([^()]*)\)(\s*(?:[=!]==?|[<>]=?)\s*-?\d+)?/g;

/** Functions and methods of another language; whether there is one. */
function checkCalls(markup: Markup, bare: string): boolean {
  const found = [...bare.matchAll(calls)];
  for (const {
    0: whole,
    1: not = "",
    2: on,
    3: called = "",
    4: given = "",
    5: compared = "",
    index,
  } of found) {
    const end = index + whole.length;
    const close = end - compared.length - 1;
    const inside = markup.slice(close - given.length, close).trim();
    const from = index + not.length;
    const asked =
      on === undefined
        ? askedByFunction(called, not !== "", inside)
        : askedByMethod(markup.slice(from, from + on.length), called, inside, {
            not: not !== "",
            compared,
            filter: filterFor(called),
          });
    markup.findings.foreign(
      misreadLiquid,
      markup.place(index, end),
      `\`${called}()\` is a ${on === undefined ? "function" : "method"} of another language: Liquid has none`,
      [asked.advice],
      asked.meant,
    );
  }
  return found.length > 0;
}
