import type { Config, DataSource, Property, ReadProperty } from "../../config/model/config.js";
import { everyProperty } from "../../config/model/properties.js";
import { type Diagnostic, findingKind } from "../../diagnostics/diagnostic.js";
import { sourceText } from "../../generate/body/source-text.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Template } from "../../liquid/syntax/template.js";
import { nameOf } from "../../proof/terms/input-name.js";
import type { Place } from "../../proof/terms/term.js";
import type { Report, Rule } from "../rule.js";
import { isMinorUnits, mayBeMoney } from "../subject/money.js";
import { exampleConfig } from "./example-config.js";

const withPrice = (price: string) =>
  exampleConfig.replace("required: true}}", `required: true}, price: ${price}}`);

export const minorUnits: Rule = {
  kind: findingKind("MI088", "minor-units", "warning", { chosenInConfig: true }),
  summary: "An amount in cents is sent as a price.",
  why: "Movable Ink expects 12.99. A member whose name says cents holds 1299, and every price in a message is a hundred times too high.",
  fix: "Write `scale: 0.01` beside `from:`, or send the amount in whole units to Braze and read that. In a template of your own, write `| divided_by: 100.0`. Where the name is wrong and the value is right, ignore this finding and say so.",
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
    "docs/contract.md",
  ],
  bad: { config: withPrice("{type: number, from: event_property.price_cents}") },
  good: { config: withPrice("number") },
  checkConfig: (config, report) =>
    config.campaigns.flatMap(({ properties }) => unscaledIn(config, properties, report)),
  check: ({ target, proof, body }, report) => {
    if (target !== "movable_ink" || rescales(body.template)) return [];
    return proof.prints.flatMap((print) => {
      const member = print.path.at(-1) ?? "";
      const input = print.reads.find(({ place }) => isMinorUnits(lastOf(place)));
      return isWhole(member) && input ? [report(message(member, nameOf(input)), body.spanOf(print))] : [];
    });
  },
};

const message = (member: string, source: string): string =>
  `"${member}" is read from ${source}, an amount in cents by its name, and nothing divides it`;

const unscaledIn = (config: Config, properties: readonly Property[], report: Report): Diagnostic[] =>
  everyProperty(properties).flatMap((property) => {
    if (
      property.type === "constant" ||
      property.type === "gathered" ||
      isScaled(property) ||
      isPutTogether(property) ||
      !isWhole(property.name)
    )
      return [];
    const cents = property.from.find((from) => isMinorUnits(lastName(from)));
    return cents ? [report(message(property.name, sourceText(cents)), config.spanOf(property.path))] : [];
  });

/** Whether a member is one for an amount in whole units. */
const isWhole = (member: string): boolean => mayBeMoney(member) && !isMinorUnits(member);

const isScaled = (property: ReadProperty): boolean =>
  "scaling" in property && property.scaling !== undefined && property.scaling.factor !== "1";

/** A text shows what it shows. */
const isPutTogether = (property: ReadProperty): boolean => "text" in property && property.text !== undefined;

/** Where a value is divided or put together anew, a person has thought of it. */
const rescales = ({ nodes }: Template): boolean =>
  nodesOf(nodes, "filter").some(({ definition }) => definition?.traits.rescales === true);

function lastName(from: DataSource): string {
  if (!("path" in from)) return "";
  const names = [...("name" in from ? [from.name] : []), ...from.path];
  return String(names.findLast((part) => typeof part === "string") ?? "");
}

function lastOf(place: Place): string {
  if (place.kind === "member") return String(place.key);
  return "name" in place ? place.name : "";
}
