import type { Command } from "commander";
import { type DeclaredType, dataKey } from "../braze/data.js";
import { declaredTypeOf, listAttributes } from "../braze-api/attributes.js";
import { readDataPlace } from "../config/model/data-place.js";
import { UserError } from "../diagnostics/diagnostic.js";
import { wrongUsage } from "../diagnostics/findings.js";
import { didYouMean } from "../diagnostics/suggest.js";
import type { Host } from "../host.js";
import { quoted } from "../source/json-text.js";
import { yamlText } from "./init/yaml-text.js";
import { askingBraze, type BrazeOptions, brazeOptions, requireBraze } from "./shared/braze.js";
import type { Console } from "./shared/console.js";
import type { CommandContext } from "./shared/context.js";
import { requireSettings } from "./shared/load.js";
import { type ConfigOptions, commonOptions, configOption, envOption, examples } from "./shared/options.js";

type PullOptions = ConfigOptions & BrazeOptions;

export function configure(command: Command, context: CommandContext): void {
  brazeOptions(commonOptions(envOption(configOption(command))))
    .argument("[name...]", "custom attributes (default: all)")
    .addHelpText(
      "after",
      examples(
        ["mi-braze pull-types", "mi-braze pull-types tier loyalty_points"],
        `Permission of the key: custom_attributes.get.

Exit codes: 0 printed, 1 a type is other than data: in the config says, 2 wrong command line, 3 Braze not reached.`,
      ),
    )
    .action((names: readonly string[], options: PullOptions) =>
      context.run(options, (console) => pullTypes(context.host, names, options, console)),
    );
}

async function pullTypes(
  host: Host,
  names: readonly string[],
  options: PullOptions,
  console: Console,
): Promise<number> {
  const settings = await requireSettings(host, options, console);
  const { client } = requireBraze(host, settings, options, console);
  const types = new Map<string, DeclaredType>();
  const seen = new Set<string>();
  const leftOut: string[] = [];
  const differing: string[] = [];
  await askingBraze(host, async () => {
    for await (const attribute of listAttributes(client)) {
      const { name, dataType } = attribute;
      seen.add(name);
      if (names.length > 0 && !names.includes(name)) continue;
      const type = declaredTypeOf(attribute);
      const key = keyOf(name);
      if (type === undefined || key === undefined) {
        leftOut.push(`${name}${dataType === "" ? "" : ` (${dataType})`}`);
        continue;
      }
      types.set(key, type);
      const declared = settings.data.get(dataKey({ namespace: "custom_attribute", name }, []))?.type;
      if (declared !== undefined && !isWithin(declared, type))
        differing.push(`${key} is ${type} in Braze, and ${declared} in the config`);
    }
  });
  const unknown = names.filter((name) => !seen.has(name));
  if (unknown.length > 0)
    throw new UserError(
      unknown.map((name) =>
        wrongUsage.report(`Braze has no custom attribute ${quoted(name)}${didYouMean(name, seen)}`, {
          notes: ["Names are case-sensitive."],
        }),
      ),
      2,
    );
  if (types.size > 0) console.data(yamlText("data", types, true));
  console.talk(
    types.size > 0
      ? "Put these lines into the config: proofs then take for granted what Braze's data types promise."
      : "Braze has no custom attribute whose type says something.",
  );
  if (leftOut.length > 0)
    console.talk(
      `Left out, since data: has nothing for them: ${leftOut.slice(0, 10).join(", ")}${leftOut.length > 10 ? ` and ${leftOut.length - 10} more` : ""}.`,
    );
  for (const line of differing) console.talk(`Differs: ${line}.`);
  return differing.length > 0 ? 1 : 0;
}

/** `custom_attribute."Member No."`; of a name that a config cannot write, nothing. */
function keyOf(name: string): string | undefined {
  const keys = [`custom_attribute.${name}`, `custom_attribute."${name}"`, `custom_attribute.'${name}'`];
  return keys.find((key) => {
    const reading = readDataPlace(key);
    return !("fault" in reading) && reading.root.name === name && reading.path.length === 0;
  });
}

/** Whether whatever the config says is also what Braze promises: an integer is a number, a URL a string. */
const isWithin = (declared: DeclaredType, type: DeclaredType): boolean =>
  declared === type ||
  declared === "json" ||
  (declared === "integer" && type === "number") ||
  ((declared === "url" || declared === "datetime") && type === "string");
