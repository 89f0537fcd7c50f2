import { UserError } from "../../diagnostics/diagnostic.js";
import type { Host } from "../../host.js";
import { type Linted, type LintOptions, lintWebhook } from "../../rules/lint-webhook.js";
import type { WebhookFiles } from "../../rules/subject/webhook.js";
import { forFile } from "./for-file.js";

/** What is found of one webhook; one that cannot be looked at does not stop the others. */
export function linting(
  host: Pick<Host, "bounded" | "env">,
  target: WebhookFiles,
  options: Pick<LintOptions, "ignore" | "used"> = {},
): Omit<Linted, "template"> & Partial<Pick<Linted, "template">> {
  try {
    return forFile(host, target.body.name, () => lintWebhook(target, options));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { verdict: "unknown", diagnostics: error.diagnostics };
  }
}
