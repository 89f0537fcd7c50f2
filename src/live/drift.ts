import type { LiveBody } from "../generate/live-body.js";

/** One thing in Braze that is not as the config means it. */
export interface Drift {
  readonly what: "block" | "tags" | "campaign" | "url" | "method" | "header" | "body";
  readonly message: string;
  /** What to do about it. */
  readonly next: readonly string[];
  /** What runs, and what is generated. */
  readonly texts?: { readonly live: string; readonly generated: string };
}

/** What there is in Braze of one campaign of the config. */
export interface LiveCampaign {
  readonly slug: string;
  /** Its Content Block; absent where bodies are pasted, `live` absent where Braze does not have it. */
  readonly block?: { readonly name: string; readonly live?: LiveBody };
  /** What it sends; absent without a campaign_id. */
  readonly messages?: readonly {
    readonly id: string;
    readonly name: string;
    readonly body: LiveBody;
  }[];
  readonly drifts: readonly Drift[];
}
