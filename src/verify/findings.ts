import { findingKind } from "../diagnostics/diagnostic.js";

// What fixtures show, or fail to show, of what is sent.

export const unusedProperty = findingKind("MI018", "unused-property", "warning");
export const unverifiedCampaign = findingKind("MI019", "unverified-campaign", "warning");
export const departingFixture = findingKind("MI039", "departing-fixture", "warning");
export const misfitValue = findingKind("MI087", "misfit-value", "warning");
export const unexpectedPayload = findingKind("MI034", "unexpected-payload", "error");
export const enginesDisagree = findingKind("MI035", "engines-disagree", "error");
export const noExpectation = findingKind("MI036", "no-expectation", "error");
export const noFixtures = findingKind("MI037", "no-fixtures", "error");
// What a payload has against the config's events.
export const payloadEvent = findingKind("MI024", "payload-event", "error");
export const payloadMember = findingKind("MI025", "payload-member", "error");
export const payloadMissing = findingKind("MI026", "payload-missing", "error");
export const payloadValue = findingKind("MI027", "payload-value", "error");

export const headerLineBreak = findingKind("MI109", "header-line-break", "warning");
export const brokenJson = findingKind("MI043", "broken-json", "error");
