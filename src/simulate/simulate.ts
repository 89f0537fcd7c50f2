import { campaignOf } from "../braze/fixture/campaign-of.js";
import type { Fixture } from "../braze/fixture/fixture.js";
import { scopeOf } from "../braze/fixture/scope-of.js";
import type { Campaign, Config } from "../config/model/config.js";
import { webhookCampaigns } from "../config/model/webhook-campaigns.js";
import { bodySource } from "../generate/artifacts.js";
import type { Host } from "../host.js";
import type { Scope } from "../liquid/runtime/scope.js";
import { toText } from "../liquid/values/print.js";
import { isSuccess } from "../movable-ink/answers/statuses.js";
import { deliver } from "../movable-ink/client.js";
import { previewOf } from "../verify/preview.js";
import { renderRequest } from "../verify/request.js";

/** What may become of an event. `untriggered`: no campaign is for it. `ineligible`: without re-eligibility, a user's second event is not sent. */
export const outcomes = ["arrived", "aborted", "lost", "ineligible", "untriggered", "broken"] as const;

/** What became of one event. */
export interface SimulatedEvent extends Fate {
  readonly file: string;
  readonly event: string;
  readonly user: string | null;
  readonly campaign: string | null;
}

interface Fate {
  readonly outcome: (typeof outcomes)[number];
  /** What the endpoint answered last; of an event that is lost, `null` says that it was never reached. */
  readonly status: number | null;
  readonly tries: number;
  readonly reason: string | null;
}

/** Events as they were tracked, with the file that they are from. */
export interface TrackedEvents {
  readonly file: string;
  readonly fixture: Fixture;
}

export interface SimulationOptions {
  /** The endpoint, which gets a request for each event that is sent. */
  readonly url: string;
  readonly authorization: string;
  readonly contentBlocks?: ReadonlyMap<string, string> | undefined;
  /** As if re-eligibility were off: each user gets a campaign once for ever. */
  readonly once?: boolean | undefined;
  readonly host: Pick<Host, "fetch" | "now">;
}

/** Every event through its campaign, by Braze's delivery rules, in the order in which they were tracked. */
export async function simulate(
  config: Config,
  tracked: readonly TrackedEvents[],
  options: SimulationOptions,
): Promise<SimulatedEvent[]> {
  const run = new Run(config, options);
  const found: SimulatedEvent[] = [];
  for (const { file, fixture } of tracked)
    for (const occurrence of fixture.occurrences)
      found.push({ file, ...(await run.event(fixture, occurrence)) });
  return found;
}

class Run {
  readonly #campaigns: readonly Campaign[];
  /** Campaigns that a user got, as one text each. */
  readonly #sent = new Set<string>();

  constructor(
    private readonly config: Config,
    private readonly options: SimulationOptions,
  ) {
    this.#campaigns = webhookCampaigns(config);
  }

  async event(
    fixture: Fixture,
    occurrence: Fixture["occurrences"][number],
  ): Promise<Omit<SimulatedEvent, "file">> {
    const { campaign } = campaignOf({ ...fixture, occurrences: [occurrence] }, this.#campaigns);
    const scope = scopeOf(fixture, {
      occurrence,
      clock: this.options.host.now,
      assume: this.config.assume,
      contentBlocks: this.options.contentBlocks,
    });
    const id = scope.profile.get("user_id") ?? scope.profile.get("braze_id") ?? null;
    const user = id === null ? null : toText(id);
    const fate: Fate = !campaign
      ? ended("untriggered")
      : this.#isEligible(campaign, user)
        ? await this.#send(campaign, scope)
        : ended("ineligible", "re-eligibility is off");
    return { event: occurrence.name, user, campaign: campaign?.slug ?? null, ...fate };
  }

  #isEligible({ slug }: Campaign, user: string | null): boolean {
    const key = `${slug}\0${user}`;
    const again = this.#sent.has(key);
    this.#sent.add(key);
    return !(this.options.once && user !== null && again);
  }

  async #send(campaign: Campaign, scope: Scope): Promise<Fate> {
    const body = bodySource(this.config, campaign);
    const { rendering } = renderRequest({ body }, scope, this.config.assume);
    const shown = previewOf(campaign.slug, body, rendering, { method: "POST", url: null, headers: {} });
    if (shown.outcome === "aborted") return ended("aborted", shown.abort);
    if (shown.request.body === null) return ended("broken", "the body cannot be rendered");
    const { url, authorization, host } = this.options;
    // Braze sends what is not JSON too. Its waiting between tries is left out.
    const delivered = await deliver(
      { url, authorization, body: shown.request.body },
      { fetch: host.fetch, now: host.now, sleep: async () => {} },
    );
    const tries = delivered.attempts.length;
    if (!delivered.reached) return { ...ended("lost", delivered.reason), tries };
    const { status } = delivered;
    return { ...ended(isSuccess(status) ? "arrived" : "lost"), status, tries };
  }
}

const ended = (outcome: Fate["outcome"], reason: string | null = null): Fate => ({
  outcome,
  status: null,
  tries: 0,
  reason,
});
