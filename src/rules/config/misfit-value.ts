import type { Config, Property } from "../../config/model/config.js";
import { everyProperty } from "../../config/model/properties.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { misfitValue as kind } from "../../verify/findings.js";
import { readsWholeObject } from "../../verify/lost-values.js";
import type { Report, Rule } from "../rule.js";
import { exampleConfig, exampleFixtures } from "./example-config.js";

const withPrice = exampleConfig.replace("required: true}}", "required: true}, price: number}");

export const misfitValue: Rule = {
  kind,
  summary: "A property whose type no value of a fixture has.",
  why: "A value that cannot become its type without loss counts as missing: it is left out for everybody, or nothing is sent. Items of a list that do not fit are dropped, so that an empty list goes out.",
  remedy: "Give the property the type that the data has, or send the data in the type that is meant.",
  sources: ["docs/config.md"],
  bad: {
    config: withPrice,
    fixtures: fixturesWith("$12.50"),
  },
  good: {
    config: withPrice,
    fixtures: fixturesWith("12.50"),
  },
  checkConfig: (config, report) =>
    config.campaigns.flatMap(({ properties }) => wholeObjects(config, properties, report)),
};

const wholeObjects = (config: Config, properties: readonly Property[], report: Report): Diagnostic[] =>
  everyProperty(properties)
    .filter(readsWholeObject)
    .map(({ name, type, path }) =>
      report(
        `"${name}" reads the object or item that it is in as a whole, which is never a ${type}`,
        config.spanOf(path),
        [
          "items: {…} reads lists of objects, and drops every other item. Read a member: from: item.<name>. Where the items are texts, write items: string.",
        ],
      ),
    );

function fixturesWith(price: string): Record<string, unknown> {
  const [name, fixture] = Object.entries(exampleFixtures)[0]!;
  const { event } = fixture;
  return {
    [name]: { ...fixture, event: { ...event, properties: { ...event.properties, price } } },
  };
}
