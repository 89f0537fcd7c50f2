import type { MadeText, Standing, ValueClass } from "../../src/braze/inputs.js";
import { code, document, prose, table } from "./markdown.js";

const headings: readonly (readonly [Standing, string, string])[] = [
  [
    "everyday",
    "Everyday",
    "Values that people's data is full of. A body that one of them breaks is *refuted*, and the finding shows such a user.",
  ],
  [
    "beyond",
    "Beyond the everyday",
    "Values that are possible and hardly ever there. A body that only they break is *conditional*: `MI065` names them, and `lint --strict` makes it an error.",
  ],
  ["never", "Never", "Values that Braze does not let in. No proof and no witness considers them."],
];

/** `docs/inputs.md`, from the table of what data may hold. */
export function inputsPage(
  classes: Readonly<Record<string, ValueClass>>,
  made: readonly (readonly [string, MadeText])[],
): string {
  return document(
    "# What data may hold",
    "A [proof](proof.md) speaks of users who exist, so it has to say what a property, an attribute or a profile field can hold. This is the table that the proof, the search for witnesses and the tests read; `npm run docs` makes this page from it.",
    "How a template reads a name decides what is everyday there: a list where it loops over the name or joins it, an object where it reads a path (`event_properties.${address}.city`), a string, number or boolean anywhere else.",
    ...headings.flatMap(([standing, heading, says]) => [
      `## ${heading}`,
      says,
      table(
        ["Value", "Where, and why"],
        Object.values(classes)
          .filter((one) => one.standing === standing)
          .map(({ what, why }) => [prose(what), prose(why)]),
      ),
    ]),
    "## Fields that Braze makes or checks",
    "They have their form, whoever the user is: none holds a quotation mark or a line break.",
    table(
      ["Name", "Characters", "Example"],
      made.map(([name, { alphabet, least, most, example }]) => [
        code(name),
        `${alphabets[alphabet]}, ${least === most ? least : `${least} to ${most}`}`,
        code(example),
      ]),
    ),
  );
}

const alphabets: Readonly<Record<MadeText["alphabet"], string>> = {
  hexadecimal: "hexadecimal digits and hyphens",
  letters: "letters",
  code: "letters, digits, spaces and punctuation other than quotation marks and backslashes",
  date: "a date or a time",
};
