import type { CheckedPayload } from "../library/check-payload.js";
import type { AnswerPage, PageJson } from "../library/explain.js";
import type { LintedSource, LintSourceOptions } from "../library/lint.js";
import type {
  CampaignPreview,
  PreviewOptions,
  PreviewTemplateOptions,
  TemplatePreview,
} from "../library/preview.js";
import type { ProveTemplateOptions, TemplateProof } from "../library/proof.js";
import type { DiagnosticJson, RenderTemplateOptions, TemplateRendering } from "../library/render.js";

/**
 * The functions of the library that a worker runs. A config goes in as its text: the worker keeps what it has read. JSON of
 * users comes out as text: a number such as `10.0` or 1e400 would be another on its way.
 */
export interface Calls {
  lintSource(source: string, options?: LintSourceOptions): AsText<LintedSource>;
  proveTemplate(source: string, options?: ProveTemplateOptions): AsText<TemplateProof>;
  /** @param fixture JSON text, such as a witness */
  renderTemplate(source: string, fixture?: unknown, options?: RenderTemplateOptions): TemplateRendering;
  previewTemplate(
    source: string,
    fixture?: unknown,
    options?: PreviewTemplateOptions,
  ): AsText<TemplatePreview>;
  preview(config: string, fixture: unknown, options?: PreviewOptions): AsText<CampaignPreview>;
  checkPayloads(
    text: string,
    options?: { readonly config?: string; readonly file?: string; readonly now?: Date },
  ): CheckedPayload[];
  explain(name: string): PageJson | AnswerPage;
}

/** The same with the text of every JSON document of a user in its place. */
export type AsText<T> = T extends readonly (infer Item)[]
  ? readonly AsText<Item>[]
  : T extends object
    ? {
        readonly [Key in keyof T]: Key extends JsonMember
          ? string | Extract<T[Key], undefined>
          : AsText<T[Key]>;
      }
    : T;

/** Members that hold such a document. */
export type JsonMember = "witness" | "payload" | "printed";

export type CallName = keyof Calls;

/** What a page sends. */
export interface Question {
  readonly id: number;
  readonly call: CallName;
  readonly args: readonly unknown[];
}

/** What the worker sends back. */
export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: CallFault };

/** What a call threw, as data: errors lose what they hold on their way out of a worker. */
export interface CallFault {
  readonly name: string;
  readonly message: string;
  /** Of a `UsageError` and a `UserError`. */
  readonly diagnostics: readonly DiagnosticJson[];
}
