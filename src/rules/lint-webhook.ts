import { nameFindings } from "../braze/name-findings.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { readStamp } from "../generate/body/stamp.js";
import type { Template } from "../liquid/syntax/template.js";
import { bareValue, liquidErrorBreaksJson } from "../proof/findings.js";
import { faultsAlone, type Proof, type ProofOptions } from "../proof/prove.js";
import type { Span } from "../source/source.js";
import { withBlankIdentifiers } from "./blank-identifiers.js";
import { breachesOf } from "./contract/breaches.js";
import { advised } from "./fixes-of.js";
import { type ConfigIgnore, withoutIgnored } from "./ignore/ignoring.js";
import { catalogue, rules } from "./registry.js";
import { withoutConsequences } from "./root-causes.js";
import { reportOf } from "./rule.js";
import { readWebhook, type WebhookFiles } from "./subject/webhook.js";

export interface Linted {
  readonly verdict: Proof["verdict"];
  readonly witness?: Proof["witness"];
  readonly conditions?: Proof["conditions"];
  readonly shape?: Proof["shape"];
  readonly diagnostics: readonly Diagnostic[];
  /** The body as it was read. */
  readonly template: Template;
}

export interface LintOptions {
  readonly ignore?: readonly ConfigIgnore[];
  /** Grows by the ignores of the config that were needed. */
  readonly used?: Set<ConfigIgnore> | undefined;
  /** How much is to be found out of the body. */
  readonly prove?: (template: Template, options: ProofOptions) => Proof;
  /** Tells all, also what only follows from a slip. */
  readonly withConsequences?: true;
}

/** Proves a webhook's body and asks every rule about all of it. */
export function lintWebhook(files: WebhookFiles, options: LintOptions = {}): Linted {
  const { ignore, used, prove, withConsequences } = options;
  const { webhook, diagnostics } = readWebhook(files, catalogue, prove);
  const { proof, fields, delivery } = webhook;
  // Its config tells a name with a dot from a path.
  const isGenerated = readStamp(files.body.text) !== undefined;
  const beside = fields.filter(({ what }) => what !== "body");
  const found = withoutFollowing([
    ...proof.diagnostics,
    // Of the other fields what does not parse; the body's is the proof's to tell.
    ...beside.flatMap(({ template, spanOf }) =>
      template.diagnostics.map((one) => (one.span ? { ...one, span: spanOf(one.span) } : one)),
    ),
    ...fields.flatMap(({ template, spanOf }) =>
      nameFindings(template, delivery, isGenerated).map((one) =>
        one.span ? { ...one, span: spanOf(one.span) } : one,
      ),
    ),
    ...breachesOf(webhook),
    ...rules.flatMap((rule) => rule.check?.(webhook, reportOf(rule)) ?? []),
    ...diagnostics,
  ]);
  // A slip that is ignored leaves what follows from it to be told.
  const wanted = withoutIgnored(withBlankIdentifiers(found, webhook), webhook, ignore, used);
  const told = withConsequences
    ? wanted
    : withoutConsequences(wanted, webhook.body.template, (text) => {
        const again: LintOptions = { ...options, prove: faultsAlone, withConsequences: true };
        return lintWebhook({ ...files, body: { ...files.body, text } }, again).diagnostics;
      });
  return {
    verdict: proof.verdict,
    ...(proof.witness ? { witness: proof.witness } : {}),
    ...(proof.conditions ? { conditions: proof.conditions } : {}),
    ...(proof.shape ? { shape: proof.shape } : {}),
    template: webhook.body.template,
    diagnostics: told.map((one) => advised(one, webhook)),
  };
}

const yielding = new Set(rules.filter((rule) => rule.yields).map(({ kind }) => kind));

/**
 * Without what only follows from another finding that is inside its place; what an output prints that may fail is asked
 * once it can no longer.
 */
function withoutFollowing(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const causes = found.filter(({ kind, span }) => span && !yielding.has(kind));
  const failing = new Set(
    found.flatMap(({ kind, span }) => (span && kind === liquidErrorBreaksJson ? [placeOf(span)] : [])),
  );
  const left =
    failing.size === 0
      ? found
      : found.filter(({ kind, span }) => !(span && kind === bareValue && failing.has(placeOf(span))));
  return left.filter(
    ({ kind, span }) =>
      !yielding.has(kind) ||
      !causes.some(
        (one) =>
          one.span!.source === span?.source && span.start <= one.span!.start && one.span!.end <= span.end,
      ),
  );
}

const placeOf = ({ source, start, end }: Span): string => `${source.name} ${start} ${end}`;
