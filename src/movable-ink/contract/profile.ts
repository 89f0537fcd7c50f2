/** Members of the envelope, by our own names. */
export type EnvelopeMember =
  | "type"
  | "event"
  | "user_id"
  | "anonymous_id"
  | "timestamp"
  | "timezone"
  | "properties";

/** What the mapping of an account expects on the wire; `wire:` of the config says where it is not this. */
export interface Profile {
  readonly names: Readonly<Record<EnvelopeMember, string>>;
  readonly timestampFormat: "milliseconds" | "seconds" | "iso8601";
  /** What `type` and `event` hold instead of our own word for it. */
  readonly values: {
    readonly type: ReadonlyMap<string, string>;
    readonly event: ReadonlyMap<string, string>;
  };
}

/** The payload as Braze's partner page shows it. */
export const documentedProfile: Profile = {
  names: {
    type: "type",
    event: "event",
    user_id: "user_id",
    anonymous_id: "anonymous_id",
    timestamp: "timestamp",
    timezone: "timezone",
    properties: "properties",
  },
  timestampFormat: "milliseconds",
  values: { type: new Map(), event: new Map() },
};

/** Our own word for what a `type` or `event` holds on the wire; one that the account calls otherwise is no word there. */
export function ownWord(values: ReadonlyMap<string, string>, wire: string): string {
  for (const [own, sent] of values) if (sent === wire) return own;
  return values.has(wire) ? "" : wire;
}
