import { unsupportedTag } from "../findings.js";
import { runBody } from "../runtime/machine.js";
import type { BodyBuilder } from "../syntax/parser/body.js";
import { checkQuotes } from "../syntax/parser/check-quotes.js";
import { parseExpression } from "../syntax/parser/expression.js";
import { attributes, fragment, pattern, space } from "../syntax/parser/patterns.js";
import { brokenBlock, type TagSource } from "../syntax/parser/tag-parser.js";
import type { Break, Expression, For, OffsetContinue, TagHead } from "../syntax/template.js";
import { type TagDefinition, usingLiquid } from "./definition.js";
import { checkForeignList } from "./foreign-list.js";

const syntax = pattern(`^([\\w-]+)${space}+in${space}+((?:${fragment})+)${space}*(reversed)?`);
const options = pattern(attributes, "g");

export const forTag: TagDefinition<For> = {
  name: "for",
  status: "documented",
  summary: "Prints the block once for each item of an array or range, or each pair of a hash.",
  syntax: "{% for item in list limit: 5 %}…{% endfor %}",
  example: {
    template:
      "[{% for item in event_properties.${items} limit: 2 %}{% unless forloop.first %}, {% endunless %}{{ item.id }}{% endfor %}]",
    fixture: { event: { name: "Order Placed", properties: { items: [{ id: 1 }, { id: 2 }, { id: 3 }] } } },
    output: "[1, 2]",
  },
  options: {
    "limit: n": "at most n rounds",
    "offset: n": "leaves out the first n items; standard Liquid that Braze does not document, a warning",
    reversed: "from the last item to the first; standard Liquid that Braze does not document, a warning",
  },
  source: usingLiquid,
  end: "endfor",
  clauses: ["else"],
  parse(source) {
    const { markup, head } = source;
    const found = syntax.exec(markup.text);
    if (!found) {
      tellOfHead(source);
      return brokenBlock(source);
    }
    checkQuotes(markup, 0, markup.text.length);
    const [, name, list, reversed] = found.indices!;
    const variable = markup.name(found[1]!, ...name!);
    const collection = parseExpression(markup, ...list!);
    let limit: Expression | undefined;
    let offset: Expression | OffsetContinue | undefined;
    for (const option of markup.text.matchAll(options)) {
      const [, , at] = option.indices!;
      if (option[1] === "limit") limit = parseExpression(markup, ...at!);
      if (option[1] === "offset") {
        undocumented(source, "`offset`", markup.place(option.index, at![1]));
        const continues = option[2] === "continue";
        offset = continues ? { kind: "continue", ...markup.place(...at!) } : parseExpression(markup, ...at!);
      }
    }
    checkForeignList(source, list![0]);
    checkRest(source, found.indices![0]![1]);
    if (reversed) undocumented(source, "`reversed`", markup.place(...reversed));
    const body = source.newBody();
    let otherwise: { head: TagHead; body: BodyBuilder } | undefined;
    return {
      body,
      clause(clause) {
        if (clause.head.name.text !== "else" || otherwise) return undefined;
        undocumented(clause, "`else` in a `for`", clause.head.name);
        otherwise = { head: clause.head, body: clause.newBody() };
        return otherwise.body;
      },
      close(range, tail, end) {
        const blank = body.blank && (otherwise?.body.blank ?? true);
        const built = body.build(end, blank);
        const to = otherwise?.head.start ?? tail?.start ?? built.end;
        const rest = otherwise?.body.build(end, blank);
        return {
          kind: "for",
          ...range,
          head,
          tail,
          blank,
          variable,
          collection,
          name: `${found[1]}-${markup.slice(...list!)}`,
          limit,
          offset,
          reversed: reversed && markup.name("reversed", ...reversed),
          body: { ...built, end: Math.max(built.start, to) },
          otherwise: otherwise &&
            rest && {
              kind: "branch",
              start: otherwise.head.start,
              end: tail?.start ?? rest.end,
              head: otherwise.head,
              condition: undefined,
              body: rest,
            },
        };
      },
    };
  },
  run(tag, machine) {
    const { body, otherwise } = tag;
    machine.each(
      {
        ...tag,
        variable: tag.variable.text,
        reversed: tag.reversed !== undefined,
        drop: "forloop",
        cols: undefined,
        bounds: "strict",
        takesInterrupts: true,
      },
      {
        iteration: () => runBody(machine, body),
        none: () => otherwise && runBody(machine, otherwise.body),
      },
    );
  },
};

