import { systemClock } from "../clock.js";
import { type DiagnosticJson, diagnosticsJson } from "../report/diagnostic-json.js";
import { checkPayloads as check } from "../verify/payloads.js";
import { type Config, requireConfig } from "./config.js";
import { requireOptions, requireString } from "./usage.js";

export interface CheckPayloadsOptions {
  /** With it, payloads are held to its events too, and not to Movable Ink's contract alone. */
  readonly config?: Config;
  /** What the payloads are called. */
  readonly file?: string;
  /** What their age counts from. */
  readonly now?: Date;
}

/** What `mi-braze check` says of one payload. */
export interface CheckedPayload {
  readonly payload: string;
  /** Slug of the campaign that sends it. */
  readonly campaign: string | null;
  readonly diagnostics: readonly DiagnosticJson[];
}

/**
 * Payloads that somebody sent, or means to send, against the contract.
 * @param text one payload, a list of them, or one a line
 */
export function checkPayloads(text: string, options: CheckPayloadsOptions = {}): CheckedPayload[] {
  requireOptions(options, "checkPayloads", ["config", "file", "now"]);
  const { config, file = "<payload>", now = systemClock() } = options;
  const source = { name: requireString(file, "file"), text: requireString(text, "the payload") };
  return check(source, config && requireConfig(config), now).map(({ payload, campaign, diagnostics }) => ({
    payload,
    campaign,
    diagnostics: diagnosticsJson(diagnostics),
  }));
}
