import { beginsLikeJson } from "../braze/content-type.js";
import { nameFindings } from "../braze/name-findings.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Template } from "../liquid/syntax/template.js";
import type { Proof } from "../proof/prove.js";
import { advised } from "./fix/fixes-of.js";
import { type ConfigIgnore, withoutIgnored } from "./ignore/ignoring.js";
import { rules } from "./registry.js";
import { readWebhook, type WebhookFiles } from "./subject/webhook.js";

export interface Linted {
  readonly verdict: Proof["verdict"];
  readonly witness?: Proof["witness"];
  readonly diagnostics: readonly Diagnostic[];
  /** The body as it was read. */
  readonly template: Template;
}

export interface LintOptions {
  readonly ignore?: readonly ConfigIgnore[];
  /** Grows by the ignores of the config that were needed. */
  readonly used?: Set<ConfigIgnore> | undefined;
}

/** What does not even begin like JSON may be a form, XML or plain text. */
const withKindNote = (found: Diagnostic): Diagnostic =>
  found.code !== "MI054"
    ? found
    : {
        ...found,
        notes: [
          ...found.notes,
          {
            message:
              "If it is not meant to be JSON, say so by Content-Type in headers.json, or by {% comment %} mi-braze-body text {% endcomment %}.",
          },
        ],
      };

/** Proves a webhook's body and asks every rule about all of it. */
export function lintWebhook(files: WebhookFiles, { ignore, used }: LintOptions = {}): Linted {
  const { webhook, diagnostics } = readWebhook(files);
  const { proof, fields, delivery } = webhook;
  const beside = fields.filter(({ what }) => what !== "body");
  const found = [
    ...(webhook.isJson && !beginsLikeJson(webhook.body.template.source.text)
      ? proof.diagnostics.map(withKindNote)
      : proof.diagnostics),
    // Of the other fields what does not parse; the body's is the proof's to tell.
    ...beside.flatMap(({ template, spanOf }) =>
      template.diagnostics.map((one) => (one.span ? { ...one, span: spanOf(one.span) } : one)),
    ),
    ...fields.flatMap(({ template, spanOf }) =>
      nameFindings(template, delivery).map((one) => (one.span ? { ...one, span: spanOf(one.span) } : one)),
    ),
    ...rules.flatMap(({ check }) => check?.(webhook) ?? []),
    ...diagnostics,
  ];
  return {
    verdict: proof.verdict,
    ...(proof.witness ? { witness: proof.witness } : {}),
    template: webhook.body.template,
    diagnostics: withoutIgnored(found, webhook, ignore, used).map((one) =>
      advised(one, webhook.body.template),
    ),
  };
}
