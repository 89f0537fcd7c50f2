import type { AssumptionName, assumptions } from "../../src/liquid/assumptions.js";
import { code, document, fenced, prose, table } from "./markdown.js";

/** `docs/liquid/assumptions.md`, from the table of assumptions. */
export function assumptionsPage(all: typeof assumptions): string {
  const names = Object.keys(all) as AssumptionName[];
  return document(
    "# Assumptions",
    `Where Braze's documentation is silent, or says two things, the emulator has to choose. Each of the ${names.length} choices is a name with a default that you can switch; none is buried in code. Bodies that \`generate\` writes hold under every setting, and the [proof](../proof.md) asks for no less. Made from the emulator's own table by \`npm run docs\`.`,
    table(
      ["Assumption", "Values", "What it changes", "Where the doubt comes from"],
      names.map((name) => {
        const { values, summary, source } = all[name];
        const shown = values.map((value) =>
          value === all[name].default ? `${code(value)} (default)` : code(value),
        );
        return [code(name), shown.join(", "), prose(summary), prose(source)];
      }),
    ),
    "The values come in the order in which the third column lists them: *typed, or as texts* is `typed`, then `string`.",
    "## To switch one",
    "On the command line of `preview` and `verify`, once for each:",
    fenced("sh", "mi-braze preview --user fixtures/known-user.json --assume event-properties=string"),
    "For both, in [mi-braze.yaml](../config.md); the command line wins:",
    fenced("yaml", "assume:\n  event-properties: string\n  dates: time"),
    "A name or value that does not exist is an error that names the valid ones. `lint` takes none: a body must be sound under every setting.",
    'In the library, `renderTemplate(source, fixture, { assume: { dates: "time" } })`.',
  );
}
