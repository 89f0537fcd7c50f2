import { fixtureSyntax } from "../../braze/fixture/findings.js";
import { readSource } from "../../braze/read-source.js";
import { type Diagnostic, hasErrors, UserError } from "../../diagnostics/diagnostic.js";
import { feedSchema, misfits } from "../../generate/signal/feed-schema.js";
import type { Host } from "../../host.js";
import { diagnosticsJson } from "../../report/diagnostic-json.js";
import { installedDiffers, sampleMisfit } from "../../signal/findings.js";
import { differences, ourInstalled } from "../../signal/readings.js";
import { isJsonObject, type JsonObject, memberOf, parseJsonFile, toJson } from "../../source/json.js";
import { jsonText, quoted } from "../../source/json-text.js";
import { spanOf } from "../../source/source.js";
import type { Console } from "../shared/console.js";
import type { ConfigOptions } from "../shared/options.js";
import { explainAnswer, requireClient, requireSignal } from "./require.js";

export interface CheckOptions extends ConfigOptions {
  readonly sample?: string;
  readonly format: keyof typeof checkReports;
}

interface CheckReport {
  /** How a sample fits the feed. */
  sample(found: readonly Diagnostic[], console: Console): void;
  /** What there is beside the findings, which every format has on stderr. */
  installed(isInstalled: boolean, differences: readonly string[], console: Console): void;
}

/** The ways in which `signal check` prints. */
export const checkReports = {
  text: {
    sample: (found, console) => console.diagnostics(found),
    installed() {},
  },
  json: {
    sample(found, console) {
      const shown = { fits: found.length === 0, diagnostics: diagnosticsJson(found) };
      console.data(jsonText(shown, 2));
    },
    installed(isInstalled, differences, console) {
      const shown = { installed: isInstalled, same: isInstalled && differences.length === 0, differences };
      console.data(jsonText(shown, 2));
    },
  },
} satisfies Readonly<Record<string, CheckReport>>;

export async function signalCheck(host: Host, options: CheckOptions, console: Console): Promise<number> {
  const report = checkReports[options.format];
  const { config, signal } = await requireSignal(host, options, console);
  const schema = feedSchema(config);
  if (hasErrors(schema.diagnostics)) throw new UserError(schema.diagnostics, 1);
  if (options.sample !== undefined) {
    const found = await checkSample(host, options.sample, schema.attributes);
    report.sample(found, console);
    if (found.length === 0) console.talk(`${options.sample} fits the feed's schema.`);
    return found.length === 0 ? 0 : 1;
  }
  const { client } = requireClient(host, signal, console);
  const result = await client.installed();
  if (!result.reached || result.status !== 200 || !(isJsonObject(result.json) || Array.isArray(result.json)))
    return explainAnswer(result, host, console);
  const ours = ourInstalled(result.json, signal);
  const faults =
    ours.length === 0 ? [] : differences(ours.find(({ name }) => name === signal.name) ?? ours[0]!, signal);
  report.installed(ours.length > 0, faults, console);
  if (ours.length === 0)
    console.diagnostics([
      installedDiffers.report("Movable Ink Customer Data is not installed", {
        notes: ["Run mi-braze signal install."],
      }),
    ]);
  else if (faults.length > 0)
    console.diagnostics(
      faults.map((message) => installedDiffers.report(`what is installed differs: ${message}`)),
    );
  else console.talk(`Installed as ${quoted(String(ours[0]!.name))}, as the config means it.`);
  if (ours.length > 1) console.talk(`There are ${ours.length} of them: each event arrives as often.`);
  return ours.length > 0 && faults.length === 0 ? 0 : 1;
}

/** A flat object of attributes, a fixture, or a `/users/track` body: each event's properties are checked. */
async function checkSample(host: Host, path: string, schema: Parameters<typeof misfits>[0]) {
  const source = await readSource(host, path);
  const { root, faults } = parseJsonFile(source);
  if (faults.length > 0 || root?.kind !== "object") {
    const [fault] = faults;
    throw new UserError(
      [
        fixtureSyntax.report(
          fault ? `the sample is not JSON: ${fault.message}` : "the sample is not an object",
          {
            span: spanOf(source, fault?.start ?? 0, fault?.end ?? 0),
          },
        ),
      ],
      1,
    );
  }
  const event = memberOf(root, "event");
  const nodes = [
    ...(memberOf(root, "events")?.items ?? []),
    ...(memberOf(root, "purchases")?.items ?? []),
    ...(event?.kind === "object" ? [event] : []),
  ].flatMap((one) => memberOf(one, "properties") ?? []);
  return (nodes.length > 0 ? nodes : [root]).flatMap((node) =>
    misfits(schema, toJson(node) as JsonObject).map((message) =>
      sampleMisfit.report(message, {
        span: spanOf(source, node.start, node.start + 1),
        notes: ["signal/feed-schema.md has what the feed must hold; mi-braze signal generate writes it."],
      }),
    ),
  );
}
