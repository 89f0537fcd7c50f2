import { findingKind } from "../diagnostics/diagnostic.js";

// What goes wrong with Datafly Signal.

export const sampleMisfit = findingKind("MI101", "sample-misfit", "error");
export const sharedAttribute = findingKind("MI092", "shared-attribute", "warning");
export const feedSchemaConflict = findingKind("MI102", "feed-schema-conflict", "error");
export const installedDiffers = findingKind("MI103", "installed-differs", "error");
