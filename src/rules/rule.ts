import type { Code } from "../diagnostics/catalogue.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Webhook } from "./webhook.js";

/** What `explain` says of a finding: its page. Texts are Markdown. */
export interface Page {
  /** Its name and severity stand in the catalogue. */
  readonly code: Code;
  /** What is wrong, in one sentence. */
  readonly summary: string;
  /** What it costs. */
  readonly why: string;
  /** What to do. */
  readonly remedy: string;
  /** Where it is documented. */
  readonly sources?: readonly string[];
}

/** A page that a newcomer can try: `bad` has the finding, `good` has none at all. */
export interface Rule extends Page {
  readonly bad: Example;
  readonly good: Example;
  /** Absent where parser, proof or config checks find it. */
  readonly check?: (webhook: Webhook) => readonly Diagnostic[];
}

export type Example = WebhookExample | ConfigExample;

export interface WebhookExample {
  readonly body: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly contentBlocks?: Readonly<Record<string, string>>;
}

/** A whole `mi-braze.yaml`, and fixtures beside it. */
export interface ConfigExample {
  readonly config: string;
  readonly fixtures?: Readonly<Record<string, unknown>>;
}
