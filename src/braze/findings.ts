import { findingKind } from "../diagnostics/diagnostic.js";

// What is found in a template's names, and in the files beside it.

export const headersFile = findingKind("MI038", "headers-file", "error");
export const unknownName = findingKind("MI046", "unknown-name", "warning");
export const unavailableName = findingKind("MI120", "unavailable-name", "warning");
