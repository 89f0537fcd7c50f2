import type { Config, Property } from "../../config/model/config.js";
import { readsMember, readsWholeItem } from "../../config/model/whole-item.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { misfitValue as kind } from "../../verify/findings.js";
import type { Report, Rule } from "../rule.js";
import { exampleConfig, exampleFixtures } from "./example-config.js";

const withPrice = exampleConfig.replace("required: true}}", "required: true}, price: number}");

export const misfitValue: Rule = {
  kind,
  summary: "A property whose type no value of a fixture has.",
  why: "A value that cannot become its type without loss counts as missing: it is left out for everybody, or nothing is sent. Items of a list that do not fit are dropped, so that an empty list goes out.",
  fix: "Give the property the type that the data has, or send the data in the type that is meant.",
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

function wholeObjects(
  config: Config,
  properties: readonly Property[],
  report: Report,
): readonly Diagnostic[] {
  return properties.flatMap((property) => {
    if (readsWholeItem(property))
      return [
        report(
          `"${property.name}" reads the object or item that it is in as a whole, which is never a ${property.type}`,
          config.spanOf(property.path),
          [
            "Read a member: from: item.<name>. Only a string can be read as a whole, as items: {id: {type: string, from: item}}.",
          ],
        ),
      ];
    if (property.type === "object" || property.type === "gathered")
      return wholeObjects(config, property.properties, report);
    if (property.type !== "array" || property.items.kind !== "object") return [];
    const { of, properties: members } = property.items;
    if (of === "objects") return wholeObjects(config, members, report);
    return members
      .filter(readsMember)
      .map((member) =>
        report(
          `"${member.name}" reads a member of an item, and beside it the item is read as a whole, as a string: it has no members`,
          config.spanOf(member.path),
          ["Read members of all of them, or the item of all of them."],
        ),
      );
  });
}

function fixturesWith(price: string): Record<string, unknown> {
  const [name, fixture] = Object.entries(exampleFixtures)[0]!;
  const { event } = fixture;
  return {
    [name]: { ...fixture, event: { ...event, properties: { ...event.properties, price } } },
  };
}
