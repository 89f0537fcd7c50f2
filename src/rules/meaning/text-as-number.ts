import { written } from "../../braze/check-name.js";
import { type Declared, dataKey } from "../../braze/data.js";
import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Body, Expression, Filter, Filtered } from "../../liquid/syntax/template.js";
import { quoted } from "../../source/json-text.js";
import type { Rule } from "../rule.js";
import { type Chain, chainsIn, liveNodesOf } from "../subject/chains.js";
import { isMinorUnits, isMoney } from "../subject/money.js";
import type { Webhook } from "../subject/webhook.js";

export const textAsNumber: Rule = {
  kind: findingKind("MI156", "text-as-number", "warning"),
  summary: "A number is made of a string that may hold more than digits and a point.",
  why: 'A number filter reads the digits that a string begins with, and fails with nothing: `"$12.50" | plus: 0` is 0, `"12,50"` is 12 and `"1,299.00"` is 1. The body is JSON, and the amount is wrong.',
  fix: 'Send the number as a number. If the text has to be read, take out what is not a digit first: `| remove: "$" | remove: "," | plus: 0`, or `| replace: ",", "." | plus: 0` where the comma is the point.',
  sources: ["https://shopify.github.io/liquid/filters/plus/"],
  bad: { body: `{% assign price = "$12.50" %}{"price": {{ price | plus: 0 }}}` },
  good: { body: `{% assign price = "$12.50" %}{"price": {{ price | remove: "$" | plus: 0 }}}` },
  check: (webhook, report) =>
    webhook.fields.flatMap(({ template: { nodes }, spanOf }) =>
      chainsIn(nodes).flatMap((chain) => {
        const filter = chain.filters[0];
        const cut = withCommasLeft(chain);
        if (
          cut &&
          chain.value?.kind !== "literal" &&
          chain.own.filters.includes(cut) &&
          !isHeldToItsText(chain, nodes)
        )
          return [
            {
              ...report(
                `the sign is taken out, and commas are not: "1,299.00" is 1 to \`${cut.name.text}\``,
                spanOf(cut),
                [
                  'Take them out, too: `| remove: ","`, or `| replace: ",", "."` where the comma is the point.',
                ],
              ),
              severity: "info" as const,
            },
          ];
        if (!filter || !chain.own.filters.includes(filter) || !makesNumber(filter)) return [];
        const text = literalText(chain.value);
        if (text !== undefined)
          return isNumber(text) || text === "now" || text === "today"
            ? []
            : [
                report(
                  `${quoted(text)} is ${leadingNumber(text)} to \`${filter.name.text}\``,
                  spanOf(filter),
                ),
              ];
        if (isDeclaredText(chain.value, webhook))
          return [
            report(
              `this is a string by what \`data:\` declares, and \`${filter.name.text}\` reads only the digits that it begins with`,
              spanOf(filter),
            ),
          ];
        const field = textField(chain.value);
        if (field !== undefined && !isHeldToItsText(chain, nodes))
          return [
            report(
              `${field} is a string, and \`${filter.name.text}\` reads only the digits that it begins with`,
              spanOf(filter),
              ["Texts are put together by `| append: …`."],
            ),
          ];
        const money = chain.names.find((name) => isMoney(name) && !isMinorUnits(name));
        if (money === undefined || isDeclared(chain.value, webhook) || isHeldToItsText(chain, nodes))
          return [];
        const found = report(
          `where "${money}" is a string with more than a number, such as "$12.50" or "12,50", this is 0 or 12`,
          spanOf(filter),
          ["If it is always a number, say so in mi-braze.yaml: data: {…: number} (docs/config.md#data)."],
        );
        return [{ ...found, severity: "info" as const }];
      }),
    ),
};

/** What makes a number of a text without its currency, but with the commas that it may have. */
function withCommasLeft({ filters }: Chain): Filter | undefined {
  const at = filters.findIndex((one) => makesNumber(one));
  const before = filters.slice(0, Math.max(at, 0));
  const sought = before.map(({ name, arguments: [first] }) =>
    /^(?:remove|replace)/.test(name.text) ? literalText(first) : undefined,
  );
  return sought.some((text) => /^\s*(?:[$€£¥₹]|EUR|USD|GBP)\s*$/.test(text ?? "")) &&
    !sought.some((text) => text?.includes(",") || text?.includes("."))
    ? filters[at]
    : undefined;
}

/** A profile field that holds words. */
function textField(value: Expression | undefined): string | undefined {
  const plain = value?.kind === "braced" && value.value.filters.length === 0 ? value.value.value : value;
  if (plain?.kind !== "lookup" || plain.root.kind !== "reference" || plain.path.length > 0) return undefined;
  const { namespace, name } = plain.root;
  return namespace === undefined && wordFields.has(name.text) ? written(undefined, name.text) : undefined;
}

const wordFields: ReadonlySet<string> = new Set([
  ...["first_name", "last_name", "email_address", "city", "country", "language", "gender", "time_zone"],
]);

const makesNumber = ({ name, definition }: Filter): boolean =>
  definition?.group === "number" && name.text !== "money" && name.text !== "number_with_delimiter";

const literalText = (value: Expression | undefined): string | undefined =>
  value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;

const isNumber = (text: string): boolean => /^\s*-?\d+(\.\d+)?\s*$/.test(text);

const leadingNumber = (text: string): string => /^\s*(-?\d+(?:\.\d+)?)/.exec(text)?.[1] ?? "0";

const isDeclaredText = (value: Expression | undefined, webhook: Webhook): boolean => {
  const declared = declarationOf(value, webhook);
  if (declared?.type !== "string") return false;
  return declared.values === undefined || !declared.values.every((one) => isNumber(String(one)));
};

const isDeclared = (value: Expression | undefined, webhook: Webhook): boolean =>
  declarationOf(value, webhook)?.type !== undefined;

/** What the config says of a name with a path of plain keys. */
function declarationOf(value: Expression | undefined, { data }: Webhook): Declared | undefined {
  if (value?.kind !== "lookup" || value.root.kind !== "reference") return undefined;
  const { namespace, name } = value.root;
  const path = value.path.map((part) => (part.kind === "key" ? part.text : ""));
  return data.get(dataKey({ namespace: namespace?.text, name: name.text }, path));
}

/** A condition asks for the number or for the text that it was: whoever wrote it has thought of other texts. */
function isHeldToItsText({ names, own }: Chain & { readonly own: Filtered }, nodes: Body): boolean {
  const assigned = liveNodesOf(nodes, "assign").filter(({ value }) => value === own);
  const called = [...names, ...assigned.map(({ variable }) => variable.text)];
  const asked = liveNodesOf(nodes, "comparison", "filter").flatMap((node): (Expression | undefined)[] =>
    node.kind === "comparison" ? [node.left, node.right] : [...node.arguments],
  );
  return asked.some((side) => {
    const inner = side?.kind === "braced" ? side.value.value : side;
    return inner?.kind === "lookup" && inner.root.kind === "variable" && called.includes(inner.root.text);
  });
}
