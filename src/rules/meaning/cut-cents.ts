import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Filter } from "../../liquid/syntax/template.js";
import { isFloat, isInteger } from "../../liquid/value.js";
import type { Rule } from "../rule.js";
import { type Chain, chainOf, chainsIn, liveNodesOf } from "../subject/chains.js";
import { isMoney, mayBeMoney } from "../subject/money.js";
import type { Webhook } from "../subject/webhook.js";

export const cutCents: Rule = {
  kind: findingKind("MI149", "cut-cents", "warning"),
  summary: "An amount of money is divided by a whole number, which cuts off what comes after the point.",
  why: "`divided_by` with a whole number rounds down where the amount is whole: 3499 cents are 34 and not 34.99.",
  fix: "Divide by a number with a point: `| divided_by: 100.0`.",
  sources: ["https://shopify.github.io/liquid/filters/divided_by/"],
  bad: {
    body: `{"price": {{ event_properties.\${price_cents} | plus: 0 | at_most: 1000000 | at_least: 0 | divided_by: 100 }}}`,
  },
  good: {
    body: `{"price": {{ event_properties.\${price_cents} | plus: 0 | divided_by: 100.0 | at_most: 1000000 | at_least: 0 }}}`,
  },
  check: (webhook, report) =>
    webhook.fields.flatMap((field) => {
      const printed = field === webhook.body ? membersOf(webhook) : [];
      return chainsIn(field.template.nodes).flatMap((chain) =>
        chain.own.filters.flatMap((filter) => {
          const divisor = wholeDivisor(filter);
          if (divisor === undefined || isMeantWhole(chain, filter)) return [];
          const members = printed
            .filter(({ filters }) => filters.includes(filter))
            .map(({ member }) => member);
          const money = [...chain.names, ...members].find((name) => isDividedMoney(name, divisor));
          if (money === undefined) return [];
          return [
            report(
              `\`divided_by: ${divisor}\` cuts off what comes after the point of "${money}", where it is a whole number`,
              field.spanOf(filter),
              [`Write \`divided_by: ${divisor}.0\`.`],
            ),
          ];
        }),
      );
    }),
};

/** Into which member each output prints, and the filters that its value has gone through. */
function membersOf({ body, proof }: Webhook): { member: string; filters: Chain["filters"] }[] {
  const { nodes } = body.template;
  return liveNodesOf(nodes, "output", "echo").flatMap((output) => {
    const { filters } = chainOf(output.value, nodes);
    return proof.prints
      .filter(({ start }) => start === output.start)
      .map(({ path }) => ({ member: path.at(-1) ?? "", filters }));
  });
}

function wholeDivisor({ name, arguments: [by] }: Filter): number | undefined {
  if (name.text !== "divided_by" || by?.kind !== "literal" || !isInteger(by.value)) return undefined;
  const divisor = Number(by.value);
  return Math.abs(divisor) > 1 ? divisor : undefined;
}

/** The amount has a point already, or is to have none. */
function isMeantWhole({ filters }: Chain, filter: Filter): boolean {
  const at = filters.indexOf(filter);
  const hasPoint = filters
    .slice(0, at)
    .some(({ arguments: [by] }) => by?.kind === "literal" && isFloat(by.value));
  const next = filters[at + 1]?.name.text ?? "";
  return hasPoint || ["floor", "ceil", "times", "modulo"].includes(next);
}

/** Of a name that may say how many there are, only what is made a hundredth is money. */
const isDividedMoney = (name: string, divisor: number): boolean =>
  divisor === 100 || divisor === 1000 ? mayBeMoney(name) : isMoney(name);
