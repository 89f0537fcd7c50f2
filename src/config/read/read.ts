import type * as z from "zod/mini";
import type { Catalogue } from "../../diagnostics/catalogue.js";
import { type Diagnostic, hasErrors } from "../../diagnostics/diagnostic.js";
import { Secrets } from "../../egress/secrets.js";
import type { JsonNode } from "../../source/json.js";
import { positionOf, type Source, type Span, spanOf } from "../../source/source.js";
import { parseYaml, type YamlDocument } from "../../source/yaml.js";
import type { YamlFault } from "../../source/yaml-fault.js";
import { configDuplicate, configSyntax, configValue } from "../findings.js";
import type { Config, Settings } from "../model/config.js";
import { configSchema } from "../schema/schema.js";
import { hasKey } from "../schema/schema-walk.js";
import { structureFindings } from "../schema/structure.js";
import { campaignKeys } from "../schema/workspace.js";
import { at, member, schemaInput, withoutRepeats } from "../tree.js";
import { buildConfig, buildSettings } from "./build.js";
import { checkBraze } from "./checks/braze.js";
import { checkCampaigns } from "./checks/campaigns.js";
import { CheckRun } from "./checks/context.js";
import { checkData } from "./checks/data.js";
import { checkIdentity, checkTimes, checkWire } from "./checks/envelope.js";
import { checkEnvironments } from "./checks/environments.js";
import { checkIgnores } from "./checks/ignores.js";
import { checkPatterns } from "./checks/patterns.js";
import { checkPreconditions } from "./checks/preconditions.js";
import { checkProperties } from "./checks/properties.js";
import { checkSecrets } from "./checks/secrets.js";
import { checkSignal } from "./checks/signal.js";
import { credentialsIn } from "./credentials.js";

export interface ConfigReading {
  /** What it says to the linter; absent if there is an error. */
  readonly settings?: Settings;
  /** Absent if there is an error, and of a config without campaigns. */
  readonly config?: Config;
  readonly diagnostics: readonly Diagnostic[];
  /** Literal credentials in it: nothing may show them. */
  readonly secrets: readonly string[];
}

const checks = [
  checkCampaigns,
  checkPreconditions,
  checkEnvironments,
  checkBraze,
  checkIdentity,
  checkTimes,
  checkWire,
  checkProperties,
  checkSignal,
  checkIgnores,
  checkPatterns,
  checkData,
];

/**
 * Reads the text of a config: every finding at once, about the YAML, its structure and its meaning.
 * @param catalogue what it can say to ignore
 * @param document the text, where it is parsed already
 */
export function readConfig(
  source: Source,
  file: string,
  catalogue: Catalogue,
  document: YamlDocument = parseYaml(source),
): ConfigReading {
  const { root: whole, faults, broken } = document;
  // A credential is masked from the first finding on, even a syntax error.
  const { literals, texts, ranges } = credentialsIn(source.text, whole);
  const masked = { ...source, secrets: ranges };
  const secrets = new Secrets();
  for (const text of texts) secrets.add(text);
  const redacted = redaction(secrets);
  const syntax = faults.map((fault) => redacted(syntaxFinding(masked, fault)));
  if (!whole) return { diagnostics: syntax, secrets: texts };
  if (whole.kind !== "object") {
    const span = spanOf(masked, whole.start, whole.end);
    const notes = ["Run mi-braze init in an empty folder to see a working config."];
    const found = configValue.report("a config must be a mapping of keys, such as version: 1", {
      span,
      notes,
    });
    return { diagnostics: [...syntax, found], secrets: texts };
  }
  const root = withoutRepeats(whole);
  const run = new CheckRun(masked, root, catalogue);
  checkSecrets(run, literals);
  for (const check of checks) check(run);
  const parsed = configSchema.safeParse(schemaInput(root));
  const forLint = isForLint(root);
  const issues = [...(parsed.error?.issues ?? []), ...(forLint ? [] : missingKeys(root))];
  const structure = structureFindings(masked, root, issues);
  const meaning = [...structure.filter((found) => !isToldBetter(found, run.found)), ...run.found];
  const diagnostics = [...syntax, ...reliable(meaning, syntax, broken)].map(redacted);
  if (hasErrors(diagnostics)) return { diagnostics, secrets: texts };
  const settings = buildSettings(masked, file, root, catalogue);
  const config = forLint ? {} : { config: buildConfig(settings, root) };
  return { settings, ...config, diagnostics, secrets: texts };
}

/** Whether a config says nothing of campaigns, but something to those who lint other webhooks. */
const isForLint = (root: JsonNode): boolean =>
  !campaignKeys.some((key) => hasKey(root, [], key)) && lintKeys.some((key) => hasKey(root, [], key));

const lintKeys = ["lint", "data", "assume", "fixtures", "braze"];

/** What a config with campaigns cannot do without, as the schema would say it. */
const missingKeys = (root: JsonNode): z.core.$ZodIssue[] =>
  (["identity", "campaigns"] as const).flatMap((key) =>
    member(root, key)
      ? []
      : [
          {
            code: "invalid_type" as const,
            expected: key === "identity" ? ("object" as const) : ("array" as const),
            path: [key],
            message: "",
            input: undefined,
          },
        ],
  );

/** Whether a config names findings, so that it takes the catalogue to read it. */
export const ignoresAny = ({ root }: YamlDocument): boolean => at(root, "lint", "ignore") !== undefined;

export function syntaxFinding(source: Source, { start, end, message, next, repeats }: YamlFault): Diagnostic {
  return (repeats ? configDuplicate : configSyntax).report(message, {
    span: spanOf(source, start, end),
    notes: repeats
      ? [{ message: "the first is here", span: spanOf(source, repeats.start, repeats.end) }]
      : next === undefined
        ? []
        : [next],
  });
}

/** A check of the value's meaning says more than the schema, and a finding about a credential does not quote it. */
const isToldBetter = ({ kind, span }: Diagnostic, checked: readonly Diagnostic[]): boolean =>
  kind.ofSchema === true &&
  checked.some(
    (one) => one.severity === "error" && one.span!.start >= span!.start && one.span!.end <= span!.end,
  );

/**
 * Drops findings that only follow from a YAML fault: what cannot be parsed reads as absent. In text that is not YAML
 * keys may seem to be missing, and anything on a faulty line is a guess.
 */
function reliable(
  found: readonly Diagnostic[],
  syntax: readonly Diagnostic[],
  broken: boolean,
): Diagnostic[] {
  const faults = syntax.filter(({ kind }) => kind.ofText).map(({ span }) => span!);
  const lineOf = ({ source, start }: Span) => positionOf(source, start).line;
  const lines = new Set(broken ? faults.map(lineOf) : []);
  return found.filter(({ kind, span }) => {
    if (kind.ofText) return true;
    if (broken && (kind.ofAbsence || lines.has(lineOf(span!)))) return false;
    return !faults.some(({ start, end }) => start <= span!.start && span!.start <= end);
  });
}

/** A value that is a credential in one place is not quoted anywhere. */
function redaction(secrets: Secrets): (found: Diagnostic) => Diagnostic {
  // Many findings have the same notes.
  const shown = new Map<string, string>();
  const hide = (text: string): string => {
    const known = shown.get(text) ?? secrets.masked(text);
    shown.set(text, known);
    return known;
  };
  return (found) => ({
    ...found,
    message: hide(found.message),
    notes: found.notes.map((note) => ({ ...note, message: hide(note.message) })),
  });
}
