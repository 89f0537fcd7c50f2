import { findingKind } from "../../diagnostics/diagnostic.js";

// Breaches of Movable Ink's contract.

export const missingIdentifier = findingKind("MI070", "missing-identifier", "warning");
export const personalIdentifier = findingKind("MI071", "personal-identifier", "warning");
export const timestampForm = findingKind("MI073", "timestamp-form", "warning");
export const timestampUnit = findingKind("MI074", "timestamp-unit", "warning");
export const timestampAge = findingKind("MI075", "timestamp-age", "warning");
export const timeZone = findingKind("MI076", "time-zone", "warning");
export const eventName = findingKind("MI077", "event-name", "warning");
export const missingProperty = findingKind("MI078", "missing-property", "warning");
export const propertyType = findingKind("MI079", "property-type", "warning");
export const relativeUrl = findingKind("MI080", "relative-url", "warning");
export const payloadSize = findingKind("MI081", "payload-size", "warning");
export const tooManyProperties = findingKind("MI082", "too-many-properties", "warning");
export const personalData = findingKind("MI083", "personal-data", "warning");
export const payloadType = findingKind("MI084", "payload-type", "warning");
