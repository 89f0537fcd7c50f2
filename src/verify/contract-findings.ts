import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Scope } from "../liquid/runtime/scope.js";
import { checkPayload } from "../movable-ink/contract/contract.js";
import { breachFinding } from "../movable-ink/contract/finding.js";
import type { Profile } from "../movable-ink/contract/profile.js";
import { type JsonNode, toJson } from "../source/json.js";
import type { Span } from "../source/source.js";

/** What a rendered payload has against the contract: warnings, with ages that count from the fixture's clock. */
export const contractFindings = (
  payload: JsonNode,
  profile: Profile,
  { now }: Scope,
  span?: Span,
): Diagnostic[] =>
  checkPayload(toJson(payload), { profile, now: new Date(Number(now.nanoseconds / 1_000_000n)) }).map(
    (breach) => breachFinding(breach, span),
  );