/** `k, v in map`, `x of list`, `list as x`, as other languages write a loop. */
const otherHead =
  /^\(?\s*(?:(?:let|const|var)\s+)?(?:([A-Za-z_]\w*)\s*,\s*([A-Za-z_]\w*)\s+(?:in|of)\s+(\S+?)(?:\.items\(\))?|([A-Za-z_]\w*)\s+of\s+(\S+?)|(\S+?)\s+as\s+\$?([A-Za-z_]\w*))\s*\)?$/;

function tellOfHead({ markup, findings, head }: TagSource): void {
  const at = markup.trim(0, markup.text.length);
  const [whole, key, value, map, of, list = "", listAs = list, as = of] =
    otherHead.exec(markup.slice(at.start, at.end)) ?? [];
  const message = "`for` needs a name, `in` and a list";
  if (whole === undefined || map?.includes("(")) {
    findings.error(head, message, [
      map === undefined
        ? "for example `{% for item in list %}`"
        : "the number of a round is `forloop.index0`",
    ]);
    return;
  }
  const meant =
    map === undefined
      ? `${as} in ${listAs}`
      : `entry in ${map} %}{% assign ${key} = entry[0] %}{% assign ${value} = entry[1]`;
  findings.error(
    markup.place(at.start, at.end),
    map === undefined
      ? message
      : "`for` takes one name: an entry of a map is a list of its name and its value",
    [`write \`{% for ${meant} %}\``],
    meant,
  );
}

/** Standard Liquid that the documentation does not show: it most likely works, so this is a warning. */
function undocumented({ findings }: TagSource, what: string, at: { start: number; end: number }): void {
  findings.notBraze(
    unsupportedTag,
    at,
    `${what} is standard Liquid that Braze does not document`,
    [usingLiquid],
    "warning",
  );
}

function checkRest({ markup, findings }: TagSource, from: number): void {
  const rest = markup.text
    .slice(from)
    .replace(options, (found, name: string) =>
      name === "limit" || name === "offset" ? " ".repeat(found.length) : found,
    );
  const at = markup.trim(from + (rest.length - rest.trimStart().length), from + rest.trimEnd().length);
  if (at.end <= at.start || /^,*$/.test(rest.trim())) return;
  const text = markup.slice(at.start, at.end);
  const filter = text.startsWith("|");
  findings.warn(markup.place(at.start, at.end), `\`${text}\` is left out`, [
    filter
      ? "a filter does nothing in `for`: assign the filtered list to a variable first"
      : "`for` takes `limit: n`, `offset: n` and, before them, `reversed`",
  ]);
}

/** A tag that takes nothing, and so no condition of its own. */
function jump(kind: Break["kind"], { head, range, markup, findings }: TagSource): Break {
  const { start, end } = markup.trim(0, markup.text.length);
  const left = markup.slice(start, end);
  if (left !== "")
    findings.warn(markup.place(start, end), `\`${kind}\` takes nothing, so \`${left}\` is left out`, [
      `write \`{% if … %}{% ${kind} %}{% endif %}\``,
    ]);
  return { kind, ...range, head, blank: false };
}

export const breakTag: TagDefinition<Break> = {
  name: "break",
  status: "documented",
  summary: "Ends the loop around it.",
  syntax: "{% break %}",
  example: {
    template: "{% for i in (1..5) %}{% if i == 3 %}{% break %}{% endif %}{{ i }}{% endfor %}",
    output: "12",
  },
  source: "_docs/_user_guide/messaging/design_and_edit/personalize/liquid/faq.md",
  parse: (source) => jump("break", source),
  run(_tag, machine) {
    machine.interrupt("break");
  },
};

export const continueTag: TagDefinition<Break> = {
  name: "continue",
  status: "standard",
  summary: "Goes on with the next item of the loop around it.",
  syntax: "{% continue %}",
  example: {
    template: "{% for i in (1..5) %}{% if i == 3 %}{% continue %}{% endif %}{{ i }}{% endfor %}",
    output: "1245",
  },
  source: liquidTags("iteration"),
  parse: (source) => jump("continue", source),
  run(_tag, machine) {
    machine.interrupt("continue");
  },
};

function liquidTags(page: string): string {
  return `https://shopify.github.io/liquid/tags/${page}/`;
}
