import { type Marks, replaceEnclosed } from "../../../source/enclosed.js";
import { invisibleName } from "../../../source/invisible.js";
import { misreadLiquid } from "../../findings.js";
import { isMacro } from "../../macros.js";
import { withoutTexts } from "./check-quotes.js";
import { operatorAdvice, operatorList, signAdvice } from "./foreign-operators.js";
import type { Markup } from "./markup.js";
import type { Segment } from "./segments.js";

/**
 * Characters of a name that belong to no segment of its path. Ruby's lax parser drops them without a word, so `!x` is
 * `x`, and `x=='a'` one name that nothing has.
 */
export function checkDropped(markup: Markup, start: number, end: number, parts: readonly Segment[]): void {
  const whole = markup.slice(start, end);
  if (parts.length === 0 || (whole[0] === "$" && isMacro(whole.slice(1))) || hasFindingOfItsOwn(whole))
    return;
  const [, variable] = postman.exec(whole) ?? [];
  if (variable !== undefined) {
    const meant = variable === "timestamp" ? "'now' | date: '%s'" : undefined;
    markup.findings.foreign(
      misreadLiquid,
      markup.place(start, end),
      `\`${whole}\` is a variable of Postman, which Braze does not document`,
      [
        meant === undefined
          ? "Braze makes up no values: put an id together of what differs from send to send, such as `${braze_id}` and the time."
          : `write \`${meant}\``,
      ],
      meant,
    );
    return;
  }
  if (/^\$?\w[\w.]*->/.test(whole)) {
    markup.findings.foreign(
      misreadLiquid,
      markup.place(start, end),
      "`->` is of another language, and reads no member in Liquid",
      ["a member follows a dot, and Braze's data is written `${first_name}` or `custom_attribute.${plan}`"],
    );
    return;
  }
  if (isOfDateFormat(markup, start)) return;
  const [, called] = /\.([A-Za-z]+)\(/.exec(whole) ?? [];
  if (called !== undefined) {
    if (markup.isCondition) return;
    const filter = filterFor(called);
    // Of `x.trim()` all is told: what it is called on, and that nothing is given to it.
    const [, value] = new RegExp(`^([^()]*)\\.${called}\\(\\)$`).exec(whole) ?? [];
    markup.findings.foreign(
      misreadLiquid,
      markup.place(start, end),
      `\`${called}()\` is a method of another language: Liquid reads a member of that name, which nothing has`,
      [
        filter === undefined
          ? "Liquid has filters: write `| …` after the value"
          : `write \`| ${filter}\` after the value`,
      ],
      filter !== undefined && value !== undefined ? `${value} | ${filter}` : undefined,
    );
    return;
  }
  const bounds = [start, ...parts.flatMap((part) => [part.start, part.end]), end];
  for (let i = 0; i < bounds.length; i += 2) {
    const [from, to] = [bounds[i]!, bounds[i + 1]!];
    const text = markup.slice(from, to);
    const masked = markup.text.slice(from, to);
    // A gap of white space is of a path that Ruby's strict parser reads, and parentheses have a finding of their own.
    if (text === "." || /^[ \t\r\n\f\v()]*$/.test(masked)) continue;
    const rest = markup.slice(from, end);
    const dollar = dollarName.exec(whole);
    if (dollar && markup.findings.namespaces.has(dollar[1]!)) {
      const written = `${dollar[1]}.\${${dollar[2]}}`;
      const place = markup.place(start, end);
      markup.findings.warn(
        place,
        `\`${whole}\` is not read as a name of Braze's data, which is in braces`,
        [`write \`${written}\``],
        written,
      );
      return;
    }
    const [message, ...notes] =
      invisibleIn(text) ??
      (from === start ? before(text, whole) : to === end ? after(text) : between(text, rest, whole));
    markup.findings.warn(markup.place(from, to), message, notes);
    return;
  }
}

/** `$guid`, `$randomCity`: filled in by Postman, before a request is sent. */
const postman = /^\$(guid|timestamp|random[A-Z]\w*)$/;

/** `event_properties.$plan`, `event_properties$plan` */
const dollarName = /^([a-z_]+)\.?\$([A-Za-z_]\w*)$/;

/** `date: %Y-%m-%d`: all of the format is told of where it begins, since a colon or space in it begins a value of its own. */
function isOfDateFormat(markup: Markup, start: number): boolean {
  const [, ahead] = /\bdate\s*:\s*([^|]*)$/.exec(markup.text.slice(0, start)) ?? [];
  if (ahead === undefined || !/^%[-0^#_]?[A-Za-z]/.test(ahead + markup.text.slice(start))) return false;
  if (ahead !== "") return true;
  const [format = ""] = /^[^|'"}]*/.exec(markup.text.slice(start)) ?? [];
  const meant = `'${format.trim()}'`;
  markup.findings.foreign(
    misreadLiquid,
    markup.place(start, start + format.trimEnd().length),
    "a date format is a string, and has no quotes here: nothing is left of it",
    [`write \`date: ${meant}\``],
    meant,
  );
  return true;
}

/** Methods of other languages, and the filter that does it. */
const methods: Readonly<Record<string, string>> = {
  toUpperCase: "upcase",
  upper: "upcase",
  upcase: "upcase",
  toLowerCase: "downcase",
  lower: "downcase",
  downcase: "downcase",
  trim: "strip",
  strip: "strip",
  toFixed: "round: 2",
  split: "split: ','",
  join: "join: ','",
  replace: "replace: 'a', 'b'",
  toString: 'append: ""',
  slice: "slice: 0, 10",
  substring: "slice: 0, 10",
  map: "map: 'name'",
  filter: "where: 'name', 'value'",
  concat: "append: 'text'",
  replaceAll: "replace: 'a', 'b'",
  toISOString: "date: '%Y-%m-%dT%H:%M:%SZ'",
  length: "size",
  count: "size",
  reverse: "reverse",
  sort: "sort",
};

/** The filter that does what a method of another language does. */
export const filterFor = (called: string): string | undefined =>
  Object.hasOwn(methods, called) ? methods[called] : undefined;

const closedMarks: readonly Marks[] = [
  ["[", "]"],
  ["{{", "}}"],
  ["${", "}"],
];

/** Quotes, brackets and braces that are curly or still open. */
const hasFindingOfItsOwn = (whole: string): boolean =>
  /[\u2013\u2014\u2018-\u201E]|["'[\]{}]/.test(replaceEnclosed(withoutTexts(whole), closedMarks, () => ""));

type Words = readonly [message: string, ...notes: string[]];

function invisibleIn(text: string): Words | undefined {
  const name = [...text].map(invisibleName).find((one) => one !== undefined);
  return name === undefined
    ? undefined
    : [`${name} is here, which is not a space to Liquid`, "delete it and type a space"];
}

function before(text: string, whole: string): Words {
  const rest = whole.slice(text.length);
  if (/^!+$/.test(text))
    return [
      `\`${text}\` is left out, so this is \`${rest}\` itself, the opposite of what it says`,
      "Liquid has no negation: in a condition write `unless`, or compare with `== false` or `== nil`; elsewhere set the value in each branch of an `if`",
    ];
  if (text === "$" && /^[A-Za-z_]\w*$/.test(rest))
    return [`\`$\` is left out: the name of Braze's data is in braces`, `write \`\${${rest}}\``];
  return after(text);
}

const after = (text: string): Words => [`\`${text}\` is left out: it is not part of a name`];

function between(text: string, rest: string, whole: string): Words {
  const message = `\`${whole}\` is read as one name, without \`${text}\``;
  if (/^[=!<>]/.test(text)) return [message, `${operatorAdvice(text) ?? operatorList}`];
  const advice = operatorAdvice(rest) ?? signAdvice(rest, false);
  return advice === undefined ? [message] : [message, advice];
}
