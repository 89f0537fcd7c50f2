import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import { toJson } from "../source/json.js";
import { type Source, spanOf } from "../source/source.js";
import { parseYaml } from "../source/yaml.js";
import { buildConfig } from "./build.js";
import { checkCampaigns } from "./checks/campaigns.js";
import { CheckRun } from "./checks/context.js";
import { checkIdentity, checkTimes, checkWire } from "./checks/envelope.js";
import { checkProperties } from "./checks/properties.js";
import { checkSecrets, secretRanges } from "./checks/secrets.js";
import type { Config } from "./config.js";
import { configSchema } from "./schema.js";
import { structureFindings } from "./structure.js";

export interface ConfigReading {
  /** Absent when there is an error. */
  readonly config?: Config;
  readonly diagnostics: readonly Diagnostic[];
}

const checks = [checkSecrets, checkCampaigns, checkIdentity, checkTimes, checkWire, checkProperties];

/** Reads the text of a config: every finding at once, of the YAML, of its shape and of its meaning. */
export function readConfig(source: Source, file: string): ConfigReading {
  const { root, faults } = parseYaml(source);
  // A credential is masked from the first finding on, be it one of syntax.
  const masked: Source = root
    ? { ...source, secrets: secretRanges(root, source.text) }
    : { ...source, secrets: rawSecrets(source.text) };
  const syntax = faults.map((fault) =>
    diagnostic("MI010", `${fault.message}`, {
      span: spanOf(masked, fault.start, fault.end),
      notes:
        fault.message === "the file is empty"
          ? ["Run mi-braze init in an empty folder to see a config that works."]
          : [],
    }),
  );
  if (!root) return { diagnostics: syntax };
  if (root.kind !== "object") {
    const span = spanOf(masked, root.start, root.end);
    const found = diagnostic("MI012", "a config is a mapping of keys, such as version: 1", { span });
    return { diagnostics: [...syntax, found] };
  }
  const parsed = configSchema.safeParse(toJson(root));
  const structure = parsed.success ? [] : structureFindings(masked, root, parsed.error.issues);
  const run = new CheckRun(masked, root);
  for (const check of checks) check(run);
  const diagnostics = [...syntax, ...structure, ...run.found];
  return hasErrors(diagnostics) ? { diagnostics } : { config: buildConfig(masked, file, root), diagnostics };
}

/** Where the YAML cannot be read at all, anything that looks like a URL or an Authorization value is masked. */
const rawSecrets = (text: string) =>
  [...text.matchAll(/https?:\/\/\S+|Basic\s+\S+/gi)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
