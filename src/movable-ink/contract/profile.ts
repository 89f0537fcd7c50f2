/** Properties of the envelope, by their default names. */
export type EnvelopeMember =
  | "type"
  | "event"
  | "user_id"
  | "anonymous_id"
  | "timestamp"
  | "timezone"
  | "properties";

/** What an account's mapping expects on the wire; `wire:` in the config gives the differences from the default. */
export interface Profile {
  readonly names: Readonly<Record<EnvelopeMember, string>>;
  readonly timestampFormat: "milliseconds" | "seconds" | "iso8601";
  /** Values of `type` and `event` that replace the default ones. */
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

/** The default name for a `type` or `event` on the wire; a default name that the account replaces is not valid there. */
export function ownWord(values: ReadonlyMap<string, string>, wire: string): string {
  for (const [own, sent] of values) if (sent === wire) return own;
  return values.has(wire) ? "" : wire;
}
