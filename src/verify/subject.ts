import { campaignOf, type Triggered } from "../braze/fixture/campaign-of.js";
import { fixtureCampaign } from "../braze/fixture/findings.js";
import type { Fixture, Occurrence } from "../braze/fixture/fixture.js";
import type { WebhookInFiles } from "../braze/webhook-files.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Assumptions } from "../liquid/assumptions.js";
import type { Scope } from "../liquid/runtime/scope.js";
import { documentedProfile, type Profile } from "../movable-ink/contract/profile.js";
import { isCollector } from "../movable-ink/is-collector.js";
import { type Source, spanOf } from "../source/source.js";
import type { Rendering } from "./rendering.js";
import { renderRequest } from "./request.js";
import type { Written } from "./written.js";

/** Something that renders a body for a user. */
export interface Engine {
  readonly name: string;
  render(body: Source, scope: Scope): Rendering;
}

/** The first one's answer is compared with the expectation; the others must agree with it. */
export type Engines = readonly [Engine, ...Engine[]];

/** What fixtures are rendered with. */
export interface Bodies<C extends Triggered> {
  readonly campaigns: readonly C[];
  bodyOf(campaign: C): Source;
  /** For the campaigns' bodies. */
  readonly engines: Engines;
  /** The body that somebody wrote, of a fixture that is for one. */
  readonly writtenFor?: ((fixture: Fixture) => Written | undefined) | undefined;
  readonly assume?: Partial<Assumptions> | undefined;
  /** What the account expects: with it, payloads are held to the contract. */
  readonly profile?: Profile | undefined;
}

/** The body that a fixture is for. */
export interface Subject {
  readonly body: Source;
  readonly engines: Engines;
  readonly occurrence?: Occurrence | undefined;
  /** Those beside the body. */
  readonly contentBlocks?: ReadonlyMap<string, string> | undefined;
  readonly profile: Profile | undefined;
}

export interface SubjectChoice {
  /** Absent where the fixture does not tell, or what it names is not there. */
  readonly subject?: Subject;
  /** The campaign's slug, as far as it is known. */
  readonly campaign: string | null;
  /** The file of a body that somebody wrote. */
  readonly template?: string;
  readonly diagnostics: readonly Diagnostic[];
}

export function subjectOf<C extends Triggered>(fixture: Fixture, bodies: Bodies<C>): SubjectChoice {
  const written = bodies.writtenFor?.(fixture);
  return written ? byHand(written, bodies) : generated(fixture, bodies);
}

function generated<C extends Triggered>(fixture: Fixture, bodies: Bodies<C>): SubjectChoice {
  const slug = fixture.campaign?.slug ?? null;
  if (bodies.campaigns.length === 0) return { campaign: slug, diagnostics: [nobodys(fixture)] };
  const { campaign, occurrence, diagnostics } = campaignOf(fixture, bodies.campaigns);
  if (!campaign) return { campaign: slug, diagnostics };
  const { engines, profile } = bodies;
  const subject = { body: bodies.bodyOf(campaign), engines, occurrence, profile };
  return { subject, campaign: campaign.slug, diagnostics };
}

function byHand(
  { template, webhook, diagnostics }: Written,
  { assume = {}, profile }: Pick<Bodies<Triggered>, "assume" | "profile">,
): SubjectChoice {
  const about = { campaign: null, template, diagnostics };
  if (!webhook) return about;
  const toCollector = webhook.url !== undefined && isCollector(webhook.url.text);
  const subject: Subject = {
    body: webhook.body,
    engines: [emulator(webhook, assume)],
    contentBlocks: webhook.contentBlocks,
    profile: toCollector ? (profile ?? documentedProfile) : undefined,
  };
  return { ...about, subject };
}

/** liquidjs knows the Liquid of generated bodies; what people write, it would often read wrongly. */
const emulator = (webhook: WebhookInFiles, assume: Partial<Assumptions>): Engine => ({
  name: "the emulator",
  render: (_body, scope) => {
    const { rendering, headers } = renderRequest(webhook, scope, assume);
    const { outcome, text, abort, diagnostics } = rendering;
    return { outcome, text, abort, diagnostics, headers };
  },
});

const nobodys = ({ source, root }: Fixture): Diagnostic =>
  fixtureCampaign.report("this fixture names no template, and no config with campaigns is at hand", {
    span: spanOf(source, root.start, root.start + 1),
    notes: [
      'Name the body that it is for: "template": "hooks/order.liquid", or mi-braze verify --template hooks/order.liquid.',
    ],
  });
