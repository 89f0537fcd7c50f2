import type { Config } from "../config/model/config.js";
import type { Diagnostic, DiagnosticDetails, FindingKind, Fix } from "../diagnostics/diagnostic.js";
import type { Template } from "../liquid/syntax/template.js";
import type { Json } from "../source/json.js";
import type { Range, Span } from "../source/source.js";
import type { Webhook } from "./subject/webhook.js";

/** What `explain` says of a finding: its page. Texts are Markdown. */
export interface Page {
  readonly kind: FindingKind;
  /** What is wrong, in one sentence. */
  readonly summary: string;
  /** What it costs. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  /** Where it is documented. */
  readonly sources?: readonly string[];
}

/** A page that a newcomer can try: `bad` has the finding, `good` has none at all. */
export interface Rule extends Page {
  readonly bad: Example;
  readonly good: Example;
  /** Absent where parser, proof, contract or config checks find it: they know its kind, and report it themselves. */
  readonly check?: (webhook: Webhook, report: Report) => readonly Diagnostic[];
  /** Left out where another finding is inside its place: it would only follow from that. */
  readonly yields?: true;
  /** What it finds in a config. */
  readonly checkConfig?: (config: Config, report: Report) => readonly Diagnostic[];
  /**
   * Edits of the body that may fix a finding, the likeliest first. Each is tried, and stays only if the proof says that
   * the body is better for it.
   */
  readonly fixes?: FixesOf;
  /** Edits that may not be what was meant: they stay only if the whole body can be read in the end. */
  readonly guesses?: FixesOf;
  /** What to do where the usual advice would do harm. */
  readonly advice?: (found: Fixable, template: Template) => string | undefined;
  /** What else may be said to the user of this webhook. */
  readonly note?: (webhook: Webhook) => string | undefined;
}

/** Whether `--fix` may fix what a rule finds. */
export const isFixable = ({ fixes, guesses }: Rule): boolean => (fixes ?? guesses) !== undefined;

export const isRule = (page: Page): page is Rule => "bad" in page;

/** Makes a finding of a rule's own kind. Its note is the rule's fix, unless there are others to give. */
export type Report = (message: string, span: Span, notes?: DiagnosticDetails["notes"]) => Diagnostic;

/** What a rule reports with. */
export const reportOf =
  ({ kind, fix }: Page): Report =>
  (message, span, notes = [fix]) =>
    kind.report(message, { span, notes });

export type FixesOf = (found: Fixable, template: Template) => readonly Fix[];

/** A finding in a body. */
export interface Fixable extends Range {
  readonly detail?: string | undefined;
}

export type Example = WebhookExample | ConfigExample | PayloadExample;

/** A payload as it is sent, and when. */
export interface PayloadExample {
  readonly payload: Json;
  readonly now: string;
}

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
