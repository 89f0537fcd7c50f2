import type { Command } from "commander";
import { type DeclaredType, dataKey } from "../braze/data.js";
import { declaredTypeOf, listAttributes } from "../braze-api/attributes.js";
import { hasCampaigns, type Settings } from "../config/model/config.js";
import { readDataPlace } from "../config/model/data-place.js";
import { readConfig } from "../config/read/read.js";
import { hasErrors, UserError } from "../diagnostics/diagnostic.js";
import { wrongUsage } from "../diagnostics/findings.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { visibleName } from "../egress/visible.js";
import type { Host } from "../host.js";
import { isAlwaysMissing, type Reader, readersOf } from "../pull/expected-types.js";
import { withData } from "../pull/fill-data.js";
import { diffText } from "../report/diff-text.js";
import { quoted } from "../source/json-text.js";
import { mostBytes } from "../source/most-bytes.js";
import { readText } from "../source/read-text.js";
import { yamlText } from "./init/yaml-text.js";
import { askingBraze, type BrazeOptions, brazeOptions, requireBraze } from "./shared/braze.js";
import { confirm } from "./shared/confirm.js";
import type { Console } from "./shared/console.js";
import type { CommandContext } from "./shared/context.js";
import { requireSettings } from "./shared/load.js";
import { type ConfigOptions, examples, projectOptions } from "./shared/options.js";
import { replaceFile } from "./shared/output/replace-file.js";

interface PullOptions extends ConfigOptions, BrazeOptions {
  readonly write?: boolean;
  readonly yes?: boolean;
}

export function configure(command: Command, context: CommandContext): void {
  brazeOptions(projectOptions(command))
    .argument("[name...]", "custom attributes (default: all)")
    .option("--write", "put the types into data: of the config, after a look at the difference")
    .option("-y, --yes", "write without asking")
    .addHelpText(
      "after",
      examples(
        ["mi-braze pull-types", "mi-braze pull-types --write tier loyalty_points"],
        `Permission of the key: custom_attributes.get.

Exit codes: 0 printed or written, 1 the config expects another type, or nothing was written, 2 wrong command line, 3 Braze not reached.`,
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
  const isDeclared = new Set<string>();
  const readers = readersOf(hasCampaigns(settings) ? settings.campaigns : []);
  await askingBraze(host, async () => {
    for await (const attribute of listAttributes(client)) {
      const { name, dataType } = attribute;
      seen.add(name);
      if (names.length > 0 && !names.includes(name)) continue;
      const type = declaredTypeOf(attribute);
      const key = keyOf(name);
      if (type === undefined || key === undefined) {
        leftOut.push(visibleName(`${name}${dataType === "" ? "" : ` (${dataType})`}`));
        continue;
      }
      types.set(key, type);
      const declared = settings.data.get(dataKey({ namespace: "custom_attribute", name }, []))?.type;
      if (declared !== undefined) isDeclared.add(key);
      if (declared !== undefined && !isWithin(declared, type))
        differing.push(`${key} is ${type} in Braze, and ${declared} in data: of the config`);
      for (const reader of readers)
        if (reader.attribute === name && isAlwaysMissing(reader.type, type))
          differing.push(
            `${key} is ${type} in Braze, and ${reader.place} takes ${aKind(reader.type)}, so that it is always missing`,
          );
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
  const told = () => {
    if (leftOut.length > 0)
      console.talk(
        `Left out, since data: has nothing for them: ${leftOut.slice(0, 10).join(", ")}${leftOut.length > 10 ? ` and ${leftOut.length - 10} more` : ""}.`,
      );
    for (const line of differing) console.talk(`Differs: ${visibleName(line)}.`);
  };
  if (options.write) {
    const added = new Map([...types].filter(([key]) => !isDeclared.has(key)));
    const isWritten = await writeTypes(host, settings, added, options, console);
    told();
    return isWritten && differing.length === 0 ? 0 : 1;
  }
  if (types.size > 0) console.data(yamlText("data", types, true));
  console.talk(
    types.size > 0
      ? "With --write, mi-braze puts these lines into the config: proofs then take for granted what Braze's data types promise."
      : "Braze has no custom attribute whose type says something.",
  );
  told();
  return differing.length > 0 ? 1 : 0;
}

/** @returns whether the config says it all now */
async function writeTypes(
  host: Host,
  settings: Settings,
  types: ReadonlyMap<string, DeclaredType>,
  { yes }: PullOptions,
  console: Console,
): Promise<boolean> {
  const { source, file } = settings;
  if (types.size === 0) {
    console.talk("Nothing to write: data: of the config says it all already.");
    return true;
  }
  const lines = [...types].map(([key, type]) => ({
    key,
    type,
    line: yamlText("data", new Map([[key, type]]), true).replace(/^data:\n {2}/, ""),
  }));
  const text = withData(source.text, lines);
  if (text === undefined || !(await saysAsMuch(settings, text, types))) {
    console.data(yamlText("data", types, true));
    console.talk(
      `Nothing was written: data: of ${source.name} is written in a way that these lines do not go into. Put them there by hand.`,
    );
    return false;
  }
  console.data(diffText([source.name, `${source.name} with Braze's types`], source.text, text, console.out));
  const count = `${types.size} ${types.size === 1 ? "type" : "types"}`;
  if (!yes && !(await confirm(host, `Write ${count} into ${source.name}?`))) {
    console.talk("Nothing was written.");
    return false;
  }
  if ((await readText(host, file, mostBytes.config)) !== source.text) {
    console.talk(`Nothing was written: somebody has changed ${source.name} in the meantime. Run it again.`);
    return false;
  }
  await replaceFile(host, file, text);
  console.talk(
    `Wrote ${count} into ${source.name}: proofs now take for granted what Braze's data types promise.`,
  );
  return true;
}

/** Whether a text is the same config with the types in it, so that no edit breaks what somebody wrote. */
async function saysAsMuch(
  { source, file, data }: Settings,
  text: string,
  types: ReadonlyMap<string, DeclaredType>,
): Promise<boolean> {
  const { catalogue } = await import("../rules/registry.js");
  const { config, settings, diagnostics } = readConfig({ name: source.name, text }, file, catalogue);
  const now = (config ?? settings)?.data;
  return (
    now !== undefined &&
    !hasErrors(diagnostics) &&
    now.size === data.size + types.size &&
    [...data.keys()].every((key) => now.has(key))
  );
}

const aKind = (type: Reader["type"]): string => {
  if (type === "json") return "any value";
  return `${/^[aio]/.test(type) ? "an" : "a"} ${type}`;
};

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
