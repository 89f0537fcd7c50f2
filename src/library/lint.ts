import { lintWebhook } from "../rules/lint-webhook.js";
import { repair } from "../rules/repair/repair.js";
import type { WebhookFiles } from "../rules/subject/webhook.js";
import { jsonText } from "../source/json-text.js";
import { requireData } from "./data.js";
import type { ProveTemplateOptions, TemplateProof } from "./proof.js";
import { proofOf } from "./proof-of.js";
import { sourceOf } from "./source-of.js";
import { requireBoolean, requireOptions, requireString, requireTexts } from "./usage.js";

export interface LintSourceOptions extends ProveTemplateOptions {
  /** Applies the fixes that are safe; `text` holds the result. */
  readonly fix?: boolean;
  /** The webhook's URL, which may hold Liquid of its own; findings call it "URL". */
  readonly url?: string;
  /** The webhook's headers by name, or the text of a file with them as a JSON object; findings call it "headers". */
  readonly headers?: Readonly<Record<string, string>> | string;
}

export interface LintedSource extends TemplateProof {
  /** With `fix`: the template as it is now, and that is what the findings are of. */
  readonly text?: string;
}

/**
 * What `lint` says of one template: the proof, and every rule.
 * @throws UsageError when an argument or option is not what is declared here
 */
export function lintSource(source: string, options: LintSourceOptions = {}): LintedSource {
  requireOptions(options, "lintSource", ["file", "contentBlocks", "data", "fix", "url", "headers"]);
  const body = sourceOf(source, options.file);
  const contentBlocks = requireTexts(options.contentBlocks ?? {}, "contentBlocks");
  const data = requireData(options.data);
  const given = { body, ...requestOf(options), contentBlocks, data };
  const repaired = requireBoolean(options.fix ?? false, "fix") ? repair(given) : undefined;
  const proof = proofOf(repaired?.linted() ?? lintWebhook(given));
  return repaired ? { ...proof, text: repaired.text } : proof;
}

/** What is beside the body, as the files of a webhook hold it. */
function requestOf({ url, headers }: LintSourceOptions): Pick<WebhookFiles, "url" | "headers"> {
  const text =
    headers === undefined || typeof headers === "string"
      ? headers
      : jsonText(Object.fromEntries(requireTexts(headers, "headers")), 2);
  return {
    url: url === undefined ? undefined : { name: "URL", text: requireString(url, "url") },
    headers: text === undefined ? undefined : { name: "headers", text },
  };
}
