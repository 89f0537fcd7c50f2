import { fixtureFrom } from "../braze/fixture/from-object.js";
import { scopeOf } from "../braze/fixture/scope-of.js";
import { systemClock } from "../clock.js";
import { hasErrors, UserError as Refusal } from "../diagnostics/diagnostic.js";
import type { Assumptions } from "../liquid/assumptions.js";
import { inspect } from "../liquid/values/print.js";
import type { Step } from "../model/expected-payload.js";
import { type DiagnosticJson, diagnosticsJson } from "../report/diagnostic-json.js";
import type { Json } from "../source/json.js";
import { requireCampaign } from "../verify/campaign-for.js";
import { previewOf } from "../verify/preview.js";
import { previewCampaign } from "../verify/preview-campaign.js";
import { renderRequest } from "../verify/request.js";
import { type Config, requireConfig } from "./config.js";
import { plain } from "./plain.js";
import type { RenderTemplateOptions } from "./render.js";
import { orNobody, sourceOf } from "./source-of.js";
import { requireAssumptions, requireNow, requireOptions, requireString, requireTexts } from "./usage.js";
import { userErrorOf } from "./user-error.js";

export interface PreviewOptions {
  /** Slug of the campaign; without it, the fixture's own, or the one that its event triggers. */
  readonly campaign?: string;
  /** The clock: a date, or ISO 8601 text with a zone. */
  readonly now?: Date | string;
  /** How Braze behaves where its documentation is silent; without it, as the config says. */
  readonly assume?: Partial<Assumptions>;
  /** Texts of Content Blocks by name. */
  readonly contentBlocks?: Readonly<Record<string, string>>;
}

/** What Braze would send for one user. */
export interface TemplatePreview {
  /** `failed`: the body is not JSON, or could not be rendered. */
  readonly outcome: "sent" | "aborted" | "failed";
  readonly abort: string | null;
  readonly request: {
    readonly method: string;
    readonly url: string | null;
    /** Secrets are shown by the name of their variable. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
  };
  readonly payload: Json;
  readonly diagnostics: readonly DiagnosticJson[];
}

/** What `mi-braze preview --format json` prints, and why each member is there or not. */
export interface CampaignPreview extends TemplatePreview {
  readonly campaign: string;
  readonly why: readonly MemberReason[];
}

/** Why a member is in the payload or not. */
export interface MemberReason {
  /** `properties.categories[0].id` */
  readonly path: string;
  /** As the config names it. */
  readonly source: string;
  /** The value that it had, as Ruby writes it: text in quotes, `nil` for none. */
  readonly seen: string;
  readonly verdict: "met" | "printed" | "left out" | "defaulted" | "dropped" | "aborted";
  /** In words. */
  readonly rule: string;
  readonly printed?: Json;
}

/**
 * What a campaign would send for one user, and why.
 * @param fixture an object, or JSON text, which keeps `10.0` apart from `10`
 * @throws UserError when the fixture has errors, or no campaign is for it
 */
export function preview(config: Config, fixture: unknown, options: PreviewOptions = {}): CampaignPreview {
  requireOptions(options, "preview", ["campaign", "now", "assume", "contentBlocks"]);
  const { campaign: slug } = options;
  const checked = requireConfig(config);
  const assume = { ...checked.assume, ...requireAssumptions(options.assume ?? {}) };
  const now = options.now === undefined ? undefined : requireNow(options.now);
  const contentBlocks = requireTexts(options.contentBlocks ?? {}, "contentBlocks");
  try {
    const reading = fixtureFrom(fixture);
    if (!reading.fixture || hasErrors(reading.diagnostics)) throw new Refusal(reading.diagnostics, 1);
    const wanted = slug === undefined ? undefined : requireString(slug, "campaign");
    const choice = requireCampaign(checked, reading.fixture, wanted);
    const given = { now, clock: systemClock, assume, contentBlocks };
    const { shown, steps } = previewCampaign(checked, reading.fixture, choice, given);
    return {
      ...shown,
      campaign: choice.campaign.slug,
      payload: shown.payload && plain(shown.payload),
      diagnostics: diagnosticsJson([...reading.diagnostics, ...shown.diagnostics]),
      why: steps.map(reasonOf),
    };
  } catch (error) {
    throw userErrorOf(error);
  }
}

export interface PreviewTemplateOptions extends Omit<RenderTemplateOptions, "lenient"> {
  /** The webhook's URL, which may hold Liquid of its own. */
  readonly url?: string;
  /** The webhook's headers by name. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * What any webhook would send for one user: a body that is meant as JSON and is none has `failed`, and the findings say
 * where, in the body and in the template.
 * @param fixture an object, or JSON text, which keeps `10.0` apart from `10`
 * @throws UserError when the fixture has errors
 */
export function previewTemplate(
  source: string,
  fixture: unknown = {},
  options: PreviewTemplateOptions = {},
): TemplatePreview {
  requireOptions(options, "previewTemplate", ["file", "assume", "now", "contentBlocks", "url", "headers"]);
  const body = sourceOf(source, options.file);
  const url =
    options.url === undefined ? undefined : { name: "URL", text: requireString(options.url, "url") };
  const headers = new Map(
    [...requireTexts(options.headers ?? {}, "headers")].map(([name, text]) => [name, { name, text }]),
  );
  const assume = requireAssumptions(options.assume ?? {});
  const now = options.now === undefined ? undefined : requireNow(options.now);
  const contentBlocks = requireTexts(options.contentBlocks ?? {}, "contentBlocks");
  const reading = fixtureFrom(orNobody(fixture));
  if (!reading.fixture || hasErrors(reading.diagnostics))
    throw userErrorOf(new Refusal(reading.diagnostics, 1));
  const scope = scopeOf(reading.fixture, { now, clock: systemClock, assume, contentBlocks });
  const request = renderRequest({ body, url, headers }, scope, assume);
  const { campaign: _, ...shown } = previewOf(null, body, request.rendering, {
    method: "POST",
    url: request.url,
    headers: request.headers,
  });
  return {
    ...shown,
    payload: shown.payload && plain(shown.payload),
    diagnostics: diagnosticsJson([...reading.diagnostics, ...shown.diagnostics]),
  };
}

const reasonOf = ({ path, source, seen, verdict, rule, printed }: Step): MemberReason => ({
  path,
  source,
  seen: inspect(seen),
  verdict,
  rule,
  ...(printed === undefined ? {} : { printed }),
});
